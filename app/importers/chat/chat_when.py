"""When a chat window says that something was said: ``2:46 AM``, ``Yesterday 14:46``, ``29/03``.

A window writes for people who know what day it is. What it leaves out comes from headings between
the messages, and from the one day that a person states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.evidence import ImportChoices
from app.domain.moments import DAY_US, MINUTE_US, Caveat, Precision, Stamp, caveats_text
from app.domain.questions import DateOrder, DateOrderQuestion
from app.importers.times.dating import (
    CLOCK_SLACK_US,
    date_of,
    midnight_us,
    numbers_in,
    possible_orders,
    proved_order,
)
from app.importers.times.day_words import (
    BACK,
    DAYS_BACK,
    MONTH,
    MONTH_NUMBERS,
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAY_NUMBERS,
)
from app.importers.times.wallclock import clock_of

_NTH = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
_NAMED = rf"(?:{MONTH}\.? {_NTH}|{_NTH}\.? (?:de )?{MONTH}\.?)(?:(?:,| del?)? \d{{4}})?"
_NUMBERS = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}\. \d{1,2}\. \d{1,2}\.?|"
    r"\d{1,2}\. ?\d{1,2}\.(?: ?\d{4})?|\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{4}|\d\d))?)"
)
_ON = rf"(?:(?:{WEEKDAY}(?:\.?,)?|{SHORT_WEEKDAY}(?:\.,?|,)) )?"
_DAY = rf"(?:{BACK}|{_ON}{_NAMED}|{_ON}{_NUMBERS}|{WEEKDAY})"
_AT = "(?:,? (?:at|um|à|a las?|às|om)|,)?"
CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.? ?[Mm]\b\.?| Uhr\b)?(?![\d:])"
WHEN = rf"(?:{CLOCK},? {_DAY}|(?:{_DAY}{_AT} )?{CLOCK})"
"""A time as chat windows write it, mostly with a day; matched against `plain` text."""

_WHEN = re.compile(
    rf"(?:(?P<day>{_DAY}){_AT} )?(?P<clock>\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?)"
    rf"(?: ?(?P<half>[AaPp])\.? ?[Mm]\.?| Uhr)?(?:,? (?P<after>{_DAY}))?",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"[-—–─━\s]*(?P<day>{BACK}|{_ON}{_NAMED}|{WEEKDAY})[-—–─━\s]*",
    re.IGNORECASE,
)
_IN_DAY = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}\b)[.,]{{0,2}} ?)?"
    rf"(?:(?P<numbers>{_NUMBERS})|(?P<named>{_NAMED}))?",
    re.IGNORECASE,
)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HALF_DAY_US = DAY_US // 2
_THIRTEEN_US = 13 * 60 * MINUTE_US
_EXAMPLES = 5
_LONGEST_HEADING = 80
_SOME_YEAR = 2000
_WHOLE_YEAR = re.compile(r"\d{4}")


def plain(line: str) -> str:
    """A line with ordinary spaces, and without the unseen marks that windows put around times."""
    return _UNSEEN.sub("", line).translate(_SPACES)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a window names it: days back from today, a weekday, numbers, or a month's name.

    ``numbers`` are in an order that may not be known; ``month`` and ``day`` are.
    """

    text: str
    back: int | None = None
    weekday: int | None = None
    numbers: tuple[int, ...] = ()
    month: int = 0
    day: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time as a window names it; ``half`` is whether morning or afternoon is told."""

    text: str
    day: Day | None
    clock_us: int
    half: bool
    precision: Precision


def when_of(text: str) -> When | None:
    """The time that a text names, as `WHEN` matches it; None where there is no such time of day."""
    found = _WHEN.fullmatch(text)
    known = found and clock_of(found["clock"], found["half"])
    if found is None or known is None:
        return None
    named = found["day"] or found["after"]
    day = None if named is None else day_of(named)
    return When(text, day, known[0], found["half"] is not None, known[1])


def heading_of(line: str) -> Day | None:
    """The day that a line between messages names, such as ``Friday, March 29th``; else None."""
    found = _HEADING.fullmatch(line) if len(line) <= _LONGEST_HEADING else None
    return None if found is None else day_of(found["day"])


def day_of(text: str) -> Day:
    """The day in a text that names one."""
    if (back := DAYS_BACK.get(text.lower())) is not None:
        return Day(text, back)
    found = _IN_DAY.fullmatch(text)
    if found is None:
        return Day(text)
    name = found["weekday"]
    weekday = None if name is None else WEEKDAY_NUMBERS[name.lower()]
    if found["numbers"]:
        return Day(text, weekday=weekday, numbers=_with_century(numbers_in(found["numbers"])))
    words = re.findall(r"[^\W\d_]{3,}|\d+", (found["named"] or "").lower())
    figures = [int(word) for word in words if word.isdigit()]
    months = [MONTH_NUMBERS[word] for word in words if word in MONTH_NUMBERS]
    if not months or not figures:
        return Day(text, weekday=weekday)
    year = figures[1] if len(figures) > 1 else None
    return Day(text, weekday=weekday, month=months[0], day=figures[0], year=year)


def _with_century(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers with a year of two digits at their end, where windows put it, as one of four."""
    if len(numbers) == 3 and max(numbers) < 100:
        return (*numbers[:2], numbers[2] + 2000)
    return numbers


class DayOrder:
    """The order of day, month and year in numeric dates: proved by all of them, or answered."""

    def __init__(self, days: Iterable[Day], choices: ImportChoices) -> None:
        numeric = [day for day in days if day.numbers]
        self._unclear = [day for day in numeric if not _is_year_first(day) and "." not in day.text]
        self._orders: dict[int, str] = {}
        for length in (2, 3):
            numbers = [day.numbers for day in self._unclear if len(day.numbers) == length]
            if numbers and (order := _order(numbers, choices.date_order)):
                self._orders[length] = order
        if len(self._orders) == 1 and {len(day.numbers) for day in self._unclear} == {2, 3}:
            [(length, order)] = self._orders.items()  # one file writes both in one order
            self._orders[5 - length] = order.replace("y", "") if length == 3 else f"{order}y"

    def date(self, day: Day, year: int | None) -> date | None:
        """The date of a numeric day; ``year`` serves days without one."""
        if _is_year_first(day):
            return date_of(day.numbers, "ymd")
        if "." in day.text:  # nobody writes month.day
            return date_of(day.numbers, "dmy" if len(day.numbers) == 3 else "dm", year)
        order = self._orders.get(len(day.numbers))
        return None if order is None else date_of(day.numbers, order, year)

    @property
    def is_open(self) -> bool:
        """Whether some dates can be read in more than one order."""
        return any(len(day.numbers) not in self._orders for day in self._unclear)

    def question(self) -> DateOrderQuestion | None:
        """What to ask about dates whose order nothing proves; None where there are none."""
        days = [day for day in self._unclear if len(day.numbers) not in self._orders]
        if not days:
            return None
        days = list(
            {day.numbers: day for day in days if len(day.numbers) == len(days[0].numbers)}.values()
        )
        orders = possible_orders([day.numbers for day in days])
        read = [
            (day, [date_of(day.numbers, order, _SOME_YEAR) for order in orders]) for day in days
        ]
        clear = [(day.text, tuple(filter(None, dates))) for day, dates in read if all(dates)]
        return DateOrderQuestion(
            tuple(text for text, _dates in clear[:_EXAMPLES]),
            tuple(_ASKED[order] for order in orders),
            tuple(zip(*(dates for _text, dates in clear[:_EXAMPLES]), strict=True)),
        )


_ASKED = {
    "ymd": DateOrder.YEAR_FIRST,
    "dmy": DateOrder.DAY_FIRST,
    "mdy": DateOrder.MONTH_FIRST,
    "dm": DateOrder.DAY_FIRST,
    "md": DateOrder.MONTH_FIRST,
}


def _order(days: Sequence[tuple[int, ...]], answer: DateOrder | None) -> str | None:
    """The order that the days prove, else the one a person said where a day exists under it."""
    days = [numbers for numbers in days if len(numbers) == len(days[0])]
    proved = proved_order([numbers for numbers in days if len(numbers) == 3] or days)
    if proved not in {None, "ymd"}:
        return proved
    if answer is None:
        return None
    order = answer.value if len(days[0]) == 3 else answer.value.replace("y", "")
    return order if any(date_of(numbers, order, _SOME_YEAR) for numbers in days) else None


def _is_year_first(day: Day) -> bool:
    return bool(day.numbers) and day.numbers[0] > 31


class Days:
    """Which day it is, message by message, in the order of the text.

    ``notes`` are sentences about what was taken for granted.
    """

    def __init__(self, order: DayOrder, answer: date | None, *, twelve_hours: bool) -> None:
        self._order = order
        self._twelve = twelve_hours
        self._answer = answer
        self._now = answer
        self._today: date | None = None
        self._headed = False
        self._caveats: tuple[Caveat, ...] = (Caveat.DAY,)
        self._last_us: int | None = None
        self.notes: dict[str, None] = {}

    def heading(self, day: Day) -> None:
        """The text says which day it is from here on."""
        self._turn_to(day)

    def stamp(self, when: When) -> Stamp | None:
        """The stamp of a message; None where its day is not known."""
        if when.day is not None:
            self._turn_to(when.day)
        clock_us = self._clock_us(when)
        passed = self._last_us is not None and clock_us < self._last_us - CLOCK_SLACK_US
        if when.day is None and self._now is not None and passed:
            self._now = _days_after(self._now, 1)
        self._last_us = clock_us
        if self._now is None:
            return None
        caveats = self._caveats if when.day is not None else (Caveat.DAY, *self._caveats)
        wall_us = midnight_us(self._now) + clock_us
        return Stamp(when.text, wall_us, when.precision, False, caveats=caveats_text(*caveats))

    def _clock_us(self, when: When) -> int:
        """The time of day; without AM or PM, where others have it, the one that comes next."""
        last_us = self._last_us
        told = when.half or when.clock_us >= _THIRTEEN_US or not self._twelve
        if told or last_us is None:
            return when.clock_us
        morning_us = when.clock_us % _HALF_DAY_US
        near = (morning_us, morning_us + _HALF_DAY_US)
        return next((each for each in near if each >= last_us - MINUTE_US), morning_us)

    def _turn_to(self, day: Day) -> None:
        now, caveats = self._dated(day)
        self._now, self._caveats = now, caveats
        self._headed = True
        self._last_us = None

    def _dated(self, day: Day) -> tuple[date | None, tuple[Caveat, ...]]:
        if day.back is not None:
            return self._relative(day, day.back), (Caveat.DAY,)
        if day.numbers:
            return self._numeric(day)
        if day.month:
            if day.year is not None:
                return date_of((day.month, day.day), "md", day.year), ()
            return self._near(day), (Caveat.YEAR,)
        return self._on_weekday(day), (Caveat.DAY,)

    def _relative(self, day: Day, back: int) -> date | None:
        """Today or yesterday: the first of these words says what today was."""
        if self._today is None:
            here = self._now
            if here is not None and self._headed:
                here = _days_after(here, 1)
                self.notes[
                    f"“{day.text}” was read as {here}, the day after the one named before it."
                ] = None
            self._today = None if here is None else _days_after(here, back)
        return None if self._today is None else _days_after(self._today, -back)

    def _numeric(self, day: Day) -> tuple[date | None, tuple[Caveat, ...]]:
        caveats = () if _is_year_first(day) else (Caveat.ORDER,)
        if len(day.numbers) == 3:
            short = _WHOLE_YEAR.search(day.text) is None
            return self._order.date(day, None), (*caveats, *((Caveat.CENTURY,) if short else ()))
        known = self._now or self._answer
        found = None if known is None else self._order.date(day, known.year)
        if found is None or known is None:
            return None, caveats
        near = (self._order.date(day, known.year + step) for step in (-1, 0, 1))
        return _nearest([one for one in near if one], known), (*caveats, Caveat.YEAR)

    def _near(self, day: Day) -> date | None:
        """The date of a month and a day in the year that comes nearest to what is known."""
        known = self._now or self._answer
        if known is None:
            return None
        years = range(max(known.year - 3, 1), min(known.year + 4, 9999))
        dates = [one for year in years if (one := date_of((day.month, day.day), "md", year))]
        on_weekday = [one for one in dates if one.weekday() == day.weekday]
        nearest = _nearest(dates, known)
        agrees = _nearest(on_weekday, known)
        if day.weekday is not None and agrees != nearest:
            if agrees is not None and abs(agrees - known) < timedelta(days=550):
                return agrees
            self.notes[
                f"“{day.text}” is another day of the week in {known.year}, the year that was taken."
            ] = None
        return nearest

    def _on_weekday(self, day: Day) -> date | None:
        known = self._now
        if known is None or day.weekday is None:
            return None
        ahead = (day.weekday - known.weekday()) % 7
        if not self._headed and ahead > 3:  # the day a person said is only near it
            ahead -= 7
        return _days_after(known, ahead)


def _nearest(dates: Sequence[date], known: date) -> date | None:
    return min(dates, key=lambda one: abs(one - known), default=None)


def _days_after(day: date, days: int) -> date | None:
    """The day so many days later; None outside the years that exist."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
