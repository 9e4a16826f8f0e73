"""The five steps of an incident review, and what is still thin in each.

A step is never finished: the best that can be said is that nothing thin was found. What is said
are observations of the draft, for a person to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.drafts import Case, Certainty, Entry, EntryKind
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor, FactorLink, FactorPart
from app.domain.practice.completeness import Presence, parts
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import ActionKind, ActionState, ActionTarget, CorrectiveAction
from app.domain.practice.corrective_rules import MOST
from app.domain.practice.failure_chain import MARKED
from app.domain.practice.lessons import FollowUp, Lesson, LessonKind
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.publication import Publication
from app.domain.review_words import KIND_WORDS, counted

NOTHING_THIN = "nothing thin found"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its id in the playbook, the page where it is done, its name and its task."""

    id: str
    page: str
    title: str
    task: str


STEPS = (
    Step("IR-1", "timeline", "Timeline", "reconstruct the timeline before debating causes"),
    Step("IR-2", "chain", "Failure chain", "explain why this path was open"),
    Step("IR-3", "context", "Context", "describe what people saw and believed at the time"),
    Step("IR-4", "actions", "Actions", "choose few actions that close the paths"),
    Step("IR-5", "review", "Review", "publish what was learned, and agree when to look again"),
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a case holds, as far as the steps look at it.

    ``cited`` are the ids of what cites evidence, ``answers`` are by their playbook item.
    """

    case: Case
    entries: Sequence[Entry] = ()
    factors: Sequence[Factor] = ()
    links: Sequence[FactorLink] = ()
    decisions: Sequence[DecisionPoint] = ()
    accounts: Sequence[FairAccount] = ()
    actions: Sequence[CorrectiveAction] = ()
    targets: Sequence[ActionTarget] = ()
    lessons: Sequence[Lesson] = ()
    follow_ups: Sequence[FollowUp] = ()
    publications: Sequence[Publication] = ()
    cited: Collection[str] = frozenset()
    answers: Mapping[str, PlaybookAnswer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepState:
    """A step with what is still thin in it, a phrase each."""

    step: Step
    thin: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is still thin, as one line."""
        return "; ".join(self.thin) or NOTHING_THIN


def thin(drafted: Drafted) -> tuple[StepState, ...]:
    """Every step, in order, with what is still thin in it."""
    rules: tuple[Callable[[Drafted], Iterable[str]], ...] = (
        thin_in_timeline,
        thin_in_chain,
        thin_in_context,
        thin_in_actions,
        thin_in_review,
    )
    return tuple(
        StepState(step, tuple(phrase for phrase in rule(drafted) if phrase))
        for step, rule in zip(STEPS, rules, strict=True)
    )


def current(states: Sequence[StepState]) -> StepState:
    """The step to work on: the first in which something is thin, else the last."""
    return next((state for state in states if state.thin), states[-1])


def current_words(states: Sequence[StepState]) -> str:
    """``step 1 of 5 — reconstruct the timeline before debating causes``."""
    state = current(states)
    return f"step {states.index(state) + 1} of {len(states)} — {state.step.task}"


def thin_in_timeline(drafted: Drafted) -> Iterable[str]:
    """Entries that lean on nothing, and parts of the course of events that nobody tells."""
    entries = drafted.entries
    if not entries:
        return ("no entries yet",)
    untold = [
        KIND_WORDS[part.kind].lower()
        for part in parts(entries, drafted.answers.values())
        if part.presence is Presence.MISSING
    ]
    return (
        _some([e for e in entries if e.id not in drafted.cited], "entry", "without evidence"),
        f"nothing on {_listed(untold)}" if untold else "",
        _some([e for e in entries if e.start_us is None], "entry", "without a time"),
        _some([e for e in entries if _unjudged(e.certainty)], "entry", "not yet judged"),
    )


def thin_in_chain(drafted: Drafted) -> Iterable[str]:
    """A chain that stops early: one factor alone, nothing joined, nothing asked further."""
    factors = drafted.factors
    if not factors:
        return ("no factors yet",)
    ids = {factor.id for factor in factors}
    joined = any(link.from_id in ids and link.to_id in ids for link in drafted.links)
    marked = drafted.answers.get(MARKED)
    chosen = marked is not None and marked.target_id in ids
    unsorted = [f for f in factors if f.part is FactorPart.UNSORTED]
    only_triggers = all(f.part is FactorPart.TRIGGER for f in factors)
    return (
        "one factor alone" if len(factors) == 1 else "",
        "only triggers, no condition that let them through" if only_triggers else "",
        _some([f for f in factors if f.id not in drafted.cited], "factor", "without evidence"),
        _some([f for f in factors if not f.why_open.strip()], "factor", "without “why open?”"),
        _some(unsorted, "factor", "whose part nobody has said"),
        "" if joined or len(factors) == 1 else "the factors are not joined",
        "" if chosen else "none marked as what raised the impact most",
    )


def thin_in_context(drafted: Drafted) -> Iterable[str]:
    """Decisions without the moment they were taken in, and people who were not asked."""
    points = drafted.decisions
    if not points:
        return ("no decision points yet", _unasked(drafted))
    told = {point.entry_id for point in points}
    bare = [e for e in drafted.entries if e.kind is EntryKind.DECISION and e.id not in told]
    thin_then = [p for p in points if not (p.saw.strip() and p.believed.strip())]
    return (
        _some([p for p in points if p.at_us is None], "decision point", "without a time"),
        _some(thin_then, "decision point", "without what was seen or believed"),
        _some(
            [p for p in points if not p.made_sense.strip()],
            "decision point",
            "without why it made sense",
        ),
        _some(
            [p for p in points if p.id not in drafted.cited], "decision point", "without evidence"
        ),
        _some(bare, "decision", "in the timeline without its context"),
        _unasked(drafted),
    )


def _unasked(drafted: Drafted) -> str:
    if not drafted.accounts:
        return "nobody asked yet whether the account is fair"
    waiting = [a for a in drafted.accounts if a.verdict is Verdict.NOT_ASKED]
    return _some(waiting, "responder", "not yet asked whether the account is fair")


def thin_in_actions(drafted: Drafted) -> Iterable[str]:
    """None or too many actions, and such as nobody owns or nothing observed asks for."""
    actions = [a for a in drafted.actions if a.state is not ActionState.DROPPED]
    if not actions:
        return ("no actions yet",)
    aimed = {target.action_id for target in drafted.targets}
    unsorted = [a for a in actions if a.kind is ActionKind.UNSORTED]
    lasting = any(a.kind is not ActionKind.IMMEDIATE for a in actions)
    marked = drafted.answers.get(MARKED)
    closed = {target.target_id for target in drafted.targets}
    most_open = marked is not None and marked.target_id not in closed
    return (
        f"{len(actions)} actions: few are carried through" if len(actions) > MOST else "",
        _some([a for a in actions if not a.owner.strip()], "action", "without an owner"),
        _some([a for a in actions if not a.due], "action", "without a day"),
        _some([a for a in actions if a.id not in aimed], "action", "that closes no condition"),
        _some(
            [a for a in actions if not a.shown_by.strip()],
            "action",
            "without evidence that will show it done",
        ),
        _some(unsorted, "action", "neither immediate nor systemic yet"),
        "" if lasting else "only immediate actions",
        "none closes what raised the impact most" if most_open else "",
    )


def thin_in_review(drafted: Drafted) -> Iterable[str]:
    """What readers still miss, and whether anybody will look again."""
    lessons = {lesson.kind for lesson in drafted.lessons}
    return (
        "" if drafted.case.summary.strip() else "no summary yet",
        "" if LessonKind.WENT_WELL in lessons else "nothing on what went well",
        "" if LessonKind.IMPROVE in lessons else "nothing on what to improve",
        "" if drafted.publications or drafted.case.published_us else "not yet published",
        "" if drafted.follow_ups else "no day agreed on to look again",
    )


def _unjudged(certainty: Certainty) -> bool:
    return certainty is Certainty.UNJUDGED


def _some(found: Sequence[object], one: str, what: str) -> str:
    """``2 entries without evidence``; empty for none."""
    many = "entries" if one == "entry" else f"{one}s"
    return f"{counted(len(found), one, many)} {what}" if found else ""


def _listed(words: Sequence[str]) -> str:
    """``rollback``, ``detection or rollback``."""
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
