"""OpenTelemetry's logs and traces as JSON (OTLP), as the collector's file exporter writes them.

https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. A span gives two records, where it
starts and where it ends, and one for each event in it; what has the same trace id is a thread.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.importers.base import Note, Part
from app.importers.logs.line_log import line_key
from app.importers.logs.log_fields import written
from app.importers.readers.json_file import epoch_stamp
from app.importers.readers.json_text import Element, Json, Object, object_at, objects_at, text_at
from app.importers.whole import JsonImporter

_KEYS = ("resourceLogs", "resourceSpans", "resourceMetrics")
_SCOPES = ("scopeLogs", "scopeSpans", "instrumentationLibraryLogs", "instrumentationLibrarySpans")
_LOGS = ("logRecords", "logs")
_VALUES = ("stringValue", "intValue", "doubleValue", "boolValue")
_STATUS = {"1": "ok", "2": "ERROR", "STATUS_CODE_OK": "ok", "STATUS_CODE_ERROR": "ERROR"}
_DEEPEST = 20


class OpenTelemetry(JsonImporter):
    """Reads requests of the OTLP protocol, one after another."""

    format = "opentelemetry"
    label = "OpenTelemetry logs and traces"
    marks = re.compile(r'"resource(?:Logs|Spans)"\s*:\s*\[')

    def fits(self, value: Json) -> bool:
        """By the lists of the protocol."""
        return isinstance(value, dict) and any(isinstance(value.get(key), list) for key in _KEYS)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Every log record, span and event of a span."""
        del choices
        reader = _Telemetry()
        for found in values:
            if isinstance(found, Element):
                yield from reader.parts(found)
            else:
                yield found
        yield from reader.rest()


class _Telemetry:
    """Turns what a collector sent into records; metrics are counted only."""

    def __init__(self) -> None:
        self._threads: dict[str, str] = {}
        self._seen: Counter[str] = Counter()
        self._metrics = 0

    def parts(self, found: Element) -> Iterator[Part]:
        """All that one request holds."""
        value = found.value
        if not isinstance(value, dict) or not any(key in value for key in _KEYS):
            detail = f"entry {found.index} holds no logs, spans or metrics"
            yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
            return
        self._metrics += len(objects_at(value, "resourceMetrics"))
        for resource in (
            *objects_at(value, "resourceLogs"),
            *objects_at(value, "resourceSpans"),
        ):
            attributes = attributes_of(object_at(resource, "resource"))
            scopes = (scope for key in _SCOPES for scope in objects_at(resource, key))
            for scope in scopes:
                yield from self._scope(found, scope, attributes)

    def rest(self) -> Iterator[Part]:
        """What is not taken."""
        if self._metrics:
            yield Skip(SkipCode.NOT_EVIDENCE, "", None, self._metrics, "metrics, which are no log")

    def _scope(self, found: Element, scope: Object, resource: dict[str, Json]) -> Iterator[Record]:
        names = (resource.get(key) for key in ("host.name", "service.name"))
        place = " ".join(str(name) for name in names if name)
        for key in _LOGS:
            for record in objects_at(scope, key):
                yield self._log(found, record, place)
        for span in objects_at(scope, "spans"):
            yield from self._span(found, span, place)

    def _log(self, found: Element, record: Object, place: str) -> Record:
        said = plain(record.get("body"))
        body = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        level = text_at(record, "severityText").upper() or _level(record.get("severityNumber"))
        first = f"{level} {body}".strip()
        text = "\n".join(one for one in (first, written(attributes_of(record).items())) if one)
        stamp = nanos(record, "timeUnixNano") or nanos(record, "observedTimeUnixNano")
        return self._record(found, record, stamp, text or "(no body)", place)

    def _span(self, found: Element, span: Object, place: str) -> Iterator[Record]:
        """A span where it starts, what happens in it, and where it ends."""
        name = text_at(span, "name") or "span"
        started, ended = nanos(span, "startTimeUnixNano"), nanos(span, "endTimeUnixNano")
        about = written(attributes_of(span).items())
        yield self._record(found, span, started, f"start of {name}\n{about}".rstrip(), place)
        for event in objects_at(span, "events"):
            of = text_at(event, "name") or "event"
            more = written(attributes_of(event).items())
            stamp = nanos(event, "timeUnixNano")
            text = f"{of} in {name}\n{more}".rstrip()
            yield self._record(found, {**event, "traceId": span.get("traceId")}, stamp, text, place)
        if ended is None:
            return
        took = ""
        if started is not None:
            took = f" after {(ended.clock_us - started.clock_us) / 1000:g} ms"
        status = object_at(span, "status")
        outcome = _STATUS.get(text_at(status, "code"), "")
        words = (f"end of {name}{took}", outcome, text_at(status, "message"))
        yield self._record(found, span, ended, ", ".join(one for one in words if one), place)

    def _record(
        self, found: Element, value: Object, stamp: Stamp | None, text: str, place: str
    ) -> Record:
        raw = json.dumps(value, ensure_ascii=False)
        key = line_key(found.index, f"{raw}{text}")
        self._seen[key] += 1
        if self._seen[key] > 1:
            key = f"{key}#{self._seen[key]}"
        trace = text_at(value, "traceId")
        thread = self._threads.setdefault(trace, key) if trace else None
        return Record(key, "", found.line, stamp, text, raw, thread=thread, place=place)


def nanos(value: Object, key: str) -> Stamp | None:
    """A time in nanoseconds since 1970, written as a text; 0 means that there is none."""
    return epoch_stamp(text_at(value, key), unit_is_fixed=True)


def attributes_of(value: Object) -> dict[str, Json]:
    """The attributes of something, by name."""
    return {text_at(one, "key"): plain(one.get("value")) for one in objects_at(value, "attributes")}


def plain(value: Json, depth: int = 0) -> Json:
    """What a value of the protocol (AnyValue) stands for."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return value if isinstance(value, str) else ""
    for key in _VALUES:
        if key in value:
            return value[key]
    if "kvlistValue" in value:
        pairs = objects_at(value["kvlistValue"], "values")
        return {text_at(one, "key"): plain(one.get("value"), depth + 1) for one in pairs}
    if "arrayValue" in value:
        return [plain(one, depth + 1) for one in objects_at(value["arrayValue"], "values")]
    return text_at(value, "bytesValue")


def _level(number: Json) -> str:
    """The word for a severity number: four to each of the six levels."""
    words = ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
    if not isinstance(number, int) or not 1 <= number <= 24:
        return ""
    return words[(number - 1) // 4]
