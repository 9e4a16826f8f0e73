"""GitHub: deployments, issues, comments, runs and commits, from the REST API and from webhooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.evidence import Record
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.github import GitHub
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "github"


def read(path: Path) -> Reading:
    return Reading(GitHub(), path)


def told(name: str) -> list[tuple[str, str | None, str | None]]:
    records = read(SAMPLES / name).records
    return [
        (one.text.partition("\n")[0], one.stamp and one.stamp.text, one.author) for one in records
    ]


def by_key(name: str) -> dict[str, Record]:
    return {record.key: record for record in read(SAMPLES / name).records}


def test_a_deployment_and_its_statuses_belong_together() -> None:
    assert told("deployments.json") == [
        ("Deployment to production: v214 (9c1e27a0b4)", "2024-03-30T02:31:10Z", None),
        ("Deployment success: production", "2024-03-30T02:33:00Z", None),
    ]
    assert {one.thread for one in by_key("deployments.json").values()} == {"deployment/71"}


def test_an_issue_is_opened_and_closed_and_a_pull_request_merged_once() -> None:
    assert told("issues.json") == [
        ("Opened #88: Checkout is slow", "2024-03-30T02:58:00Z", "mira-k"),
        ("Closed #88: Checkout is slow", "2024-03-30T03:30:00Z", "toma"),
        ("Opened pull request #91: Bound the pool", "2024-03-30T05:00:00Z", "toma"),
        ("Merged pull request #91: Bound the pool", "2024-03-30T06:00:00Z", "mira-k"),
        ("Labeled sev-1", "2024-03-30T02:59:00Z", "toma"),
    ]


def test_a_comment_stands_under_its_issue_and_keeps_both_times() -> None:
    first, second = read(SAMPLES / "issue-comments.json").records
    assert first.text == "The pool is exhausted since 214.\nRolling back."
    assert first.edited is not None
    assert first.edited.text == "2024-03-30T03:40:12Z"
    assert second.edited is None
    assert first.thread == second.thread == "tide/checkout#88"
    assert first.thread in by_key("issues.json")


def test_a_commit_has_the_time_of_its_author_and_that_of_its_committer() -> None:
    assert told("commits.json") == [
        ("Open more connections", "2024-03-28T15:00:00Z", "toma"),
        ("Committed: Open more connections", "2024-03-29T09:12:44Z", "mira-k"),
    ]


def test_a_run_has_a_start_and_an_end() -> None:
    assert [(text, at) for text, at, _ in told("runs.json")] == [
        ("Workflow deploy #214: started", "2024-03-30T02:29:02Z"),
        ("Workflow deploy #214: failure", "2024-03-30T02:31:00Z"),
    ]


def test_webhooks_of_every_kind_come_in_with_the_time_of_what_happened() -> None:
    assert told("webhooks.jsonl") == [
        ("Deployment failure: production", "2024-03-30T02:36:00Z", None),
        ("Push to refs/heads/main (forced, 1 commit)", "1711765740", "toma"),
        ("Check unit: failure", "2024-03-30T02:30:40Z", None),
        ("On #88: Checkout is slow", "2024-03-30T03:40:12Z", "mira-k"),
        ("Release published: v215 Bounded pool", "2024-03-30T06:05:00Z", "mira-k"),
        ("Hovercraft started", None, "mira-k"),
    ]


def test_what_the_command_line_of_github_prints() -> None:
    assert told("gh-issue.json") == [
        ("Opened #88: Checkout is slow", "2024-03-30T02:58:00Z", "mira-k"),
        ("213 is out.", "2024-03-30T03:07:30Z", "toma"),
        ("Closed #88: Checkout is slow", "2024-03-30T03:30:00Z", None),
    ]
    assert {one.thread for one in by_key("gh-issue.json").values()} == {"tide/checkout#88"}
    assert [(text, at) for text, at, _ in told("gh-runs.json")] == [
        ("Workflow deploy #214: started", "2024-03-30T02:29:02Z"),
        ("Workflow deploy #214: failure", "2024-03-30T02:31:00Z"),
    ]


def test_a_feed_tells_the_same_as_webhooks() -> None:
    assert told("feed.json") == [
        ("On #88: Checkout is slow", "2024-03-30T03:05:00Z", "mira-k"),
        ("Created tag v215", "2024-03-30T06:00:30Z", "toma"),
    ]


def test_webhooks_that_only_github_knows_say_what_they_are_about(tmp_path: Path) -> None:
    frame = {
        "repository": {"full_name": "tide/checkout", "pushed_at": "2024-03-30T02:29:00Z"},
        "sender": {"login": "toma"},
    }
    sent = [
        {"ref": "v213", "ref_type": "tag", "pusher_type": "user", **frame},
        {"action": "created", "alert": {"created_at": "2024-03-30T02:40:00Z"}, **frame},
        {"ref": "main", "inputs": {"to": "213"}, "workflow": "rollback.yml", **frame},
        {"action": "suspend", "installation": {"id": 3}, "sender": {"login": "toma"}},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, sent)))
    assert recognise(EvidenceFile.at(path)).format == "github"
    reading = read(path)
    assert [text.partition("\n")[0] for text in reading.texts()] == [
        "Deleted tag v213",
        "Alert created",
        "Inputs",
        "Installation suspend",
    ]
    assert reading.times() == ["2024-03-30T02:29:00Z", "2024-03-30T02:40:00Z", None, None]


@pytest.mark.parametrize("missing", ["id", "created_at", "user", "body", "url", "issue_url"])
def test_a_missing_field_stops_nothing(tmp_path: Path, missing: str) -> None:
    comments = json.loads((SAMPLES / "issue-comments.json").read_text())
    comments[0].pop(missing)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(comments))
    assert len(read(path).records) == 2


def test_json_of_others_is_not_taken_for_github(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for other in (
        {"sha": "1", "message": "x", "time": "2024-03-30T02:58:00Z"},
        {"number": 3, "title": "x", "user": {"id": 3}},
        {"event": "started", "created_at": "2024-03-30T02:58:00Z"},
        {"state": "x", "context": {}},
    ):
        path.write_text(json.dumps(other))
        assert recognise(EvidenceFile.at(path)).format != "github"


def test_the_public_samples_come_in(shared: Path) -> None:
    for path in (shared / "evidence/formats/github").rglob("*.json"):
        assert recognise(EvidenceFile.at(path)).format == "github"
        assert read(path).records
        assert not read(path).skips


def test_a_run_without_the_id_of_its_workflow_is_a_run(tmp_path: Path) -> None:
    path = tmp_path / "runs.json"
    run = {
        "id": 1,
        "name": "Deploy",
        "run_number": 5,
        "event": "push",
        "status": "completed",
        "conclusion": "success",
        "head_sha": "a" * 40,
        "created_at": "2024-01-22T19:33:08Z",
        "updated_at": "2024-01-22T19:40:08Z",
        "actor": {"login": "mkovac", "type": "User"},
    }
    path.write_text(json.dumps({"total_count": 1, "workflow_runs": [run]}))
    assert [one.text.partition("\n")[0] for one in read(path).records] == [
        "Workflow Deploy #5: started",
        "Workflow Deploy #5: success",
    ]


def test_pages_that_were_put_together_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    pages = [
        [
            {
                "id": number,
                "body": f"Comment {number}",
                "user": {"login": "mkovac", "type": "User"},
                "created_at": "2024-01-22T19:33:08Z",
                "issue_url": "https://api.github.com/repos/tide/shop/issues/7",
            }
        ]
        for number in (1, 2)
    ]
    path.write_text(json.dumps(pages))
    assert recognise(EvidenceFile.at(path)).format == "github"
    assert read(path).texts() == ["Comment 1", "Comment 2"]


def test_an_answer_of_graphql_tells_its_issues_and_their_comments() -> None:
    assert told("graphql.json") == [
        ("Opened #61: Stock service runs out of connections", "2024-03-30T02:49:10Z", "mira-k"),
        ("I restart the pool.", "2024-03-30T02:58:31Z", "tomr"),
        ("Closed #61: Stock service runs out of connections", "2024-03-30T04:20:00Z", None),
        ("Opened #62: Raise the limit", "2024-03-30T03:10:00Z", "tomr"),
        ("Looks right.", "2024-03-30T03:20:00Z", "mira-k"),
        ("Merged #62: Raise the limit", "2024-03-30T03:31:00Z", None),
    ]
    issue, comment, *_ = read(SAMPLES / "graphql.json").records
    assert comment.thread == issue.key == "tidewater/stock#61"


@pytest.mark.parametrize(
    "answer",
    [
        {"issue": {"number": 3, "title": "x", "createdAt": "2024-03-30T02:46:58Z"}},
        {"repository": {"issue": {"number": 3, "title": "x", "createdAt": None}}},
        {"repository": {"issues": {"nodes": None, "edges": [3, {"node": [[]]}]}}},
    ],
)
def test_answers_of_others_are_not_taken_for_github(tmp_path: Path, answer: object) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"data": answer}))
    assert recognise(EvidenceFile.at(path)).format != "github"
