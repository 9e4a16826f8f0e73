"""Whether trust is repaired: what that would rest on, and what speaks against it.

Nothing is added up. A person calls it repaired, and says on what; the program sets beside it
what the readings and the breaks say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.review_words import counted
from app.domain.trust.account import GroupStatement, GroupVerdict
from app.domain.trust.breaks import Trend
from app.domain.trust.checkpoint_rules import overdue
from app.domain.trust.follow_through import Checkpoint
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import RepairState
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signal_rules import Movement, SignalStanding
from app.domain.trust.signal_words import name_of

NO_EVIDENCE = (
    "Nothing shows yet that trust is repaired: no repair was verified, no signal has moved towards "
    "better, and no group has said that it holds. Keep following it through."
)
NO_REASON = "Say what you rest it on, such as a repair that was verified or a signal that moved."


@dataclass(frozen=True, slots=True)
class Recovery:
    """How the repair of trust stands on a day."""

    settings: TrustSettings
    plan: RepairPlan
    signals: tuple[SignalStanding, ...] = ()
    statements: tuple[GroupStatement, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    today: date = date.min

    @property
    def called_repaired(self) -> bool:
        """Whether a person said so."""
        return self.settings.repaired_us is not None

    def moved_to(self, *movements: Movement) -> tuple[SignalStanding, ...]:
        """The signals that show one of these movements."""
        return tuple(one for one in self.signals if one.movement in movements)


def evidence_of(recovery: Recovery) -> tuple[str, ...]:
    """What “repaired” could rest on, a sentence each; empty where there is nothing."""
    plan = recovery.plan
    told = [
        f"{plan.numbers[one.id]} was verified by {one.verified_by.strip() or 'somebody affected'}."
        for one in plan.repairs
        if one.state is RepairState.VERIFIED
    ]
    told += [
        f"“{name_of(one.signal)}” has moved towards better."
        for one in recovery.moved_to(Movement.BETTER)
    ]
    agreed = [
        one
        for one in recovery.statements
        if one.verdict is GroupVerdict.TRUE and not one.paragraph_id
    ]
    if agreed:
        told.append(f"{_groups(agreed)} called the account true.")
    told += [
        f"{plan.numbers[one.id]} is getting better, as people see it."
        for one in plan.breaks
        if one.trend is Trend.BETTER
    ]
    return tuple(told)


def against(recovery: Recovery, *, to_readers: bool = False) -> tuple[str, ...]:
    """What speaks against it or leaves it open, a sentence each.

    ``to_readers`` of a document, who are shown a part of it, nothing is denied that may be there.
    """
    plan = recovery.plan
    told = [*unmoved_words(recovery.signals)]
    if not recovery.signals:
        none = "No signal is observed: there is no reading that could have moved."
        told.append("No signal is shown here that could have moved." if to_readers else none)
    done = [plan.numbers[one.id] for one in plan.repairs if one.state is RepairState.DONE]
    if done:
        told.append(f"{', '.join(done)}: done, and nobody affected has verified it.")
    if plan.still_open:
        numbers = ", ".join(plan.numbers[one.id] for one in plan.still_open)
        told.append(f"{numbers}: still to be done.")
    bare = [plan.numbers[one.id] for one in plan.unrepaired]
    if bare:
        is_for = "is told here for" if to_readers else "is for"
        told.append(f"No repair {is_for} {', '.join(bare)}.")
    worse = [plan.numbers[one.id] for one in plan.breaks if one.trend in {Trend.WORSE, Trend.SAME}]
    if worse:
        told.append(f"{', '.join(worse)}: no better than before, as people see it.")
    doubted = [one for one in recovery.statements if _doubts(one)]
    if doubted:
        told.append(f"{_groups(doubted)} did not call the account true, or not all of it.")
    missed = overdue(recovery.checkpoints, recovery.today)
    if missed:
        told.append(f"{counted(len(missed), 'checkpoint')} passed without being held.")
    return tuple(told)


def unmoved_words(signals: Iterable[SignalStanding]) -> tuple[str, ...]:
    """What must be said beside “repaired”: which signals have not moved, or say nothing yet."""
    sentences = {
        Movement.UNMOVED: "has not moved.",
        Movement.WORSE: "has become worse.",
        Movement.TOO_FEW: "has too few readings to say.",
        Movement.UNCOMPARED: "has nothing to compare with.",
        Movement.WORDS: "is read in words, and people have to say what they show.",
    }
    return tuple(
        f"“{name_of(one.signal)}” {sentences[one.movement]}"
        for one in signals
        if one.movement in sentences
    )


def refusal(recovery: Recovery, because: str) -> str:
    """Why it cannot be called repaired; empty where it can."""
    if not evidence_of(recovery):
        return NO_EVIDENCE
    return "" if because.strip() else NO_REASON


def _doubts(statement: GroupStatement) -> bool:
    return statement.verdict in {GroupVerdict.PARTLY, GroupVerdict.NOT_TRUE} or statement.dissent


def _groups(statements: Sequence[GroupStatement]) -> str:
    return counted(len({one.group_id for one in statements}), "group")
