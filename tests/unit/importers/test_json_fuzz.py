"""No JSON, however strange, stops the importers that read JSON: each value comes in or is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.importers.alertmanager import Alertmanager
from app.importers.base import Importer
from app.importers.pagerduty import PagerDuty
from tests.unit.importers.reading import Reading

KEYS = """
    alerts labels annotations startsAt endsAt status fingerprint truncatedAlerts valueString
    log_entries incidents messages notes log_entry incident note type id created_at agent channel
    event occurred_at event_type data incident_number acknowledgements acknowledger user content
    first_trigger_log_entry details notification summary service last_status_change_by
"""
WORDS = [
    "trigger_log_entry",
    "user",
    "incident",
    "resolved",
    "firing",
    "2024-03-30T02:46:58Z",
    "-1",
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=8)
    ),
    max_leaves=25,
)


@pytest.mark.parametrize("importer", [Alertmanager(), PagerDuty()], ids=lambda one: one.format)
@given(value=VALUES)
@example(value={"log_entries": []})
@example(value={"alerts": []})
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_read_to_its_end(importer: Importer, value: object, tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps([value, value]), encoding="utf-8")
    reading = Reading(importer, path)
    assert reading.records or reading.skips or reading.notes
