"""Annotations of Grafana as its API lists and takes them, and events of Graphite, as JSON.

Shapes: https://grafana.com/docs/grafana/latest/developers/http_api/annotations. Times count in
milliseconds; an annotation with an end is a region, and becomes a start and an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.evidence import ImportChoices, Skip
from app.domain.moments import Stamp
from app.importers.base import Note, Part
from app.importers.readers.html_text import text_of
from app.importers.readers.json_file import any_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    as_stood,
    inner,
    list_at,
    objects_at,
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

_SHOWN_ON = {"dashboardUID", "dashboardId", "panelId", "alertId"}
_GLOBAL = {"time", "timeEnd", "tags", "text"}
_TOLD = {"time", "when", "text", "what"}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


class GrafanaAnnotations(JsonImporter):
    """Reads a list of annotations, also under that name, a single one, or one after another."""

    format = "grafana-annotations"
    label = "Grafana annotations"
    sureness = 0.93
    marks = re.compile(r'"dashboardU?I[dD]"\s*:[^{}]*"time"\s*:')

    def fits(self, value: Json) -> bool:
        """By a time and the dashboard it is shown on, or by the few fields of an annotation."""
        if not isinstance(value, dict):
            return False
        listed = any(map(_is_listed, objects_at(value, "annotations")))
        return listed or _is_annotation(value) or _is_event(value)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Each annotation, a region where it starts and where it ends."""
        del choices
        events = Events()
        for found in values:
            if not isinstance(found, Element):
                yield found
                continue
            listed = list_at(found.value, "annotations")
            for one in inner(found, "annotations") if listed else [found]:
                value = one.value
                if not isinstance(value, dict) or not value.keys() & _TOLD:
                    yield nothing_of("Grafana", one.line, one.index)
                    continue
                for event in _events(one, value):
                    yield from events.parts(event)


def _is_annotation(value: Object) -> bool:
    time = value.get("time")
    if not isinstance(time, int) or isinstance(time, bool):
        return False
    said = "text" in value or "newState" in value
    minimal = value.keys() <= _GLOBAL and isinstance(value.get("tags"), list)
    return said and (bool(value.keys() & _SHOWN_ON) or minimal)


def _is_listed(value: Object) -> bool:
    """The same where a list of annotations is called so: its other fields may be any."""
    time, tags = value.get("time"), value.get("tags")
    return type(time) is int and "text" in value and isinstance(tags, list)


def _is_event(value: Object) -> bool:
    keys = value.keys()
    return "what" in keys and "when" in keys and keys <= {"what", "when", "tags", "data", "id"}


def _events(found: Element, value: Object) -> Iterator[Event]:
    at, end = value.get("time", value.get("when")), value.get("timeEnd")
    start, ended = _stamp(at), _stamp(end)
    number = text_at(value, "id")
    key = f"annotation/{number or digest_of(value)}"
    said = joined((*_said(value), _tags(value)))
    first = Event(
        key=key,
        line=found.line,
        stamp=start,
        text=said or "annotation",
        agent=_agent(value),
        raw=as_stood(found),
        place=text_at(value, "dashboardSlug"),
    )
    if start is None or ended is None or ended.clock_us <= start.clock_us:
        yield first
        return
    yield replace(first, text=f"Start: {first.text}", thread=key)
    yield replace(first, key=f"{key}/end", stamp=ended, text=f"End: {first.text}", thread=key)


def _said(value: Object) -> Iterator[str]:
    """What an annotation says; markup, which Grafana shows as such, becomes plain text."""
    if text_at(value, "newState"):
        change = filter(None, (text_at(value, "prevState"), text_at(value, "newState")))
        yield f"{text_at(value, 'alertName') or 'Alert'}: {' → '.join(change)}"
    for name in ("what", "text", "data"):
        text = text_at(value, name)
        yield text_of(text) if _MARKUP.search(text) else text


def _tags(value: Object) -> str:
    """The tags as words; Graphite also writes them as one text."""
    tags = [one for one in list_at(value, "tags") if isinstance(one, str)]
    return " ".join(tags) or text_at(value, "tags")


def _agent(value: Object) -> Agent:
    login, address = text_at(value, "login"), text_at(value, "email")
    name = text_at(value, "userName")
    return person(login, name=name, handle=login, address=address) or machine("Grafana")


def _stamp(value: Json) -> Stamp | None:
    return any_stamp(value, unit_is_fixed=True)
