"""From a matched stamp to the instant or wall clock that it means.

One reader serves one shape in one file. This is the hot path of an import: days and clocks are
looked up, not parsed, once they have been seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol

from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    SECOND_US,
    Caveat,
    Precision,
    Stamp,
    caveats_text,
)
from app.importers.times.dating import CLOCK_SLACK_US, date_of, midnight_us, numbers_in
from app.importers.times.stamps import UNCERTAIN_ZONES, ZONE_MINUTES, Lack, StampShape

_LACKING = (
    (Lack.YEAR, Caveat.YEAR),
    (Lack.CENTURY, Caveat.CENTURY),
    (Lack.ORDER, Caveat.ORDER),
)

Calendar = Callable[[str], date | None]
"""The date of a day as the file writes it, lines taken in their order."""

_PARTS = ("stamp", "day", "clock", "frac", "zone", "half")
_DIGITS = re.compile(r"\d+")
_OFFSET = re.compile(r"(?P<name>[A-Z]*)(?:(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?)?")
_FRACTION = (
    (Precision.SECOND, 0),
    *((Precision.MILLISECOND, 10 ** (6 - digits)) for digits in (1, 2, 3)),
    *((Precision.MICROSECOND, 10 ** (6 - digits)) for digits in (4, 5, 6)),
    *((Precision.MICROSECOND, 1) for _ in (7, 8, 9)),
)
_EPOCH_DIGITS = {
    10: (Precision.SECOND, SECOND_US, 1),
    13: (Precision.MILLISECOND, 1000, 1),
    16: (Precision.MICROSECOND, 1, 1),
    19: (Precision.MICROSECOND, 1, 1000),
}
_TAI64_EPOCH = 2**62 + 10
"""What TAI64 labels count from, in Unix seconds: daemontools adds these ten seconds, not leap
seconds (libtai's ``tai_unix``, and ``tai64nlocal``, which takes them off again)."""


_UTC_NAMES = frozenset({"Z", "UTC", "GMT", "UT"})
LEAST_BACK_US, _MOST_BACK_US = 25 * MINUTE_US, 61 * MINUTE_US
"""How far a clock steps back in a log where summer time ends: by the hour, less the time between
two lines."""


class StampReader(Protocol):
    """Reads the stamps of one shape; None where a stamp names no time that exists."""

    def read(self, match: re.Match[str]) -> Stamp | None:
        """The stamp of a matched line; lines come in the order of the file."""


def clock_of(text: str, half: str | None = None) -> tuple[int, Precision] | None:
    """Microseconds since midnight of a clock: ``20:35:18``, ``20.35.18``, ``203518``, ``8:35``.

    A fourth part, as in ``20:35:18:5``, counts milliseconds. ``half`` is AM or PM. A leap second
    counts into the next minute. None where there is no such time of day.
    """
    parts = _DIGITS.findall(text)
    if len(parts) == 1:
        parts = [text[:2], text[2:4], text[4:]]
    hour, minute, second, millis = [*map(int, parts), 0, 0][:4]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    precision = (Precision.MINUTE, Precision.SECOND, Precision.MILLISECOND)[len(parts) - 2]
    return ((hour * 60 + minute) * 60 + second) * SECOND_US + millis * 1000, precision


def fraction_of(digits: str) -> tuple[Precision, int]:
    """Precision and microseconds of up to nine digits after the second; nanoseconds are cut."""
    precision, unit = _FRACTION[len(digits)]
    return precision, int(digits[:6]) * unit


def zone_offset_us(zone: str) -> int | None:
    """How far a zone such as ``+0200``, ``Z``, ``UTC+2`` or ``PDT`` runs ahead of UTC.

    None where the zone is unknown or stands for several.
    """
    zone = zone.strip()
    if len(zone) == 4 and zone[1:].isdigit():  # minutes, as DB2 writes them
        return int(zone) * MINUTE_US
    found = _OFFSET.fullmatch(zone)
    if found is None or found["name"] in UNCERTAIN_ZONES:
        return None
    minutes = ZONE_MINUTES.get(found["name"], 0)
    if found["sign"]:
        shift = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        minutes += -shift if found["sign"] == "-" else shift
    return minutes * MINUTE_US if -12 * 60 <= minutes <= 14 * 60 else None


def zone_is_named(zone: str) -> bool:
    """Whether a zone is an abbreviation such as EST, and no offset: it was read as one."""
    zone = zone.strip()
    return zone.isalpha() and zone.upper() not in _UTC_NAMES and zone_offset_us(zone) is not None


class SetBack:
    """Watches the wall clocks of a file for the hour that comes twice.

    A step back by about an hour, in a file that went forward until then, shows that what follows
    came for the second time. Where clocks step back again so soon, the lines are merely out of
    order and show nothing.
    """

    def __init__(self) -> None:
        self._first_us: int | None = None
        self._last_us = 0
        self._landed_us: int | None = None
        self._disordered_us: int | None = None

    def sees(self, clock_us: int) -> bool:
        """Whether the next wall clock of the file stands after a step back."""
        if self._first_us is None:
            self._first_us = self._last_us = clock_us
        back, went_forward = self._last_us - clock_us, self._last_us > self._first_us
        self._last_us = clock_us
        if LEAST_BACK_US <= back <= _MOST_BACK_US:
            if not went_forward or self._near(self._landed_us, clock_us):
                self._disordered_us = clock_us
            self._landed_us = clock_us
        elif self._landed_us is None:
            return False
        return self._near(self._landed_us, clock_us) and not self._near(
            self._disordered_us, clock_us
        )

    def passes(self, first_us: int, last_us: int, lowest_us: int, highest_us: int) -> bool:
        """Take in many clocks at once, which step back by little; False where each must be seen.

        ``first_us`` to ``last_us`` in the order of the file, all of them between the other two.
        """
        if self._first_us is None:
            self._first_us = first_us
        landed, margin = self._landed_us, 2 * _MOST_BACK_US
        steps_back = self._last_us - first_us >= LEAST_BACK_US
        if steps_back or (
            landed is not None and lowest_us - margin <= landed <= highest_us + margin
        ):
            return False
        self._last_us = last_us
        return True

    @staticmethod
    def _near(one_us: int | None, other_us: int) -> bool:
        return one_us is not None and abs(one_us - other_us) <= 2 * _MOST_BACK_US


class CalendarReader:
    """Stamps with a day (whose year and order the calendar may have to add) and mostly a clock."""

    def __init__(self, shape: StampShape, calendar: Calendar) -> None:
        groups = shape.pattern.groupindex
        self._calendar = calendar
        self._parts = tuple(groups.get(name, 0) for name in _PARTS)
        self._has_clock, self._has_frac, self._has_zone, self._has_half, self._has_year = (
            name in groups for name in (*_PARTS[2:], "year")
        )
        self._last_text = ""
        self._last: Stamp | None = None
        self.days = 0
        """How often a line was of another day than the one before."""
        self._last_day = ""
        self._midnight: int | None = None
        self._clocks: dict[str, tuple[int, Precision]] = {}
        self._zones: dict[str, tuple[int | None, str]] = {}
        lacking = tuple(caveat for lack, caveat in _LACKING if lack in shape.lack)
        self._caveats = caveats_text(*lacking)
        self._caveats_named = caveats_text(*lacking, Caveat.ZONE_NAME)
        self._caveats_back = caveats_text(*lacking, Caveat.SET_BACK)
        self._set_back = SetBack()

    @property
    def zone_names(self) -> set[str]:
        """The zones met so far, as written."""
        return {zone.strip() for zone in self._zones}

    def read(self, match: re.Match[str]) -> Stamp | None:
        """The stamp of a matched line; None where it names no time that exists."""
        text, day, clock, frac, zone, half = match.group(*self._parts)
        if text == self._last_text:
            return self._last
        self._last_text = text
        self._last = None
        if self._has_year:
            day = f"{day} {match['year']}"
        if day != self._last_day:
            self._new_day(day)
        midnight = self._midnight
        if midnight is None:
            return None
        if half and self._has_half:
            known = clock_of(clock, half)
        else:
            known = self._clocks.get(clock) or self._new_clock(clock)
        if known is None:
            return None
        clock_us, precision = known
        if frac and self._has_frac:
            precision, unit = _FRACTION[len(frac)]
            clock_us += int(frac[:6]) * unit
        offset, caveats = None, self._caveats
        if zone and self._has_zone:
            offset, caveats = self._zones.get(zone) or self._new_zone(zone)
        clock_us += midnight - (offset or 0)
        if offset is None and self._set_back.sees(clock_us):
            caveats = self._caveats_back
        self._last = Stamp(text, clock_us, precision, offset is not None, offset, caveats)
        return self._last

    def passes(self, first_us: int, last_us: int, lowest_us: int, highest_us: int) -> bool:
        """Whether many clocks without a zone need not be read one by one (`SetBack.passes`)."""
        return self._set_back.passes(first_us, last_us, lowest_us, highest_us)

    def _new_zone(self, zone: str) -> tuple[int | None, str]:
        named = zone_is_named(zone)
        read = zone_offset_us(zone), self._caveats_named if named else self._caveats
        self._zones[zone] = read
        return read

    def _new_day(self, day: str) -> None:
        self.days += 1
        self._last_day = day
        found = self._calendar(day)
        self._midnight = None if found is None else midnight_us(found)

    def _new_clock(self, clock: str | None) -> tuple[int, Precision] | None:
        if clock is None or not self._has_clock:
            return 0, Precision.DAY
        known = clock_of(clock)
        if known is not None and known[1] is not Precision.MILLISECOND:
            self._clocks[clock] = known
        return known


class EpochReader:
    """Seconds, milli-, micro- or nanoseconds since 1970, told apart by their digits.

    ``fixed`` says that the format leaves no doubt about the unit.
    """

    def __init__(self, *, fixed: bool = False) -> None:
        self._caveats = "" if fixed else caveats_text(Caveat.UNIT)

    def read(self, match: re.Match[str]) -> Stamp | None:
        """The stamp of a matched line."""
        digits = match["epoch"]
        precision, unit, parts = _EPOCH_DIGITS[len(digits)]
        clock_us = int(digits) * unit // parts
        frac = match["frac"]
        if frac and precision is Precision.SECOND:
            precision, fraction_us = fraction_of(frac)
            clock_us += fraction_us
        elif frac and precision is Precision.MILLISECOND:
            precision, fraction_us = Precision.MICROSECOND, int(frac[:3].ljust(3, "0"))
            clock_us += fraction_us
        return Stamp(match["stamp"], clock_us, precision, zoned=True, caveats=self._caveats)


class TaiReader:
    """TAI64 and TAI64N labels, as daemontools' multilog writes them."""

    def read(self, match: re.Match[str]) -> Stamp | None:
        """The stamp of a matched line; None where it lies before 1970."""
        label = match["tai"]
        seconds = int(label[:16], 16) - _TAI64_EPOCH
        if not 0 <= seconds < 2**37:
            return None
        nanoseconds = int(label[16:] or "0", 16)
        precision = Precision.MICROSECOND if label[16:] else Precision.SECOND
        return Stamp(
            match["stamp"], seconds * SECOND_US + nanoseconds // 1000, precision, zoned=True
        )


_OF_A_DAY = caveats_text(Caveat.DAY)
_OF_A_DAY_BACK = caveats_text(Caveat.DAY, Caveat.SET_BACK)


class ClockReader:
    """Clocks without a date: the day comes from outside, and a step back begins the next one."""

    def __init__(self, first_day: date) -> None:
        self._midnight = midnight_us(first_day)
        self._last_us = 0
        self._set_back = SetBack()

    def day_is(self, clock_us: int) -> None:
        """The file says which day it is from here on."""
        self._midnight = clock_us // DAY_US * DAY_US
        self._last_us = 0

    def read(self, match: re.Match[str]) -> Stamp | None:
        """The stamp of a matched line."""
        known = clock_of(match["clock"], match["half"])
        if known is None:
            return None
        since_midnight, precision = known
        if since_midnight < self._last_us - CLOCK_SLACK_US:
            self._midnight += DAY_US
        self._last_us = since_midnight
        if frac := match["frac"]:
            precision, fraction_us = fraction_of(frac)
            since_midnight += fraction_us
        clock_us = self._midnight + since_midnight
        caveats = _OF_A_DAY_BACK if self._set_back.sees(clock_us) else _OF_A_DAY
        return Stamp(match["stamp"], clock_us, precision, zoned=False, caveats=caveats)


class NoReader:
    """For stamps that the file proves nothing about: they stay unread."""

    def read(self, match: re.Match[str]) -> Stamp | None:
        """Nothing."""
        return None


def plain_calendar(order: str) -> Calendar:
    """The calendar of days that are complete, their numbers in a known order."""
    return lambda day: date_of(numbers_in(day), order)
