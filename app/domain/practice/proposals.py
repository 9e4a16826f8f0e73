"""Closed incidents of the highest severities that paging tools tell of: each may need a review.

Shapes: PagerDuty incidents, webhooks of version 3 and its table of incidents, Opsgenie alerts,
incidents and webhooks, alerts of Alertmanager. What a tool calls severe only in words (“critical”,
“high”) is each team's own; only a stated first or second level counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

PROPOSES = "PM-T1"
"""The playbook item; what was decided about one incident is its part, by the incident's key."""

_LEVEL = re.compile(
    r"\s*(?:sev(?:erity)?|p(?:rio(?:rity)?)?|s)?[\s_-]*([12])(?![\w.])", re.IGNORECASE
)
_ROW = re.compile(
    r"(?P<closed>Resolved: )?\[#(?P<number>\w+)\](?P<title>[^\n]*)\n"
    r"(?:[^\n]*\n)*?Priority: (?P<severity>[^\n]+)"
)
_CLOSED = {"resolved", "closed"}
_SLACK_US = 30 * 60 * 1_000_000

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class ClosedIncident:
    """An incident that a paging tool closed.

    ``key`` is its own among all tools; ``severity`` is as written. Times are UTC microseconds,
    those of the first and last item (``item_ids``) that tell of it.
    """

    key: str
    tool: str
    number: str
    title: str
    severity: str
    item_ids: frozenset[int] = frozenset()
    began_us: int | None = None
    ended_us: int | None = None

    @property
    def name(self) -> str:
        """``PagerDuty incident #412``."""
        return f"{self.tool} #{self.number}" if self.number else self.tool

    @property
    def item(self) -> str:
        """The playbook item under which it is decided."""
        return f"{PROPOSES}/{self.key}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a case speaks of: its title, its span of time, and the items it cites."""

    title: str
    first_us: int | None = None
    last_us: int | None = None
    item_ids: frozenset[int] = frozenset()

    def tells_of(self, incident: ClosedIncident) -> bool:
        """Whether the case is about the incident, as far as can be seen."""
        number = rf"#{re.escape(incident.number)}\b"
        if self.item_ids & incident.item_ids or (
            incident.number and re.search(number, self.title) is not None
        ):
            return True
        began, ended = incident.began_us, incident.ended_us
        if began is None or ended is None or self.first_us is None or self.last_us is None:
            return False
        return self.first_us <= ended + _SLACK_US and self.last_us >= began - _SLACK_US


def is_severe(words: str) -> bool:
    """Whether a severity or priority, as written, is the first or second level."""
    return _LEVEL.match(words) is not None


def incident_in(record: Json) -> tuple[ClosedIncident, bool] | None:
    """The incident that a record of a paging tool tells of, and whether it is closed by then.

    None where it tells of none, or of one without a first or second level.
    """
    for read in (_pagerduty, _opsgenie, _alertmanager):
        found = read(record)
        if found is not None and is_severe(found[0].severity):
            return found
    return None


def incident_told(text: str) -> tuple[ClosedIncident, bool] | None:
    """The same of an item that a row of PagerDuty's table of incidents became, by its text."""
    found = _ROW.match(text)
    if found is None or not is_severe(found["severity"]):
        return None
    number, title = found["number"], found["title"].strip()
    key = f"pagerduty/{number}"
    incident = ClosedIncident(key, "PagerDuty", number, title, found["severity"].strip())
    return incident, found["closed"] is not None


def gathered(told: Iterable[tuple[ClosedIncident, bool, int, int | None]]) -> list[ClosedIncident]:
    """The closed ones, each once: of every record the incident, whether closed, its item, its time.

    In order of their beginning.
    """
    found: dict[str, ClosedIncident] = {}
    closed: set[str] = set()
    for incident, is_closed, item_id, at_us in told:
        known = found.get(incident.key, incident)
        times = [t for t in (known.began_us, known.ended_us, at_us) if t is not None]
        found[incident.key] = replace(
            known,
            item_ids=known.item_ids | {item_id},
            began_us=min(times, default=None),
            ended_us=max(times, default=None),
        )
        if is_closed:
            closed.add(incident.key)
    return sorted(
        (incident for key, incident in found.items() if key in closed),
        key=lambda incident: (incident.began_us or 0, incident.key),
    )


# -- one reader for each tool ---------------------------------------------------------------------


def _pagerduty(record: Json) -> tuple[ClosedIncident, bool] | None:
    about = record
    data = _at(_at(record, "event"), "data")
    if data is not None:
        about = data if _text(data, "type") == "incident" else _at(data, "incident")
    elif _at(record, "incident") is not None:
        about = _at(record, "incident")
    number = _text(about, "incident_number") or _text(about, "number")
    priority = _at(about, "priority")
    severity = _text(priority, "summary") or _text(priority, "name")
    if not number or not severity:
        return None
    key = f"pagerduty/{_text(about, 'id') or number}"
    title = _text(about, "title") or _text(about, "description")
    closed = _text(about, "status") in _CLOSED
    return ClosedIncident(key, "PagerDuty", number, title, severity), closed


def _opsgenie(record: Json) -> tuple[ClosedIncident, bool] | None:
    alert = _at(record, "alert")
    about = record if alert is None else alert
    number, severity = _text(about, "tinyId"), _text(about, "priority")
    if not number or not severity:
        return None
    key = _text(about, "id") or _text(about, "alertId") or number
    closed = _text(about, "status") in _CLOSED or _text(record, "action") == "Close"
    found = ClosedIncident(f"opsgenie/{key}", "Opsgenie", number, _text(about, "message"), severity)
    return found, closed


def _alertmanager(record: Json) -> tuple[ClosedIncident, bool] | None:
    labels, began = _at(record, "labels"), _text(record, "startsAt")
    severity = _text(labels, "severity") or _text(labels, "priority")
    if not began or not severity:
        return None
    name = _text(labels, "alertname")
    mark = _text(record, "fingerprint") or name
    title = _text(_at(record, "annotations"), "summary") or name
    closed = _text(record, "status") in _CLOSED
    return ClosedIncident(f"alertmanager/{mark}@{began}", "Alert", "", title, severity), closed


def _at(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, Mapping) else None


def _text(value: Json, name: str) -> str:
    found = _at(value, name)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
