"""Which records of paging tools tell of a severe incident that was closed."""

from __future__ import annotations

import pytest

from app.domain.practice.proposals import Spoken, gathered, incident_in, is_severe

PAGERDUTY = {
    "incident_number": 412,
    "id": "Q3INC7",
    "title": "Checkout latency above 2 s",
    "status": "resolved",
    "priority": {"id": "PR1", "type": "priority", "summary": "P1"},
}
OPSGENIE = {
    "id": "a-412",
    "tinyId": "412",
    "message": "Checkout latency above 2 s",
    "status": "closed",
    "priority": "P2",
}
ALERT = {
    "status": "resolved",
    "startsAt": "2024-03-30T02:47:01Z",
    "fingerprint": "f1",
    "labels": {"alertname": "CheckoutSlow", "severity": "sev1"},
    "annotations": {"summary": "Checkout is slow"},
}


@pytest.mark.parametrize(
    "words",
    ["P1", "p2", "SEV-1", "sev2", "Sev 1", "1", "S2", "severity 1", "P1 - Critical", "prio 2"],
)
def test_the_first_two_levels_are_severe(words):
    assert is_severe(words)


@pytest.mark.parametrize(
    "words", ["", "P3", "SEV-3", "12", "P10", "critical", "high", "none", "P1x", "1.5", "sev0"]
)
def test_other_levels_and_words_of_a_teams_own_are_not(words):
    assert not is_severe(words)


@pytest.mark.parametrize(
    ("record", "key", "number", "title"),
    [
        (PAGERDUTY, "pagerduty/Q3INC7", "412", "Checkout latency above 2 s"),
        ({"incident": PAGERDUTY}, "pagerduty/Q3INC7", "412", "Checkout latency above 2 s"),
        (OPSGENIE, "opsgenie/a-412", "412", "Checkout latency above 2 s"),
        (ALERT, "alertmanager/f1@2024-03-30T02:47:01Z", "", "Checkout is slow"),
    ],
)
def test_a_closed_severe_incident_is_recognised(record, key, number, title):
    found = incident_in(record)
    assert found is not None
    incident, is_closed = found
    assert (incident.key, incident.number, incident.title) == (key, number, title)
    assert is_closed


def test_webhooks_tell_when_it_was_closed():
    data = {key: value for key, value in PAGERDUTY.items() if key != "incident_number"}
    data |= {"type": "incident", "number": 412}
    event = {"id": "E", "event_type": "incident.resolved", "data": data}
    assert incident_in({"event": event}) is not None
    opened = {"event": event | {"data": data | {"status": "triggered"}}}
    found = incident_in(opened)
    assert found is not None
    assert not found[1]
    alert = {"alertId": "a-412", "tinyId": "412", "message": "x", "priority": "P1"}
    for action, closed in (("Create", False), ("Close", True)):
        told = incident_in({"action": action, "alert": alert})
        assert told is not None
        assert told[1] is closed
        assert told[0].key == "opsgenie/a-412"


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        "P1",
        {},
        {"event": {"data": {"incident": {"id": "x"}}}},
        PAGERDUTY | {"priority": None},
        PAGERDUTY | {"priority": {"summary": "P3"}},
        OPSGENIE | {"priority": "P3"},
        ALERT | {"labels": {"alertname": "x", "severity": "critical"}},
        ALERT | {"labels": []},
        {"priority": {"summary": "P1"}, "status": "resolved"},
    ],
)
def test_everything_else_is_left_alone(record):
    assert incident_in(record) is None


def test_records_of_one_incident_are_one_and_open_ones_are_left_out():
    resolved, opened = incident_in(OPSGENIE), incident_in(PAGERDUTY | {"status": "triggered"})
    assert resolved is not None
    assert opened is not None
    told = [(*resolved, 7, 300), (*resolved, 8, 100), (*resolved, 9, None), (*opened, 10, 50)]
    (incident,) = gathered(told)
    assert incident.item_ids == {7, 8, 9}
    assert (incident.began_us, incident.ended_us) == (100, 300)


MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("spoken", "tells"),
    [
        (Spoken("Something else"), False),
        (Spoken("Review of #412"), True),
        (Spoken("Review of #4120"), False),
        (Spoken("Cites it", item_ids=frozenset({7})), True),
        (Spoken("Cites another", item_ids=frozenset({70})), False),
        (Spoken("Same time", 100 * MINUTE, 110 * MINUTE), True),
        (Spoken("Half an hour after", 140 * MINUTE, 150 * MINUTE), True),
        (Spoken("Later", 200 * MINUTE, 210 * MINUTE), False),
        (Spoken("Before", 10 * MINUTE, 60 * MINUTE), False),
    ],
)
def test_whether_a_case_speaks_of_an_incident(spoken, tells):
    found = incident_in(OPSGENIE)
    assert found is not None
    times = [(*found, 7, 100 * MINUTE), (*found, 8, 120 * MINUTE)]
    assert spoken.tells_of(gathered(times)[0]) is tells
