"""Opsgenie: alerts with their occurrences, logs, webhooks, and times in two units."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.opsgenie import Opsgenie
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "opsgenie"


def read(path: Path) -> Reading:
    return Reading(Opsgenie(), path)


def test_an_alert_tells_its_beginning_its_last_occurrence_and_its_end() -> None:
    reading = read(SAMPLES / "alerts.json")
    assert [(record.key, record.weight) for record in reading.records] == [
        ("a-412", 37),
        ("a-412/last", 1),
        ("a-412/acknowledged", 1),
        ("a-412/end", 1),
        ("a-413", 1),
    ]
    assert [record.stamp and record.stamp.clock_us for record in reading.records] == [
        1_711_766_821_000_000,
        1_711_768_200_000_000,
        1_711_766_920_000_000,
        1_711_768_930_000_000,
        1_711_767_120_500_000,
    ]
    assert "Occurred 37 times" in reading.texts()[0]
    assert [record.who for record in reading.records][2:4] == [
        "mira@tide.example",
        "toma@tide.example",
    ]
    assert {record.thread for record in reading.records} == {"a-412", "a-413"}
    assert any("more than once" in note for note in reading.notes)


def test_a_time_in_nanoseconds_beside_one_in_milliseconds_is_read() -> None:
    created, noted = read(SAMPLES / "webhooks.jsonl").records
    assert created.stamp is not None
    assert noted.stamp is not None
    assert created.stamp.clock_us == 1_711_766_821_000_000
    assert noted.stamp.clock_us == 1_711_768_000_250_000
    assert noted.stamp.caveats == "unit"
    assert noted.text.splitlines()[-1] == "Rolled back to 213"
    assert (created.author, noted.author) == (None, "toma@tide.example")


def test_logs_name_people_and_what_is_told_twice_is_one() -> None:
    reading = read(SAMPLES / "logs.json")
    assert [(record.who, record.author) for record in reading.records] == [
        ("mira@tide.example", "mira@tide.example"),
        ("System", None),
    ]
    assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.DUPLICATE, 4)]


@pytest.mark.parametrize("missing", ["id", "createdAt", "message", "status", "report", "count"])
def test_a_missing_field_stops_nothing(tmp_path: Path, missing: str) -> None:
    page = json.loads((SAMPLES / "alerts.json").read_text())
    page["data"][0][missing] = None
    path = tmp_path / "a.json"
    path.write_text(json.dumps(page))
    assert recognise(EvidenceFile.at(path)).format == "opsgenie"
    assert len(read(path).records) >= 3


def test_an_answer_without_alerts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"data": [], "took": 0.1, "requestId": "r"}')
    assert recognise(EvidenceFile.at(path)).format == "opsgenie"
    assert [skip.code for skip in read(path).skips] == [SkipCode.EMPTY]


def test_an_answer_that_breaks_off_keeps_what_stood_before(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    text = (SAMPLES / "alerts.json").read_text()
    path.write_text(text[: text.index('"2024-03-30')])
    reading = read(path)
    assert len(reading.records) == 4
    assert [skip.code for skip in reading.skips] == [SkipCode.BROKEN_RECORD]
