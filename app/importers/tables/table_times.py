"""The times of a table: in one column, in two, or times of day with a day that a person says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from app.domain.moments import (
    DAY_US,
    SECOND_US,
    Caveat,
    Precision,
    Stamp,
    caveats_text,
    microseconds,
)
from app.domain.questions import DateOrder, DateOrderQuestion
from app.importers.tables.table_columns import is_clock, is_dated, is_serial
from app.importers.times.dating import (
    CLOCK_SLACK_US,
    date_of,
    midnight_us,
    numbers_in,
    possible_orders,
    proved_order,
)
from app.importers.times.field_time import FieldTimes, numbers_date
from app.importers.times.wallclock import clock_of

_SHOWN = 3
_MOST_DAYS = 200_000
_HALF = re.compile(r"[AaPp](?=\.?[Mm])")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  a wall clock
"""What spreadsheets count days from."""

Cells = Mapping[str, str]
"""The cells of a row by their column; a column may be missing."""


@dataclass(frozen=True, slots=True)
class TimeColumns:
    """Where the time of a row stands: a column with dates, one with times of day, or both."""

    date: str | None
    clock: str | None = None


def time_columns(column: str | None, columns: Sequence[str], rows: Sequence[Cells]) -> TimeColumns:
    """The column of the time, and the one beside it that holds the time of day, where it is two."""
    if column is None:
        return TimeColumns(None)
    cells = {name: [row[name] for row in rows if row.get(name, "").strip()] for name in columns}
    clocks = [name for name in columns if is_clock(cells[name])]
    if column in clocks and column in cells:
        dates = [name for name in columns if name not in clocks and _is_days(name, cells[name])]
        return TimeColumns(dates[0] if len(dates) == 1 else None, column)
    days_only = _is_days(column, cells.get(column, []))
    return TimeColumns(column, clocks[0] if days_only and len(clocks) == 1 else None)


def _is_days(name: str, cells: Sequence[str]) -> bool:
    """Whether a column holds dates and none of them has a time of day."""
    return is_dated(name, cells) and not any(":" in cell for cell in cells)


@dataclass(frozen=True, slots=True)
class OrderFound:
    """In which order dates made of numbers name day and month, how that is known, or what to ask.

    All None where a table has no such dates.
    """

    order: DateOrder | None = None
    note: str | None = None
    question: DateOrderQuestion | None = None


def order_of(days: Sequence[str], said: DateOrder | None) -> OrderFound:
    """The order of the dates of a table, in its order: as a person said, or as the table proves."""
    if not days:
        return OrderFound()
    such = f"Dates such as {days[0]}"
    if said is not None:
        return OrderFound(said, f"{such} were read as {_words(said)}, as was said.")
    proved = proved_order([numbers_in(day) for day in days[:_MOST_DAYS]])
    if proved is not None:
        order = DateOrder(proved)
        note = f"{such} were read as {_words(order)}; no other order fits the table."
        return OrderFound(order, note)
    note = (
        f"{such} can be read in more than one order of day and month, and the table does not prove"
        " which, so their rows came in without a time."
    )
    return OrderFound(None, note, _asked(days))


def _words(order: DateOrder) -> str:
    return "/".join({"y": "year", "m": "month", "d": "day"}[letter] for letter in order.value)


def _asked(days: Sequence[str]) -> DateOrderQuestion | None:
    """The question, with dates that exist in every order; None where there are none."""
    orders = tuple(map(DateOrder, possible_orders([numbers_in(day) for day in days[:_MOST_DAYS]])))
    examples: list[tuple[str, tuple[date, ...]]] = []
    for text in dict.fromkeys(days):
        read = tuple(day for order in orders if (day := date_of(numbers_in(text), order.value)))
        if len(read) == len(orders):
            examples.append((text, read))
        if len(examples) == _SHOWN:
            break
    if len(orders) < 2 or not examples:
        return None
    readings = tuple(zip(*(read for _, read in examples), strict=True))
    return DateOrderQuestion(tuple(text for text, _ in examples), orders, readings)


class TableTimes:
    """Reads the time of each row; rows come in the order of the table.

    ``day`` is when rows that have a time of day only begin, None where nobody knows.
    """

    def __init__(self, where: TimeColumns, order: DateOrder | None, day: date | None) -> None:
        self._where = where
        self._times = FieldTimes(order)
        self._midnight_us = None if day is None else midnight_us(day)
        self._last_us = 0

    def read(self, row: Cells) -> Stamp | None:
        """The time of a row; None where it has none."""
        where = self._where
        clock = row.get(where.clock, "").strip() if where.clock else ""
        if where.date is None:
            return self._of_day(clock)
        text = row.get(where.date, "").strip()
        if clock:
            clock = clock.removesuffix("Uhr").strip()
            return self._times.read(f"{text} {clock if ':' in clock else clock.replace('.', ':')}")
        return self._times.read(text) or _of_spreadsheet(text)

    def _of_day(self, text: str) -> Stamp | None:
        """A time of day on the day that is known; each midnight it passes begins the next."""
        if self._midnight_us is None or not is_clock([text]):
            return None
        half = _HALF.search(text)
        known = clock_of(text, half[0] if half else None)
        if known is None:
            return None
        clock_us, precision = known
        if clock_us < self._last_us - CLOCK_SLACK_US:
            self._midnight_us += DAY_US
        self._last_us = clock_us
        caveats = caveats_text(Caveat.DAY)
        return Stamp(text, self._midnight_us + clock_us, precision, False, None, caveats)


def _of_spreadsheet(text: str) -> Stamp | None:
    """The time that a spreadsheet counts in days; it knows seconds, and rounds what is finer."""
    if not is_serial(text):
        return None
    seconds = round(float(text) * 86_400)
    clock_us = microseconds(_DAY_ZERO) + seconds * SECOND_US
    precision = Precision.SECOND if "." in text else Precision.DAY
    return Stamp(text, clock_us, precision, False, None, caveats_text(Caveat.UNIT))


def numbers_dates(rows: Iterable[Cells], where: TimeColumns) -> list[str]:
    """The dates of numbers in the column of the time, as they stand, in the order of the rows."""
    if where.date is None:
        return []
    found = (numbers_date(row.get(where.date, "")) for row in rows)
    return [day for day, _ in groupby(day for day in found if day)][:_MOST_DAYS]
