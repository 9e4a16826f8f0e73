"""PagerDuty: who was called, who answered, and when, from lists and from webhooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import ImportChoices, SkipCode
from app.domain.people import AliasKind
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.pagerduty import PagerDuty
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "pagerduty"


def read(path: Path, choices: ImportChoices | None = None) -> Reading:
    return Reading(PagerDuty(), path, choices or ImportChoices())


def test_log_entries_tell_what_happened_and_who_did_it() -> None:
    by_key = {record.key: record for record in read(SAMPLES / "log-entries.json").records}
    assert list(by_key) == ["R5", "R4", "R3", "R2", "R1"]
    note, trigger = by_key["R4"], by_key["R1"]
    assert note.text.splitlines() == [
        "Note added by Mira Kovac.",
        "[#412] Checkout latency above 2 s",
        "Rolled back to 213, watching the queue.",
    ]
    assert (note.who, note.author, note.place) == ("Mira Kovac", "PMIRA01", "Checkout")
    assert (trigger.who, trigger.author) == ("Alerts", None)
    assert "instances: 3 of 6" in trigger.text
    assert trigger.stamp is not None
    assert trigger.stamp.clock_us == 1_711_766_821_000_000
    assert {record.thread for record in by_key.values()} == {"R1"}


def test_only_users_who_did_something_are_authors() -> None:
    [author] = read(SAMPLES / "log-entries.json").authors
    assert author.key == "PMIRA01"
    assert [(name.kind, name.text) for name in author.names] == [
        (AliasKind.NAME, "Mira Kovac"),
        (AliasKind.ADDRESS, "mira@tide.example"),
    ]


def test_the_number_that_was_called_is_not_in_the_text() -> None:
    entry = json.loads((SAMPLES / "log-entries.json").read_text())["log_entries"][3]
    assert entry["channel"]["notification"]["address"] == "none"
    [notified] = [one for one in read(SAMPLES / "log-entries.json").records if one.key == "R2"]
    assert notified.text.splitlines()[-1] == "push success"


def test_webhooks_of_version_2() -> None:
    reading = read(SAMPLES / "webhook-v2.json")
    assert [record.key for record in reading.records] == ["R1", "R3"]
    assert [author.key for author in reading.authors] == ["PTOMA02"]


def test_webhooks_of_version_3() -> None:
    reading = read(SAMPLES / "webhooks-v3.jsonl")
    assert [record.text.splitlines()[0] for record in reading.records] == [
        "Incident triggered",
        "Incident acknowledged",
        "Incident annotated",
    ]
    assert reading.texts()[2].endswith("Rolled back to 213.")
    assert {record.thread for record in reading.records} == {"E1"}
    assert reading.times()[0] == "2024-03-30T02:47:01.120Z"


def test_incidents_tell_their_beginning_acknowledgement_and_end() -> None:
    reading = read(SAMPLES / "incidents.json")
    assert reading.times() == [
        "2024-03-30T02:47:01Z",
        "2024-03-30T02:48:40Z",
        "2024-03-30T03:22:10Z",
    ]
    assert [record.who for record in reading.records] == ["PagerDuty", "Toma Reyes", "Mira Kovac"]
    assert sorted(author.key for author in reading.authors) == ["PMIRA01", "PTOMA02"]


def test_alerts_changes_and_the_report_of_analytics(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    at = "2024-03-30T02:31:10Z"
    pages = [
        {
            "change_events": [
                {"id": "C1", "type": "change_event", "timestamp": at, "summary": "214"}
            ]
        },
        {"alerts": [{"id": "A1", "type": "alert", "created_at": at, "alert_key": "k"}]},
        {"data": [{"id": "Q1", "incident_number": 4, "created_at": at, "resolved_at": at}]},
    ]
    path.write_text("\n".join(map(json.dumps, pages)))
    assert recognise(EvidenceFile.at(path)).format == "pagerduty"
    reading = read(path)
    assert [record.key for record in reading.records] == [
        "C1",
        "A1",
        "Q1/triggered",
        "Q1/resolved",
    ]
    assert set(reading.times()) == {at}


def test_the_window_leaves_out_records_and_whoever_only_wrote_those() -> None:
    reading = read(SAMPLES / "incidents.json", ImportChoices(since_us=1_711_768_000_000_000))
    assert [record.key for record in reading.records] == ["Q3INC7/resolved"]
    assert [author.key for author in reading.authors] == ["PMIRA01"]
    assert [(skip.code, skip.count) for skip in reading.skips] == [(SkipCode.OUTSIDE_WINDOW, 2)]


def test_what_is_told_twice_is_one_and_what_is_nothing_is_named(tmp_path: Path) -> None:
    page = json.loads((SAMPLES / "log-entries.json").read_text())
    path = tmp_path / "pages.jsonl"
    more = {"log_entries": [page["log_entries"][0], {"type": "strange"}]}
    path.write_text(json.dumps(page) + "\n" + json.dumps(more) + "\n")
    reading = read(path)
    assert len(reading.records) == 5
    assert [(skip.code, skip.line) for skip in reading.skips] == [
        (SkipCode.DUPLICATE, 2),
        (SkipCode.BROKEN_RECORD, 2),
    ]


@pytest.mark.parametrize("missing", ["id", "created_at", "agent", "channel", "incident", "summary"])
def test_a_missing_field_stops_nothing(tmp_path: Path, missing: str) -> None:
    entry = json.loads((SAMPLES / "log-entries.json").read_text())["log_entries"][1]
    entry[missing] = None
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"log_entry": entry}))
    assert recognise(EvidenceFile.at(path)).format == "pagerduty"
    assert len(read(path).records) == 1


def test_a_page_longer_than_the_head_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    page = json.loads((SAMPLES / "log-entries.json").read_text())
    page["log_entries"] = [{**page["log_entries"][2], "id": f"R{n}"} for n in range(200)]
    path.write_text(json.dumps(page))
    assert recognise(EvidenceFile.at(path)).format == "pagerduty"
    assert len(read(path).records) == 200


def test_inspection_tells_the_span() -> None:
    path = SAMPLES / "log-entries.json"
    inspection = PagerDuty().inspect(EvidenceFile.at(path), lambda _: None)
    assert (inspection.first_us, inspection.last_us) == (
        1_711_766_821_000_000,
        1_711_768_930_000_000,
    )


def test_the_public_samples_come_in(shared: Path) -> None:
    folder = shared / "evidence/formats/pagerduty"
    read_of = {path.name: read(path) for path in folder.iterdir()}
    assert len(read_of["demisto_rest_incidents.json"].records) == 4
    [record] = read_of["go-pagerduty_webhook_v2.json"].records
    assert record.who == "Laura Haley"
    assert all(recognise(EvidenceFile.at(path)).format == "pagerduty" for path in folder.iterdir())


def test_an_entry_without_a_time_comes_in_without_one(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    entry = {"id": "R1", "type": "resolve_log_entry", "agent": None, "summary": "Resolved"}
    event = {"event_type": "incident.resolved", "resource_type": "incident", "id": "E1"}
    path.write_text(json.dumps({"log_entries": [entry]}))
    assert [(one.key, one.stamp) for one in read(path).records] == [("R1", None)]
    path.write_text(json.dumps({"event": event}))
    assert [(one.key, one.stamp) for one in read(path).records] == [("E1", None)]


def test_webhooks_without_log_entries_tell_what_happened_to_the_incident(tmp_path: Path) -> None:
    second = {
        "id": "M2",
        "event": "incident.acknowledge",
        "created_on": "2020-10-02T22:41:22Z",
        "incident": {"id": "P1", "incident_number": 33, "title": "Queue is full"},
    }
    first = {
        "id": "M1",
        "type": "incident.trigger",
        "created_on": "2020-10-02T22:40:22Z",
        "data": {"incident": {"id": "P1", "trigger_summary_data": {"subject": "Queue is full"}}},
    }
    path = tmp_path / "hooks.jsonl"
    path.write_text("\n".join(json.dumps({"messages": [one]}) for one in (first, second)))
    assert recognise(EvidenceFile.at(path)).format == "pagerduty"
    reading = read(path)
    assert reading.texts() == [
        "Incident trigger\nQueue is full",
        "Incident acknowledge\nQueue is full",
    ]
    assert reading.times() == ["2020-10-02T22:40:22Z", "2020-10-02T22:41:22Z"]
    assert {record.thread for record in reading.records} == {"M1"}
