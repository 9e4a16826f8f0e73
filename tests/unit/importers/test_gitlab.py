"""GitLab: issues, notes, pipelines, deployments, commits, audit events and webhooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.gitlab import GitLab
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "gitlab"


def read(path: Path) -> Reading:
    return Reading(GitLab(), path)


def told(name: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.text.partition("\n")[0], one.stamp and one.stamp.text, one.author)
        for one in read(SAMPLES / name).records
    ]


def test_an_issue_is_opened_and_closed_and_its_notes_stand_under_it() -> None:
    assert told("issues.json") == [
        ("Opened #88: Checkout is slow", "2024-03-30T02:58:00.120Z", "mira"),
        ("Closed: Checkout is slow", "2024-03-30T03:30:00.500Z", "toma"),
    ]
    [note] = read(SAMPLES / "notes.json").records
    assert note.thread == read(SAMPLES / "issues.json").records[0].key
    assert note.edited is not None
    assert note.stamp is not None
    assert (note.stamp.clock_us, note.stamp.offset_us) == (1_711_768_050_000_000, 3_600_000_000)


def test_pipelines_and_deployments_begin_and_end_and_commits_have_two_times() -> None:
    assert told("runs.json") == [
        ("Started: pipeline main 9c1e27a0b4", "2024-03-30T02:29:04Z", "toma"),
        ("Failed: pipeline main 9c1e27a0b4", "2024-03-30T02:31:00Z", "toma"),
        ("Deployment to production: main 9c1e27a0b4", "2024-03-30T02:31:10Z", "toma"),
        ("Deployment success: production", "2024-03-30T02:33:00Z", "toma"),
        ("Open more connections", "2024-03-28T16:00:00.000+01:00", "toma@tide.example"),
        ("Committed: Open more connections", "2024-03-29T10:12:44.000+01:00", "mira@tide.example"),
        ("Audit: approvals required", "2024-03-30T02:20:00.000Z", "4"),
    ]
    assert read(SAMPLES / "runs.json").records[0].place == "tide/checkout"


def test_webhooks_have_the_time_of_what_happened_in_every_way_to_write_it() -> None:
    assert told("webhooks.jsonl") == [
        ("Push to refs/heads/main (1 commit)", "2024-03-28T16:00:00+01:00", "toma"),
        ("Deployment running: production", "2024-03-30 03:31:10 +0100", "toma"),
        ("On #88: Checkout is slow", "2024-03-30 03:05:00 UTC", "mira"),
        ("Pipeline failed: main", "2024-03-30 02:31:00 UTC", "toma"),
        ("Access token", "2024-03-01T00:00:00Z", None),
    ]
    reading = read(SAMPLES / "webhooks.jsonl")
    assert all(record.stamp and record.stamp.zoned for record in reading.records)
    assert any("time of its last commit: 1" in note for note in reading.notes)


@pytest.mark.parametrize("missing", ["id", "author", "created_at", "title", "project_id"])
def test_a_missing_field_stops_nothing(tmp_path: Path, missing: str) -> None:
    issues = json.loads((SAMPLES / "issues.json").read_text())
    path = tmp_path / "a.json"
    path.write_text(json.dumps([*issues, {**issues[0], missing: None, "iid": 89}]))
    reading = read(path)
    assert len(reading.records) + len(reading.skips) >= 3
    assert len(reading.records) >= 2


@pytest.mark.parametrize(
    "text", ['{"object_kind": "push"}', '{"sha": "1", "ref": "m"}', '{"iid": 1, "title": "x"}']
)
def test_json_of_others_is_not_taken_for_gitlab(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert recognise(EvidenceFile.at(path)).format != "gitlab"


def test_the_timeline_of_an_incident_is_dated_by_when_it_happened() -> None:
    assert recognise(EvidenceFile.at(SAMPLES / "incident-timeline.json")).format == "gitlab"
    assert told("incident-timeline.json") == [
        ("Pager went off", "2024-03-30T02:46:00Z", "mira-k"),
        ("Pool restarted", "2024-03-30T02:58:00Z", "tomr"),
    ]
    assert {one.thread for one in read(SAMPLES / "incident-timeline.json").records} == {"#5"}
