"""The command about the review meeting, and about who was asked whether the account is fair."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli.access import of_case
from app.cli.output import Output
from app.domain.moments import iso_utc
from app.domain.practice.agenda import points_of
from app.domain.practice.meeting_words import OPENNESS_WORDS
from app.domain.practice.meetings import Meeting
from app.operations.practice import fair_accounts, meetings
from app.operations.practice.meetings import Asked


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print the meeting of a case, what there is to ask about it, its notes, and the pages."""
    with of_case(asked, output) as (casebook, case):
        planned = meetings.planned(casebook, case.id)
        pages = fair_accounts.pages(casebook, case.id)
    if planned.meeting is not None:
        fields = {"thing": "meeting", "facilitator": case.facilitator, **asdict(planned.meeting)}
        output.result(fields, _meeting_words(planned.meeting, case.facilitator))
        for point in points_of(planned.meeting.agenda):
            minutes = f"{point.minutes} min  " if point.minutes else ""
            output.result({"thing": "agenda", **asdict(point)}, f"{minutes}{point.words}")
    for question in _questions(planned.asked):
        output.result({"thing": "question", "text": question}, question)
    for note in planned.notes:
        output.result({"thing": "note", **asdict(note)}, f"{note.part or 'note'}: {note.text}")
    for page in pages:
        # What somebody answered is theirs; whether they were asked is all that a list may tell.
        was_asked = page.account.asked_us is not None
        fields = {"thing": "responder", "role": page.role, "passages": len(page.passages)}
        words = f"{page.role}  {len(page.passages)} passages  {'' if was_asked else 'not '}asked"
        output.result({**fields, "asked": was_asked}, words)


def _questions(asked: Asked) -> list[str]:
    every = (
        *(asked.facilitator, asked.start, asked.length, asked.outsiders),
        *(*asked.agenda, asked.group),
    )
    return [question for question in every if question]


def _meeting_words(meeting: Meeting, facilitator: str) -> str:
    starts = "no time yet" if meeting.starts_us is None else iso_utc(meeting.starts_us)
    lead = facilitator.strip() or "nobody leads yet"
    said = OPENNESS_WORDS[meeting.openness].lower()
    return f"{starts}  {meeting.minutes} min  {lead}  the group: {said}"
