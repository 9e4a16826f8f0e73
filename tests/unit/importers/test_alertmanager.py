"""Alerts of Alertmanager: each begins and ends once, at the times that it states."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.evidence import ImportChoices, SkipCode
from app.domain.moments import Precision
from app.importers.base import EvidenceFile
from app.importers.readers import json_file, json_text
from app.importers.registry import recognise
from app.importers.tools.alertmanager import Alertmanager
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "alertmanager"
Write = Callable[[str], Path]
STARTED = "2024-03-30T02:46:58Z"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "alerts.json"
        path.write_text(text)
        return path

    return written


def read(path: Path, choices: ImportChoices | None = None) -> Reading:
    return Reading(Alertmanager(), path, choices or ImportChoices())


def alert(**changes: object) -> dict[str, object]:
    said = {"labels": {"alertname": "Slow"}, "annotations": {}, "startsAt": STARTED}
    return {**said, "status": "firing", "endsAt": "0001-01-01T00:00:00Z", **changes}


def payload(*alerts: object) -> str:
    return json.dumps({"receiver": "oncall", "alerts": alerts})


def test_an_alert_that_fires_is_one_item_with_all_it_says() -> None:
    first, second = read(SAMPLES / "webhook.json").records
    assert first.text.splitlines() == [
        "FIRING: CheckoutLatency",
        "p99 latency above 2 s",
        "runbook_url: https://runbooks.example.com/latency",
        "service=checkout severity=page",
    ]
    assert (first.who, first.author, first.place) == ("Alertmanager", None, "checkout")
    assert first.stamp is not None
    assert first.stamp.clock_us == 1_711_766_818_120_001
    assert (first.stamp.precision, first.stamp.zoned) == (Precision.MICROSECOND, True)
    assert second.stamp is not None
    assert second.stamp.clock_us == 1_711_767_000_000_000
    assert (first.line, second.line) == (16, 32)
    assert json.loads(first.raw or "")["generatorURL"].startswith("https://metrics")


def test_an_alert_ends_where_it_says_so_and_holds_together_with_its_start() -> None:
    reading = read(SAMPLES / "lines.jsonl")
    ended = [record for record in reading.records if record.text.startswith("RESOLVED")]
    assert [record.stamp and record.stamp.text for record in ended] == [
        "2024-03-30T03:21:40Z",
        "2024-03-30T01:30:00Z",
    ]
    assert {record.thread for record in ended} <= {record.key for record in reading.records}


def test_what_is_only_repeated_is_counted_and_what_is_told_anew_has_no_time() -> None:
    reading = read(SAMPLES / "lines.jsonl")
    [skip] = reading.skips
    assert (skip.code, skip.line, skip.count) == (SkipCode.DUPLICATE, 3, 1)
    [undated] = [record for record in reading.records if record.stamp is None]
    assert "3 of 6 instances" in undated.text
    assert len(reading.notes) == 3
    assert any(
        "came in without a time: 1" in note or "in other words" in note for note in reading.notes
    )


def test_an_alert_that_is_listed_has_no_end_yet() -> None:
    [record] = read(SAMPLES / "listed.json").records
    assert record.text.startswith("FIRING: CheckoutLatency")


def test_the_window_leaves_out_what_lies_outside() -> None:
    choices = ImportChoices(since_us=1_711_766_900_000_000)
    reading = read(SAMPLES / "webhook.json", choices)
    assert reading.times() == ["2024-03-30T03:50:00+01:00"]
    assert [(skip.code, skip.count) for skip in reading.skips] == [(SkipCode.OUTSIDE_WINDOW, 1)]


def test_a_broken_line_is_named_and_the_others_come_in(write: Write) -> None:
    lines = [payload(alert()), '{"receiver": "oncall", "alerts": [', payload(alert(startsAt="x"))]
    reading = read(write("\n".join(lines)))
    assert reading.times() == [STARTED, None]
    assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.BROKEN_RECORD, 2)]


def test_what_is_no_alert_is_named(write: Write) -> None:
    reading = read(write("\n".join([payload(alert(), 7), payload(), '{"other": 1}'])))
    assert len(reading.records) == 1
    assert [(skip.code, skip.line) for skip in reading.skips] == [
        (SkipCode.BROKEN_RECORD, 1),
        (SkipCode.EMPTY, 2),
        (SkipCode.BROKEN_RECORD, 3),
    ]


@pytest.mark.parametrize("never", ["0001-01-01T00:00:00Z", "", "soon"])
def test_an_end_that_is_none_is_not_an_end(write: Write, never: str) -> None:
    reading = read(write(payload(alert(status="resolved", endsAt=never))))
    assert len(reading.records) == 1


def test_a_missing_field_stops_nothing(write: Write) -> None:
    reading = read(write(json.dumps([{"labels": {}, "startsAt": None}])))
    assert reading.texts() == ["FIRING: alert"]


def test_a_log_that_mentions_alerts_stays_a_log(write: Write) -> None:
    said = 'got {"alerts": [{"startsAt": "x"}]}'
    in_json = json.dumps({"time": "2024-03-30T02:46:58Z", "msg": said})
    for line in (in_json, f"[2024-03-30 02:46:58] INFO {said}", f"2024-03-30 02:46:58 {said}"):
        assert recognise(EvidenceFile.at(write(line))).format in {"text-log", "json-log"}


def test_a_payload_longer_than_the_head_is_recognised(write: Write) -> None:
    many = payload(
        *(alert(startsAt=f"2024-03-30T02:{n // 60:02}:{n % 60:02}Z") for n in range(900))
    )
    path = write(many)
    assert path.stat().st_size > 64 * 1024
    assert recognise(EvidenceFile.at(path)).format == "alertmanager"
    assert len(read(path).records) == 900


def test_a_payload_too_large_to_be_held_is_read_alert_by_alert(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(payload(*(alert(fingerprint=f"f{n}") for n in range(9))))
    whole = read(path)
    monkeypatch.setattr(json_text, "MOST_LETTERS", 1_000)
    monkeypatch.setattr(json_file, "TEXT_BYTES", 64)
    assert [record.text for record in read(path).records] == whole.texts()


def test_inspection_tells_the_span() -> None:
    inspection = Alertmanager().inspect(EvidenceFile.at(SAMPLES / "lines.jsonl"), lambda _: None)
    assert (inspection.first_us, inspection.last_us) == (
        1_711_760_400_000_000,
        1_711_768_900_000_000,
    )


def test_the_public_sample_comes_in(shared: Path) -> None:
    [path] = (shared / "evidence/formats/alertmanager").iterdir()
    assert recognise(EvidenceFile.at(path)).format == "alertmanager"
    [record] = read(path).records
    assert record.stamp is not None
    assert record.stamp.clock_us == 1_520_422_401_873_077
    assert "Server High Memory usage" in record.text


def test_an_alert_without_its_start_comes_in_without_a_time(tmp_path: Path) -> None:
    path = tmp_path / "alerts.json"
    whole = {"labels": {"alertname": "A"}, "startsAt": "2024-05-14T09:02:00Z"}
    bare = {"labels": {"alertname": "B"}, "status": "firing"}
    path.write_text(json.dumps({"receiver": "x", "alerts": [whole, bare]}))
    assert recognise(EvidenceFile.at(path)).format == "alertmanager"
    reading = read(path)
    assert reading.times() == ["2024-05-14T09:02:00Z", None]
    assert reading.texts()[1] == "FIRING: B"
