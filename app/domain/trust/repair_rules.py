"""What is asked about the repairs of a trust case. They ask a person and judge nobody.

Whether a repair may be called done, verified or dropped is a rule too: see `refusal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.audiences import Audience
from app.domain.folding import folded
from app.domain.practice.corrective_rules import owner_question
from app.domain.review_words import counted
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repair_words import SHOWN, due_day, is_overdue
from app.domain.trust.repairs import Reach, Repair, RepairKind, RepairState, Telling

MOST: Final = 5
"""So many open repairs can be seen and believed, seldom more."""

RELIED_ON = "What could people not rely on before? What can they rely on then?"


@dataclass(frozen=True, slots=True)
class RepairQuestion:
    """A question to people; ``field`` is the field of the repair it stands beside."""

    field: str
    words: str


def asked_of_all(plan: RepairPlan) -> tuple[str, ...]:
    """What is asked about the repairs together."""
    if not plan.pursued:
        return ("There is no repair yet. Which visible one would matter most now?",)
    asked = []
    if len(plan.pursued) > 1 and plan.most_now not in {one.id for one in plan.pursued}:
        asked.append("Which visible repair matters most now? Mark it with M.")
    if len(plan.still_open) > MOST:
        asked.append(too_many_words(plan))
    if not any(repair.small for repair in plan.pursued):
        asked.append("None is a small win. What could somebody see for themselves within days?")
    asked += [inside_words(plan)] if plan.outward_only else []
    return tuple(asked)


def too_many_words(plan: RepairPlan) -> str:
    """What is asked where more repairs are open than are kept."""
    many = counted(len(plan.still_open), "repair")
    return f"{many} are open, and few are kept. Which of them do those affected need most?"


def inside_words(plan: RepairPlan) -> str:
    """What is asked where trust broke inside, and every repair aims elsewhere."""
    numbers = ", ".join(plan.numbers[one.id] for one in plan.outward_only)
    return (
        f"Trust broke inside ({numbers}), and every repair is for people above or outside. "
        "What changes for those inside?"
    )


def asked_of(
    plan: RepairPlan, repair: Repair, today: date, shown: frozenset[Audience] = frozenset()
) -> tuple[RepairQuestion, ...]:
    """What is asked about one repair, in the order of its fields; of one given up only why.

    ``shown`` are the readers that it is shown to.
    """
    if repair.state is RepairState.DROPPED:
        why = () if repair.dropped_because.strip() else ("Why was it dropped?",)
        return tuple(RepairQuestion("dropped_because", words) for words in why)
    pairs = (
        ("text", "" if repair.text.strip() else "What changes?"),
        ("before", uncertainty_question(repair)),
        ("kind", "" if repair.kind is not RepairKind.UNSAID else "What does it put right?"),
        ("asked_of", _about_reach(repair)),
        ("owner", owner_question(repair.owner)),
        ("due", _about_due(repair, today)),
        ("breaks", _about_breaks(plan, repair)),
        ("shown_by", "" if repair.shown_by.strip() else "What will show it to those affected?"),
        ("telling", _about_telling(repair, shown)),
        ("proof", _about_proof(plan, repair)),
        ("verified_by", _about_verification(repair)),
    )
    return tuple(RepairQuestion(name, words) for name, words in pairs if words)


def refusal(plan: RepairPlan, repair: Repair) -> str:
    """Why a repair cannot be kept as it is; empty where it can.

    Done needs what shows it: a cited item, or words that say where it can be seen. Verified needs
    somebody affected who saw it. Dropped needs its reason.
    """
    if repair.state in SHOWN and not is_shown(plan, repair):
        return "Done needs what shows it: cite evidence of it, or write where it can be seen."
    if repair.state is RepairState.VERIFIED and not repair.verified_by.strip():
        return "Verified needs who saw it: the role of somebody who was affected."
    if repair.state is RepairState.DROPPED and not repair.dropped_because.strip():
        return "Say why the repair is dropped; those who were told of it will ask."
    return ""


def is_shown(plan: RepairPlan, repair: Repair) -> bool:
    """Whether something shows that a repair was done: a citation, or a place to see it."""
    return bool(repair.proof.strip() or plan.proof(repair.id))


def uncertainty_question(repair: Repair) -> str:
    """What is asked of a repair that names work done and no uncertainty removed."""
    before, after = repair.before.strip(), repair.after.strip()
    if not before and not after:
        return RELIED_ON
    if not before:
        return "What could people not rely on before?"
    if not after:
        return "What can they rely on then?"
    same = folded(before) == folded(after)
    return "Before and after read the same. What changes for people?" if same else ""


def _about_reach(repair: Repair) -> str:
    if repair.reach is Reach.ASKED and not repair.asked_of.strip():
        return "Of whom is it asked, by role?"
    return ""


def _about_due(repair: Repair, today: date) -> str:
    if not repair.due.strip():
        return "By which day?" if repair.state is RepairState.OPEN else ""
    if due_day(repair) is None:
        return f"“{repair.due.strip()}” is not a day. By which day?"
    if is_overdue(repair, today):
        return "Its day has passed. Have those who count on it been told, with a new day?"
    return ""


def _about_breaks(plan: RepairPlan, repair: Repair) -> str:
    if plan.breaks_of(repair.id):
        return ""
    return "Which trust break is it for?" if plan.breaks else ""


def _about_telling(repair: Repair, shown: frozenset[Audience]) -> str:
    match repair.telling:
        case Telling.UNSAID:
            return "Told widely now, or put right quietly first?"
        case Telling.QUIETLY_FIRST if not repair.telling_why.strip():
            return "Why quietly first? Those who learn of it later will ask."
        case Telling.QUIETLY_FIRST if shown and repair.state is RepairState.OPEN:
            return "It is to be put right quietly first, and is shown already. Is that meant?"
        case _:
            return ""


def _about_proof(plan: RepairPlan, repair: Repair) -> str:
    if repair.state in SHOWN and not is_shown(plan, repair):
        return "Nothing shows any more that it is done. Where can it be seen?"
    return ""


def _about_verification(repair: Repair) -> str:
    if repair.state is RepairState.DONE:
        return "Who of those affected has seen it for themselves?"
    return ""
