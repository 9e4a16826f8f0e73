"""PagerDuty's tables: the log entries of incidents, and the report of incidents, as CSV.

What the web page exports is in the zone of the account and mostly does not say which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.evidence import Skip, SkipCode
from app.importers.base import Part
from app.importers.readers.csv_rows import Row
from app.importers.tools.sheets import Sheet, SheetImporter, SheetTimes
from app.importers.tools.tool_events import Event, Events, joined, machine, person

_LOG = {"incident_id", "created_at", "type"}
_REPORTS = (
    {"incident_number", "created_on"},
    {"incident_number", "created_at"},
    {"incident_id", "created_at", "incident_title"},
)
_BEGUN, _ENDED = ("created_on", "created_at"), ("resolved_on", "resolved_at")
_PRIORITIES = ("priority_name", "priority")
_TITLES = ("description", "title", "incident_title")
_ONLY_HERE = {
    "user_or_agent_id",
    "user_or_agent_summary",
    "notification_type",
    "channel_type",
    "resolved_on",
    "resolved_by_user_name",
    "escalation_policy_name",
    "seconds_to_first_ack",
}
_BY_PEOPLE = re.compile(
    r"acknowledge|annotate|notify|snooze|assign|delegate|merge|respond", re.IGNORECASE
)


class PagerDutyCsv(SheetImporter):
    """Reads the log entries of incidents or the report of incidents."""

    format = "pagerduty-csv"
    label = "PagerDuty table (CSV)"

    def sureness(self, header: Sequence[str], rows: Sequence[Row]) -> float:
        """By the columns that only PagerDuty has."""
        names = {_named(cell) for cell in header}
        known = names >= _LOG or any(names >= report for report in _REPORTS)
        return 0.95 if known and names & _ONLY_HERE else 0.0

    def dates(self, header: Sequence[str], row: Row) -> Iterable[str]:
        """The times of an entry, or the beginning and end of an incident."""
        cells = _cells(header, row)
        return (cells.get(name, "") for name in (*_BEGUN, *_ENDED))

    def records(self, sheet: Sheet) -> Iterator[Part]:
        """Every log entry, or each incident where it begins and ends."""
        rows: list[tuple[Row, dict[str, str]]] = []
        for part in sheet.rows:
            if isinstance(part, Row):
                rows.append((part, _cells(sheet.header, part)))
            else:
                yield part
        users = {
            cells["user_or_agent_id"]
            for _, cells in rows
            if cells.get("user_or_agent_id") and _BY_PEOPLE.search(cells.get("type", ""))
        }
        openings: dict[str, str] = {}
        told: list[Event] = []
        for row, cells in rows:
            if any(report <= cells.keys() for report in _REPORTS) and not cells.keys() >= _LOG:
                told += _incident(row, cells, sheet.times)
            elif cells.get("type") or cells.get("summary"):
                event = _entry(row, cells, sheet.times, users)
                if "trigger" in cells.get("type", "").lower() and event.thread:
                    openings.setdefault(event.thread, event.key)
                told.append(event)
            else:
                detail = "a row without a type and a summary"
                yield Skip(SkipCode.BROKEN_RECORD, "", row.line, detail=detail)
        events = Events()
        for event in told:
            thread = openings.get(event.thread or "", event.thread)
            yield from events.parts(replace(event, thread=thread))


def _named(header: str) -> str:
    return "_".join(header.casefold().split())


def _cells(header: Sequence[str], row: Row) -> dict[str, str]:
    """The cells of a row by their column; a row may be too short."""
    return {_named(name): cell.strip() for name, cell in zip(header, row.cells, strict=False)}


def _first(cells: dict[str, str], names: Iterable[str]) -> str:
    """The first of these cells that holds something."""
    return next((cells[name] for name in names if cells.get(name)), "")


def _entry(row: Row, cells: dict[str, str], times: SheetTimes, users: set[str]) -> Event:
    incident, kind = cells.get("incident_id", ""), cells.get("type", "")
    key, name = cells.get("user_or_agent_id", ""), cells.get("user_or_agent_summary", "")
    at = cells.get("created_at", "")
    agent = person(key, name=name) if key in users else None
    channel = " ".join(filter(None, (cells.get("notification_type"), cells.get("channel_type"))))
    number = cells.get("incident_number", "")
    return Event(
        key=f"{incident}/{at}/{kind}/{key}",
        line=row.line,
        stamp=times.read(at),
        text=joined(
            (
                cells.get("summary") or kind.partition("_log_entry")[0].replace("_", " "),
                f"[#{number}]" if number else "",
                channel,
            )
        ),
        agent=agent or machine(name or key or "PagerDuty"),
        raw=row.text,
        thread=incident or None,
        place=cells.get("service_name", ""),
    )


def _incident(row: Row, cells: dict[str, str], times: SheetTimes) -> Iterator[Event]:
    number = cells.get("incident_number", "")
    title = f"[#{number}] {_first(cells, _TITLES) or 'incident'}"
    key = cells.get("id") or cells.get("incident_id") or number
    acknowledged = cells.get("acknowledged_by_user_names", "")
    waited = cells.get("seconds_to_first_ack", "")
    rated = _first(cells, _PRIORITIES)
    priority = f"Priority: {rated}" if rated else ""
    begun = Event(
        key=f"{key}/triggered",
        line=row.line,
        stamp=times.read(_first(cells, _BEGUN)),
        text=joined(
            (
                title,
                f"First acknowledged after {waited} s" if waited.isdigit() else "",
                f"Acknowledged by {acknowledged}" if acknowledged else "",
                priority,
            )
        ),
        agent=machine("PagerDuty"),
        raw=row.text,
        thread=f"{key}/triggered",
        place=cells.get("service_name", ""),
    )
    yield begun
    if ended := _first(cells, _ENDED):
        name = cells.get("resolved_by_user_name", "")
        who = person(cells.get("resolved_by_user_id", ""), name=name)
        yield replace(
            begun,
            key=f"{key}/resolved",
            stamp=times.read(ended),
            text=joined((f"Resolved: {title}", priority)),
            agent=who or machine("PagerDuty"),
        )
