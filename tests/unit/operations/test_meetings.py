"""The meeting: how it is planned, what the room sees, notes, and what never appears there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.leaks import LeakError
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink, LinkKind
from app.domain.practice.corrective import ActionTarget, CorrectiveAction
from app.domain.practice.meeting_pages import Part, first_of, texts_of
from app.domain.practice.meetings import Meeting, MeetingNote, Openness
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import DrasticAction
from app.operations import cases, drafting, exports, people, timeline
from app.operations.practice import meetings
from tests.unit.operations.chat import take_in_with

HOUR_US = 3_600_000_000


def add(casebook: Casebook, case: Case, *things: Draft) -> None:
    with casebook.edit("Add", case.id) as edit:
        for thing in things:
            edit.add(thing)


def test_a_plan_is_one_meeting_and_one_step_each(casebook: Casebook, case: Case) -> None:
    assert meetings.planned(casebook, case.id).meeting is None
    made = meetings.plan(casebook, case.id, {"scribe": "support lead"})
    meetings.offer_outline(casebook, case.id)
    planned = meetings.planned(casebook, case.id)
    assert planned.meeting is not None
    assert planned.meeting.id == made.id
    assert planned.meeting.agenda.startswith("5 · How we talk")

    casebook.undo(case.id)
    assert meetings.planned(casebook, case.id).meeting == made
    casebook.undo(case.id)
    assert meetings.planned(casebook, case.id).meeting is None


def test_a_meeting_begins_with_the_scribe_of_the_start(casebook: Casebook, case: Case) -> None:
    add(casebook, case, PlaybookAnswer(new_id(), case.id, meetings.SCRIBE, text="support lead"))
    assert meetings.planned(casebook, case.id).scribe == "support lead"
    assert meetings.plan(casebook, case.id, {"minutes": 45}).scribe == "support lead"
    assert meetings.plan(casebook, case.id, {"scribe": "web engineer"}).scribe == "web engineer"


def test_a_plan_is_questioned(casebook: Casebook, case: Case) -> None:
    cases.update_case(casebook, replace(case, facilitator="service owner", contained_us=0))
    add(casebook, case, DrasticAction(new_id(), case.id, "Restart", owner="Service owner"))
    meetings.plan(casebook, case.id, {"starts_us": HOUR_US, "minutes": 90, "agenda": "90 · Talk"})

    asked = meetings.planned(casebook, case.id).asked

    assert "as Service owner" in asked.facilitator
    assert "1 hour after containment" in asked.start
    assert "longer than an hour" in asked.length
    assert "from outside the team" in asked.outsiders
    assert len(asked.agenda) == 2
    meetings.plan(casebook, case.id, {"held": True, "outsiders": "an engineer of payments"})
    asked = meetings.planned(casebook, case.id).asked
    assert (asked.start, asked.outsiders) == ("", "")
    assert "Has the group been asked?" in asked.group
    meetings.plan(casebook, case.id, {"openness": Openness.DECLINED})
    assert meetings.planned(casebook, case.id).asked.group == ""


def test_the_room_sees_principles_then_facts_then_chain_then_actions(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    timeline.add_entry(casebook, Entry("e1", case.id, "Mira Olsen saw the pool empty."))
    add(
        casebook,
        case,
        Factor("f1", case.id, "The pool is small", why_open="Nobody measured it"),
        Factor("f2", case.id, "Requests are repeated", certainty=Certainty.PROBABLE, rank=1),
        FactorLink("l1", case.id, "f2", "f1", LinkKind.AMPLIFY),
        CorrectiveAction("a1", case.id, "Measure the pool", owner="database engineer"),
        ActionTarget(new_id(), case.id, "a1", "f1"),
    )

    shown = meetings.room(casebook, case.id).shown

    parts = list(dict.fromkeys(page.part for page in shown.pages))
    assert parts == list(Part)
    assert [page.target_id for page in shown.pages if page.target_id] == ["e1", "f1", "f2", "a1"]
    entry, factor, _, action = (page for page in shown.pages if page.target_id)
    assert entry.heading == "[participant A] saw the pool empty."
    assert entry.marks == ("not yet judged", "no evidence cited")
    assert factor.lines == (
        "Why this path was open: Nobody measured it",
        "F2 amplifies F1 (+): Requests are repeated",
    )
    assert "Closes F1 The pool is small" in action.lines
    assert shown.pages[first_of(shown, Part.CHAIN)].heading == "What contributed"


def test_the_room_sees_nothing_private(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    (person, *_) = people.people_of(casebook, case.id).in_case
    people.name_in_documents(casebook, case.id, person, "she asked for it")
    cases.update_case(casebook, replace(case, private_notes="Ask her manager about the on-call."))
    timeline.add_entry(casebook, Entry("e1", case.id, "Mira Olsen saw the pool empty."))
    timeline.add_entry(casebook, Entry("e2", case.id, "Slept for two hours only.", private=True))
    add(casebook, case, FairAccount("x", case.id, "owner", words="I was never asked about it."))

    meetings.take_note(casebook, case.id, "Mira said: measure it")
    meetings.take_note(casebook, case.id, "I was never asked about it.")

    room = meetings.room(casebook, case.id)

    assert [note.text for note in room.notes] == ["[participant A] said: measure it"]
    told = "\n".join(texts_of(room.shown))

    for private in ("Slept for two hours", "Ask her manager", "never asked", "Mira", "Olsen"):
        assert private not in told
    timeline.add_entry(casebook, Entry("e3", case.id, "As said: I was never asked about it."))
    with pytest.raises(LeakError):
        meetings.room(casebook, case.id)


def test_a_trust_case_is_offered_no_document_of_a_meeting(casebook: Casebook, case: Case) -> None:
    trust = cases.add_case(casebook, CaseKind.TRUST, "After the outage")
    offered = {choice.template.id for choice in exports.choices(casebook, case.id)}
    assert {"facilitator-sheet", "meeting-notes"} <= offered
    offered = {choice.template.id for choice in exports.choices(casebook, trust.id)}
    assert not {"facilitator-sheet", "meeting-notes", "fair-account"} & offered


def test_notes_are_kept_at_once_and_can_be_undone(casebook: Casebook, case: Case) -> None:
    timeline.add_entry(casebook, Entry("e1", case.id, "The pool was empty."))
    with pytest.raises(InvalidInputError):
        meetings.take_note(casebook, case.id, "  ")
    second = meetings.take_note(casebook, case.id, "Measure it", Part.ACTIONS, "", 1)
    first = meetings.take_note(casebook, case.id, "Two pools, not one", Part.TIMELINE, "e1", 2)
    assert meetings.planned(casebook, case.id).notes == (first, second)

    meetings.change_note(casebook, case.id, first.id, " Three pools ")
    assert drafting.one(casebook, MeetingNote, first.id).text == "Three pools"
    meetings.remove_note(casebook, case.id, first.id)
    casebook.undo(case.id)
    casebook.undo(case.id)
    assert drafting.one(casebook, MeetingNote, first.id) == first
    casebook.undo(case.id)
    casebook.undo(case.id)
    assert drafting.of_case(casebook, Meeting, case.id) == []


def test_the_sheet_names_nobody_and_the_notes_keep_their_place(
    casebook: Casebook, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    (person, *_) = people.people_of(casebook, case.id).in_case
    people.name_in_documents(casebook, case.id, person, "she asked for it")
    timeline.add_entry(casebook, Entry("e1", case.id, "Mira Olsen saw the pool empty."))
    meetings.plan(casebook, case.id, {"agenda": "10 · The timeline", "outsiders": "payments"})
    meetings.take_note(casebook, case.id, "Mira: there are two pools", Part.TIMELINE, "e1", 0)

    sheet = exports.export(casebook, case.id, "facilitator-sheet", "md", tmp_path).read_text()
    notes = exports.export(casebook, case.id, "meeting-notes", "md", tmp_path).read_text()

    assert "Mira" not in sheet + notes
    assert "**0–10 min** · The timeline" in sheet
    assert "_no evidence cited; not yet judged; time not known_" in sheet
    assert "\\[participant A\\]: there are two pools" in notes
    assert notes.index("### Timeline") < notes.index("on “\\[participant A\\] saw the pool empty.”")
