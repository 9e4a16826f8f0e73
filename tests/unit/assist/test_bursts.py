"""A burst is far more often than otherwise; a change is for good."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.assist.templates.bursts import Counts, Times, bursts_in, changes_in

SECOND, DAY = 1_000_000, 86_400


def at(*seconds: float) -> tuple[Times, Counts, int, int]:
    """Occurrences at these seconds of a day."""
    times = np.array(sorted(seconds), np.float64) * SECOND
    return times.astype(np.int64), np.ones(len(times), np.int64), 0, DAY * SECOND


def some(count: int, begin: int, end: int) -> list[int]:
    chance = random.Random(count)  # noqa: S311  repeatable, no secret
    return [chance.randrange(begin, end) for _ in range(count)]


def test_a_minute_of_many_in_a_day_of_few() -> None:
    [(first, last)] = bursts_in(*at(*some(200, 0, DAY), *some(80, 40_000, 40_060)))
    assert 39_900 <= first // SECOND <= 40_005
    assert 40_055 <= last // SECOND <= 40_160


def test_two_bursts_are_two() -> None:
    found = bursts_in(*at(*some(50, 1_000, 1_060), *some(60, 70_000, 70_060), *some(100, 0, DAY)))
    assert [first // SECOND // 10_000 for first, _ in found] == [0, 7]


@pytest.mark.parametrize(
    "seconds", [some(3_000, 0, DAY), range(0, DAY, 900), [7, 8, 9], some(300, DAY // 2, DAY), []]
)
def test_no_burst_where_it_comes_evenly_or_hardly(seconds: list[int]) -> None:
    assert bursts_in(*at(*seconds)) == ()


def test_it_began_became_more_and_ended() -> None:
    changes = changes_in(*at(*some(200, 20_000, 50_000), *some(900, 50_000, 70_000)))
    assert [round(change.at_us / SECOND, -3) for change in changes] == [20_000, 50_000, 70_000]
    began, more, ended = changes
    assert began.before == 0 == ended.after
    assert began.after == more.before == pytest.approx(200 / (30_000 / 3_600), rel=0.1)


def test_an_even_rate_does_not_change() -> None:
    assert changes_in(*at(*some(500, 0, DAY))) == ()
    assert changes_in(*at(1, 2)) == ()


@settings(max_examples=50, phases=[Phase.generate], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**13), st.integers(1, 400)), min_size=1, max_size=60))
def test_bursts_lie_apart_in_order_at_times_that_were_there(found: list[tuple[int, int]]) -> None:
    times, counts = np.array(sorted(found), np.int64).T
    since, until = int(times[0]), int(times[-1])
    edges = [edge for burst in bursts_in(times, counts, since, until) for edge in burst]
    assert edges == sorted(edges)
    assert set(edges) <= set(times.tolist())
    for change in changes_in(times, counts, since, until):
        assert change.at_us in times
        assert change.before != change.after
