"""Clock times that mean two instants, or none: what a stamp without a zone may mean.

Where clocks are put back, an hour comes twice; where they are put forward, one never comes. One
reading is used, and the other is never hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.evidence import Item
from app.domain.moments import (
    DAY_US,
    EPOCH,
    UNKNOWN_TIME,
    Caveat,
    EventTime,
    Precision,
    TimeKind,
    ZoneBasis,
    caveats_in,
    to_the_second,
    zone_named,
)

_US = timedelta(microseconds=1)


class Occurrence(StrEnum):
    """How often a clock time came in a zone."""

    ONCE = "once"
    TWICE = "twice"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reading:
    """One instant that a clock time may mean, in UTC microseconds, and the offset it takes."""

    utc_us: int
    offset_us: int


@dataclass(frozen=True, slots=True)
class Readings:
    """All that a clock time may mean, in the order of time.

    A clock time that never came has two: as if the clock had been put forward already, and as if
    it had not been yet.
    """

    occurrence: Occurrence
    readings: tuple[Reading, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether the clock time alone does not tell the instant."""
        return self.occurrence is not Occurrence.ONCE


def readings_of(clock_us: int, zone: ZoneInfo) -> Readings:
    """What a wall clock (microseconds since 1970) may mean in a zone."""
    wall = EPOCH + timedelta(microseconds=clock_us)
    before, after = (
        (zone.utcoffset(wall.replace(fold=fold)) or timedelta()) // _US for fold in (0, 1)
    )
    if before == after:
        return Readings(Occurrence.ONCE, (Reading(clock_us - before, before),))
    both = sorted(
        (Reading(clock_us - offset, offset) for offset in (before, after)),
        key=lambda reading: reading.utc_us,
    )
    return Readings(Occurrence.TWICE if before > after else Occurrence.NEVER, tuple(both))


def zone_of(item: Item, case_zone: ZoneInfo) -> ZoneInfo | None:
    """The zone that an item's stamp is read in; None where the stamp names its own, or is none."""
    match item.zone_basis:
        case ZoneBasis.SOURCE if item.zone:
            return zone_named(item.zone)
        case ZoneBasis.CASE:
            return case_zone
        case _:
            return None


def readings_of_item(item: Item, case_zone: ZoneInfo) -> Readings | None:
    """What the stamp of an item may mean, less the clock offset of its source.

    None where it means one instant: it names its zone, it tells no time of day, or its clock time
    came once.
    """
    zone = zone_of(item, case_zone)
    if zone is None or item.clock_us is None or item.utc_us is None:
        return None
    if item.precision is Precision.DAY:
        return None
    found = readings_of(item.clock_us, zone)
    if not found.is_doubtful:
        return None
    shift = item.utc_us - found.readings[_used(item, found)].utc_us
    moved = (replace(reading, utc_us=reading.utc_us + shift) for reading in found.readings)
    return replace(found, readings=tuple(moved))


def _used(item: Item, readings: Readings) -> int:
    """Which reading `moments.utc_of` takes."""
    if readings.occurrence is Occurrence.NEVER:
        return len(readings.readings) - 1
    return int(is_proved(item, readings))


def is_proved(item: Item, readings: Readings) -> bool:
    """Whether the file tells that the second of two readings is meant: its clock was set back."""
    return readings.occurrence is Occurrence.TWICE and Caveat.SET_BACK in caveats_in(item.caveats)


def is_in_doubt(item: Item, case_zone: ZoneInfo) -> bool:
    """Whether an item stands at one instant and may as well belong to another."""
    found = readings_of_item(item, case_zone)
    return found is not None and not is_proved(item, found)


def event_time_of(item: Item, case_zone: ZoneInfo) -> EventTime:
    """When what an item tells of happened, to the second at most; unknown where it has no time.

    Where its clock time may mean two instants, the time is the range between them: a person
    narrows it down.
    """
    if item.utc_us is None:
        return UNKNOWN_TIME
    start, precision = to_the_second(item.utc_us, item.precision)
    found = readings_of_item(item, case_zone)
    if found is None or is_proved(item, found):
        return EventTime(TimeKind.EXACT, start, None, precision)
    first, last = (to_the_second(one.utc_us, precision)[0] for one in found.readings)
    return EventTime(TimeKind.RANGE, first, last, precision)


def latest_us(item: Item, case_zone: ZoneInfo) -> int | None:
    """The last instant that the stamp of an item may mean; None where it has no time.

    What cannot be shown to be earlier counts as late: of a clock time that came twice the second,
    of a bare day its end.
    """
    if item.utc_us is None:
        return None
    if item.precision is Precision.DAY:
        return _end_of_day(item, case_zone)
    found = readings_of_item(item, case_zone)
    if found is None or is_proved(item, found):
        return item.utc_us
    return max(reading.utc_us for reading in found.readings)


def _end_of_day(item: Item, case_zone: ZoneInfo) -> int:
    """The last instant of the day that an item's stamp names; days may be longer than 24 hours."""
    begins_us = item.utc_us or 0
    zone = zone_of(item, case_zone)
    if zone is None or item.clock_us is None:
        return begins_us + DAY_US - 1
    first = readings_of(item.clock_us, zone).readings[0]
    last = readings_of(item.clock_us + DAY_US, zone).readings[-1]
    return begins_us + last.utc_us - first.utc_us - 1
