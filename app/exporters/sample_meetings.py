"""What a made-up meeting and its pages show, to try a template with: nothing, and a little of all.

The texts hold the characters that Markdown, HTML and Word act on.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.drafts import Case
from app.domain.moments import zone_named
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.context import DecisionPoint
from app.domain.practice.fair_accounts import Told, passages_about
from app.domain.practice.meeting_documents import facilitator_sheet, fair_account, meeting_notes
from app.domain.practice.meeting_pages import Part, meeting_pages
from app.domain.practice.meetings import Meeting, MeetingNote, Openness
from app.domain.practice.role_words import RoleFinder
from app.domain.timeline import CitedEntry
from app.domain.views import DocumentView

_ROLE = "sample role"
_THIN = ("Sample part: something thin in it.",)
_MISSING = ("A sample account that was not heard.",)

Pair = tuple[DocumentView, DocumentView]


def sheets(empty: Case, filled: Case, entries: Sequence[CitedEntry], now_us: int) -> Pair:
    """The facilitator's sheet."""
    meeting = _meeting(filled, now_us)
    return (
        facilitator_sheet(empty, None, [], now_us),
        facilitator_sheet(filled, meeting, entries, now_us, _THIN, _MISSING),
    )


def minutes(empty: Case, filled: Case, entries: Sequence[CitedEntry], now_us: int) -> Pair:
    """The notes of a meeting."""
    zone = zone_named(filled.zone)
    pages = meeting_pages(filled, entries, ActionPlan(), zone)
    about = entries[0].entry
    taken = [
        MeetingNote(
            "1", filled.id, "m", f"Sample note: {about.text}", Part.TIMELINE, about.id, now_us
        ),
        MeetingNote("2", filled.id, "m", "Another one.\nIts second line.", taken_us=now_us),
    ]
    nothing = meeting_pages(empty, [], ActionPlan(), zone)
    return (
        meeting_notes(empty, None, [], nothing, now_us),
        meeting_notes(filled, _meeting(filled, now_us), taken, pages, now_us, _MISSING),
    )


def fair_pages(empty: Case, filled: Case, now_us: int) -> Pair:
    """The page of a responder."""
    point = DecisionPoint("d", filled.id, filled.title, now_us, _ROLE, saw=filled.summary)
    told = Told(filled, decisions=(point,))
    zone = zone_named(filled.zone)
    passages = passages_about(_ROLE, told, RoleFinder((_ROLE,)), lambda text: text, zone)
    return (
        fair_account(empty, _ROLE, (), now_us),
        fair_account(filled, _ROLE, passages, now_us, _MISSING),
    )


def _meeting(case: Case, now_us: int) -> Meeting:
    return Meeting(
        "m",
        case.id,
        now_us,
        scribe="Sample scribe",
        outsiders=f"Sample outsider: {case.title}",
        invited="Sample role\nAnother sample role",
        agenda=f"10 · Sample point: {case.title}\nA point without minutes",
        openness=Openness.MORE,
        openness_words=f"Sample words of the group: {case.title}",
        held=True,
    )
