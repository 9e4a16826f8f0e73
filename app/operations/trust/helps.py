"""What helps in a trust case: read from it, or answered."""

from __future__ import annotations

from app.casebook import Casebook, Drafts
from app.domain.audiences import AudienceChoice
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.apology import Apology
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import FramePiece
from app.domain.trust.helps import Help, HelpRecord, helps
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.signals import Signal, SignalReading
from app.operations.practice import playbooks
from app.operations.trust import repairs, setting, showing


def of_case(casebook: Casebook, case_id: str) -> tuple[Help, ...]:
    """Everything that helps, with where it is or what is missing."""
    with casebook.drafts() as drafts:
        return helps_in(drafts, case_id, repairs.plan_in(drafts, case_id))


def helps_in(drafts: Drafts, case_id: str, plan: RepairPlan) -> tuple[Help, ...]:
    """The same within a transaction."""
    return helps(
        HelpRecord(
            settings=setting.setting_in(drafts, case_id),
            plan=plan,
            frame=drafts.of_case(FramePiece, case_id),
            apologies=drafts.of_case(Apology, case_id),
            signals=drafts.of_case(Signal, case_id),
            readings=drafts.of_case(SignalReading, case_id),
            checkpoints=drafts.of_case(Checkpoint, case_id),
            updates=drafts.of_case(UpdateNote, case_id),
            shown=frozenset(showing.by_piece(drafts.of_case(AudienceChoice, case_id))),
            answers=playbooks.answers_in(drafts, case_id),
        )
    )


def say_where(casebook: Casebook, case_id: str, item: str, where: str) -> None:
    """It is there although the case does not show it; no words take that back."""
    _answer(casebook, case_id, item, AnswerState.YES, where)


def not_for_us(casebook: Casebook, case_id: str, item: str, because: str) -> None:
    """It is not for these people, for a reason; no words take that back."""
    _answer(casebook, case_id, item, AnswerState.ABSENT, because)


def _answer(casebook: Casebook, case_id: str, item: str, state: AnswerState, text: str) -> None:
    said = text.strip()
    state = state if said else AnswerState.OPEN
    with casebook.edit("Say what helps", case_id) as edit:
        playbooks.answer_in(edit, PlaybookAnswer("", case_id, item, state, said))
