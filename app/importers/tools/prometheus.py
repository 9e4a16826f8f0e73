"""What Prometheus and Loki answer to a query: points of series, alerts, and lines of logs, as JSON.

Shapes: https://prometheus.io/docs/prometheus/latest/querying/api and
https://grafana.com/docs/loki/latest/reference/loki-http-api. Of a series each point comes in whose
value differs from the one before, and its last one; an item stands for the equal points after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.importers.base import Note, Part
from app.importers.readers.json_file import epoch_stamp, iso_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    list_at,
    object_at,
    objects_at,
    text_at,
)
from app.importers.tools.tool_events import (
    Event,
    Events,
    digest_of,
    joined,
    machine,
    nothing_of,
    raw_of,
)
from app.importers.whole import JsonImporter

MOST_POINTS = 2_000
"""Of a series that never rests more points are counted, and not shown."""

_PLACES = ("instance", "pod", "host", "service", "service_name", "app", "container", "job")
_GAP = 2.5
"""From how many usual steps without a point on a series counts as interrupted."""


class Prometheus(JsonImporter):
    """Reads answers of the query API, as they are or only the list of series in them."""

    format = "prometheus"
    label = "Prometheus or Loki query"
    marks = re.compile(r'"resultType"\s*:|"metric"\s*:\s*\{[^{}]*\}\s*,\s*"values?"\s*:')

    def fits(self, value: Json) -> bool:
        """By a result with its type, a list of alerts, or a series."""
        if not isinstance(value, dict):
            return False
        data = object_at(value, "data")
        answered = "resultType" in value or "resultType" in data
        alerts = "status" in value and any("activeAt" in one for one in _alerts(data))
        return answered or alerts or _is_series(value)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Every alert and line, and the points at which a series changes."""
        del choices
        events, points = Events(), 0
        for found in values:
            if not isinstance(found, Element):
                yield found
                continue
            for part in _told(found, events):
                points += part.weight if isinstance(part, Record) else 0
                yield part
        if points:
            yield Note(
                "Of the points of a series those came in at which its value changes; an item stands"
                f" for the equal points after it. In all: {points:,}."
            )


def _is_series(value: Json) -> bool:
    if not isinstance(value, dict):
        return False
    named = isinstance(value.get("metric"), dict) or isinstance(value.get("stream"), dict)
    return named and any(isinstance(value.get(key), list) for key in ("values", "value"))


def _alerts(data: Object) -> list[Object]:
    rules = (rule for group in objects_at(data, "groups") for rule in objects_at(group, "rules"))
    return objects_at(data, "alerts") + [
        one for rule in rules for one in objects_at(rule, "alerts")
    ]


def _told(found: Element, events: Events) -> Iterator[Part]:
    value = found.value
    answer = object_at(value, "data") or value
    alerts = _alerts(answer) if isinstance(answer, dict) else []
    result = [value] if _is_series(value) else list_at(answer, "result")
    if isinstance(answer, dict) and text_at(answer, "resultType") in {"scalar", "string"}:
        result = [{"metric": {}, "value": result}]
    if not result and not alerts:
        known = isinstance(value, dict) and ("data" in value or "resultType" in value)
        if known:
            yield Skip(SkipCode.EMPTY, "", found.line, detail="no series in it")
        else:
            yield nothing_of("Prometheus", found.line, found.index)
    for alert in alerts:
        yield from events.parts(_alert(found.line, alert))
    for number, series in enumerate(result, start=1):
        if not isinstance(series, dict):
            yield nothing_of("Prometheus", found.line, number)
        elif isinstance(series.get("stream"), dict):
            yield from _lines(found.line, series, events)
        else:
            yield from _points(found.line, series, events)


def _alert(line: int, alert: Object) -> Event:
    labels, notes = object_at(alert, "labels"), object_at(alert, "annotations")
    at = text_at(alert, "activeAt")
    return Event(
        key=f"{digest_of(labels)}@{at}",
        line=line,
        stamp=iso_stamp(at),
        text=joined(
            (
                f"{text_at(alert, 'state').upper()}: {text_at(labels, 'alertname')}",
                *(text_at(note) for note in notes.values()),
                _written(labels),
            )
        ),
        agent=machine("Prometheus"),
        raw=raw_of(alert),
        place=_place(labels),
    )


@dataclass(frozen=True, slots=True)
class _Point:
    """A value at a time; without one it cannot be said how long nothing was measured before."""

    at: str
    stamp: Stamp | None
    value: str


def _points(line: int, series: Object, events: Events) -> Iterator[Part]:
    """The points of a series at which something changes; each stands for the equal ones after."""
    labels = object_at(series, "metric")
    listed = list_at(series, "values") or list_at(series, "histograms")
    listed = listed or [series.get("value", series.get("histogram"))]
    points = [point for one in listed if (point := _point(one))]
    if broken := len(listed) - len(points):
        detail = "points without a time or a value"
        yield Skip(SkipCode.BROKEN_RECORD, "", line, broken, detail)
    gaps = _gaps(points)
    turns = _turns(points, gaps)
    name, place = digest_of(labels), _place(labels)
    for turn, following in islice(pairwise([*turns, len(points)]), MOST_POINTS):
        point = points[turn]
        yield from events.parts(
            Event(
                key=f"{name}@{point.at}",
                line=line,
                stamp=point.stamp,
                text=_said(labels, points, turn, gaps),
                agent=machine("Prometheus"),
                raw=f"{_written(labels)} [{point.at}, {point.value}]",
                thread=f"{name}@{points[0].at}",
                place=place,
                weight=following - turn,
            )
        )
    if len(turns) > MOST_POINTS:
        detail = f"points of a series after its first {MOST_POINTS:,} changes"
        yield Skip(SkipCode.TOO_LONG, "", line, len(points) - turns[MOST_POINTS], detail)


def _point(value: Json) -> _Point | None:
    if not isinstance(value, list) or len(value) < 2:
        return None
    said = value[1] if isinstance(value[1], str) else raw_of(value[1])
    return _Point(raw_of(value[0]), epoch_stamp(value[0], unit_is_fixed=True), said)


def _gaps(points: Sequence[_Point]) -> set[int]:
    """The places of the points after which the series is interrupted."""
    clocks = [point.stamp.clock_us if point.stamp else 0 for point in points]
    steps = [after - before for before, after in pairwise(clocks)]
    usual = [step for step in steps if step > 0]
    longest = _GAP * median(usual) if usual else 0.0
    return {place for place, step in enumerate(steps) if step > longest}


def _turns(points: Sequence[_Point], gaps: set[int]) -> list[int]:
    """The places of the points to show: the ends, each change, and both sides of a gap."""
    values = [point.value for point in points]
    changes = {place for place in range(1, len(values)) if values[place] != values[place - 1]}
    ends = {0, len(points) - 1} if points else set()
    return sorted(ends | changes | gaps | {place + 1 for place in gaps})


def _said(labels: Object, points: Sequence[_Point], place: int, gaps: set[int]) -> str:
    """What a point tells, as of an alert or of a number."""
    value = points[place].value
    is_last = place == len(points) - 1 or place in gaps
    if state := text_at(labels, "alertstate"):
        begins = place == 0 or place - 1 in gaps
        title = text_at(labels, "alertname")
        first = f"{state.upper()}: {title}" if begins else f"Last seen {state}: {title}"
        return joined((first, _written(labels)))
    about = f"{_written(labels) or 'value'} = {value}"
    if place and points[place - 1].value != value:
        about += f", was {points[place - 1].value}"
    if place - 1 in gaps:
        about += ", after a gap"
    if is_last and place:
        about += ", the last value" if place == len(points) - 1 else ", the last before a gap"
    return about


def _lines(line: int, series: Object, events: Events) -> Iterator[Part]:
    """The lines of a stream of Loki, whose times are strings of nanoseconds."""
    labels = object_at(series, "stream")
    name, listed = digest_of(labels), list_at(series, "values")
    if not listed:
        yield Skip(SkipCode.EMPTY, "", line, detail="a stream without lines")
    for one in listed:
        if not isinstance(one, list) or len(one) < 2 or not isinstance(one[1], str):
            detail = "an entry of a stream without a time or a line"
            yield Skip(SkipCode.BROKEN_RECORD, "", line, detail=detail)
            continue
        stamp = epoch_stamp(one[0], unit_is_fixed=True)
        yield from events.parts(
            Event(
                key=f"{name}@{stamp.text if stamp else '?'}",
                line=line,
                stamp=stamp,
                text=one[1].rstrip("\n"),
                agent=machine("Loki"),
                raw=raw_of({"stream": labels, "value": one}),
                place=_place(labels),
            )
        )


def _written(labels: Object) -> str:
    """A series as Prometheus writes it: ``up{job="api"}``."""
    named = (
        f'{name}="{text_at(labels, name)}"'
        for name in labels
        if name not in {"__name__", "alertname", "alertstate"}
    )
    inside = ", ".join(named)
    name = text_at(labels, "__name__")
    name = "" if name == "ALERTS" else name
    return f"{name}{{{inside}}}" if inside else name


def _place(labels: Object) -> str:
    return next((text for name in _PLACES if (text := text_at(labels, name))), "")
