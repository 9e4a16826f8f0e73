"""A time that stands alone in a field: a value of a JSON log, a cell of a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.domain.moments import Caveat, Stamp, caveats_in, caveats_text
from app.domain.questions import DateOrder
from app.importers.logs.line_log import shape_named
from app.importers.readers.json_file import epoch_stamp, iso_stamp
from app.importers.readers.json_text import Json
from app.importers.times.stamps import Lack, StampShape
from app.importers.times.wallclock import CalendarReader, plain_calendar

LONGEST = 64
"""No time is written with more characters."""

_NUMBER = re.compile(r"\d{9,19}(?:\.\d{1,12})?|\d\.\d{1,20}[eE]\+?\d{1,2}")
_OF_NET = re.compile(r"/Date\((\d{9,14})(?:[+-]\d{4})?\)/")
"""How older .NET writes a time in JSON."""
_COMPACT = re.compile(r"(?:19|20)\d{6}|(?:19|20)\d{12}")
_NUMBERS_DATE = re.compile(r"(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?=$|[ T,_])")
_WRITTEN = tuple(
    map(shape_named, ("iso", "compact", "ctime", "day-first", "month-first", "year-name"))
)
_ORDERED = (
    shape_named("numeric"),
    shape_named("short"),
    StampShape(
        "bare-date",
        re.compile(r"(?P<stamp>(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}))"),
        "",
        Lack.ORDER,
    ),
)
_Match = Callable[[str], re.Match[str] | None]


def nanoseconds(seconds: int, nanos: int) -> Stamp | None:
    """The stamp of seconds since 1970 and the nanoseconds after them, as protobuf has them."""
    if not 0 <= nanos < 10**9:
        return None
    return epoch_stamp(f"{seconds}.{nanos:09}", unit_is_fixed=True)


class FieldTimes:
    """Reads the times of a field through a file.

    ``order`` says how dates of numbers such as ``05/07/2028`` are meant; without it they are
    read only where the year stands first.
    """

    def __init__(self, order: DateOrder | None = None) -> None:
        self._plain = [_reader(shape, shape.order) for shape in _WRITTEN]
        self._ordered = [_reader(shape, order.value) for shape in _ORDERED] if order else []
        self._last_text = ""
        self._last: Stamp | None = None

    def read(self, value: Json) -> Stamp | None:
        """The stamp of a text or a number; None where it is no time that exists."""
        if isinstance(value, str):
            if len(value) > LONGEST:
                return None
            if value == self._last_text:
                return self._last
            self._last_text, self._last = value, self._of(value.strip())
            return self._last
        if isinstance(value, int | float) and not isinstance(value, bool):
            return epoch_stamp(value)
        return None

    def _of(self, text: str) -> Stamp | None:
        if not text or not any(map(str.isdigit, text)):
            return None
        if found := _OF_NET.fullmatch(text):
            stamp = epoch_stamp(found[1], unit_is_fixed=True)
            return None if stamp is None else replace(stamp, text=text)
        if text[0].isdigit() and (text.isdigit() or _NUMBER.fullmatch(text)):
            return self._digits(text)
        if text[:4].isdigit() and (stamp := iso_stamp(text)):
            return stamp
        return self._shaped(text)

    def _digits(self, text: str) -> Stamp | None:
        if _COMPACT.fullmatch(text):
            return iso_stamp(text) if len(text) == 8 else self._shaped(text)
        return epoch_stamp(text) if _NUMBER.fullmatch(text) else None

    def _shaped(self, text: str) -> Stamp | None:
        stamp = _whole(text, self._plain)
        if stamp is not None or not self._ordered:
            return stamp
        stamp = _whole(text, self._ordered)
        if stamp is None:
            return None
        caveats = caveats_text(*caveats_in(stamp.caveats), Caveat.ORDER)
        return replace(stamp, caveats=caveats)


def _reader(shape: StampShape, order: str) -> tuple[_Match, CalendarReader]:
    return shape.pattern.match, CalendarReader(shape, plain_calendar(order))


def _whole(text: str, readers: list[tuple[_Match, CalendarReader]]) -> Stamp | None:
    """The stamp of the first shape that is all of a text."""
    for match, reader in readers:
        found = match(text)
        if found is not None and found.end() == len(text):
            return reader.read(found)
    return None


def numbers_date(text: str) -> str | None:
    """The date of numbers that a time begins with, where its order is not plain: ``05/07/2028``."""
    found = _NUMBERS_DATE.match(text.strip())
    if found is None or re.match(r"\d{4}", found["day"]):
        return None
    return found["day"]
