"""HAProxy's traffic log: ``client [accept date] frontend backend/server timers … "request"``.

https://docs.haproxy.org/2.8/configuration.html#8.2. The accept date in brackets has a year and
milliseconds; the syslog stamp before it has neither and serves lines that tell of the proxy itself.
Both are in the proxy's local time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.domain.evidence import ImportChoices
from app.domain.moments import EPOCH, Caveat, Precision, Stamp, caveats_text
from app.importers.base import EvidenceFile
from app.importers.logs.line_log import LineImporter, LogReader, Said, share
from app.importers.times.dating import date_of, midnight_us
from app.importers.times.stamps import MONTHS, StampShape
from app.importers.times.wallclock import CalendarReader, clock_of, plain_calendar

_SYSLOG = re.compile(
    r"(?:<\d{1,3}>)?(?P<stamp>(?P<month>[A-Z][a-z]{2}) (?P<day>[ \d]?\d) (?P<clock>\d\d:\d\d:\d\d))"
    r"(?: (?P<host>\S+))? (?P<program>haproxy)(?:\[\d+\])?: "
)
_TRAFFIC = re.compile(
    r"(?:(?P<before>\S.{0,200}?) )?(?P<client>[\da-fA-F.:\[\]]+:\d+|unix:\d+|-) "
    r"\[(?P<stamp>(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}):(?P<clock>\d\d:\d\d:\d\d)\.(?P<frac>\d{3}))\] "
    r"(?P<frontend>\S+) (?P<rest>\S.*)"
)
_SHAPE = StampShape("haproxy", _TRAFFIC, "dmy")
_NEARBY_YEARS = (-1, 0, 1)


class HAProxy(LineImporter):
    """Reads requests and connections, and what the proxy says of itself."""

    format = "haproxy"
    label = "HAProxy log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By accept dates with milliseconds in brackets behind a client."""
        fits = (_TRAFFIC.fullmatch(line) or _SYSLOG.match(line) for line in lines)
        traffic = any(_TRAFFIC.fullmatch(line) for line in lines)
        return 0.93 if traffic and share(fits) >= 0.5 else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads such lines; their first accept date tells the year of those before."""
        del source, choices
        return _Traffic(next((found for line in lines if (found := _day_of(line))), None))


def _day_of(line: str) -> date | None:
    found = _TRAFFIC.fullmatch(line)
    return plain_calendar("dmy")(found["day"]) if found else None


class _Traffic(LogReader):
    what = "those of HAProxy"

    def __init__(self, near: date | None) -> None:
        super().__init__()
        self._near = near
        self._read = CalendarReader(_SHAPE, plain_calendar(_SHAPE.order)).read
        self._inferred = 0

    def begin(self, number: int, line: str) -> Said | None:
        syslog = _SYSLOG.match(line)
        place = "haproxy"
        if syslog is not None and syslog["host"]:
            place = f"{syslog['host']} haproxy"
        found = _TRAFFIC.fullmatch(line)
        if found is None:
            if syslog is None:
                return None
            return Said(self._without_year(syslog), line[syslog.end() :], place)
        stamp = self._read(found)
        if stamp is not None:
            self._near = (EPOCH + timedelta(microseconds=stamp.clock_us)).date()
        text = f"{found['client']} {found['frontend']} {found['rest']}"
        return Said(stamp, line if stamp is None else text, place)

    def follow(self, line: str) -> str | None:
        return None

    def notes(self) -> Iterator[str]:
        if self._inferred:
            yield (
                "Lines about the proxy itself have no year; the one nearest to the requests around"
                f" them was taken: {self._inferred:,}."
            )

    def _without_year(self, found: re.Match[str]) -> Stamp | None:
        """The stamp of syslog, in the year that brings it nearest to the last request."""
        near, month = self._near, MONTHS.get(found["month"].lower())
        clock = clock_of(found["clock"])
        if near is None or month is None or clock is None:
            return None
        day = int(found["day"])
        years = (near.year + step for step in _NEARBY_YEARS)
        days = [one for year in years if (one := date_of((year, month, day), "ymd"))]
        if not days:
            return None
        self._inferred += 1
        nearest = min(days, key=lambda one: abs((one - near).days))
        clock_us = midnight_us(nearest) + clock[0]
        caveats = caveats_text(Caveat.YEAR)
        return Stamp(found["stamp"], clock_us, Precision.SECOND, False, None, caveats)
