"""Annotations of Grafana: regions, changes of alerts, markup, and events of Graphite."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.grafana_annotations import GrafanaAnnotations
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "grafana-annotations"


def read(path: Path) -> Reading:
    return Reading(GrafanaAnnotations(), path)


def test_a_region_is_a_start_and_an_end_and_a_moment_is_one_item() -> None:
    records = read(SAMPLES / "found.json").records
    assert [(record.text, record.stamp and record.stamp.clock_us) for record in records] == [
        ("Start: Rollback window\ndeploy checkout", 1_711_766_821_000_000),
        ("End: Rollback window\ndeploy checkout", 1_711_768_930_500_000),
        ("Checkout slow: ok → alerting", 1_711_766_700_000_000),
    ]
    assert records[0].thread == records[1].thread == records[0].key
    assert [record.author for record in records] == ["mira-k", "mira-k", None]
    assert all(record.stamp and not record.stamp.caveats for record in records)


def test_an_event_of_graphite_counts_seconds() -> None:
    [record] = read(SAMPLES / "graphite.json").records
    assert record.text == "Deployment 214\nto production\ndeploy"
    assert record.stamp is not None
    assert record.stamp.clock_us == 1_711_765_870_000_000


@pytest.mark.parametrize(
    "text",
    [
        '{"time": 1711766821000, "level": "info", "text": "x"}',
        '{"time": "2024-03-30T02:46:58Z", "panelId": 3, "text": "x"}',
        '{"what": "x", "when": 3, "who": "y"}',
    ],
)
def test_json_of_others_is_not_taken_for_an_annotation(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert recognise(EvidenceFile.at(path)).format != "grafana-annotations"


def test_an_annotation_lacking_nearly_everything_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"time": 0, "panelId": 2, "text": ""}, {"text": "later"}, 3]')
    reading = read(path)
    assert reading.times() == [None, None]
    assert len(reading.skips) == 1


def test_annotations_may_stand_under_their_name() -> None:
    reading = read(SAMPLES / "wrapped.json")
    assert [record.text for record in reading.records] == ["Rollback", "done\ndeploy"]
    assert not reading.skips


def test_the_annotations_of_an_alert_or_a_dashboard_are_none(tmp_path: Path) -> None:
    for text in ('{"annotations": {"list": []}, "panels": []}', '{"annotations": [{"text": "x"}]}'):
        path = tmp_path / "a.json"
        path.write_text(text)
        assert recognise(EvidenceFile.at(path)).format != "grafana-annotations"
