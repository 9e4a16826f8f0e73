"""The documents of a meeting: the facilitator's sheet, and the minutes."""

from __future__ import annotations

from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import ActionTarget, CorrectiveAction
from app.domain.practice.lessons import Lesson
from app.domain.practice.meeting_documents import (
    FacilitatorSheetView,
    MeetingNotesView,
    facilitator_sheet,
    meeting_notes,
)
from app.domain.practice.meeting_section import first_meeting
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.steps import Drafted, thin
from app.operations.documents.beginning import start_of
from app.operations.documents.reading import Reading
from app.operations.practice.meeting_pages import pages_of


def sheet_of(reading: Reading, _subject_id: str = "") -> FacilitatorSheetView:
    """What the facilitator has in hand: principles, agenda, questions, the timeline."""
    return facilitator_sheet(
        reading.case,
        first_meeting(reading.of_case(Meeting)),
        reading.entries,
        reading.now_us,
        _thin(reading),
        start_of(reading).missing,
    )


def _thin(reading: Reading) -> tuple[str, ...]:
    """What the room could help with; how far publishing is matters to nobody there."""
    drafted = Drafted(
        case=reading.case,
        entries=[cited.entry for cited in reading.entries],
        factors=reading.of_case(Factor),
        links=reading.of_case(FactorLink),
        decisions=reading.of_case(DecisionPoint),
        accounts=reading.of_case(FairAccount),
        actions=reading.of_case(CorrectiveAction),
        targets=reading.of_case(ActionTarget),
        lessons=reading.of_case(Lesson),
        cited=frozenset(reading.cited),
        answers={answer.item: answer for answer in reading.of_case(PlaybookAnswer)},
    )
    *before_publishing, _last = thin(drafted)
    return tuple(f"{state.step.title}: {state.words}." for state in before_publishing if state.thin)


def notes_of(reading: Reading, _subject_id: str = "") -> MeetingNotesView:
    """What was said, by the part of the meeting and what it was about."""
    return meeting_notes(
        reading.case,
        first_meeting(reading.of_case(Meeting)),
        reading.of_case(MeetingNote),
        pages_of(reading.shared, reading.case.id),
        reading.now_us,
        start_of(reading).missing,
    )
