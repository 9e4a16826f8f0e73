"""The record of the live phase: each step is undone as one, and nothing points at what is gone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Entry, EntryKind, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.moments import Precision, TimeKind
from app.domain.practice.completeness import Presence, parts
from app.domain.practice.response import DrasticAction, MilestoneKind, StatusUpdate
from app.operations import cases, drafting, erasing, evidence, exports, history, imports, timeline
from app.operations.practice import response
from tests.unit.operations.chat import take_in_with


def entry(casebook: Casebook, case: Case, start_us: int = 0) -> Entry:
    time = (TimeKind.EXACT, start_us, None, Precision.SECOND)
    return timeline.add_entry(casebook, Entry(new_id(), case.id, "It began", *time)).entry


def marks(casebook: Casebook, case: Case) -> dict[MilestoneKind, str]:
    record = response.record_of(casebook, case.id)
    return {kind: marked.id for kind, marked in record.marked.items()}


def test_a_moment_is_marked_once_and_the_mark_can_move(casebook: Casebook, case: Case) -> None:
    one, other = entry(casebook, case), entry(casebook, case)
    assert response.mark(casebook, case.id, MilestoneKind.STARTED, one.id)
    assert response.mark(casebook, case.id, MilestoneKind.STARTED, other.id)
    assert response.mark(casebook, case.id, MilestoneKind.DETECTED, other.id)
    assert marks(casebook, case) == {
        MilestoneKind.STARTED: other.id,
        MilestoneKind.DETECTED: other.id,
    }
    assert not response.mark(casebook, case.id, MilestoneKind.STARTED, other.id)
    response.unmark(casebook, case.id, MilestoneKind.DETECTED)
    assert marks(casebook, case) == {}
    for _ in range(3):
        history.undo(casebook, case.id)
    assert marks(casebook, case) == {MilestoneKind.STARTED: other.id}
    assert history.undo_label(casebook, case.id) == "Mark as started"
    history.undo(casebook, case.id)
    assert marks(casebook, case) == {MilestoneKind.STARTED: one.id}


def test_an_entry_of_another_case_is_not_marked(casebook: Casebook, case: Case) -> None:
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    there = entry(casebook, other)
    with pytest.raises(NotFoundError):
        response.mark(casebook, case.id, MilestoneKind.STARTED, there.id)
    assert marks(casebook, case) == {}


def test_what_is_said_of_an_entry_goes_and_comes_back_with_it(
    casebook: Casebook, case: Case
) -> None:
    told = entry(casebook, case)
    response.mark(casebook, case.id, MilestoneKind.MITIGATED, told.id)
    action = response.add_action(casebook, DrasticAction(new_id(), case.id, "Rolled back"))
    response.link_entry(casebook, case.id, action.id, told.id)
    timeline.delete_entry(casebook, told.id)
    record = response.record_of(casebook, case.id)
    assert record.milestones == []
    assert record.actions[0].entry_id == ""
    history.undo(casebook, case.id)
    record = response.record_of(casebook, case.id)
    assert marks(casebook, case) == {MilestoneKind.MITIGATED: told.id}
    assert record.actions[0].entry_id == told.id


def test_erasing_an_entry_for_good_leaves_no_mark_behind(casebook: Casebook, case: Case) -> None:
    told = entry(casebook, case)
    response.mark(casebook, case.id, MilestoneKind.STARTED, told.id)
    erasing.erase(casebook, Entry, told.id)
    assert response.record_of(casebook, case.id).milestones == []


def test_what_was_absent_is_said_with_a_reason_and_taken_back(
    casebook: Casebook, case: Case
) -> None:
    def rollback() -> tuple[Presence, str]:
        record = response.record_of(casebook, case.id)
        [part] = [
            part
            for part in parts(record.entries, record.answers)
            if part.kind is EntryKind.ROLLBACK
        ]
        return part.presence, part.reason

    response.say_absent(casebook, case.id, EntryKind.ROLLBACK, "")
    assert history.undo_label(casebook, case.id) != "Say what was absent"
    response.say_absent(casebook, case.id, EntryKind.ROLLBACK, " Nothing was released. ")
    assert rollback() == (Presence.SAID_ABSENT, "Nothing was released.")
    response.say_absent(casebook, case.id, EntryKind.ROLLBACK, "")
    assert rollback() == (Presence.MISSING, "")
    history.undo(casebook, case.id)
    assert rollback() == (Presence.SAID_ABSENT, "Nothing was released.")


def test_evidence_gives_the_time_and_the_citation_and_no_words(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    lines = [
        {"time": f"2024-03-30T03:1{minute}:02.500Z", "message": f"update {minute}"}
        for minute in (5, 2)
    ]
    log = tmp_path / "updates.jsonl"
    log.write_text("\n".join(map(json.dumps, lines)))
    imports.import_evidence(casebook, case.id, log)
    ids = list(evidence.item_ids(casebook, case.id))
    update = response.update_from_items(casebook, case.id, ids)
    action = response.action_from_items(casebook, case.id, ids[:1])
    assert update.status == ""
    assert action.action == ""
    assert update.at_us == action.at_us == 1_711_768_322_000_000
    cited = drafting.cited(casebook, case.id)
    assert [item.quote for item in cited[update.id]] == ["update 2", "update 5"]
    assert len(cited[action.id]) == 1
    history.undo(casebook, case.id)
    history.undo(casebook, case.id)
    assert drafting.cited(casebook, case.id) == {}
    assert drafting.of_case(casebook, StatusUpdate, case.id) == []


def test_the_card_is_one_for_all_cases(casebook: Casebook, case: Case) -> None:
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    assert response.card(casebook) is None
    response.change_card(casebook, case.id, {"commander": "Whoever is on duty"})
    response.change_card(casebook, other.id, {"update_minutes": 15})
    card = response.card(casebook)
    assert card is not None
    assert (card.commander, card.update_minutes) == ("Whoever is on duty", 15)
    history.undo(casebook, other.id)
    assert response.card(casebook) is not None
    assert response.record_of(casebook, case.id).card == response.card(casebook)


@pytest.mark.parametrize("minutes", [0, -5, 1441, "20"])
def test_an_interval_is_a_number_of_minutes(
    casebook: Casebook, case: Case, minutes: object
) -> None:
    with pytest.raises(InvalidInputError, match="minutes"):
        response.change_card(casebook, case.id, {"update_minutes": minutes})
    assert response.card(casebook) is None


def test_a_private_entry_gives_no_time_away(casebook: Casebook, case: Case) -> None:
    began, seen = entry(casebook, case, 0), entry(casebook, case, 5 * 60_000_000)
    response.mark(casebook, case.id, MilestoneKind.STARTED, began.id)
    response.mark(casebook, case.id, MilestoneKind.DETECTED, seen.id)
    action = DrasticAction(new_id(), case.id, "Restarted it", 0, entry_id=began.id)
    response.add_action(casebook, action)
    documents = (exports.INCIDENT_REVIEW, exports.STAKEHOLDER_PAGE)
    for document in documents:
        assert "5 minutes" in exports.preview(casebook, case.id, document)
    timeline.save_entry(casebook, replace(began, private=True))
    for document in documents:
        told = exports.preview(casebook, case.id, document)
        assert "Time to detect" not in told
        assert "marked as started" not in told


def test_a_name_in_what_was_tried_or_told_leaves_as_a_role(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    action = DrasticAction(new_id(), case.id, "Mira Olsen restarted it", owner="Mira Olsen")
    response.add_action(casebook, action)
    update = StatusUpdate(new_id(), case.id, "Mira Olsen looks at it")
    response.add_update(casebook, update)
    response.change_card(casebook, case.id, {"commander": "Mira Olsen"})
    for document in (exports.INCIDENT_REVIEW, response.PROCESS_CARD):
        told = exports.preview(casebook, case.id, document)
        assert "Mira" not in told.split("## Sources")[0].split("## Notes")[0]
        assert "participant A" in told
