"""Following a repair through: checkpoints, their calendar, updates, and calling it repaired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import ExportError, InvalidInputError
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.follow_through import CheckpointKind
from app.domain.trust.recovery import NO_EVIDENCE, NO_REASON
from app.domain.trust.repairs import Repair, RepairState
from app.operations import cases, drafting, history, sample_trust_follow
from app.operations.trust import (
    checkpoint_calendar,
    checkpoints,
    follow_page,
    recovery,
    setting,
    showing,
    updates,
)

START = date(2026, 3, 2)
WORDS = "They still copy the director on every change"


@pytest.fixture
def case(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.TRUST, "What broke in March", "Europe/Berlin")


def test_the_dates_are_planned_in_one_step_and_never_twice(casebook: Casebook, case: Case) -> None:
    setting.change(casebook, case.id, {"look_again": "2026-09-01"}, "Agree")
    added = checkpoints.plan(casebook, case.id, START)
    planned = checkpoints.checkpoints(casebook, case.id)
    assert len(planned) == added
    assert [one.kind for one in planned[-2:]] == [CheckpointKind.QUARTER, CheckpointKind.AGAIN]
    assert checkpoints.plan(casebook, case.id, START) == 0
    history.undo(casebook, case.id)  # nothing was added the second time, so this takes the plan
    assert checkpoints.checkpoints(casebook, case.id) == []
    history.redo(casebook, case.id)
    assert checkpoints.checkpoints(casebook, case.id) == planned


def test_a_checkpoint_is_moved_held_and_taken_away_and_all_of_it_comes_back(
    casebook: Casebook, case: Case
) -> None:
    one = checkpoints.add(casebook, case.id, START, CheckpointKind.WEEKLY)
    with pytest.raises(InvalidInputError, match="needs a day"):
        checkpoints.change(casebook, case.id, one.id, {"due": ""})
    checkpoints.change(casebook, case.id, one.id, {"due": "2026-03-09", "people": WORDS})
    checkpoints.hold(casebook, case.id, one.id)
    (held,) = checkpoints.checkpoints(casebook, case.id)
    assert (held.due, held.people, held.done_us is not None) == ("2026-03-09", WORDS, True)
    checkpoints.hold(casebook, case.id, one.id, held=False)
    checkpoints.remove(casebook, case.id, one.id)
    assert checkpoints.checkpoints(casebook, case.id) == []
    for _ in range(2):
        history.undo(casebook, case.id)
    assert checkpoints.checkpoints(casebook, case.id) == [held]


def test_a_calendar_gets_the_days_and_no_word_of_what_they_are_about(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="Plan the dates first"):
        checkpoint_calendar.render(casebook, case.id)
    setting.change(casebook, case.id, {"partner": "Ola Nordgren"}, "Name the partner")
    checkpoints.plan(casebook, case.id, START)
    first, second, *_ = checkpoints.checkpoints(casebook, case.id)
    checkpoints.change(casebook, case.id, second.id, {"people": WORDS})
    checkpoints.hold(casebook, case.id, first.id)
    target = checkpoint_calendar.export(casebook, case.id, tmp_path)
    data = target.read_bytes()
    events = Calendar.from_ical(data).walk("VEVENT")
    assert {str(each["SUMMARY"]) for each in events} == {"Checkpoint", "One month", "One quarter"}
    assert events[0].decoded("DTSTART") == date.fromisoformat(second.due)
    assert set(events[0]) == {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP"}
    said = (target.name + data.decode()).casefold()
    for private in (case.title, WORDS, "Ola", "trust", "repair"):
        assert private.casefold() not in said
    checkpoints.change(casebook, case.id, second.id, {"due": "2026-03-17"})
    moved = Calendar.from_ical(checkpoint_calendar.render(casebook, case.id).data)
    by_id = {str(each["UID"]): each.decoded("DTSTART") for each in moved.walk("VEVENT")}
    assert by_id[str(events[0]["UID"])] == date(2026, 3, 17)  # the same event, on another day
    with pytest.raises(ExportError, match="another place"):
        checkpoint_calendar.export(casebook, case.id, tmp_path / "none" / "days.ics")


def test_an_update_is_begun_empty_copied_for_its_readers_only_and_sent(
    casebook: Casebook, case: Case
) -> None:
    note = updates.begin(casebook, case.id)
    texts = (note.since, note.changed, note.not_yet, note.next_step, note.next_on)
    assert texts == ("",) * 5
    written = {"since": "The rota was drawn up.", "next_on": "2026-03-09"}
    updates.change(casebook, case.id, note.id, written)
    with pytest.raises(InvalidInputError, match="Choose who sees it first"):
        updates.text_for(casebook, case.id, note.id, Audience.TEAM)
    showing.show(casebook, case.id, note.id, Audience.TEAM)
    assert updates.text_for(casebook, case.id, note.id, Audience.TEAM) == (
        "What happened since the last update\nThe rota was drawn up.\n\n"
        "The next update\nOn 2026-03-09."
    )
    with pytest.raises(InvalidInputError):
        updates.text_for(casebook, case.id, note.id, Audience.LEADERSHIP)
    cases.update_case(casebook, replace(case, private_notes=WORDS))
    updates.change(casebook, case.id, note.id, {"not_yet": f"{WORDS}."})
    with pytest.raises(InvalidInputError, match="must not leave"):
        updates.text_for(casebook, case.id, note.id, Audience.TEAM)
    updates.send(casebook, case.id, note.id)
    assert updates.updates(casebook, case.id)[0].sent_on
    updates.remove(casebook, case.id, note.id)
    history.undo(casebook, case.id)
    assert updates.updates(casebook, case.id)[0].sent_on


def test_it_is_called_repaired_on_evidence_and_for_a_reason_and_that_is_taken_back(
    casebook: Casebook, case: Case
) -> None:
    def refused(act: Callable[[], None], why: str) -> None:
        with pytest.raises(InvalidInputError) as told:
            act()
        assert str(told.value) == why

    refused(lambda: recovery.call_repaired(casebook, case.id, "All is well"), NO_EVIDENCE)
    seen = Repair(new_id(), case.id, "R", state=RepairState.VERIFIED, verified_by="the desk")
    drafting.add(casebook, case.id, seen, "Add repair")
    recovery.say_because(casebook, case.id, " ")
    refused(lambda: recovery.call_repaired(casebook, case.id, " "), NO_REASON)
    assert not follow_page.page_of(casebook, case.id).recovery.called_repaired
    recovery.call_repaired(casebook, case.id, "The desk has seen R1")
    assert follow_page.page_of(casebook, case.id).recovery.called_repaired
    refused(lambda: recovery.say_because(casebook, case.id, ""), NO_REASON)
    recovery.say_because(casebook, case.id, "The desk has seen it used")
    recovery.take_back(casebook, case.id)
    found = follow_page.page_of(casebook, case.id).recovery
    assert not found.called_repaired
    assert found.settings.repaired_because == "The desk has seen it used"
    history.undo(casebook, case.id)
    assert follow_page.page_of(casebook, case.id).recovery.called_repaired


def test_what_the_sample_shows_and_leaves_open(casebook: Casebook, case: Case) -> None:
    sample_trust_follow.add_follow(casebook, case.id)
    page = follow_page.page_of(casebook, case.id)
    assert [one.done_us is not None for one in page.checkpoints] == [True, True, True, False]
    assert not page.recovery.called_repaired
    assert [bool(one.sent_on) for one in page.updates] == [True, False]
    assert page.shown[page.updates[0].id] == (Audience.TEAM,)
    assert page.answers["TR-A2"].state is AnswerState.YES
    follow_page.answer(casebook, case.id, "TR-A2", AnswerState.OPEN, "")
    assert "TR-A2" not in follow_page.page_of(casebook, case.id).answers
