"""MySQL's and MariaDB's error log and slow query log.

https://dev.mysql.com/doc/refman/8.4/en/error-log-format.html and …/slow-query-log.html. A query of
the slow log may lack its ``# Time`` line where the second is that of the query before (MySQL 5.6,
MariaDB); ``SET timestamp`` then tells it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.evidence import ImportChoices
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile
from app.importers.logs.line_log import LineImporter, LogReader, Said, shape_named, share
from app.importers.readers.json_file import epoch_stamp
from app.importers.times.wallclock import CalendarReader, plain_calendar

_ERROR = re.compile(r"(?:\d+ )?\[(?P<level>System|Note|Warning|ERROR|Error)\] (?P<text>.*)")
_TIME = "# Time: "
_USER = "# User@Host: "
_FIGURES = "# Query_time: "
_SET = re.compile(r"SET timestamp=(\d{9,11}(?:\.\d{1,6})?);")
_DATED = re.compile(r"(?:\d{4}-\d\d-\d\d[T ]|\d{6} +\d{1,2}:)")


class MySQLLog(LineImporter):
    """Reads messages of the server, and slow queries with their figures."""

    format = "mysql-log"
    label = "MySQL log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By the levels of the error log, or the heads of slow queries."""
        slow = sum(line.startswith((_TIME, _USER, _FIGURES)) for line in lines)
        if slow >= 2 and any(line.startswith(_FIGURES) for line in lines):
            return 0.93
        reader = _Server()
        return 0.9 if share(reader.is_message(line) for line in lines) >= 0.5 else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads both kinds of lines."""
        del source, lines, choices
        return _Server()


class _Server(LogReader):
    what = "messages of the server"

    def __init__(self) -> None:
        super().__init__()
        self._shapes = [
            (shape.pattern.match, CalendarReader(shape, plain_calendar("ymd")))
            for shape in (shape_named("iso"), shape_named("six-digits"))
        ]
        self._in_head = False

    def is_message(self, line: str) -> bool:
        """Whether a line is a message of the error log."""
        found = self._stamped(line)
        return found is not None and _ERROR.match(line, found[0].end()) is not None

    def begin(self, number: int, line: str) -> Said | None:
        if line.startswith(_TIME):
            found = self._stamped(line)
            self._in_head = True
            return Said(found[1] if found else None, "")
        if line.startswith(_USER):
            begins = not self._in_head
            self._in_head = False
            return Said(None, line) if begins else None
        if found := self._stamped(line):
            told = _ERROR.match(line, found[0].end())
            text = line[found[0].end() :] if told is None else f"{told['level']}: {told['text']}"
            self._in_head = False
            return Said(found[1], text)
        return None

    def follow(self, line: str) -> str | None:
        said = self.opened
        if said is not None and said.stamp is None and (told := _SET.match(line)):
            said.stamp = epoch_stamp(told[1], unit_is_fixed=True)
        if said is not None and (not said.text or line.startswith(_FIGURES)):
            said.text = f"{line}\n{said.text}".rstrip()  # how long it took is what tells
            return ""
        return "\n" + line

    def _stamped(self, line: str) -> tuple[re.Match[str], Stamp | None] | None:
        if not _DATED.match(line.removeprefix(_TIME)):
            return None
        for match, reader in self._shapes:
            if found := match(line):
                return found, reader.read(found)
        return None
