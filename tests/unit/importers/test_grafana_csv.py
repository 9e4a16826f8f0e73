"""Exported panels of Grafana: units in cells, empty cells, and the hour that is there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.grafana_csv import GrafanaCsv
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "grafana-csv"


def read(path: Path) -> Reading:
    return Reading(GrafanaCsv(), path)


def test_each_row_comes_in_with_its_values_and_their_units() -> None:
    reading = read(SAMPLES / "panel.csv")
    assert reading.texts() == [
        'p99 {instance="co-1"}: 2.41 s\ntemperature: 13.7 °C',
        'p99 {instance="co-1"}: 2.50 s',
        "temperature: 13.9 °C",
        'p99 {instance="co-1"}: 180 ms\ntemperature: 14 °C',
    ]
    assert [(skip.code, skip.line, skip.count) for skip in reading.skips] == [
        (SkipCode.EMPTY, 5, 1)
    ]
    assert not any(record.stamp is None or record.stamp.zoned for record in reading.records)


def test_the_hour_that_is_there_twice_is_said() -> None:
    reading = read(SAMPLES / "panel.csv")
    assert any(note.startswith("At line 4 the time goes back") for note in reading.notes)
    assert len({record.key for record in reading.records}) == 4


def test_points_one_by_one_after_a_line_for_excel() -> None:
    reading = read(SAMPLES / "series.csv")
    assert reading.texts() == ["up: 1", "up: 0", "queue: 18500"]
    assert all(record.stamp and record.stamp.zoned for record in reading.records)
    assert not reading.notes


@pytest.mark.parametrize(
    "text",
    [
        "Time,Level,Message\n2024-03-30 02:46:58,ERROR,down\n",
        "time,value\n2024-03-30 02:46:58,1\n",
        "Time,Value\nyesterday,1\n",
    ],
)
def test_a_table_of_others_is_not_taken_for_a_panel(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    assert recognise(EvidenceFile.at(path)).format != "grafana-csv"


def test_rows_too_short_and_times_that_are_none_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Time,up\n2024-03-30 02:46:58,1\nlater,2\n2024-03-30 02:48:58\n")
    reading = read(path)
    assert reading.times() == ["2024-03-30 02:46:58", None]
    assert sum(skip.count for skip in reading.skips) == 1
