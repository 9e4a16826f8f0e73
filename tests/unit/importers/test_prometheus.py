"""Answers of Prometheus and Loki: changes of a series, gaps, alerts, lines, and hostile values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from app.importers.tools import prometheus
from app.importers.tools.prometheus import Prometheus
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "prometheus"


def read(path: Path) -> Reading:
    return Reading(Prometheus(), path)


def answer(*series: object) -> str:
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": series}})


def test_a_series_is_told_where_it_changes() -> None:
    records = read(SAMPLES / "range.json").records[:4]
    assert [(record.text.partition(" = ")[2], record.weight) for record in records] == [
        ("1", 8),
        ("0, was 1", 12),
        ("1, was 0", 19),
        ("1, the last value", 1),
    ]
    assert [record.stamp and record.stamp.clock_us // 1_000_000 for record in records] == [
        1_711_766_700,
        1_711_766_820,
        1_711_767_000,
        1_711_767_285,
    ]
    assert {record.place for record in records} == {"co-1:9090"}


def test_an_alert_is_told_where_it_begins_and_where_it_was_last_seen() -> None:
    records = read(SAMPLES / "range.json").records[4:]
    assert [record.text.partition("\n")[0] for record in records] == [
        "FIRING: CheckoutSlow",
        "Last seen firing: CheckoutSlow",
        "FIRING: CheckoutSlow",
        "Last seen firing: CheckoutSlow",
    ]
    assert len({record.thread for record in records}) == 1


def test_every_point_is_accounted_for() -> None:
    reading = read(SAMPLES / "range.json")
    assert sum(record.weight for record in reading.records) == 51
    assert reading.notes[-1].endswith("In all: 51.")
    assert not reading.skips


def test_a_point_may_be_no_number() -> None:
    texts = read(SAMPLES / "instant.json").texts()
    assert texts == ['queue_length{job="mail"} = NaN', 'queue_length{job="orders"} = 18500']


def test_alerts_and_lines_of_logs() -> None:
    [alert] = read(SAMPLES / "alerts.json").records
    assert alert.text.splitlines()[:2] == ["FIRING: CheckoutSlow", "p99 above 2 s"]
    lines = read(SAMPLES / "loki.json").records
    assert [record.text for record in lines] == [
        "WARN pool exhausted",
        "WARN pool exhausted, waiting",
        "INFO request took 2.4 s",
    ]
    assert lines[0].stamp is not None
    assert lines[0].stamp.clock_us == 1_711_766_822_120_456
    assert lines[0].place == "checkout-7d"


def test_of_a_series_that_never_rests_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prometheus, "MOST_POINTS", 10)
    path = tmp_path / "a.json"
    points = [[1_711_766_700 + number, str(number)] for number in range(25)]
    path.write_text(answer({"metric": {}, "values": points}))
    reading = read(path)
    assert len(reading.records) == 10
    assert [(skip.code, skip.count) for skip in reading.skips] == [(SkipCode.TOO_LONG, 15)]


def test_hostile_points_are_named_or_come_in_without_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    text = answer({"metric": {}, "values": [["x", "1"], 3, [], ["BIG", "2"]]}, 7)
    path.write_text(text.replace('"BIG"', "9" * 4_000))
    reading = read(path)
    assert [record.stamp for record in reading.records] == [None, None]
    assert [skip.count for skip in reading.skips] == [2, 1]


def test_an_answer_without_series_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(answer())
    assert [skip.code for skip in read(path).skips] == [SkipCode.EMPTY]
