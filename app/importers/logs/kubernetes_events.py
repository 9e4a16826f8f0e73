"""Events of Kubernetes: ``kubectl get events -o json`` or ``yaml``, a watch, or its table.

Fields: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/. All times
are optional. What happened several times is told by its first and its last time and a count; a
watch tells the same event again as its count grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile, Note, Part, Position, Probe
from app.importers.logs.line_log import LineImporter, LogReader, Said, head_lines
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    as_stood,
    inner,
    object_at,
    text_at,
)
from app.importers.readers.plaintext import sample
from app.importers.readers.yaml_items import YamlItems
from app.importers.whole import JsonImporter

_FIRST = ("eventTime", "firstTimestamp", "deprecatedFirstTimestamp")
_LAST = ("lastTimestamp", "deprecatedLastTimestamp")
_COUNTS = ("count", "deprecatedCount")
_COLUMNS = ("LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE")
_YAML_BEGINS = re.compile(r"---\s*$|(?:- )?(?:apiVersion|kind|items|count|action): ?")
_YAML_KIND = re.compile(r"(?: *- | *)kind: Event(?:List)?\s*$")
_YAML_ABOUT = re.compile(r"(?: *- | *)(?:involvedObject|regarding):\s*$")
_NAME = re.compile(r"\S+(?: \S+)*")
_TIMES = re.compile(r"\(x(\d{1,7}) over \w+\)")


class KubernetesEvents(JsonImporter):
    """Reads events as JSON or YAML: a list of them, one alone, or one after another."""

    format = "kubernetes-events"
    label = "Kubernetes events"
    marks = re.compile(r'"(?:involvedObject|regarding)"\s*:')

    def score(self, probe: Probe) -> float:
        """By the first value; in YAML by an event and the object that it is about."""
        return self.sureness if _is_yaml(head_lines(probe)) else super().score(probe)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and its events. Raises `EvidenceError` where it cannot be read."""
        if not _is_yaml(sample(source)[0]):
            yield from super().parts(source, choices)
            return
        items, told = YamlItems(source), 0
        yield from items.original()
        for part in self.records(items, choices):
            yield part
            if items.done != told:
                told = items.done
                yield Position((source.size + told) // 2, source.size)
        yield Position(source.size, source.size)

    def fits(self, value: Json) -> bool:
        """By the object that an event is about."""
        items = value.get("items") if isinstance(value, dict) else None
        kind = text_at(value, "kind")
        if isinstance(items, list):
            return kind == "EventList" or any(_is_event(item) for item in items)
        return _is_event(_unwatched(value))

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Each event where it was first seen, and where last."""
        del choices
        events = _Events()
        for found in values:
            if not isinstance(found, Element):
                yield found
            elif isinstance(found.value, dict) and "items" in found.value:
                for item in inner(found, "items"):
                    yield from events.parts(item)
            else:
                yield from events.parts(found)
        yield from events.rest()


def _is_yaml(lines: Sequence[str]) -> bool:
    """Whether lines begin as YAML does that kubectl prints, and tell of an event."""
    said = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if _YAML_BEGINS.match(said.removeprefix("\ufeff")) is None:
        return False
    return any(map(_YAML_KIND.match, lines)) and any(map(_YAML_ABOUT.match, lines))


def _is_event(value: Json) -> bool:
    if not isinstance(value, dict) or text_at(value, "apiVersion").startswith("audit."):
        return False
    about = "involvedObject" in value or "regarding" in value
    return text_at(value, "kind") == "Event" or (about and "reason" in value)


def _unwatched(value: Json) -> Json:
    """The event in what a watch prints: ``{"type": "ADDED", "object": {…}}``."""
    if isinstance(value, dict) and isinstance(value.get("object"), dict) and "type" in value:
        return value["object"]
    return value


class _Events:
    """Turns events into records; what a watch only tells again is counted."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        self._keys: set[str] = set()
        self._repeated = self._first_repeat = 0
        self._created = 0

    def parts(self, found: Element) -> Iterator[Part]:
        """The first and the last time of an event."""
        event = _unwatched(found.value)
        if not isinstance(event, dict) or not _is_event(event):
            detail = f"entry {found.index} is no event"
            yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
            return
        key = text_at(event, "metadata", "uid") or "/".join(
            (text_at(event, "metadata", "namespace"), text_at(event, "metadata", "name"))
        )
        records = [*self._records(found, event, key)]
        if not records:
            self._repeated += 1
            self._first_repeat = self._first_repeat or found.line
        yield from records

    def rest(self) -> Iterator[Part]:
        """What was told again, and what had no time of its own."""
        if self._repeated:
            detail = "events that are told again"
            yield Skip(SkipCode.DUPLICATE, "", self._first_repeat, self._repeated, detail)
        if self._created:
            yield Note(
                "Events that tell no time of their own; when they were recorded was taken:"
                f" {self._created:,}."
            )

    def _records(self, found: Element, event: Object, key: str) -> Iterator[Record]:
        first = next((stamp for name in _FIRST if (stamp := _at(event, name))), None)
        last = _at(object_at(event, "series"), "lastObservedTime")
        last = last or next((stamp for name in _LAST if (stamp := _at(event, name))), None)
        count = max(1, _count(event))
        if first is None and last is not None:
            first, last = last, None
        if first is None:
            first = iso_stamp(text_at(event, "metadata", "creationTimestamp"))
            self._created += first is not None
        known = self._told.get(key)
        if known is None:
            once = last is None or last.clock_us == first.clock_us if first else True
            weight = count if once else 1
            yield self._record(found, event, key, key, first, weight)
            self._told[key] = known = weight
        if last is not None and first is not None and last.clock_us > first.clock_us:
            of = f"{key}@{last.text}"
            if of not in self._keys:
                weight = max(1, count - known)
                self._told[key] = max(count, known)
                yield self._record(found, event, of, key, last, weight, count)

    def _record(
        self,
        found: Element,
        event: Object,
        key: str,
        thread: str,
        stamp: Stamp | None,
        weight: int,
        count: int = 1,
    ) -> Record:
        self._keys.add(key)
        about = object_at(event, "involvedObject") or object_at(event, "regarding")
        place = "/".join(
            one for one in (text_at(about, "namespace"), text_at(about, "name")) if one
        )
        component = text_at(event, "source", "component") or text_at(event, "reportingComponent")
        component = component or text_at(event, "reportingController")
        return Record(
            key,
            "",
            found.line,
            stamp,
            _text(event, about, count),
            as_stood(found),
            component or None,
            None,
            thread,
            None,
            place,
            weight,
        )


def _text(event: Object, about: Object, count: int) -> str:
    kind = text_at(event, "type")
    reason = text_at(event, "reason")
    words = " ".join(one for one in (kind if kind != "Normal" else "", reason) if one)
    again = f" ({count:,} times so far)" if count > 1 else ""
    said = (text_at(event, "message") or text_at(event, "note")).strip()
    host = text_at(event, "source", "host")
    subject = f"{text_at(about, 'kind')} {text_at(about, 'name')}".strip()
    last = f"{subject} on {host}" if host else subject
    first = f"{words}{again}: {said}" if said else f"{words}{again}"
    return "\n".join(one for one in (first.strip(": "), last) if one) or "(event without words)"


def _at(value: Object, key: str) -> Stamp | None:
    return iso_stamp(text_at(value, key))


def _count(event: Object) -> int:
    counts = (object_at(event, "series").get("count"), *(event.get(key) for key in _COUNTS))
    return max((one for one in counts if type(one) is int and 0 < one < 10**9), default=1)


class KubernetesEventTable(LineImporter):
    """Reads the table of ``kubectl get events``, whose ages name no time."""

    format = "kubernetes-event-table"
    label = "Kubernetes events (table)"

    def sureness(self, lines: Sequence[str]) -> float:
        """By the names of the columns."""
        return 0.95 if all(name in lines[0] for name in _COLUMNS) else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads one event a line."""
        del source, choices
        return _Table(next((line for line in lines if line.strip()), ""))


class _Table(LogReader):
    what = "events"

    def __init__(self, header: str) -> None:
        super().__init__()
        self._header = header
        names = list(_NAME.finditer(header))
        ends = (*(name.start() for name in names[1:]), None)
        self._columns = [
            (name[0], name.start(), end) for name, end in zip(names, ends, strict=False)
        ]

    def begin(self, number: int, line: str) -> Said | None:
        if line == self._header:
            self.leave_out(number, "the names of the columns")
            return None
        row = {name: line[start:end].strip() for name, start, end in self._columns}
        if line[:1].isspace() or not row.get("MESSAGE"):
            return None
        seen, kind = row.get("LAST SEEN", ""), row.get("TYPE", "")
        times = _TIMES.search(seen)
        words = f"{'' if kind == 'Normal' else kind} {row.get('REASON', '')}".strip()
        place = "/".join(one for one in (row.get("NAMESPACE"), row.get("OBJECT")) if one)
        text = f"{words}: {row.get('MESSAGE', '')}\nlast seen: {seen} before"
        return Said(None, text, place, weight=int(times[1]) if times else 1)

    def notes(self) -> Iterator[str]:
        yield "The table tells only how long ago an event was, so all came in without a time."
