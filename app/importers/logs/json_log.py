"""A log of JSON: an object for each record, one a line or in a list, whatever logger wrote it.

Also the answers that log services hand out: CloudWatch, Cloud Logging, CloudTrail, Loki,
Elasticsearch and Splunk wrap their records in an object of their own (`json_envelopes`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from app.domain.evidence import ImportChoices, Inspection, Record, Skip, SkipCode
from app.domain.questions import DateOrder
from app.importers.base import EvidenceFile, Note, Part, Probe, Tell
from app.importers.logs.json_envelopes import wrapped
from app.importers.logs.line_log import LineImporter, LogReader, Said, line_key, share
from app.importers.logs.log_fields import LogFields
from app.importers.readers.json_text import Element, Json, Object
from app.importers.readers.plaintext import sample
from app.importers.whole import JsonImporter

_SURE, _PLAUSIBLE = 0.78, 0.72
_MOSTLY = 0.5


class JsonLog(LineImporter):
    """Reads JSON Lines of any logger, and lists of such records."""

    format = "json-log"
    label = "JSON log"

    def __init__(self) -> None:
        self._whole = _WholeJson()

    def score(self, probe: Probe) -> float:
        """By a time in most records, and by the words that logs have."""
        return super().score(probe) or self._whole.score(probe)

    def sureness(self, lines: Sequence[str]) -> float:
        """By a time in most records, and by the words that logs have."""
        records = [record for line in lines if (record := object_of(line)) is not None]
        return _sureness(records) if len(records) >= _MOSTLY * len(lines) else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads one object a line."""
        del source, lines
        return _JsonLines(choices.date_order)

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """First and last time. Raises `EvidenceError` where the file cannot be read."""
        if _is_by_line(source):
            return super().inspect(source, tell)
        return self._whole.inspect(source, tell)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and every record. Raises `EvidenceError` where it cannot be read."""
        by_line = _is_by_line(source)
        yield from super().parts(source, choices) if by_line else self._whole.parts(source, choices)


class _WholeJson(JsonImporter):
    """JSON whose values are not one a line."""

    format = JsonLog.format
    label = JsonLog.label
    sureness = _SURE
    marks = re.compile(r'"(?:resultType|hits|events|Records|results)"\s*:\s*[\[{"]')

    def fits(self, value: Json) -> bool:
        """Whether it has a time and the words of a log, or wraps such records."""
        if not isinstance(value, dict):
            return False
        return wrapped(value) is not None or _sureness([value]) >= _SURE

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """A record for each object, or for each that it wraps."""
        fields = LogFields(choices.date_order)
        for element in values:
            if not isinstance(element, Element):
                yield element
            elif not isinstance(element.value, dict):
                detail = f"entry {element.index} is not an object"
                yield Skip(SkipCode.BROKEN_RECORD, "", element.line, detail=detail)
            else:
                yield from _records(fields, element, element.value)


def object_of(line: str) -> Object | None:
    """The JSON object that a line is; None where it is none."""
    text = line.strip("\x1e \t\r\n")
    if not text.startswith("{") or not text.endswith("}"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _sureness(records: Sequence[Object]) -> float:
    fields = LogFields()
    if any(wrapped(record) is not None for record in records[:1]):
        return _SURE
    if share(fields.stamp(record) for record in records) < _MOSTLY:
        return 0.0
    worded = share(fields.has_words(record) for record in records) >= _MOSTLY
    return _SURE if worded else _PLAUSIBLE


def _is_by_line(source: EvidenceFile) -> bool:
    """Whether most lines are an object of their own, rather than parts of a longer value."""
    lines = [line for line in sample(source)[0][:200] if line.strip()]
    first = next((record for line in lines if (record := object_of(line)) is not None), None)
    if first is None or wrapped(first) is not None:
        return False
    return share(line.lstrip("\x1e").startswith("{") for line in lines) >= _MOSTLY


class _JsonLines(LogReader):
    what = "JSON"

    def __init__(self, order: DateOrder | None) -> None:
        super().__init__()
        self._fields = LogFields(order)

    def begin(self, number: int, line: str) -> Said | None:
        record = object_of(line)
        if record is not None:
            return self._fields.said(record, line)
        if line.lstrip("\x1e \t").startswith("{") and not line.rstrip().endswith("{"):
            self.skip(number, "broken JSON")
        return None


def _records(fields: LogFields, element: Element, value: Object) -> Iterator[Part]:
    inside = wrapped(value)
    if inside is None:
        yield _record(fields, element, value, element.text, 0)
        return
    for index, record in enumerate(inside, start=1):
        text = json.dumps(record, ensure_ascii=False)
        yield _record(fields, element, record, text, index)


def _record(fields: LogFields, element: Element, value: Object, text: str, index: int) -> Record:
    said = fields.said(value, text)
    key = f"{element.index}.{index}:{line_key(0, text)}"
    return Record(key, "", element.line, said.stamp, said.text, text, place=said.place)
