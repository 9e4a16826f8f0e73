"""Placing the times of a document on days, one after another as they are read.

A clock without a day takes the day of what stands above it; a clock that steps far back within one
list has passed midnight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.moments import DAY_US, SECOND_US, Caveat
from app.importers.documents.dated_days import Days, KnownDay, later
from app.importers.documents.dated_document import Outlook
from app.importers.documents.dated_moments import StatedTime

_BACK_US = 6 * 3600 * SECOND_US
"""A clock that steps back further in one list has passed midnight."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time and its day; None where nothing tells the day."""

    time: StatedTime
    day: KnownDay | None


@dataclass(slots=True)
class _Run:
    """The last clock of a list and its day, so that a midnight after it is seen."""

    last_us: int | None = None
    day: date | None = None


class Placing:
    """Gives each time of a document its day; the times come in reading order."""

    def __init__(self, seen: Outlook) -> None:
        self.days = Days(seen.orders, seen.base, fixed=seen.fixed)
        self._anchor = seen.anchor
        self._run = _Run()
        self._level = 0

    def enter(self, level: int) -> None:
        """A section without a day of its own begins: it ends the one whose day was known."""
        if level <= self._level or level == 1:
            self.days.reset()
            self._run = _Run()
            self._level = level

    def mark(self, stated: StatedTime, level: int) -> None:
        """From here on it is that day, until a section of this level or above begins."""
        known = self.days.meant(stated.day) if stated.day is not None else None
        if known is not None:
            self.days.now = known
            self._run = _Run()
            self._level = level

    def new_list(self) -> None:
        """A list or table begins: its first clock may well be before the last one."""
        self._run = _Run(None, self._run.day)

    def placed(self, stated: StatedTime, level: int, *, carries: bool = True) -> Placed | None:
        """A time with its day; None where its date cannot be read, so that nothing is wrong.

        ``carries``: it is one of a list, so that times after it without a day mean its day too,
        and a step back of its clock is a midnight.
        """
        if stated.relative_us is not None:
            return self._relative(stated, stated.relative_us)
        if stated.day is None:
            return Placed(stated, self._next_day(stated) if carries else self._same_day())
        known = self.days.meant(stated.day)
        if known is None:
            return None
        if not carries:
            return Placed(stated, known)
        if not self.days.fixed:
            self.days.now = known
            self._level = level
            if stated.clock_us is not None:
                self._run = _Run(stated.clock_us, known.date)
        return Placed(stated, known)

    def _same_day(self) -> KnownDay | None:
        known = self.days.clock_day()
        if known is None or self._run.day is None:
            return known
        return replace(known, date=self._run.day)

    def _next_day(self, stated: StatedTime) -> KnownDay | None:
        known = self._same_day()
        if known is None or stated.clock_us is None:
            return known
        run = self._run
        if run.last_us is not None and stated.clock_us < run.last_us - _BACK_US:
            after = later(run.day or known.date, 1)
            if after is None:
                return None
            known = replace(known, date=after)
            if not self.days.fixed:
                self.days.now = known
        self._run = _Run(stated.clock_us, known.date)
        return known

    def _relative(self, stated: StatedTime, since_us: int) -> Placed | None:
        """A time that counts from a moment which the document states."""
        anchor = self._anchor
        if anchor is None or anchor.clock_us is None:
            return None
        day = self.days.meant(anchor.day) if anchor.day is not None else self.days.base
        days, clock_us = divmod(anchor.clock_us + since_us, DAY_US)
        moved = later(day.date, days) if day is not None else None
        if day is None or moved is None:
            return None
        time = replace(stated, clock_us=clock_us, zone=anchor.zone)
        return Placed(time, KnownDay(moved, (*day.caveats, Caveat.RELATIVE)))
