"""When something came far more often than otherwise, and from when on its rate was another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt

from app.domain.moments import MINUTE_US, SECOND_US

Times = npt.NDArray[np.int64]
"""UTC in microseconds, ascending."""
Counts = npt.NDArray[np.int64]
"""How many occurrences stand at each of the times."""

_STEPS = 2_000
_TIMES_MORE = 8.0
_LEAST = 5
_SHORT = 10
_DIFFERS = 2.0
_MOST_CHANGES = 6
_HOUR_US = 60 * MINUTE_US


@dataclass(frozen=True, slots=True)
class Change:
    """From ``at_us``, the time of an item, it came at another rate, in occurrences an hour.

    A rate of 0 before says that it began, one of 0 after that it came for the last time then.
    """

    at_us: int
    before: float
    after: float


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Occurrences in steps of equal length: which steps have any, how many, and which times."""

    steps: Times
    counts: Counts
    first: Times
    last: Times
    lasted: int
    length_us: int


def bursts_in(
    times: Times, counts: Counts, since_us: int, until_us: int
) -> tuple[tuple[int, int], ...]:
    """Stretches, each from its first to its last time, in which it came far more often.

    ``since_us`` and ``until_us`` bound what was recorded at all. Kleinberg's two states (2002) over
    steps of equal length: calm at the mean rate, or eight times as often, and to begin costs
    something. The mean is that of the time between first and last, of a tenth of what was recorded
    at least: to appear late is no burst. Fewer than five occurrences are none either. Time in
    proportion to the times.
    """
    if counts.sum() < _LEAST:
        return ()
    cut = _cut(times, counts, since_us, until_us)
    return tuple(
        (int(cut.first[begin]), int(cut.last[end]))
        for begin, end in _runs(_bursting(cut))
        if cut.counts[begin : end + 1].sum() >= _LEAST
    )


def changes_in(times: Times, counts: Counts, since_us: int, until_us: int) -> tuple[Change, ...]:
    """The moments from which it came at least twice or at most half as often, at most six.

    Binary segmentation of Poisson counts with a penalty for each change (Killick et al., 2012,
    give the cost). Time in proportion to the times, and to the 2,000 steps of the recorded time.
    """
    if counts.sum() < _LEAST:
        return ()
    cut = _cut(times, counts, since_us, until_us)
    sums = np.zeros(cut.lasted + 1)
    sums[cut.steps + 1] = cut.counts
    sums = np.cumsum(sums)
    bounds = [0, cut.lasted]
    while len(bounds) < _MOST_CHANGES + 2:
        gain, split = max(_best_split(sums, begin, end) for begin, end in pairwise(bounds))
        if gain < 3 * log(cut.lasted + 1):
            break
        bounds = sorted([*bounds, split])
    return tuple(_changes(cut, sums, bounds))


def _cut(times: Times, counts: Counts, since_us: int, until_us: int) -> _Steps:
    length = max(SECOND_US, (until_us - since_us) // _STEPS + 1)
    steps, first = np.unique((times - since_us) // length, return_index=True)
    last = np.append(first[1:], len(times)) - 1
    return _Steps(
        steps,
        np.add.reduceat(counts, first),
        times[first],
        times[last],
        (until_us - since_us) // length + 1,
        length,
    )


def _bursting(cut: _Steps) -> list[bool]:
    """For each step with occurrences whether it lies in a burst: the cheapest way through both."""
    active = max(int(cut.steps[-1] - cut.steps[0]) + 1, cut.lasted // _SHORT)
    idle = (_TIMES_MORE - 1) * int(cut.counts.sum()) / max(active, 1)
    begin_cost = 2 * log(cut.lasted + 1)
    calm, burst = 0.0, -begin_cost
    stayed: list[tuple[bool, bool]] = []
    before = int(cut.steps[0])
    for step, count in zip(cut.steps.tolist(), cut.counts.tolist(), strict=True):
        going_on = burst - idle * max(step - before - 1, 0)
        stayed.append((calm >= burst, going_on >= calm - begin_cost))
        gain = count * log(_TIMES_MORE) - idle
        calm, burst = max(calm, burst), gain + max(going_on, calm - begin_cost)
        before = step
    states = [burst > calm]
    for calm_from_calm, burst_from_burst in reversed(stayed[1:]):
        states.append(burst_from_burst if states[-1] else not calm_from_calm)
    return states[::-1]


def _runs(states: list[bool]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff([False, *states, False]))
    return zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)


def _best_split(sums: npt.NDArray[np.float64], begin: int, end: int) -> tuple[float, int]:
    """How much likelier two rates are than one, and where the second begins."""
    at = np.arange(begin + 1, end)
    if not len(at):
        return 0.0, begin
    left, right = sums[at] - sums[begin], sums[end] - sums[at]
    gains = _fit(left, at - begin) + _fit(right, end - at) - _fit(left + right, end - begin)
    best = int(np.argmax(gains))
    return float(gains[best]), int(at[best])


def _fit(
    counts: npt.NDArray[np.float64], steps: npt.NDArray[np.int64] | int
) -> npt.NDArray[np.float64]:
    return np.where(counts, counts * np.log(np.maximum(counts, 1) / steps), 0.0)


def _changes(cut: _Steps, sums: npt.NDArray[np.float64], bounds: list[int]) -> Iterator[Change]:
    an_hour = _HOUR_US / cut.length_us
    rates = np.diff(sums[bounds]) / np.diff(bounds) * an_hour
    for before, after, bound in zip(rates, rates[1:], bounds[1:], strict=False):
        if max(before, after) >= _DIFFERS * min(before, after):
            place = int(np.searchsorted(cut.steps, bound))
            at = cut.first[place] if after else cut.last[place - 1]
            yield Change(int(at), float(before), float(after))
