"""What the documents of a meeting show: the facilitator's sheet, the minutes, a responder's page.

People appear by role, as in every document; a sheet that lies on a table names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar
from zoneinfo import ZoneInfo

from app.domain.drafts import Case, Certainty
from app.domain.moments import Precision, TimeKind, clock, day, zone_named
from app.domain.practice import agenda
from app.domain.practice.fair_accounts import Passage
from app.domain.practice.meeting_pages import MeetingPages, Part
from app.domain.practice.meeting_section import lines_of as people_of
from app.domain.practice.meeting_section import meeting_section
from app.domain.practice.meeting_words import GROUP_QUESTION, PRINCIPLES, QUESTIONS
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.review import dated, lines_of, status_words, title_words
from app.domain.review_words import (
    KIND_WORDS,
    NOT_STATED,
    day_words,
    known_words,
    moment_words,
    time_words,
)
from app.domain.timeline import CitedEntry, in_order
from app.domain.views import Fact


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One point of the agenda."""

    minutes: str
    """From which minute to which; empty where nobody said how long it takes."""
    words: str
    """What it is about."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One entry of the timeline, as the facilitator reads it."""

    PLACE: ClassVar[str] = "entry {number}"

    number: int
    """Its place in the timeline, from 1."""
    day: str
    """Its day; empty where the whole timeline is one day."""
    time: str
    """When it happened, in the zone of the case."""
    kind: str
    """What it tells, such as “Detection”."""
    text: str
    """The drafted statement."""
    thin: tuple[str, ...]
    """What is still thin about it: no evidence, not judged, disputed; may be empty."""


@dataclass(frozen=True, slots=True)
class FacilitatorSheetView:
    """What the facilitator's sheet shows."""

    title: str
    """The title of the case."""
    preliminary: bool
    """Whether the case is still preliminary, rather than published."""
    status: str
    """“Preliminary, as of …, causes not analysed”, or when it was published."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    zone: str
    """The time zone of the case, such as Europe/Copenhagen."""
    facts: tuple[Fact, ...]
    """When the meeting is, how long, who leads it, who writes."""
    invited: tuple[str, ...]
    """Who is to be there, by role, a line each."""
    outsiders: tuple[str, ...]
    """Who comes from outside the team, a line each."""
    principles: tuple[str, ...]
    """The five principles, a sentence each."""
    agenda: tuple[AgendaRow, ...]
    """The points of the agenda."""
    questions: tuple[str, ...]
    """Open questions to ask."""
    thin: tuple[str, ...]
    """What is still thin in the review, by its part: timeline, chain, context, actions."""
    unknowns: tuple[str, ...]
    """What is not known, a sentence each."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""
    timeline: tuple[SheetRow, ...]
    """The timeline, with what is thin in it."""
    group_question: str
    """What is asked of the group at the end."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note of a meeting."""

    PLACE: ClassVar[str] = "the notes"

    time: str
    """The time of day it was taken; empty where not noted."""
    about: str
    """The entry, factor or action it is about; empty for none."""
    text: str
    """What was said."""


@dataclass(frozen=True, slots=True)
class NotesPart:
    """The notes to one part of a meeting."""

    heading: str
    """The part, such as “Timeline”."""
    rows: tuple[NoteRow, ...]
    """The notes, in the order they were taken."""


@dataclass(frozen=True, slots=True)
class MeetingNotesView:
    """What the minutes of a meeting show."""

    title: str
    """The title of the case."""
    preliminary: bool
    """Whether the case is still preliminary, rather than published."""
    status: str
    """“Preliminary, as of …, causes not analysed”, or when it was published."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    zone: str
    """The time zone of the case, such as Europe/Copenhagen."""
    facts: tuple[Fact, ...]
    """When the meeting was, how long, who led it, who wrote."""
    invited: tuple[str, ...]
    """Who was invited, by role, a line each."""
    outsiders: tuple[str, ...]
    """Who came from outside the team, a line each."""
    agenda: tuple[AgendaRow, ...]
    """The points of the agenda."""
    parts: tuple[NotesPart, ...]
    """The notes, by the part of the meeting they were taken in."""
    group: str
    """What the group answered, as a group; empty where it was not asked."""
    group_words: str
    """What the group added in its own words; may be empty."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""


@dataclass(frozen=True, slots=True)
class FairAccountView:
    """What the page of one responder shows."""

    title: str
    """The title of the case."""
    preliminary: bool
    """Whether the case is still preliminary, rather than published."""
    status: str
    """“Preliminary, as of …, causes not analysed”, or when it was published."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    zone: str
    """The time zone of the case, such as Europe/Copenhagen."""
    role: str
    """The role that the page is about."""
    passages: tuple[Passage, ...]
    """Everything that the draft says of this role, and nothing else."""
    answers: tuple[str, ...]
    """What can be answered: fair, not fair, own words, rather not."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""


ANSWERS = (
    "It is fair.",
    "It is not fair.",
    "In my own words, below.",
    "I would rather not say.",
)
"""What a responder can answer, in their own voice."""


def facilitator_sheet(
    case: Case,
    meeting: Meeting | None,
    entries: Sequence[CitedEntry],
    now_us: int,
    thin: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
) -> FacilitatorSheetView:
    """The sheet for a meeting, or for one that nobody has planned yet.

    ``missing`` are inputs and accounts that are missing beside those the case itself lists.
    """
    zone = zone_named(case.zone)
    shown = in_order(cited for cited in entries if not cited.entry.private)
    days = {day(each.entry.start_us, zone) for each in shown if each.entry.start_us is not None}
    return FacilitatorSheetView(
        title=title_words(case),
        preliminary=case.published_us is None,
        status=status_words(case, dated(case, now_us), zone),
        as_of_day=day(dated(case, now_us), zone),
        zone=zone.key,
        facts=_facts(case, meeting, zone),
        invited=() if meeting is None else people_of(meeting.invited),
        outsiders=() if meeting is None else people_of(meeting.outsiders),
        principles=tuple(" ".join(each) for each in PRINCIPLES),
        agenda=_agenda(meeting),
        questions=QUESTIONS,
        thin=thin,
        unknowns=lines_of(case.unknowns),
        missing_sources=(*lines_of(case.missing_sources), *missing),
        timeline=tuple(
            _sheet_row(number, cited, zone, one_day=len(days) <= 1)
            for number, cited in enumerate(shown, start=1)
        ),
        group_question=GROUP_QUESTION,
    )


def meeting_notes(
    case: Case,
    meeting: Meeting | None,
    notes: Sequence[MeetingNote],
    shown: MeetingPages,
    now_us: int,
    missing: tuple[str, ...] = (),
) -> MeetingNotesView:
    """The minutes; ``shown`` are the pages of the meeting, which say what each note is about."""
    zone = zone_named(case.zone)
    about = {page.target_id: page.heading for page in shown.pages if page.target_id}
    section = meeting_section(case, [] if meeting is None else [meeting], zone)
    return MeetingNotesView(
        title=title_words(case),
        preliminary=case.published_us is None,
        status=status_words(case, dated(case, now_us), zone),
        as_of_day=day(dated(case, now_us), zone),
        zone=zone.key,
        facts=_facts(case, meeting, zone),
        invited=() if meeting is None else people_of(meeting.invited),
        outsiders=() if meeting is None else people_of(meeting.outsiders),
        agenda=_agenda(meeting),
        parts=tuple(
            NotesPart(heading or "Notes", tuple(_note_row(note, about, zone) for note in group))
            for heading, group in groupby(in_meeting_order(notes), key=lambda note: note.part)
        ),
        group=section.group,
        group_words=section.group_words,
        missing_sources=(*lines_of(case.missing_sources), *missing),
    )


def fair_account(
    case: Case,
    role: str,
    passages: Iterable[Passage],
    now_us: int,
    missing: tuple[str, ...] = (),
) -> FairAccountView:
    """The page of a responder, to be given to them and nobody else."""
    zone = zone_named(case.zone)
    return FairAccountView(
        title=title_words(case),
        preliminary=case.published_us is None,
        status=status_words(case, dated(case, now_us), zone),
        as_of_day=day(dated(case, now_us), zone),
        zone=zone.key,
        role=role,
        passages=tuple(passages),
        answers=ANSWERS,
        missing_sources=(*lines_of(case.missing_sources), *missing),
    )


def in_meeting_order(notes: Iterable[MeetingNote]) -> list[MeetingNote]:
    """Notes by the part of the meeting, then as they were taken."""
    parts: Mapping[str, int] = {part.value: at for at, part in enumerate(Part)}
    return sorted(
        notes, key=lambda note: (parts.get(note.part, len(parts)), note.taken_us or 0, note.id)
    )


def thin_words(cited: CitedEntry) -> tuple[str, ...]:
    """What is still thin about an entry, worth asking about while everybody is there."""
    entry = cited.entry
    found = {
        "no evidence cited": not cited.citations,
        "not yet judged": entry.certainty is Certainty.UNJUDGED,
        "uncertain": entry.certainty is Certainty.UNCERTAIN,
        "disputed": entry.certainty is Certainty.DISPUTED,
        "time not known": entry.time_kind is TimeKind.UNKNOWN,
        "evidence moved since it was cited": cited.moved,
    }
    return tuple(words for words, holds in found.items() if holds)


def _facts(case: Case, meeting: Meeting | None, zone: ZoneInfo) -> tuple[Fact, ...]:
    starts_us = None if meeting is None else meeting.starts_us
    return (
        Fact("Meeting", NOT_STATED if starts_us is None else moment_words(starts_us, zone)),
        Fact("Length", NOT_STATED if meeting is None else f"{meeting.minutes} minutes"),
        Fact("Facilitator", case.facilitator.strip() or NOT_STATED),
        Fact("Scribe", ("" if meeting is None else meeting.scribe.strip()) or NOT_STATED),
    )


def _agenda(meeting: Meeting | None) -> tuple[AgendaRow, ...]:
    rows, at = [], 0
    for point in agenda.points_of("" if meeting is None else meeting.agenda):
        until = at + point.minutes
        rows.append(AgendaRow(f"{at}–{until} min" if point.minutes else "", point.words))
        at = until
    return tuple(rows)


def _sheet_row(number: int, cited: CitedEntry, zone: ZoneInfo, *, one_day: bool) -> SheetRow:
    entry = cited.entry
    thin = thin_words(cited)
    if later := known_words(entry, zone):
        thin = (*thin, later)
    stated_day = one_day or entry.start_us is None
    return SheetRow(
        number=number,
        day="" if stated_day else day_words(entry.start_us or 0, zone),
        time=time_words(entry.time, zone),
        kind=KIND_WORDS[entry.kind],
        text=entry.text.strip(),
        thin=thin,
    )


def _note_row(note: MeetingNote, about: Mapping[str, str], zone: ZoneInfo) -> NoteRow:
    taken = "" if note.taken_us is None else clock(note.taken_us, zone, Precision.MINUTE)
    return NoteRow(taken, " ".join(about.get(note.target_id, "").split()), note.text.strip())
