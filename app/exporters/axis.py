"""The time axis of a picture: where an instant stands, which times are written under it.

A long stretch in which nothing happened would squeeze everything else; such a stretch is cut out,
and the cut is drawn. Lengths are units of the picture, instants UTC microseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    SECOND_US,
    Precision,
    clock,
    day,
    in_zone,
    is_shown_everywhere,
    microseconds,
)

HOUR_US = 60 * MINUTE_US

_PADDING = 10.0
_CUT_WIDTH = 22.0
_LEAST_WIDTH = 90.0
_TICK_WIDTH = 66.0
_MOST_CUTS = 3
_CUT_RATIO = 4
"""A quiet stretch is cut out where it is this many times as long as all that remains."""

_STEPS_US = (
    *(step * 1_000 for step in (1, 10, 100)),
    *(step * SECOND_US for step in (1, 2, 5, 10, 15, 30)),
    *(step * MINUTE_US for step in (1, 2, 5, 10, 15, 30)),
    *(step * HOUR_US for step in (1, 2, 3, 6, 12)),
)
_STEPS_DAYS = (1, 2, 7, 14, 28, 91, 182, 365, 730, 1_826, 3_652, 36_525, 182_625, 913_125)


@dataclass(frozen=True, slots=True)
class Tick:
    """A time written under the axis, and the day below it where that is another one."""

    x: float
    time: str
    day: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time, and the piece of the axis it has."""

    start_us: int
    end_us: int
    left: float
    right: float

    def x(self, instant_us: int) -> float:
        """Where an instant of this stretch stands."""
        first, last = self.left + _PADDING, self.right - _PADDING
        if self.end_us == self.start_us:
            return (first + last) / 2
        share = (instant_us - self.start_us) / (self.end_us - self.start_us)
        return first + min(max(share, 0.0), 1.0) * (last - first)


class Axis:
    """An axis from ``left`` to ``right`` for spans of time, of which there is at least one."""

    def __init__(self, spans: Sequence[tuple[int, int]], left: float, right: float) -> None:
        self.stretches = _stretches(spans, left, right)
        self._starts = [stretch.start_us for stretch in self.stretches]

    def x(self, instant_us: int) -> float:
        """Where an instant stands."""
        return self.stretches[max(bisect_right(self._starts, instant_us) - 1, 0)].x(instant_us)

    @property
    def cuts(self) -> list[float]:
        """Where time is cut out."""
        return [stretch.left - _CUT_WIDTH / 2 for stretch in self.stretches[1:]]

    def ticks(self, zone: ZoneInfo) -> list[Tick]:
        """The times under the axis, in a zone."""
        found: list[Tick] = []
        for stretch in self.stretches:
            shown_day = ""
            for instant_us, words in _times(stretch, zone):
                today = day(instant_us, zone)
                new_day = today if today not in {shown_day, words} else ""
                found.append(Tick(stretch.x(instant_us), words, new_day))
                shown_day = today
        return found


def _stretches(spans: Sequence[tuple[int, int]], left: float, right: float) -> list[Stretch]:
    pieces = _cut(_joined(spans))
    width = right - left - _CUT_WIDTH * (len(pieces) - 1)
    spare = width - _LEAST_WIDTH * len(pieces)
    total = sum(end - start for start, end in pieces)
    found = []
    for start, end in pieces:
        share = (end - start) / total if total else 1 / len(pieces)
        piece_right = left + _LEAST_WIDTH + spare * share
        found.append(Stretch(start, end, left, piece_right))
        left = piece_right + _CUT_WIDTH
    return found


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _cut(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that remain when the longest quiet ones are cut out."""
    gaps = [(after[0] - before[1], before[1]) for before, after in pairwise(spans)]
    rest = spans[-1][1] - spans[0][0]
    cut_at = set()
    for length, at in sorted(gaps, reverse=True)[:_MOST_CUTS]:
        remaining = rest - length
        if length < HOUR_US or remaining <= 0 or length < _CUT_RATIO * remaining:
            break
        cut_at.add(at)
        rest = remaining
    pieces = []
    start = spans[0][0]
    for before, after in pairwise(spans):
        if before[1] in cut_at:
            pieces.append((start, before[1]))
            start = after[0]
    return [*pieces, (start, spans[-1][1])]


def _times(stretch: Stretch, zone: ZoneInfo) -> list[tuple[int, str]]:
    """The instants to name in a stretch, with their words; its start where none is round."""
    start = stretch.start_us
    length = stretch.end_us - start
    if not length:
        return [(start, clock(start, zone, Precision.MINUTE))]
    most = max((stretch.right - stretch.left - 2 * _PADDING) / _TICK_WIDTH, 1)
    for step in _STEPS_US:
        if length <= step * most:
            fine = _precision(step)
            found = [(at, clock(at, zone, fine)) for at in _round_clocks(stretch, zone, step)]
            break
    else:
        days = next((d for d in _STEPS_DAYS if length <= d * DAY_US * most), _STEPS_DAYS[-1])
        found = [(at, day(at, zone)) for at in _midnights(stretch, zone, days)]
    return found or [(start, clock(start, zone, Precision.MINUTE))]


def _precision(step: int) -> Precision:
    if step >= MINUTE_US:
        return Precision.MINUTE
    return Precision.SECOND if step >= SECOND_US else Precision.MILLISECOND


def _round_clocks(stretch: Stretch, zone: ZoneInfo, step: int) -> Iterator[int]:
    """Round times as the clocks of the zone show them, also where those change to summer time."""
    wall = in_zone(stretch.start_us, zone).replace(tzinfo=None)
    since_midnight = microseconds(wall) % DAY_US
    if step < HOUR_US:
        yield from range(stretch.start_us + -since_midnight % step, stretch.end_us + 1, step)
        return
    wall += timedelta(microseconds=-since_midnight % step)
    while (at := microseconds(wall.replace(tzinfo=zone))) <= stretch.end_us:
        yield at
        wall += timedelta(microseconds=step)


def _midnights(stretch: Stretch, zone: ZoneInfo, step: int) -> Iterator[int]:
    wall = datetime.combine(in_zone(stretch.start_us, zone).date(), time()) + timedelta(days=1)
    while (at := microseconds(wall.replace(tzinfo=zone))) <= stretch.end_us:
        yield at
        if not is_shown_everywhere(at + step * DAY_US):
            return
        wall += timedelta(days=step)
