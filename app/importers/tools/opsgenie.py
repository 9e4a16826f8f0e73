"""Opsgenie as a source of evidence: alerts, incidents, their logs and notes, and webhooks, as JSON.

Shapes: https://docs.opsgenie.com/docs/alert-api and /incident-api, /incident-timeline-api,
/webhook-integration. One object may count its creation in milliseconds and its change in
nanoseconds, so each time is told by its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.evidence import ImportChoices, Skip, SkipCode
from app.domain.moments import Caveat, Precision, Stamp, caveats_in, caveats_text
from app.importers.base import Note, Part
from app.importers.readers.json_file import any_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    as_stood,
    inner,
    list_at,
    object_at,
    text_at,
)
from app.importers.tools.tool_events import (
    Agent,
    Event,
    Events,
    digest_of,
    joined,
    machine,
    nothing_of,
    person,
)
from app.importers.whole import JsonImporter

_LOG = {"log", "type", "createdAt"}
_NOTE = {"note", "owner", "createdAt"}
_TIMELINE = {"eventTime", "actor", "group"}
_ANSWER = {"took", "requestId"}
_LONGEST_MS = 10 * 365 * 86_400_000


class Opsgenie(JsonImporter):
    """Reads pages of the REST API, single answers, exports and webhooks, also as JSON Lines."""

    format = "opsgenie"
    label = "Opsgenie"
    marks = re.compile(r'"tinyId"\s*:')

    def fits(self, value: Json) -> bool:
        """By what only Opsgenie tells of an alert, or by how it answers."""
        if not isinstance(value, dict):
            return False
        data = value.get("data")
        if isinstance(data, list) and value.keys() >= _ANSWER:
            return not data or any(map(_is_told, data))
        held = [*list_at(value, "data"), *list_at(data, "entries"), data, value]
        return any(map(_is_told, held))

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Each alert and incident where it begins and ends, each entry of a log."""
        del choices
        events, often = Events(), 0
        for found in values:
            if not isinstance(found, Element):
                yield found
                continue
            parts = _parts_of(found)
            if not parts:
                yield Skip(SkipCode.EMPTY, "", found.line, detail="a list with nothing in it")
            for one in parts:
                told = list(_events(one))
                often += any(event.weight > 1 for event in told)
                if not told:
                    yield nothing_of("Opsgenie", one.line, one.index)
                for event in told:
                    yield from events.parts(event)
        if often:
            yield Note(
                "Alerts that occurred more than once, of which Opsgenie keeps the first and last"
                f" time and the number: {often:,}."
            )


def _is_told(value: Json) -> bool:
    if not isinstance(value, dict):
        return False
    keys = value.keys()
    about = "tinyId" in keys and ("message" in keys or "alias" in keys)
    return about or _is_webhook(value) or _is_entry(value)


def _is_webhook(value: Object) -> bool:
    alert = object_at(value, "alert")
    return "action" in value and ("alertId" in alert or "tinyId" in alert)


def _is_entry(value: Object) -> bool:
    keys = value.keys()
    return (
        (keys >= _LOG and "offset" in keys)
        or (keys >= _NOTE and "offset" in keys)
        or keys >= _TIMELINE
    )


def _parts_of(found: Element) -> list[Element]:
    """The things inside an answer; the value itself where it is no list."""
    value = found.value
    if isinstance(value, dict):
        data = value.get("data")
        if isinstance(data, list):
            return inner(found, "data")
        if isinstance(data, dict) and "entries" in data:
            return inner(replace(found, value=data), "entries")
        if isinstance(data, dict):
            return [replace(found, value=data)]
    return [found]


def _events(found: Element) -> Iterator[Event]:
    value = found.value
    if not isinstance(value, dict):
        return
    if _is_webhook(value):
        yield _webhook(found, value)
    elif value.keys() >= _TIMELINE:
        yield _timeline(found, value)
    elif _is_entry(value):
        yield _entry(found, value)
    elif _is_told(value) or ("message" in value and "createdAt" in value):
        yield from _alert(found, value)


def _webhook(found: Element, value: Object) -> Event:
    alert, action = object_at(value, "alert"), text_at(value, "action")
    at = alert.get("createdAt") if action == "Create" else alert.get("updatedAt")
    key = text_at(alert, "alertId") or text_at(alert, "tinyId")
    return Event(
        key=f"{key}/{action}/{digest_of(value)}" if action != "Create" else key,
        line=found.line,
        stamp=_stamp(at) or _stamp(alert.get("updatedAt")) or _stamp(alert.get("createdAt")),
        text=joined((f"{action}: {_title(alert)}", *_said(alert), text_at(alert, "note"))),
        agent=_agent(text_at(alert, "username"), text_at(value, "integrationName")),
        raw=as_stood(found),
        thread=key,
        place=text_at(alert, "entity"),
    )


def _timeline(found: Element, value: Object) -> Event:
    return Event(
        key=text_at(value, "id") or digest_of(value),
        line=found.line,
        stamp=_stamp(value.get("eventTime")),
        text=joined(
            (
                text_at(value, "title", "content") or text_at(value, "type") or "entry",
                text_at(value, "description", "content") or text_at(value, "description", "name"),
            )
        ),
        agent=_agent(text_at(value, "actor", "name")),
        raw=as_stood(found),
        edited=_stamp(object_at(value, "lastEdit").get("editTime")),
    )


def _entry(found: Element, value: Object) -> Event:
    kind = text_at(value, "type")
    return Event(
        key=f"{text_at(value, 'offset')}/{digest_of(value)}",
        line=found.line,
        stamp=_stamp(value.get("createdAt")),
        text=joined((text_at(value, "log") or text_at(value, "note") or kind or "entry",)),
        agent=_agent(text_at(value, "owner")),
        raw=as_stood(found),
    )


def _alert(found: Element, alert: Object) -> Iterator[Event]:
    """An alert or incident where it begins, what is known of its further course, and its end."""
    title, began = _title(alert), _stamp(alert.get("createdAt"))
    key = text_at(alert, "id") or text_at(alert, "alias") or text_at(alert, "tinyId")
    key = key or digest_of(alert)
    start = _stamp(alert.get("impactStartDate")) or began
    times = _count(alert)
    opening = Event(
        key=key,
        line=found.line,
        stamp=start,
        text=joined((title, *_said(alert), f"Occurred {times:,} times" if times > 1 else "")),
        agent=machine(text_at(alert, "source") or "Opsgenie"),
        raw=as_stood(found),
        thread=key,
        place=text_at(alert, "entity"),
        weight=times,
    )
    yield opening
    further = replace(opening, weight=1, agent=machine("Opsgenie"))
    last = _stamp(alert.get("lastOccurredAt"))
    if times > 1 and last is not None and (start is None or last.clock_us > start.clock_us):
        text = f"Last occurred, {times:,} times in all: {title}"
        yield replace(further, key=f"{key}/last", stamp=last, text=text)
    report = object_at(alert, "report")
    if acknowledged := _after(began, alert, report.get("ackTime")):
        agent = _agent(text_at(report, "acknowledgedBy"))
        text = f"Acknowledged: {title}"
        yield replace(
            further, key=f"{key}/acknowledged", stamp=acknowledged, text=text, agent=agent
        )
    if text_at(alert, "status") in {"closed", "resolved"}:
        ended = _after(began, alert, report.get("closeTime"))
        ended = ended or _stamp(alert.get("impactEndDate")) or _stamp(alert.get("updatedAt"))
        agent = _agent(text_at(report, "closedBy"))
        text = f"{text_at(alert, 'status').capitalize()}: {title}"
        yield replace(further, key=f"{key}/end", stamp=ended, text=text, agent=agent)


def _after(began: Stamp | None, alert: Object, passed: Json) -> Stamp | None:
    """A moment that a report counts in milliseconds from the creation."""
    if began is None or isinstance(passed, bool) or not isinstance(passed, int):
        return None
    if not 0 < passed < _LONGEST_MS:
        return None
    text = f"{text_at(alert, 'createdAt')} + {passed} ms"
    caveats = caveats_text(*caveats_in(began.caveats), Caveat.RELATIVE)
    precision = max(began.precision, Precision.MILLISECOND, key=lambda one: one.step_us)
    return replace(
        began,
        text=text,
        clock_us=began.clock_us + passed * 1000,
        precision=precision,
        caveats=caveats,
    )


def _stamp(value: Json) -> Stamp | None:
    return any_stamp(value)


def _count(alert: Object) -> int:
    count = alert.get("count")
    return count if isinstance(count, int) and 1 < count < 2**31 else 1


def _title(alert: Object) -> str:
    number, message = text_at(alert, "tinyId"), text_at(alert, "message") or "alert"
    return f"[#{number}] {message}" if number else message


def _said(alert: Object) -> Iterator[str]:
    """What an alert says beside its message."""
    yield text_at(alert, "description")
    named = [f"{name}={text_at(alert, name)}" for name in ("priority", "status") if alert.get(name)]
    details = object_at(alert, "details") or object_at(alert, "extraProperties")
    named += [f"{name}={text_at(value)}" for name, value in details.items()]
    yield " ".join(named)
    yield " ".join(text_at(tag) for tag in list_at(alert, "tags"))


def _agent(name: str, otherwise: str = "") -> Agent:
    """Users are known by their address; all else that acts is a machine."""
    if "@" in name and (found := person("", address=name)):
        return found
    return machine(name or otherwise or "Opsgenie")
