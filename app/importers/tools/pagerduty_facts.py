"""What happened, as PagerDuty tells it: log entries, events, notes and incidents as plain facts.

Shapes: https://developer.pagerduty.com/api-reference (log entries, incidents, notes) and
https://developer.pagerduty.com/docs/webhooks-overview (versions 2 and 3).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    inner,
    list_at,
    object_at,
    objects_at,
    text_at,
)

MARKS = re.compile(
    r'"log_entries"\s*:|"type"\s*:\s*"(?:\w+_log_entry|change_event)|"incident_number"\s*:'
    r'|"(?:event_type|event)"\s*:\s*"incident\.'
)
"""What a file of PagerDuty holds near its beginning."""

_LISTS = ("log_entries", "incidents", "messages", "notes", "alerts", "change_events", "data")
_SINGLES = ("log_entry", "incident", "note", "alert", "change_event")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened in an incident. ``agent`` did it, a user or a machine.

    ``at`` is its time as written; ``opens`` marks what the rest of the incident follows.
    """

    key: str
    source: Element
    at: str
    text: str
    agent: Object
    incident: str
    place: str
    opens: bool = False


def is_of_pagerduty(value: Json) -> bool:
    """Whether a value is a page of a list, an event, or a single thing that holds facts."""
    if not isinstance(value, dict):
        return False
    held = [element for name in _LISTS for element in objects_at(value, name)]
    singles = [object_at(value, name) for name in _SINGLES]
    told = [value, *objects_at(value, "messages")]
    return any(map(_is_fact, [value, *held, *singles])) or any("log_entries" in one for one in told)


def facts(found: Element) -> list[Fact]:
    """The facts in a value, in its own order; empty where it holds none."""
    value = found.value
    if not isinstance(value, dict):
        return []
    if _is_fact(value):
        return [*_single(found, value)]
    for name in _SINGLES:
        if _is_fact(object_at(value, name)):
            return [*_single(found, object_at(value, name))]
    return []


def parts_of(found: Element) -> list[Element]:
    """The things inside a page of a list or a webhook; the value itself where it is no list."""
    if not isinstance(found.value, dict) or _is_fact(found.value):
        return [found]
    for name in _LISTS:
        if isinstance(found.value.get(name), list):
            return [part for element in inner(found, name) for part in _unwrapped(element)]
    return [found]


def users(value: Json) -> Iterator[Object]:
    """Every user that a value names, wherever."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if is_user(one):
                yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def is_user(agent: Object) -> bool:
    """Whether an agent is a human being: services and integrations have other types."""
    kind = text_at(agent, "type")
    return bool(text_at(agent, "id")) and kind in {"user", "user_reference"}


def _unwrapped(element: Element) -> list[Element]:
    """The log entries of a message of a webhook (version 2); anything else as it is."""
    value = element.value
    if isinstance(value, dict) and list_at(value, "log_entries") and not _is_fact(value):
        return inner(element, "log_entries")
    return [element]


def _is_message(value: Object) -> bool:
    """Whether it is a message of a webhook of version 1 or 2 without log entries."""
    happened = _happened(value).startswith("incident.")
    return happened and "created_on" in value and not list_at(value, "log_entries")


def _happened(message: Object) -> str:
    return text_at(message, "event") or text_at(message, "type")


def _is_fact(value: Object) -> bool:
    kind = text_at(value, "type")
    if kind == "change_event":
        return "timestamp" in value
    if "_log_entry" in kind and "agent" in value:
        return True
    if "created_at" in value:
        by_user = "content" in value and bool(object_at(value, "user"))
        alert = kind == "alert" and "alert_key" in value
        return "_log_entry" in kind or "incident_number" in value or by_user or alert
    event = object_at(value, "event")
    if _is_message(value):
        return True
    return "occurred_at" in event or {"event_type", "resource_type"} <= event.keys()


def _single(found: Element, value: Object) -> Iterator[Fact]:
    kind = text_at(value, "type")
    if "_log_entry" in kind:
        yield _log_entry(found, value)
    elif event := object_at(value, "event"):
        yield _event(found, event)
    elif _is_message(value):
        yield _message(found, value)
    elif "incident_number" in value:
        yield from _incident(found, value)
    elif kind in {"alert", "change_event"}:
        yield _signal(found, value)
    else:
        yield _note(found, value)


def _signal(found: Element, value: Object) -> Fact:
    """An alert as a monitoring tool sent it, or a change such as a deployment."""
    details = object_at(value, "custom_details") or object_at(object_at(value, "body"), "details")
    services = objects_at(value, "services") or [object_at(value, "service")]
    lines = (
        text_at(value, "summary"),
        *(f"{name}: {text_at(said)}" for name, said in details.items() if text_at(said)),
    )
    return Fact(
        key=text_at(value, "id") or _digest(found),
        source=found,
        at=text_at(value, "timestamp") or text_at(value, "created_at"),
        text=_joined(lines),
        agent={"summary": text_at(value, "source")},
        incident=text_at(value, "incident", "id"),
        place=text_at(services[0], "summary"),
    )


def _log_entry(found: Element, entry: Object) -> Fact:
    kind = text_at(entry, "type").partition("_log_entry")[0]
    channel = object_at(entry, "channel")
    sent = object_at(channel, "notification")
    lines = (
        text_at(entry, "summary") or kind.replace("_", " "),
        text_at(entry, "incident", "summary"),
        *(text_at(channel, name) for name in ("summary", "subject", "description", "details")),
        *(f"{name}: {text_at(value)}" for name, value in object_at(channel, "details").items()),
        text_at(entry, "event_details", "description"),
        text_at(entry, "note"),
        " ".join(filter(None, (text_at(sent, "type"), text_at(sent, "status")))),
    )
    return Fact(
        key=text_at(entry, "id") or _digest(found),
        source=found,
        at=text_at(entry, "created_at"),
        text=_joined(lines),
        agent=object_at(entry, "agent"),
        incident=text_at(entry, "incident", "id"),
        place=text_at(entry, "service", "summary"),
        opens=kind == "trigger",
    )


def _event(found: Element, event: Object) -> Fact:
    kind, data = text_at(event, "event_type"), object_at(event, "data")
    about = data if text_at(data, "type") == "incident" else object_at(data, "incident")
    lines = (
        kind.replace(".", " ").replace("_", " ").capitalize(),
        text_at(about, "title") or text_at(about, "summary"),
        text_at(data, "content") or text_at(data, "message"),
    )
    return Fact(
        key=text_at(event, "id") or _digest(found),
        source=found,
        at=text_at(event, "occurred_at"),
        text=_joined(lines),
        agent=object_at(event, "agent") or object_at(event, "client"),
        incident=text_at(about, "id"),
        place=text_at(data, "service", "summary"),
        opens=kind == "incident.triggered",
    )


def _message(found: Element, message: Object) -> Fact:
    about = object_at(message, "incident") or object_at(object_at(message, "data"), "incident")
    kind = _happened(message)
    lines = (
        kind.replace(".", " ").replace("_", " ").capitalize(),
        text_at(about, "title") or text_at(about, "trigger_summary_data", "subject"),
        text_at(about, "summary"),
    )
    return Fact(
        key=text_at(message, "id") or _digest(found),
        source=found,
        at=text_at(message, "created_on"),
        text=_joined(lines),
        agent={},
        incident=text_at(about, "id"),
        place=text_at(about, "service", "summary") or text_at(about, "service", "name"),
        opens=kind == "incident.trigger",
    )


def _note(found: Element, note: Object) -> Fact:
    return Fact(
        key=text_at(note, "id") or _digest(found),
        source=found,
        at=text_at(note, "created_at"),
        text=text_at(note, "content") or "note",
        agent=object_at(note, "user"),
        incident=text_at(note, "incident", "id"),
        place="",
    )


def _incident(found: Element, incident: Object) -> Iterator[Fact]:
    """An incident's beginning, its acknowledgements, and its end where it has one."""
    number = text_at(incident, "incident_number")
    key = text_at(incident, "id") or number
    title = f"[#{number}] {text_at(incident, 'title') or text_at(incident, 'summary')}"
    place = text_at(incident, "service", "summary") or text_at(incident, "service_name")
    first = object_at(incident, "first_trigger_log_entry")
    opening = text_at(first, "id") or f"{key}/triggered"
    begun = _joined((title, text_at(first, "summary"), text_at(incident, "description")))
    at = text_at(first, "created_at") or text_at(incident, "created_at")
    yield Fact(opening, found, at, begun, object_at(first, "agent"), key, place, opens=True)
    for number_of, taken in enumerate(objects_at(incident, "acknowledgements"), start=1):
        agent, at = object_at(taken, "acknowledger"), text_at(taken, "at")
        text = f"Acknowledged: {title}"
        yield Fact(f"{key}/acknowledged/{number_of}", found, at, text, agent, key, place)
    ended = text_at(incident, "resolved_at")
    if text_at(incident, "status") == "resolved" or (ended and "status" not in incident):
        agent = object_at(incident, "last_status_change_by")
        at = ended or text_at(incident, "last_status_change_at")
        yield Fact(f"{key}/resolved", found, at, f"Resolved: {title}", agent, key, place)


def _joined(lines: Iterable[str]) -> str:
    """The lines that say something that none before them says."""
    said: list[str] = []
    for line in lines:
        text = line.strip()
        if text and not any(text in earlier for earlier in said):
            said.append(text)
    return "\n".join(said)


def _digest(found: Element) -> str:
    return hashlib.sha256(found.text.encode(errors="replace")).hexdigest()[:16]
