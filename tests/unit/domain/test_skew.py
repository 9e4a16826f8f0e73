"""Clocks compared by what stands in two sources: found where they differ, silent on delays."""

from __future__ import annotations

import random

import pytest

from app.domain.moments import SECOND_US, Precision
from app.domain.skew import Sightings, Skew, marks_of, skew_between

START_US = 1_711_766_818_000_000


def ids(count: int, seed: int = 7) -> list[str]:
    draw = random.Random(seed)  # noqa: S311  no secret
    return [f"{draw.getrandbits(64):016x}" for _ in range(count)]


def seen(lines, precision=Precision.MILLISECOND) -> Sightings:
    found = Sightings()
    for number, (at_s, text) in enumerate(sorted(lines), start=1):
        found.add(number, START_US + round(at_s * SECOND_US), precision, text)
    return found


def requests(count: int, delay, seed: int = 7) -> list[tuple[float, str]]:
    return [
        (number * 10 + delay(number), f"GET /orders request={one} done")
        for number, one in enumerate(ids(count, seed))
    ]


def compared(first_delay, second_delay, count: int = 20, **asked) -> Skew | None:
    return skew_between(
        seen(requests(count, first_delay)), seen(requests(count, second_delay)), **asked
    )


def at_once(_number: int) -> float:
    return 0.0


@pytest.mark.parametrize("ahead", [40, -40, 3, 3600, -7200, 90.5])
def test_a_steady_difference_is_found(ahead):
    draw = random.Random(1)  # noqa: S311  no secret
    found = compared(lambda _n: ahead + draw.uniform(0, 0.08), at_once)
    assert found is not None
    assert abs(found.by_us - ahead * SECOND_US) < 0.1 * SECOND_US
    assert found.agreeing == len(found.pairs) == 20
    assert found.spread_us < SECOND_US // 10
    assert found.turned.by_us == -found.by_us


def test_the_evidence_for_it_is_kept():
    found = compared(lambda _n: 40, at_once, count=3)
    assert found is not None
    assert [pair.difference_us for pair in found.pairs] == [40 * SECOND_US] * 3
    assert {pair.first_id for pair in found.pairs} == {1, 2, 3}
    assert all(pair.mark in ids(3) for pair in found.pairs)


def test_two_pairs_are_too_few():
    assert compared(lambda _n: 40, at_once, count=2) is None


def test_clocks_that_agree_propose_nothing():
    draw = random.Random(2)  # noqa: S311  no secret
    assert compared(lambda _n: draw.uniform(0, 0.5), at_once) is None


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("mean_s", [1, 5, 30, 120])
def test_waiting_in_a_queue_is_no_skew(seed, mean_s):
    draw = random.Random(seed)  # noqa: S311  no secret
    assert compared(lambda _n: draw.expovariate(1 / mean_s), at_once, count=40) is None


@pytest.mark.parametrize("seed", range(5))
def test_a_fixed_step_and_then_a_queue_is_no_skew(seed):
    draw = random.Random(seed)  # noqa: S311  no secret
    delay = [5 + (draw.expovariate(1 / 20) if draw.random() < 0.35 else 0.1) for _ in range(40)]
    assert compared(lambda number: delay[number], at_once, count=40) is None


def test_times_at_random_are_no_skew():
    draw = random.Random(5)  # noqa: S311  no secret
    assert compared(lambda _n: draw.uniform(-300, 300), at_once, count=50) is None


def test_a_few_pairs_that_disagree_do_not_hide_a_steady_difference():
    found = compared(lambda n: -500 if n in (3, 9) else 40, at_once)
    assert found is not None
    assert (found.by_us, found.agreeing, len(found.pairs)) == (40 * SECOND_US, 18, 20)
    assert [pair.agrees for pair in found.pairs] == [True] * 18 + [False] * 2


def test_what_is_passed_on_later_is_a_delay_and_what_comes_too_early_is_not():
    assert compared(at_once, lambda _n: 30, relayed=True) is None
    assert compared(at_once, lambda _n: 30) is not None
    early = compared(at_once, lambda _n: -30, relayed=True)
    assert early is not None
    assert early.by_us == 30 * SECOND_US


def test_minutes_show_no_seconds():
    first = seen(requests(20, lambda _n: 40), Precision.MINUTE)
    assert skew_between(first, seen(requests(20, at_once))) is None
    hours = seen(requests(20, lambda _n: 7200), Precision.MINUTE)
    found = skew_between(hours, seen(requests(20, at_once)))
    assert found is not None
    assert found.by_us == 7200 * SECOND_US


def test_equal_lines_count_where_they_come_once():
    lines = [
        "checkout completion is below sixty percent",
        "the pool of orders is full again",
        "lookups are slow on four instances",
        "disk of reports above eighty percent",
    ]
    one = [(n * 60 + 40, line) for n, line in enumerate(lines)]
    other = [(n * 60, line.upper()) for n, line in enumerate(lines)]
    found = skew_between(seen(one), seen(other))
    assert found is not None
    assert found.by_us == 40 * SECOND_US
    again = [*one, *((n * 60 + 900, line) for n, line in enumerate(lines))]
    assert skew_between(seen(again), seen(other)) is None


def test_one_record_is_one_pair_however_many_ids_it_holds():
    text = " ".join(ids(5))
    assert skew_between(seen([(40, text)]), seen([(0, text)])) is None


@pytest.mark.parametrize(
    "text",
    [
        "deployed slots-api-2 from web-shop-3",
        "2024-03-30T02:46:58 2024-03-30 1711766818 1711766818120",
        "version 3.18.0-rc1 on ip-10-0-0-12",
        "short line",
    ],
)
def test_names_numbers_and_times_are_no_marks(text):
    assert not [mark for mark in marks_of(text) if mark[0] != "“"]


@pytest.mark.parametrize(
    "text",
    [
        "request=7a29e528 took=32 ms",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736",
        'id="0b6f1d9e-52a7-4e0e-9d0a-3f2b9c1d7e55"',
        "order 203918234",
        "[req-8f3a2c1d] started",
    ],
)
def test_ids_are_marks(text):
    assert len([mark for mark in marks_of(text) if mark[0] != "“"]) == 1
