"""Jira's REST API and webhooks: comments, changes, work, documents as text, and who did it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from app.importers.base import EvidenceFile
from app.importers.readers.json_text import Json
from app.importers.registry import recognise
from app.importers.tools.jira import Jira
from app.importers.tools.jira_text import plain_text
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "jira"


def read(path: Path) -> Reading:
    return Reading(Jira(), path)


def test_an_issue_tells_all_that_happened_to_it() -> None:
    reading = read(SAMPLES / "search.json")
    assert {one.key: (one.stamp and one.stamp.text, one.author) for one in reading.records} == {
        "TIDE-412": ("2024-03-30T03:58:00.123+0100", "712020:mira"),
        "TIDE-412/comment/1": ("2024-03-30T04:07:00.000+0100", "712020:toma"),
        "TIDE-412/comment/2": ("2024-03-30T04:08:00.000+0100", None),
        "TIDE-412/worklog/7": ("2024-03-30T04:00:00.000+0100", "712020:toma"),
        "TIDE-412/attachment/9": ("2024-03-30T04:01:00.000+0100", "712020:mira"),
        "TIDE-412/change/100": ("2024-03-30T04:02:00.000+0100", "712020:toma"),
        "TIDE-412/resolved": ("2024-03-30T13:22:00.000+0100", None),
    }
    first, comment = reading.records[:2]
    assert first.text.splitlines()[1:4] == ["p99 above 2 s", "since 214", "• pool exhausted"]
    assert first.stamp is not None
    assert (first.stamp.clock_us, first.stamp.offset_us) == (1_711_767_480_123_000, 3_600_000_000)
    assert comment.text == "213 is out, @Mira Kovac"
    assert comment.edited is not None
    assert {record.thread for record in reading.records} == {"TIDE-412"}


def test_a_change_says_what_became_what() -> None:
    [change] = [one for one in read(SAMPLES / "search.json").records if "/change/" in one.key]
    assert change.text == "status: To Do → In Progress\nassignee: – → Toma Reyes"


def test_webhooks_and_pages_of_comments() -> None:
    assert [
        record.text.partition("\n")[2] for record in read(SAMPLES / "webhooks.jsonl").records
    ] == [
        "",
        "213 is out",
        "resolution: – → Fixed",
    ]
    assert read(SAMPLES / "comments.json").texts() == ["Queue is empty again."]


@pytest.mark.parametrize("missing", ["key", "fields", "changelog", "id"])
def test_a_missing_field_stops_nothing(tmp_path: Path, missing: str) -> None:
    page = json.loads((SAMPLES / "search.json").read_text())
    page["issues"][0].pop(missing)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(page))
    reading = read(path)
    assert bool(reading.records) is (missing != "fields")
    assert bool(reading.skips) is (missing == "fields")


def test_fields_of_wrong_types_stop_nothing(tmp_path: Path) -> None:
    page = json.loads((SAMPLES / "search.json").read_text())
    page["issues"][0]["fields"] = {
        "summary": 3,
        "created": [],
        "comment": "x",
        "description": {"type": "doc", "content": [{"content": 4}, 5, None]},
        "reporter": "me",
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(page))
    assert recognise(EvidenceFile.at(path)).format == "jira"
    assert read(path).times()[0] is None


def test_a_search_without_issues_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"startAt": 0, "maxResults": 50, "total": 0, "issues": []}')
    assert [skip.code for skip in read(path).skips] == [SkipCode.EMPTY]


def test_a_document_nested_without_end_is_read_in_time() -> None:
    deep: Json = {"type": "text", "text": "end"}
    for _ in range(50_000):
        deep = {"type": "paragraph", "content": [deep]}
    assert plain_text(deep) == "end"
