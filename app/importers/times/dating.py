"""What stamps leave out: the order of day and month, the year, the day; proved from the file.

Nothing here is guessed silently: each inference has a sentence for the receipt, and where the
file proves nothing the stamps stay unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from app.domain.moments import DAY_US, EPOCH, MINUTE_US
from app.importers.times.stamps import MONTHS

_TOKEN = re.compile(r"[A-Za-z]{3}|\d+")
_WIDTHS = {8: (4, 2, 2), 6: (2, 2, 2), 4: (2, 2)}
_BACK_DAYS = 31
"""A step back by more is a step over New Year."""
_AHEAD_DAYS = 334
"""A step ahead by more is a late line of the year before."""
CLOCK_SLACK_US = 75 * MINUTE_US
"""A clock may step back this far within a day: the end of summer time, lines out of order."""
_ORDERS = {3: ("ymd", "dmy", "mdy"), 2: ("md", "dm")}
_FIRST_DAY = EPOCH.date()
_LEAP_YEAR = 2000
NEVER_YEAR = 9999


@lru_cache(maxsize=4096)
def numbers_in(day: str) -> tuple[int, ...]:
    """The numbers of a day as written, month names turned into numbers: ``Dec 04`` is (12, 4)."""
    tokens = _TOKEN.findall(day)
    if len(tokens) == 1 and len(day) in _WIDTHS:
        at, parts = 0, []
        for width in _WIDTHS[len(day)]:
            parts.append(day[at : at + width])
            at += width
        tokens = parts
    return tuple(map(_number, tokens))


def _number(token: str) -> int:
    if not token.isdigit():
        return MONTHS.get(token.lower(), 0)
    # 0001-01-01 is how programs write "never"; read as a number it would be the year 2001.
    return NEVER_YEAR if len(token) == 4 and token[0] == "0" else int(token)


def date_of(numbers: Sequence[int], order: str, year: int | None = None) -> date | None:
    """The date that numbers mean in an order such as ``dmy``; None where there is no such day.

    The years that programs write for "never" (`NEVER_YEAR` and later) have no days. A year of two
    digits lies between 1970 and 2069. ``year`` serves orders without one.
    """
    parts = dict(zip(order, numbers, strict=False))
    if len(numbers) != len(order) or "m" not in parts:
        return None
    of_year = parts.get("y", year if year is not None else 0)
    if "y" in parts and of_year < 100:
        of_year += 2000 if of_year < 70 else 1900
    if of_year >= NEVER_YEAR:
        return None
    try:
        return date(of_year, parts["m"], parts["d"])
    except ValueError:
        return None


def midnight_us(day: date) -> int:
    """The midnight that begins a day, as wall-clock microseconds since 1970."""
    return (day - _FIRST_DAY).days * DAY_US


def proved_order(days: Sequence[tuple[int, ...]]) -> str | None:
    """The one order of day, month and year under which days of a file make sense; else None.

    ``days`` are the numbers in the order of the file. An order is out where it names days that do
    not exist, or steps back in time more often than another.
    """
    orders = _ORDERS.get(len(days[0]), ()) if days else ()
    steps = {order: _steps_back(days, order) for order in orders}
    possible = {order: back for order, back in steps.items() if back is not None}
    fewest = min(possible.values(), default=0)
    best = [order for order, back in possible.items() if back == fewest]
    disordered = len(possible) > 1 and fewest > len(days) // 10
    return best[0] if len(best) == 1 and not disordered else None


def possible_orders(days: Sequence[tuple[int, ...]]) -> tuple[str, ...]:
    """The orders under which at least one of the days exists."""
    orders = _ORDERS.get(len(days[0]), ()) if days else ()
    return tuple(order for order in orders if any(date_of(day, order, _LEAP_YEAR) for day in days))


def _steps_back(days: Sequence[tuple[int, ...]], order: str) -> int | None:
    """How often the days step back under an order; None where one of them does not exist."""
    dates = [date_of(numbers, order, _LEAP_YEAR) for numbers in days]
    known = [day for day in dates if day is not None]
    if len(known) < len(dates):
        return None
    over_new_year = _BACK_DAYS if "y" not in order else 10**6
    return sum(0 < (before - after).days <= over_new_year for before, after in pairwise(known))


class Years:
    """The year of each day in a file whose stamps have none, from the order of its days."""

    def __init__(self, first: int) -> None:
        self._year = first
        self._last: date | None = None

    def of(self, numbers: Sequence[int], order: str) -> date | None:
        """The next day of the file with its year; None where there is no such day."""
        day = date_of(numbers, order, self._year)
        if day is None:
            return self._leap_day(numbers, order)
        if self._last is not None:
            behind = (self._last - day).days
            if behind > _BACK_DAYS:
                day = date_of(numbers, order, self._year + 1)
            elif behind < -_AHEAD_DAYS:
                return date_of(numbers, order, self._year - 1)
        if day is not None and (self._last is None or day > self._last):
            self._last = day
            self._year = day.year
        return day

    def _leap_day(self, numbers: Sequence[int], order: str) -> date | None:
        """29 February may belong to the year next to the current one."""
        if self._last is None:
            return None
        near = (date_of(numbers, order, self._year + step) for step in (1, -1))
        return next((day for day in near if day and abs((day - self._last).days) < 200), None)


def first_year(days: Sequence[tuple[int, ...]], order: str, latest: date) -> int:
    """The year of the first day, so that the last one is not after ``latest`` (and a day's slack).

    29 February moves it to a leap year.
    """
    for year in range(latest.year, latest.year - 12, -1):
        dates = _dated(days, order, year)
        if dates and max(dates) <= latest + timedelta(days=1):
            return year
    return latest.year


def first_year_near(
    days: Sequence[tuple[int, ...]], order: str, index: int, neighbour: date
) -> int:
    """The year of the first day, so that the day at ``index`` comes nearest to a dated line's."""
    distances: dict[int, int] = {}
    for year in range(neighbour.year + 1, neighbour.year - 12, -1):
        if dates := _dated(days, order, year):
            distances[year] = abs((dates[min(index, len(dates) - 1)] - neighbour).days)
    return min(distances, key=distances.__getitem__, default=neighbour.year)


def _dated(days: Sequence[tuple[int, ...]], order: str, year: int) -> list[date]:
    """The days as dates, the first in ``year``; empty where one of them would not exist."""
    years = Years(year)
    dates = [day for numbers in days if (day := years.of(numbers, order))]
    return dates if len(dates) == len(days) else []


@dataclass(slots=True)
class Clocks:
    """The clocks of lines without a date, in the order of the file, looked at once beforehand."""

    midnights: int = 0
    hours: set[int] = field(default_factory=set)
    first_at_hour: dict[int, int] = field(default_factory=dict)
    _last_us: int | None = None
    _noon_steps: int = 0

    def add(self, clock_us: int) -> None:
        """The next line's clock."""
        hour = clock_us // (60 * MINUTE_US)
        if self._last_us is not None and clock_us < self._last_us - CLOCK_SLACK_US:
            self.midnights += 1
            self._noon_steps += hour == 1 and self._last_us // (60 * MINUTE_US) == 12
        self._last_us = clock_us
        self.hours.add(hour)
        self.first_at_hour.setdefault(hour, self.midnights)

    @property
    def twelve_hour(self) -> bool:
        """Whether the clock is proved to run from 12:59 to 1:00, so that AM and PM are unknown."""
        return self._noon_steps > 0 and self.hours <= set(range(1, 13))


_DATE_IN_NAME = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-_.]?)(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)"
    r"(?:[-_T.](?P<hour>[01]\d|2[0-3])(?!\d))?(?![\d])"
)


def date_in_name(name: str) -> tuple[date, int | None] | None:
    """The day, and the hour where there is one, that a file's name carries."""
    for found in _DATE_IN_NAME.finditer(name):
        numbers = (int(found["y"]), int(found["m"]), int(found["d"]))
        if day := date_of(numbers, "ymd"):
            return day, None if found["hour"] is None else int(found["hour"])
    return None
