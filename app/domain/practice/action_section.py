"""The actions of a review in words: for engineers all of it, for others what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import new_id
from app.domain.moments import day, in_zone
from app.domain.notes import Notes
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import ActionKind, ActionState, CorrectiveAction, Helped
from app.domain.practice.corrective_words import (
    PRIORITY_WORDS,
    STATE_WORDS,
    UNFINISHED,
    due_day,
    due_words,
)
from app.domain.review_words import CERTAINTY_WORDS, counted
from app.domain.stakeholders import QUOTING, quotes_any
from app.domain.views import LeftOut

NOTHING_NAMED = "nothing named yet that will show it is done"

_HEADINGS = {
    ActionKind.IMMEDIATE: "Immediate",
    ActionKind.SYSTEMIC: "Systemic",
    ActionKind.TRUST_REPAIR: "Trust repair",
    ActionKind.UNSORTED: "Not yet sorted into immediate and systemic",
}

_HELPED = {
    Helped.YES: "It reduced the risk that it aimed at",
    Helped.PARTLY: "It reduced the risk that it aimed at in part",
    Helped.NO: "It did not reduce the risk that it aimed at",
    Helped.UNKNOWN: "Whether it reduced the risk that it aimed at is not known",
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action."""

    PLACE: ClassVar[str] = "action {number}"

    number: str
    """What it is called for short, such as “A1”."""
    text: str
    """What will be done."""
    priority: str
    """How much it matters, such as “high”; “not said yet”."""
    owner: str
    """The role or person who sees it through; “no owner yet” where nobody does."""
    due: str
    """“due 2026-12-01”, how long ago that was where it is not done; “no due date yet”."""
    closes: tuple[str, ...]
    """The factors and links of the chain that it closes, such as “F2”, “F2 → F3”."""
    shown_by: str
    """Which evidence will show that it is done."""
    state: str
    """“open”, “under way”, “done on 2026-12-03”, “dropped”, with the reason."""
    completion: str
    """Where it can be seen that it is done: in words, and the notes, such as “note 4”."""
    completion_notes: tuple[int, ...]
    """The numbers of the notes that show that it is done."""
    helped: str
    """Whether it reduced the risk that it aimed at; empty until it is done."""
    tracker: str
    """Its link or key in the team's tracker."""
    marks: tuple[str, ...]
    """What it lacks, and what changed in its evidence."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites for anything else."""


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions of one kind."""

    heading: str
    """“Immediate”, “Systemic”, “Dropped”."""
    rows: tuple[ActionRow, ...]
    """The actions, in order."""


@dataclass(frozen=True, slots=True)
class OpenFactor:
    """A factor that no action closes."""

    PLACE: ClassVar[str] = "factor {number}"

    number: str
    """What it is called for short, such as “F3”."""
    text: str
    """The factor, as drafted."""
    certainty: str
    """How sure people are of it."""
    reason: str
    """Why it is left open on purpose; empty where nobody said."""
    beside: str
    """The actions that close one of its links, such as “A2 closes F3 → F4”; empty for none."""


@dataclass(frozen=True, slots=True)
class ActionSection:
    """What is going to change, who sees to it, and what stays open."""

    words: str
    """How many actions there are, how far they are, and how many factors stay open."""
    groups: tuple[ActionGroup, ...]
    """The actions by their kind, dropped ones last."""
    left_open: tuple[OpenFactor, ...]
    """The factors that no action closes."""

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        """All actions; empty where there is none."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One action, for readers outside engineering."""

    PLACE: ClassVar[str] = "what changes"

    text: str
    """What will be done, in their words."""
    state: str
    """“open”, “under way”, “done on 2026-12-03”."""
    due: str
    """“due 2026-12-01”; empty where it is done, or no day was agreed."""


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """What changes, for readers outside engineering."""

    rows: tuple[ChangeRow, ...]
    """The actions that they get, in order."""
    left_out: tuple[LeftOut, ...]
    """How many actions they do not get, for each reason."""


def action_section(plan: ActionPlan, notes: Notes, zone: ZoneInfo, now_us: int) -> ActionSection:
    """The actions of a case at the moment ``now_us``, for engineers."""
    today = in_zone(now_us, zone).date()
    groups = [
        (heading, [one for one in plan.pursued if one.kind is kind])
        for kind, heading in _HEADINGS.items()
    ]
    dropped = [one for one in plan.actions if one.state is ActionState.DROPPED]
    told = [
        ActionGroup(heading, tuple(_row(plan, one, notes, zone, today) for one in listed))
        for heading, listed in (*groups, ("Dropped", dropped))
        if listed
    ]
    left_open = tuple(_open_factor(plan, factor) for factor in plan.left_open)
    return ActionSection(_summary(plan), tuple(told), left_open)


def _row(
    plan: ActionPlan, action: CorrectiveAction, notes: Notes, zone: ZoneInfo, today: date
) -> ActionRow:
    grounds, completion = plan.grounds(action.id), plan.completion(action.id)
    first, shown = notes.numbers(grounds), notes.numbers(completion)
    marks = _lacks(plan, action)
    for cited in (grounds, completion):
        marks += notes.marks(cited) if cited else []
    return ActionRow(
        number=plan.numbers[action.id],
        text=action.text.strip(),
        priority=PRIORITY_WORDS[action.priority],
        owner=action.owner.strip() or "no owner yet",
        due=due_words(action, today) or action.due.strip() or "no due date yet",
        closes=tuple(plan.short(target) for target in plan.closes(action.id)),
        shown_by=action.shown_by.strip(),
        state=_state(action, zone),
        completion=_completion(action, shown),
        completion_notes=shown,
        helped=_helped(action),
        tracker=action.tracker.strip(),
        marks=tuple(marks),
        notes=first,
    )


def _lacks(plan: ActionPlan, action: CorrectiveAction) -> list[str]:
    if action.state is ActionState.DROPPED:
        return []
    lacks = [] if plan.closes(action.id) else ["closes no factor yet"]
    if action.state in UNFINISHED and not action.shown_by.strip():
        lacks.append(NOTHING_NAMED)
    if action.state is ActionState.DONE and not plan.completion(action.id):
        named = action.completion.strip()
        lacks.append("completion is stated, not cited" if named else "nothing shows completion")
    return lacks


def _completion(action: CorrectiveAction, numbers: Sequence[int]) -> str:
    words = action.completion.strip()
    cited = f"note{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    if not numbers:
        return words
    return f"{words} ({cited})" if words else cited


def _state(action: CorrectiveAction, zone: ZoneInfo) -> str:
    if action.state is ActionState.DONE and action.done_us is not None:
        return f"done on {day(action.done_us, zone)}"
    if action.state is ActionState.DROPPED:
        return f"dropped: {action.dropped_because.strip() or 'no reason stated'}"
    return STATE_WORDS[action.state]


def _helped(action: CorrectiveAction) -> str:
    if action.state is not ActionState.DONE:
        return ""
    if action.helped is Helped.NOT_ASKED:
        return "Whether it reduced the risk that it aimed at has not been asked yet."
    why = action.helped_why.strip()
    return f"{_HELPED[action.helped]}: {why}" if why else f"{_HELPED[action.helped]}."


def _open_factor(plan: ActionPlan, factor: Factor) -> OpenFactor:
    beside = [
        f"{', '.join(plan.closed_by[link.id])} closes {plan.short(link.id)}"
        for link in plan.closed_links_of(factor.id)
    ]
    return OpenFactor(
        number=plan.chain.number(factor.id),
        text=factor.text.strip(),
        certainty=CERTAINTY_WORDS[factor.certainty],
        reason=plan.accepted.get(factor.id, ""),
        beside="; ".join(beside),
    )


def _summary(plan: ActionPlan) -> str:
    if not plan.actions:
        return "No action has been chosen yet."
    states = Counter(action.state for action in plan.actions)
    told = ", ".join(
        f"{states[state]} {STATE_WORDS[state]}" for state in ActionState if states[state]
    )
    words = f"{counted(len(plan.actions), 'action')}: {told}."
    factors = len(plan.chain.factors)
    if not factors:
        return f"{words} There is no factor yet that they could close."
    closed = factors - len(plan.left_open)
    return f"{words} {closed} of {counted(factors, 'factor')} have an action that closes them."


def change_section(
    plan: ActionPlan, chosen: Mapping[str, AudienceChoice], zone: ZoneInfo
) -> ChangeSection:
    """What changes, in the words chosen for readers outside engineering."""
    rows: list[ChangeRow] = []
    reasons: list[str] = []
    for action in told_actions(plan):
        choice = choice_for_action(plan, action, chosen)
        if choice.shown:
            rows.append(_change(action, choice.wording, zone))
        else:
            reasons.append(choice.reason.strip() or "no reason stated")
    return ChangeSection(tuple(rows), _counted_reasons(reasons))


def told_actions(plan: ActionPlan) -> tuple[CorrectiveAction, ...]:
    """The actions that readers outside engineering may get: those that say what will be done."""
    return tuple(action for action in plan.pursued if action.text.strip())


def choice_for_action(
    plan: ActionPlan, action: CorrectiveAction, chosen: Mapping[str, AudienceChoice]
) -> AudienceChoice:
    """What these readers get of an action: as a person chose, else as a rule proposes.

    Unchosen, they get every action whose words cannot be searched for in the evidence.
    """
    if action.id in chosen:
        return chosen[action.id]
    reason = QUOTING if quotes_any(plan.cited.get(action.id, ()), action.text) else ""
    return AudienceChoice(
        new_id(), action.case_id, action.id, Audience.STAKEHOLDERS, shown=not reason, reason=reason
    )


def _change(action: CorrectiveAction, wording: str, zone: ZoneInfo) -> ChangeRow:
    due = due_day(action) if action.state in UNFINISHED else None
    return ChangeRow(
        text=wording.strip() or action.text.strip(),
        state=_state(action, zone),
        due=f"due {due}" if due else "",
    )


def _counted_reasons(reasons: Iterable[str]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(reason, count) for reason, count in Counter(reasons).most_common())
