"""Following a repair of trust through: how it stands, and whether a person calls it repaired."""

from __future__ import annotations

from datetime import date

from app.casebook import Casebook, Drafts
from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.trust.account import GroupStatement
from app.domain.trust.checkpoint_rules import in_order
from app.domain.trust.follow_through import Checkpoint
from app.domain.trust.recovery import NO_REASON, Recovery, refusal
from app.domain.trust.signal_rules import standings, unmoved
from app.domain.trust.signals import Signal, SignalReading
from app.operations.now import now_us, today_of
from app.operations.trust.repairs import plan_in
from app.operations.trust.setting import change_in, setting_in


def recovery_in(drafts: Drafts, case_id: str, today: date) -> Recovery:
    """How the repair of trust stands on a day, within a transaction."""
    readings = drafts.of_case(SignalReading, case_id)
    return Recovery(
        settings=setting_in(drafts, case_id),
        plan=plan_in(drafts, case_id),
        signals=standings(drafts.of_case(Signal, case_id), readings, today),
        statements=tuple(drafts.of_case(GroupStatement, case_id)),
        checkpoints=tuple(in_order(drafts.of_case(Checkpoint, case_id))),
        today=today,
    )


def unmoved_in(drafts: Drafts, case_id: str) -> frozenset[str]:
    """The signals of a case, by id, that have not moved until today; an incident case has none.

    A document says how many of them its reader does not see.
    """
    signals, readings = drafts.of_case(Signal, case_id), drafts.of_case(SignalReading, case_id)
    today = today_of(drafts.get(Case, case_id))
    return frozenset(one.signal.id for one in unmoved(signals, readings, today))


def call_repaired(casebook: Casebook, case_id: str, because: str) -> None:
    """Call the trust repaired, with what that rests on; one step.

    Raises `InvalidInputError` where nothing shows it, or no reason is given.
    """
    with casebook.edit("Call it repaired", case_id) as edit:
        today = today_of(edit.get(Case, case_id))
        if why_not := refusal(recovery_in(edit, case_id, today), because):
            raise InvalidInputError(why_not)
        change_in(edit, case_id, {"repaired_us": now_us(), "repaired_because": because.strip()})


def say_because(casebook: Casebook, case_id: str, because: str) -> None:
    """Say what “repaired” rests on, before it is called so or after.

    Raises `InvalidInputError` where it is called repaired and nothing would be left to rest it on.
    """
    with casebook.edit("Say what “repaired” rests on", case_id) as edit:
        called = setting_in(edit, case_id).repaired_us is not None
        if called and not because.strip():
            raise InvalidInputError(NO_REASON)
        change_in(edit, case_id, {"repaired_because": because.strip()})


def take_back(casebook: Casebook, case_id: str) -> None:
    """Not repaired after all; what it rested on stays where it was written."""
    with casebook.edit("Not repaired after all", case_id) as edit:
        change_in(edit, case_id, {"repaired_us": None})
