"""Access logs of nginx, Apache and whoever writes their forms: common, combined, with more fields.

https://httpd.apache.org/docs/current/logs.html. A virtual host may stand first. A line is dated
by the request and lines may be out of order; what a client sent is escaped in hexadecimal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.evidence import ImportChoices
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile
from app.importers.logs.line_log import LineImporter, LogReader, Said, share
from app.importers.times.stamps import StampShape
from app.importers.times.wallclock import CalendarReader, plain_calendar

_DATE = (
    r" \[(?P<stamp>(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}):(?P<clock>\d\d:\d\d:\d\d)"
    r"(?:\.(?P<frac>\d{1,9}))?(?P<zone> [+-]\d{4})?)\] "
)
_REQUEST = (
    r'"(?P<request>[^"\\]*+(?:\\.[^"\\]*+)*+)" (?P<status>\d{3}|-)(?: (?P<size>\d++|-))?+'
    r'(?: "(?P<from>[^"\\]*+(?:\\.[^"\\]*+)*+)" "(?P<agent>[^"\\]*+(?:\\.[^"\\]*+)*+)")?+'
    r"(?P<rest>.*+)"
)
_LINE = re.compile(rf"(?P<vhost>)(?P<client>\S++) \S++ (?P<user>\S++){_DATE}{_REQUEST}")
_RARE_LINE = re.compile(
    r"(?:(?P<vhost>[\w.:*-]+) )?(?P<client>[\w.-]*[.:][\w.:-]*|\w[\w-]*) \S+ "
    rf"(?P<user>\S+(?: [^\[\"]{{0,100}})?){_DATE}{_REQUEST}"
)
"""With a virtual host before the client, or a user whose name has spaces."""
_SHAPE, _RARE_SHAPE = StampShape("access", _LINE, "dmy"), StampShape("rare", _RARE_LINE, "dmy")
_PARTS = tuple(
    _LINE.groupindex[name]
    for name in ("vhost", "client", "user", "request", "status", "size", "from", "agent", "rest")
)
_NO_MORE = frozenset({' "-"', " -"})
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]{2})+)|\\([\"\\])")


class AccessLog(LineImporter):
    """Reads one request a line."""

    format = "access-log"
    label = "Web server access log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By requests with a date in brackets in most lines."""
        return 0.9 if share(map(_matched, lines)) >= 0.5 else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads one request a line."""
        del source, lines, choices
        return _Requests()


def _matched(line: str) -> re.Match[str] | None:
    return _LINE.fullmatch(line) or _RARE_LINE.fullmatch(line)


class _Requests(LogReader):
    what = "requests"

    def __init__(self) -> None:
        super().__init__()
        calendar = plain_calendar("dmy")
        self._read = CalendarReader(_SHAPE, calendar).read
        self._read_rare = CalendarReader(_RARE_SHAPE, calendar).read
        self._match = _LINE.fullmatch

    def begin(self, number: int, line: str) -> Said | None:
        found = self._match(line)
        if found is None:
            rare = _RARE_LINE.fullmatch(line)
            return None if rare is None else _said(line, self._read_rare(rare), rare)
        return _said(line, self._read(found), found)

    def follow(self, line: str) -> str | None:
        return None


def _said(line: str, stamp: Stamp | None, found: re.Match[str]) -> Said:
    """What a request says, the answer first; all of the line where it names no time that exists."""
    vhost, client, user, request, status, size, came_from, agent, rest = found.group(*_PARTS)
    text = f"{status} {request} {size or '-'} bytes, {client}"
    if user != "-":
        text += f", user {user}"
    if came_from and came_from != "-":
        text += f", from {came_from}"
    if agent and agent != "-":
        text += f", {agent}"
    if rest and rest not in _NO_MORE:
        text += f",{rest}"
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return Said(stamp, line if stamp is None else text, vhost or "")


def _unescaped(found: re.Match[str]) -> str:
    """Escaped bytes as the text they are; as they stand where they are none."""
    if found[2]:
        return found[2]
    text = bytes.fromhex(found[1].replace("\\x", "")).decode("utf-8", "replace")
    return text if "\ufffd" not in text and text.isprintable() else found[1]
