"""Which columns of a document's table tell the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.importers.documents.dated_moments import StatedTime, time_at
from app.importers.documents.dated_zones import StatedZone, zone_of_header
from app.importers.documents.document_blocks import Block

_NO_TIME = re.compile(
    r"\b(?:due|deadline|eta|target|duration|expected|planned|completed?|updated|created"
    r"|time (?:to|spent)"
    r"|owner|est(?:imated)?\.?|status|ticket|issue)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:date ?/ ?time|date and time|datetime|time(?:stamp)?s?|when|clock|at|hour"
    r"|started?|begin|began|began at"
    r"|UTC|GMT|PST|PDT|EST|EDT|CET|CEST|ET|PT|BST|IST|T\+?)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:time|UTC|GMT|local)\b", re.IGNORECASE)
_BARE_CLOCK = re.compile(r"^([01]?\d|2[0-3])[.h]?([0-5]\d)$")
"""A clock without a colon, which only the head of its column tells from a number."""
_DATE = re.compile(r"\b(?:date|day)\b", re.IGNORECASE)
_ACTIONS = re.compile(
    r"\b(?:owner|assignee|due|deadline|priority|ticket|eta|action item|responsible)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeColumns:
    """The columns of a table: of its clocks or whole times, and of its dates where apart.

    ``zone`` is what the head of the column says about it. Both None: the table tells no times.
    """

    time: int | None = None
    date: int | None = None
    zone: StatedZone | None = None
    is_value: bool = False
    """Whether the table gives names and values, and a time is the value."""

    same: tuple[int, ...] = ()
    """Columns that tell the same time by another clock."""

    @property
    def unsaid(self) -> tuple[int, ...]:
        """The columns that are no part of what a row says."""
        return (*self.all, *self.same)

    @property
    def all(self) -> tuple[int, ...]:
        """The columns that make up the time."""
        return tuple(at for at in (self.date, self.time) if at is not None)


NO_TIMES = TimeColumns()


def time_columns(rows: Sequence[Block]) -> TimeColumns:
    """The columns of a table's rows that tell the time, by its head, else by what they hold."""
    head = rows[0].head
    body = [row for row in rows if row.cells != head] or list(rows)
    if sum(_ACTIONS.search(name) is not None for name in head) >= 1 and not any(
        re.search(r"\btime", name, re.IGNORECASE) for name in head
    ):
        return NO_TIMES
    by_head = _by_head(head)
    if by_head.time is not None or by_head.date is not None:
        return by_head
    width = max((len(row.cells) for row in body), default=0)
    for at in range(min(width, 3)):
        if at < len(head) and _NO_TIME.search(head[at]):
            continue
        told = [stated for row in body if (stated := whole_time(_at(row, at))) is not None]
        clocks = [stated for stated in told if stated.clock_us is not None]
        filled = [row for row in body if _at(row, at).strip()]
        if clocks and 2 * len(told) >= len(filled):
            return TimeColumns(time=at, is_value=at == 1 and width == 2)
    return NO_TIMES


def _by_head(head: Sequence[str]) -> TimeColumns:
    time: int | None = None
    date: int | None = None
    zone: StatedZone | None = None
    for at, name in enumerate(head):
        if len(name) > 60 or _NO_TIME.search(name) or whole_time(name) is not None:
            continue
        stated = zone_of_header(name)
        if _TIME.search(name) and (time is None or (zone is None and stated is not None)):
            if time is not None and not re.search(r"time|utc|gmt", name, re.IGNORECASE):
                continue
            time, zone = at, stated
        elif date is None and _DATE.search(name):
            date = at
            zone = zone or stated
    if time is None and date is not None:
        return TimeColumns(date, None, zone)  # a column called “Date” that may hold clocks too
    same = tuple(
        at
        for at, name in enumerate(head)
        if at not in {time, date} and _CLOCK.search(name) and zone_of_header(name) is not None
    )
    is_value = time == 1 and date is None and len(head) == 2
    return TimeColumns(time, date, zone, is_value, same)


def row_time(row: Block, columns: TimeColumns) -> tuple[StatedTime | None, str]:
    """The time of a row, and its text as written."""
    cell = _at(row, columns.time).strip()
    written = _BARE_CLOCK.sub(r"\1:\2", cell)
    clock = whole_time(written)
    if columns.date is None:
        return clock, cell if clock else ""
    text = " ".join(filter(None, (_at(row, at).strip() for at in columns.all)))
    both = whole_time(f"{_at(row, columns.date).strip()} {written}")
    if both is not None and both.day is not None and both.clock_us is not None:
        return both, text
    day = whole_time(_at(row, columns.date))
    if day is None:
        unreadable = _at(row, columns.date).strip()
        return (None, "") if unreadable and clock and clock.day is None else (clock, text)
    if clock is None or day.clock_us is not None:
        return day, text
    return (clock if clock.day is not None else replace(clock, day=day.day)), text


def whole_time(cell: str) -> StatedTime | None:
    """The time that a cell holds and nothing else but a remark on it; None for other cells."""
    text = cell.strip(" \n*_[]()`")
    stated = time_at(text)
    if stated is None:
        text = re.sub(r"^(?:at|on|from)\s+", "", text, flags=re.IGNORECASE)
        stated = time_at(text)
    if stated is None:
        return None
    rest = text[stated.end :].strip(" \n,.:;-–*_)hrs+")
    return stated if not rest or (len(rest) <= 30 and (rest[0] == "(" or time_at(rest))) else None


def _at(row: Block, at: int | None) -> str:
    return "" if at is None or at >= len(row.cells) else row.cells[at]
