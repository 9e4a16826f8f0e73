"""The documents of a meeting: the facilitator's sheet, and the minutes."""

from __future__ import annotations

from app.domain.meeting_documents import (
    FacilitatorSheetView,
    MeetingNotesView,
    facilitator_sheet,
    meeting_notes,
)
from app.domain.meeting_section import first_meeting
from app.domain.meetings import Meeting, MeetingNote
from app.operations.documents.beginning import start_of
from app.operations.documents.reading import Reading
from app.operations.meeting_pages import pages_of


def sheet_of(reading: Reading, _subject_id: str = "") -> FacilitatorSheetView:
    """What the facilitator has in hand: principles, agenda, questions, the timeline."""
    return facilitator_sheet(
        reading.case,
        first_meeting(reading.of_case(Meeting)),
        reading.entries,
        reading.now_us,
        start_of(reading).missing,
    )


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
