"""Weeks of readings: each is told by its Monday, and one without a reading stays a gap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from app.domain.errors import InvalidInputError
from app.domain.moments import typed_day

WEEK = timedelta(days=7)
_LONG_AGO = "1970"


def week_of(day: date) -> str:
    """The Monday (ISO) of the week in which a day lies."""
    return (day - timedelta(days=day.weekday())).isoformat()


def typed_week(text: str, today: date) -> str:
    """The Monday of the week that a person means by any day of it, such as 2026-03-04.

    Raises `InvalidInputError` for what is no day, for one of long ago, such as a mistyped year,
    and for a week that has not begun.
    """
    if (day := typed_day(text)) is None:
        raise InvalidInputError(
            f"“{text.strip()}” is no day; write a day of the week, such as 2026-03-02."
        )
    monday = week_of(day)
    if monday < _LONG_AGO:
        raise InvalidInputError(f"The week of {monday} is too long ago; look at the year.")
    if monday > week_of(today):
        raise InvalidInputError(f"The week of {monday} has not begun; nothing can be read of it.")
    return monday


def runs(weeks: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Weeks in order, cut where one is missing: a line is drawn within a run only."""
    found: list[list[str]] = []
    for week in sorted(weeks):
        day = date.fromisoformat(week)
        if found and date.fromisoformat(found[-1][-1]) + WEEK == day:
            found[-1].append(week)
        else:
            found.append([week])
    return tuple(tuple(run) for run in found)
