"""The review meeting: planning it, what the room sees, notes taken in place."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.casebook import Casebook, Drafts
from app.casebook import people as stored
from app.casebook.sharing import SharedDrafts
from app.domain.audiences import Audience
from app.domain.drafts import Case, new_id
from app.domain.errors import InvalidInputError
from app.domain.leaks import Leak, LeakError, Secrets
from app.domain.moments import zone_named
from app.domain.practice import agenda, meeting_time
from app.domain.practice.accounts import FairAccount
from app.domain.practice.context import DecisionPoint
from app.domain.practice.meeting_documents import in_meeting_order
from app.domain.practice.meeting_pages import MeetingPages, texts_of
from app.domain.practice.meeting_section import first_meeting
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction
from app.domain.wording import Wording
from app.exporters.leak_gate import leaks
from app.operations import drafting
from app.operations.practice.meeting_pages import pages_of
from app.operations.secret_texts import secrets_of

SCRIBE = "PM-R1/scribe"
"""The item of the playbook whose answer names the scribe when a review begins."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is to ask about a planned meeting, by field; empty where nothing is."""

    facilitator: str = ""
    start: str = ""
    length: str = ""
    outsiders: str = ""
    agenda: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The meeting of a case with its notes, and what there is to ask about it."""

    meeting: Meeting | None
    notes: tuple[MeetingNote, ...]
    asked: Asked
    scribe: str = ""
    """Who writes, as the start of the review has it: what a new meeting begins with."""


def planned(casebook: Casebook, case_id: str) -> Planned:
    """The meeting of a case; None where nobody planned one. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        meeting = first_meeting(drafts.of_case(Meeting, case_id))
        notes = drafts.of_case(MeetingNote, case_id)
        scribe = _scribe(drafts, case_id)
        asked = Asked(facilitator_asked(drafts, case))
    if meeting is not None:
        zone = zone_named(case.zone)
        asked = replace(
            asked,
            start=meeting_time.start_question(
                meeting.starts_us, case.contained_us, zone, held=meeting.held
            ),
            length=meeting_time.length_question(meeting.minutes),
            outsiders=meeting_time.outsiders_question(meeting),
            agenda=agenda.questions(agenda.points_of(meeting.agenda), meeting.minutes),
            group=meeting_time.group_question(meeting),
        )
    return Planned(meeting, tuple(in_meeting_order(notes)), asked, scribe)


def facilitator_asked(drafts: Drafts, case: Case) -> str:
    """What there is to ask about the facilitator of a case, within a transaction; or empty."""
    people = stored.people_of(drafts.connection, case.id)
    roles = [
        *(point.role for point in drafts.of_case(DecisionPoint, case.id)),
        *(action.owner for action in drafts.of_case(DrasticAction, case.id)),
        *(account.role for account in drafts.of_case(FairAccount, case.id)),
    ]
    responders = meeting_time.responders_of(people, roles)
    return meeting_time.facilitator_question(case.facilitator, responders, people)


def plan(
    casebook: Casebook,
    case_id: str,
    changes: Mapping[str, object] | None = None,
    new_meeting_id: str = "",
) -> Meeting:
    """Plan the meeting of a case, or change the one there is. Raises `NotFoundError`.

    ``new_meeting_id`` is the id of a meeting that begins with this step.
    """
    fields: dict[str, Any] = dict(changes or {})
    with casebook.edit("Plan the meeting", case_id) as edit:
        edit.get(Case, case_id)
        meeting = first_meeting(edit.of_case(Meeting, case_id))
        if meeting is None:
            fields = {"scribe": _scribe(edit, case_id)} | fields
            meeting = replace(Meeting(new_meeting_id or new_id(), case_id), **fields)
            edit.add(meeting)
        else:
            meeting = replace(meeting, **fields)
            edit.save(meeting)
    return meeting


def _scribe(drafts: Drafts, case_id: str) -> str:
    answers = drafts.of_case(PlaybookAnswer, case_id)
    return next((answer.text.strip() for answer in answers if answer.item == SCRIBE), "")


def offer_outline(casebook: Casebook, case_id: str) -> Meeting:
    """Put the usual outline into the agenda, below what stands there."""
    meeting = planned(casebook, case_id).meeting
    before = "" if meeting is None else meeting.agenda.strip()
    outline = agenda.text_of(agenda.OUTLINE)
    return plan(casebook, case_id, {"agenda": f"{before}\n{outline}".strip()})


def take_note(
    casebook: Casebook,
    case_id: str,
    text: str,
    part: str = "",
    target_id: str = "",
    now_us: int | None = None,
) -> MeetingNote:
    """Keep a note about what the room sees now; a meeting that nobody planned begins with it.

    Raises `InvalidInputError` for an empty note.
    """
    if not text.strip():
        raise InvalidInputError("The note is empty; write what was said.")
    moment = time.time_ns() // 1_000_000_000 * 1_000_000 if now_us is None else now_us
    with casebook.edit("Take a note", case_id) as edit:
        meeting = first_meeting(edit.of_case(Meeting, case_id))
        if meeting is None:
            meeting = Meeting(new_id(), case_id, scribe=_scribe(edit, case_id))
            edit.add(meeting)
        note = MeetingNote(
            new_id(), case_id, meeting.id, text.strip(), part, target_id, taken_us=moment
        )
        edit.add(note)
    return note


def change_note(casebook: Casebook, case_id: str, note_id: str, text: str) -> None:
    """Write a note anew. Raises `InvalidInputError` for an empty one, `NotFoundError`."""
    if not text.strip():
        raise InvalidInputError("The note is empty; remove it instead.")
    drafting.change(casebook, MeetingNote, case_id, note_id, {"text": text.strip()}, "Change note")


def remove_note(casebook: Casebook, case_id: str, note_id: str) -> None:
    """Take a note away. Raises `NotFoundError`."""
    drafting.remove(casebook, MeetingNote, case_id, [note_id], "Remove note")


@dataclass(frozen=True, slots=True)
class Room:
    """What the room sees of a case, and the meeting it is seen in."""

    shown: MeetingPages
    notes: tuple[MeetingNote, ...]
    meeting: Meeting


def room(casebook: Casebook, case_id: str, shown: MeetingPages | None = None) -> Room:
    """What the room sees, with roles in place of names; nothing private is in it.

    ``shown`` are pages that were looked through already, where only notes have changed since.

    It is read as a document is, and goes through the leak gate: raises `LeakError`, or
    `NotFoundError`. A note that holds private words is not shown, for notes are typed in the room.
    """
    secrets = secrets_of(casebook, case_id, Audience.STAKEHOLDERS)  # roles only
    wording = Wording(secrets)
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        meeting = first_meeting(shared.of_case(Meeting, case_id))
        notes = in_meeting_order(shared.of_case(MeetingNote, case_id))
        if shown is None:
            shown = _looked_through(pages_of(shared, case_id), wording, secrets)
    worded = [replace(note, text=wording.text(note.text)) for note in notes]
    if _leaks("\n\n".join(note.text for note in worded), secrets):
        worded = [note for note in worded if not _leaks(note.text, secrets)]
    return Room(shown, tuple(worded), meeting or Meeting("", case_id))


def _looked_through(plain: MeetingPages, wording: Wording, secrets: Secrets) -> MeetingPages:
    shown = MeetingPages(
        wording.text(plain.title),
        tuple(
            replace(wording.of(replace(page, target_id="")), target_id=page.target_id)
            for page in plain.pages
        ),
    )
    if found := _leaks("\n\n".join(texts_of(shown)), secrets):
        raise LeakError(found)
    return shown


def _leaks(text: str, secrets: Secrets) -> list[Leak]:
    return leaks(text.encode(), "md", "", secrets)
