"""PostgreSQL's log: lines with a prefix of the server's own choice, and a severity.

https://www.postgresql.org/docs/current/runtime-config-logging.html. The prefix is the server's own
choice; two spaces follow each severity. DETAIL, HINT, QUERY, CONTEXT and STATEMENT belong to the
record of the same process above them; further lines of a text begin with a tab.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.evidence import ImportChoices
from app.importers.base import EvidenceFile
from app.importers.logs.line_log import LineImporter, LogReader, Said, shape_named
from app.importers.times.wallclock import CalendarReader, plain_calendar

_SEVERITIES = "DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC"
_ADDED = "DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION|BACKTRACE"
_REST = re.compile(
    rf"(?P<prefix>.{{0,300}}?)\b(?:(?P<severity>{_SEVERITIES})|(?P<added>{_ADDED})):  (?P<text>.*)"
)
_PROCESS = re.compile(r".*?\[(\d+)(?:-\d+)?\]|.*?\b(\d{2,})\b")
_DATABASE = re.compile(r"(?P<user>[\w.-]+)@(?P<database>[\w.-]+)|db=(?P<db>[\w.-]+)")
_ISO = shape_named("iso")


class PostgresLog(LineImporter):
    """Reads the server's messages with what belongs to them."""

    format = "postgres-log"
    label = "PostgreSQL log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By a stamp and a severity with two spaces behind it."""
        stamped = [found for line in lines if (found := _ISO.pattern.match(line))]
        told = [_REST.match(found.string, found.end()) for found in stamped]
        whole = [one for one in told if one is not None and not one["prefix"].endswith('"')]
        return 0.9 if stamped and len(whole) >= 0.6 * len(stamped) else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads such lines."""
        del source, lines, choices
        return _Messages()


class _Messages(LogReader):
    what = "messages of the server"

    def __init__(self) -> None:
        super().__init__()
        self._match = _ISO.pattern.match
        self._read = CalendarReader(_ISO, plain_calendar(_ISO.order)).read
        self._process = ""
        self._added: str | None = None

    def begin(self, number: int, line: str) -> Said | None:
        self._added = None
        found = self._match(line)
        told = _REST.match(line, found.end()) if found is not None else None
        if found is None or told is None:
            return None
        process = _process_in(told["prefix"])
        if told["added"] and self.opened is not None and process == self._process:
            self._added = f"{told['added']}:  {told['text']}"
            return None
        self._process = process
        text = f"{told['severity'] or told['added']}:  {told['text']}"
        stamp = self._read(found)
        return Said(stamp, line if stamp is None else text, _database_in(told["prefix"]))

    def follow(self, line: str) -> str | None:
        return "\n" + (line if self._added is None else self._added)


def _process_in(prefix: str) -> str:
    found = _PROCESS.match(prefix)
    return (found[1] or found[2]) if found else ""


def _database_in(prefix: str) -> str:
    found = _DATABASE.search(prefix)
    return (found["database"] or found["db"]) if found else ""
