"""No JSON, however strange, stops the importers that read JSON: each value comes in or is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.importers.base import EvidenceFile, Importer
from app.importers.chat.discord import Discord
from app.importers.chat.mattermost import Mattermost
from app.importers.chat.rocketchat import RocketChat
from app.importers.chat.teams import TeamsExport
from app.importers.registry import probe
from app.importers.tools.alertmanager import Alertmanager
from app.importers.tools.github import GitHub
from app.importers.tools.gitlab import GitLab
from app.importers.tools.grafana_annotations import GrafanaAnnotations
from app.importers.tools.jira import Jira
from app.importers.tools.opsgenie import Opsgenie
from app.importers.tools.pagerduty import PagerDuty
from app.importers.tools.prometheus import Prometheus
from app.importers.tools.statuspage import StatusPage
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

KEYS = """
    alerts labels annotations startsAt endsAt status fingerprint truncatedAlerts valueString
    log_entries incidents messages notes log_entry incident note type id created_at agent channel
    event occurred_at event_type data incident_number acknowledgements acknowledger user content
    first_trigger_log_entry details notification summary service last_status_change_by
    tinyId alertId alias message count createdAt updatedAt lastOccurredAt report ackTime log offset
    owner action alert took requestId eventTime actor group
    action sender login repository full_name deployment_url state environment ref sha commit author
    committer date body issue_url number title html_url payload head_commit pushed_at commits
    object_kind object_attributes project iid username noteable_type pipeline stage
    fields key changelog histories items toString comment comments webhookEvent timestamp author
    accountId displayName attrs text
    resultType result metric stream values value activeAt groups rules
    time timeEnd tags newState panelId what when
    page incident_updates scheduled_maintenances name display_at
    guild channel embeds timestampEdited reference messageId stickers attachments isBot nickname
    post direct_post replies create_at edit_at props channel_members team username bot version
    rid ts u _id msg tmid editedAt t tcount $date $numberLong alias files file
    createdDateTime messageType from replyToId channelIdentity channelId chatId contentType
    lastEditedDateTime deletedDateTime eventDetail @odata.type CreatedDateTime MessageType From
"""
WORDS = [
    "trigger_log_entry",
    "user",
    "incident",
    "resolved",
    "firing",
    "2024-03-30T02:46:58Z",
    "2024-03-30 02:46:58 UTC",
    "-1",
    "closed",
    "PushEvent",
    "push",
    "pipeline",
    "completed",
    "matrix",
    "jira:issue_updated",
    "doc",
    "paragraph",
    "https://api.github.com/repos/a/b/issues/1",
    "post",
    "Reply",
    "rm",
    "html",
    "application/vnd.microsoft.card.adaptive",
    '{"body": [{"text": "a", "title": {"value": []}}], "sections": [1]}',
]
IMPORTERS = [
    Alertmanager(),
    PagerDuty(),
    Opsgenie(),
    GitHub(),
    GitLab(),
    Jira(),
    Prometheus(),
    GrafanaAnnotations(),
    StatusPage(),
    Discord(),
    Mattermost(),
    RocketChat(),
    TeamsExport(),
]
TIMES = st.sampled_from([1711766821, 1711766821000, 1711768000250000000, 1e400, 10**30, -5, 0.5])
LEAVES = TIMES | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=8)
    ),
    max_leaves=25,
)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda one: one.format)
@given(value=VALUES)
@example(value={"log_entries": []})
@example(value={"alerts": []})
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_read_to_its_end(importer: Importer, value: object, tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps([value, value]), encoding="utf-8")
    reading = Reading(importer, path)
    assert reading.records or reading.skips or reading.notes


SAMPLES = [
    (importer, sample)
    for importer in IMPORTERS
    for sample in sorted((DATA / importer.format).iterdir())
    if sample.suffix in {".json", ".jsonl"}
]


@pytest.mark.parametrize(
    ("importer", "sample"),
    SAMPLES,
    ids=lambda one: getattr(one, "format", getattr(one, "name", "")),
)
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_sample_with_any_value_put_anywhere_is_read_to_its_end(
    importer: Importer, sample: Path, data: st.DataObject, tmp_path: Path
) -> None:
    values = [json.loads(sample.read_text())] if sample.suffix == ".json" else _lines(sample)
    places = list(_places(values))
    for holder, key in data.draw(st.lists(st.sampled_from(places), max_size=3)):
        holder[key] = data.draw(VALUES)
    path = tmp_path / "changed.jsonl"
    path.write_text("\n".join(map(json.dumps, values)), encoding="utf-8")
    importer.score(probe(EvidenceFile.at(path)))
    reading = Reading(importer, path)
    assert reading.records or reading.skips or reading.notes


def _lines(sample: Path) -> list[object]:
    return [json.loads(line) for line in sample.read_text().splitlines()]


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    """Every place in a value: what holds it, and under which key."""
    pairs: Iterable[tuple[Any, object]] = ()
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)
