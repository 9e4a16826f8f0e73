"""The updates that stakeholders were given: what was promised, what came, and where it was quiet.

All of it compares times that people entered from evidence. It says what came when, not why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from app.domain.moments import MINUTE_US
from app.domain.practice.incident_times import Marked
from app.domain.practice.response import MilestoneKind, ProcessCard, StatusUpdate
from app.domain.review_words import counted, duration_words

USUAL_MINUTES = 20
"""The interval where no card states one: an update every 15 to 20 minutes is the practice."""


class Promise(StrEnum):
    """What became of the next update that was promised."""

    NONE = "none"
    KEPT = "kept"
    LATE = "late"
    NEVER = "never"
    BACKWARDS = "backwards"
    """For a time before the update itself: one of the two is mistyped."""


@dataclass(frozen=True, slots=True)
class Followed:
    """An update with what came after it. ``next_us`` is when the next one came, None for never.

    ``late_us`` is how late that was, in whole minutes, where it was promised earlier.
    """

    update: StatusUpdate
    promise: Promise
    next_us: int | None = None
    late_us: int = 0


@dataclass(frozen=True, slots=True)
class Quiet:
    """A time longer than the interval in which stakeholders heard nothing.

    ``first``: it was before the first update; ``last``: after the last, until the end.
    """

    from_us: int
    to_us: int
    first: bool = False
    last: bool = False

    @property
    def length_us(self) -> int:
        """How long it was."""
        return self.to_us - self.from_us


def in_time_order(updates: Iterable[StatusUpdate]) -> list[StatusUpdate]:
    """By their time; those without one come last."""
    return sorted(updates, key=lambda one: (one.at_us is None, one.at_us or 0, one.id))


def followed(updates: Iterable[StatusUpdate]) -> tuple[Followed, ...]:
    """Each update with what became of its promise, in time order."""
    ordered = in_time_order(updates)
    times = [update.at_us for update in ordered if update.at_us is not None]
    return tuple(_followed(update, times) for update in ordered)


def _followed(update: StatusUpdate, times: Sequence[int]) -> Followed:
    if update.at_us is None:
        return Followed(update, Promise.NONE)
    at_us = update.at_us
    next_us = next((time for time in times if time > at_us), None)
    if update.next_us is not None and update.next_us < at_us:
        return Followed(update, Promise.BACKWARDS, next_us)
    if update.next_us is None:
        return Followed(update, Promise.NONE, next_us)
    if next_us is None:
        return Followed(update, Promise.NEVER)
    late_us = _to_the_minute(next_us) - _to_the_minute(update.next_us)
    if late_us > 0:
        return Followed(update, Promise.LATE, next_us, late_us)
    return Followed(update, Promise.KEPT, next_us)


def quiet_times(
    updates: Iterable[StatusUpdate], interval_minutes: int, marked: Marked
) -> tuple[Quiet, ...]:
    """The times longer than the interval without an update, in order.

    From the entry marked as detected, or else as started, to the one marked as resolved; an end
    that is not marked is that of the updates. Once all is resolved, nobody has to be told more.
    """
    times = [update.at_us for update in in_time_order(updates) if update.at_us is not None]
    if not times:
        return ()
    first = _start_of(marked, MilestoneKind.DETECTED, MilestoneKind.STARTED)
    last = _start_of(marked, MilestoneKind.RESOLVED)
    found = [Quiet(one, other) for one, other in pairwise(times)]
    if first is not None and first < times[0]:
        found.insert(0, Quiet(first, times[0], first=True))
    if last is not None and last > times[-1]:
        found.append(Quiet(times[-1], last, last=True))
    if last is not None:
        found = [replace(one, to_us=min(one.to_us, last)) for one in found if one.from_us < last]
    longest_us = interval_minutes * MINUTE_US
    return tuple(
        quiet
        for quiet in found
        if _to_the_minute(quiet.to_us) - _to_the_minute(quiet.from_us) > longest_us
    )


def interval_of(card: ProcessCard | None) -> int:
    """The minutes between updates, as the card has them."""
    return USUAL_MINUTES if card is None or card.update_minutes <= 0 else card.update_minutes


def _start_of(marked: Marked, *kinds: MilestoneKind) -> int | None:
    for kind in kinds:
        entry = marked.get(kind)
        if entry is not None and entry.start_us is not None:
            return entry.start_us
    return None


def _to_the_minute(instant_us: int) -> int:
    return instant_us // MINUTE_US * MINUTE_US


def minutes_words(length_us: int) -> str:
    """``22 minutes``, ``1 h 5 min``: to the minute, as promises are made."""
    minutes = length_us // MINUTE_US
    return counted(minutes, "minute") if minutes < 60 else duration_words(minutes * MINUTE_US)
