"""The repairs in words for one reader: first what people can rely on again, then what is done.

Whatever is handed in was chosen for these readers. Why something is told, or first put right
quietly, is for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.moments import day
from app.domain.notes import Notes
from app.domain.practice.corrective import ActionState, CorrectiveAction
from app.domain.practice.corrective_words import STATE_WORDS as ACTION_STATES
from app.domain.practice.corrective_words import due_words as action_due
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repair_words import KIND_WORDS, SHOWN, due_words
from app.domain.trust.repairs import Invitation, Reach, Repair, RepairKind, RepairState
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Repair actions"
GUIDE = (
    "Each repair says first what people could not rely on before, and what they can rely on then. "
    "What is done names what shows it; verified means that somebody affected has seen it."
)
NO_UNCERTAINTY = "it names no uncertainty removed yet"
UNREPAIRED = "No repair is told here for these yet."
TAKEN_OVER = "Actions taken over from the incident review"
UNNAMED_GROUP = "An affected group"

_STATES = {
    RepairState.OPEN: "To come",
    RepairState.DONE: "Done",
    RepairState.VERIFIED: "Done, and seen by those affected",
    RepairState.DROPPED: "Given up",
}


def repairs_document(
    plan: RepairPlan,
    notes: Notes,
    zone: ZoneInfo,
    today: date,
    actions: Sequence[CorrectiveAction] = (),
) -> tuple[Section, ...]:
    """The sections, of a plan that holds only what these readers may see.

    ``actions`` are those taken over from the review of the incident.
    """
    groups = tuple(
        StatementGroup(
            heading,
            tuple(
                _repair(plan, one, notes, zone, today) for one in plan.repairs if one.state is state
            ),
        )
        for state, heading in _STATES.items()
        if any(one.state is state for one in plan.repairs)
    )
    return (
        Section("repairs", "What is repaired", (GUIDE,) if groups else (), groups, ()),
        _unrepaired(plan, notes),
        _invited(plan),
        _taken_over(plan, actions, notes, today),
    )


def _repair(
    plan: RepairPlan, repair: Repair, notes: Notes, zone: ZoneInfo, today: date
) -> Statement:
    before, after, text = repair.before.strip(), repair.after.strip(), repair.text.strip()
    removed = [f"Before: {before}" if before else "", f"→ After: {after}" if after else ""]
    cited, proof = plan.cited.get(repair.id, ()), plan.proof(repair.id)
    asked_of = repair.asked_of.strip() if repair.reach is Reach.ASKED else ""
    facts = (
        ("What changes", text if before or after else ""),
        ("It puts right", "" if repair.kind is RepairKind.UNSAID else KIND_WORDS[repair.kind]),
        ("For", _breaks(plan, repair)),
        ("Asked of", asked_of),
        ("Owner", repair.owner.strip() or "no owner yet"),
        ("Due", _due(repair, today)),
        ("What will show it", repair.shown_by.strip()),
        ("What shows it", _proof(repair, notes.numbers(proof))),
        ("Given up because", _given_up(repair)),
    )
    marks = [_state(repair, zone)]
    told_whole = repair.id not in plan.otherwise
    if told_whole and repair.state is not RepairState.DROPPED and not (before and after):
        marks.append(NO_UNCERTAINTY)
    if repair.state in SHOWN and not proof:
        marks.append("stated, not cited")
    marks += notes.marks(cited) if cited else []
    return Statement(
        number=plan.numbers[repair.id],
        text="\n".join(filter(None, removed)) or text,
        facts=tuple(Fact(label, words) for label, words in facts if words),
        marks=tuple(marks),
        notes=notes.numbers(cited),
    )


def _breaks(plan: RepairPlan, repair: Repair) -> str:
    texts = {one.id: one.text.strip() for one in plan.breaks}
    return "\n".join(
        f"{plan.numbers[one]} {texts[one]}".strip() for one in plan.breaks_of(repair.id)
    )


def _due(repair: Repair, today: date) -> str:
    if repair.state is not RepairState.OPEN:
        return ""
    words = due_words(repair, today).removeprefix("due ")
    return words or repair.due.strip() or "no day yet"


def _given_up(one: Repair | CorrectiveAction) -> str:
    """Why, as long as it is given up; the reason stays written where it was taken up again."""
    dropped = one.state in {RepairState.DROPPED, ActionState.DROPPED}
    return one.dropped_because.strip() if dropped else ""


def _proof(repair: Repair, numbers: Sequence[int]) -> str:
    words = repair.proof.strip() if repair.state in SHOWN else ""
    if not numbers:
        return words
    cited = f"note{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    return f"{words} ({cited})" if words else cited


def _state(repair: Repair, zone: ZoneInfo) -> str:
    small = "a small win, " if repair.small else ""
    match repair.state:
        case RepairState.VERIFIED if repair.verified_us is not None:
            on = day(repair.verified_us, zone)
            return f"{small}verified by {repair.verified_by.strip()} on {on}"
        case RepairState.DONE if repair.done_us is not None:
            return f"{small}done on {day(repair.done_us, zone)}, not yet verified"
        case RepairState.DROPPED:
            return "given up"
    return f"{small}open"


def _unrepaired(plan: RepairPlan, notes: Notes) -> Section:
    bare = tuple(
        Statement(
            number=plan.numbers[one.id],
            text=one.text.strip() or "No words yet.",
            facts=(Fact("They fear", one.fear.strip()),) if one.fear.strip() else (),
            marks=(CERTAINTY_WORDS[one.certainty], *notes.marks(plan.cited.get(one.id, ()))),
            notes=notes.numbers(plan.cited.get(one.id, ())),
        )
        for one in plan.unrepaired
    )
    groups = (StatementGroup("", bare),) if bare else ()
    return Section("unrepaired", "Without a repair", (UNREPAIRED,) if bare else (), groups, ())


def _taken_over(
    plan: RepairPlan, actions: Sequence[CorrectiveAction], notes: Notes, today: date
) -> Section:
    rows = []
    for one in actions:
        cited = plan.cited.get(one.id, ())
        facts = (
            ("Owner", one.owner.strip() or "no owner yet"),
            ("Due", action_due(one, today).removeprefix("due ") or one.due.strip()),
            ("What will show it", one.shown_by.strip()),
            ("Given up because", _given_up(one)),
        )
        told = tuple(Fact(label, words) for label, words in facts if words)
        marks = (ACTION_STATES[one.state], *notes.marks(cited))
        rows.append(Statement("", one.text.strip(), told, marks, notes.numbers(cited)))
    groups = (StatementGroup("", tuple(rows)),) if rows else ()
    return Section("actions", TAKEN_OVER, (), groups, ())


def _invited(plan: RepairPlan) -> Section:
    rows = tuple(_invitation(plan, one) for one in plan.invitations)
    groups = (StatementGroup("", rows),) if rows else ()
    return Section("invited", "Who was invited to shape it", (), groups, ())


def _invitation(plan: RepairPlan, one: Invitation) -> Statement:
    facts = (
        ("About", plan.numbers.get(one.repair_id, "")),
        ("Asked to help with", one.asked.strip()),
        ("Asked on", one.asked_on.strip()),
        ("They answered", one.answer.strip()),
        ("What changed because of it", one.changed.strip() or "nothing is written yet"),
    )
    return Statement(
        number="",
        text=plan.group_names.get(one.group_id, "") or UNNAMED_GROUP,
        facts=tuple(Fact(label, words) for label, words in facts if words),
        marks=(),
        notes=(),
    )
