"""PostgreSQL's csvlog: a row for each message, its fields in an order that the server fixes.

https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG.
Newer servers add columns at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.importers.base import EvidenceFile, Part, Probe, Shape
from app.importers.logs.line_log import line_key, words
from app.importers.readers.csv_rows import Row, header_of, rows_of
from app.importers.times.field_time import FieldTimes
from app.importers.whole import WholeImporter

_COLUMNS = words(
    """
    log_time user_name database_name process_id connection_from session_id session_line_num
    command_tag session_start_time virtual_transaction_id transaction_id error_severity
    sql_state_code message detail hint internal_query internal_query_pos context query query_pos
    location application_name
    """
)
_SEVERITIES = re.compile(r"DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \S+")
_BELOW = (
    ("detail", "DETAIL"),
    ("hint", "HINT"),
    ("internal_query", "QUERY"),
    ("context", "CONTEXT"),
    ("query", "STATEMENT"),
)


class PostgresCsv(WholeImporter):
    """Reads one message a row."""

    format = "postgres-csvlog"
    label = "PostgreSQL log (CSV)"

    def score(self, probe: Probe) -> float:
        """By a stamp at the start and a severity where it belongs."""
        if probe.shape is not Shape.FILE:
            return 0.0
        first = _named(header_of(probe.head))
        fits = _STAMP.fullmatch(first.get("log_time", "")) and _SEVERITIES.fullmatch(
            first.get("error_severity", "")
        )
        return 0.95 if fits else 0.0

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and every message."""
        del choices
        times = FieldTimes()
        for row in rows_of(source):
            if not isinstance(row, Row):
                yield row
                continue
            fields = _named(row.cells)
            if not _SEVERITIES.fullmatch(fields.get("error_severity", "")):
                yield Skip(SkipCode.BROKEN_RECORD, "", row.line, detail="a row of another shape")
                continue
            yield Record(
                line_key(row.line, row.text),
                "",
                row.line,
                times.read(fields["log_time"]),
                _text(fields),
                row.text,
                place=fields["database_name"],
            )


def _named(cells: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(_COLUMNS, cells, strict=False))


def _text(fields: dict[str, str]) -> str:
    """The message as it stands in a plain log, with what belongs to it below."""
    lines = [f"{fields['error_severity']}:  {fields.get('message', '')}"]
    lines += [f"{word}:  {fields[name]}" for name, word in _BELOW if fields.get(name)]
    return "\n".join(lines)
