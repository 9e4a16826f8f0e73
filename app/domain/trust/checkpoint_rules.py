"""The days of the checkpoints: planned, passed, and which stand out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.domain.moments import typed_day
from app.domain.trust.follow_through import Checkpoint, CheckpointKind
from app.domain.trust.follow_words import CALENDAR_WORDS

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CheckpointDay:
    """A checkpoint as a calendar gets it: an id that stays, a word for its kind, and the day."""

    uid: int
    title: str
    on: date


def planned(start: date, again: date | None = None) -> tuple[tuple[date, CheckpointKind], ...]:
    """The days from a first day on: every week for a quarter, one month, one quarter.

    The weekly ones go on until the quarter, where nothing longer falls on their week; ``again`` is
    the day on which all of it is looked at anew. In the order of days.
    """
    month, quarter = months_later(start, 1), months_later(start, 3)
    longer = {month: CheckpointKind.MONTH, quarter: CheckpointKind.QUARTER}
    if again is not None and again >= start:
        longer[again] = CheckpointKind.AGAIN
    weekly = (
        day
        for day in _weeks(start, quarter)
        if not any(timedelta(0) <= one - day < _WEEK for one in (month, quarter))
    )
    found = dict.fromkeys(weekly, CheckpointKind.WEEKLY) | longer
    return tuple(sorted(found.items()))


def _weeks(start: date, end: date) -> Iterator[date]:
    day = start + _WEEK
    while day < end:
        yield day
        day += _WEEK


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_order(checkpoints: Iterable[Checkpoint]) -> list[Checkpoint]:
    """By their days."""
    return sorted(checkpoints, key=lambda one: (one.due, one.id))


def overdue(checkpoints: Iterable[Checkpoint], today: date) -> tuple[Checkpoint, ...]:
    """Those whose day has passed and that were not held."""
    return tuple(
        one
        for one in in_order(checkpoints)
        if one.done_us is None and (day := typed_day(one.due)) is not None and day < today
    )


def to_come(checkpoints: Iterable[Checkpoint], today: date) -> tuple[Checkpoint, ...]:
    """Those that are still to be held, from today on."""
    return tuple(
        one
        for one in in_order(checkpoints)
        if one.done_us is None and (day := typed_day(one.due)) is not None and day >= today
    )


def calendar_days(checkpoints: Iterable[Checkpoint]) -> tuple[CheckpointDay, ...]:
    """What a calendar gets of the checkpoints that were not held yet: nothing people wrote."""
    return tuple(
        CheckpointDay(UUID(one.id).int, CALENDAR_WORDS[one.kind], day)
        for one in in_order(checkpoints)
        if one.done_us is None and (day := typed_day(one.due)) is not None
    )
