"""Going to a time: what can be typed, and how far apart two moments are said to be."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import InvalidInputError
from app.domain.jumps import distance_words, parse_jump
from app.domain.moments import DAY_US, MINUTE_US, SECOND_US, UTC_ZONE, Precision

DAY = 1_711_756_800 * SECOND_US  # 2024-03-30T00:00Z
HERE = DAY + 165 * MINUTE_US


@pytest.mark.parametrize(
    ("typed", "goal"),
    [
        ("02:47", DAY + 167 * MINUTE_US),
        ("2024-03-31 02:47", DAY + DAY_US + 167 * MINUTE_US),
        ("+5m", HERE + 5 * MINUTE_US),
        (" - 1h 30m", HERE - 90 * MINUTE_US),
        ("−90s", HERE - 90 * SECOND_US),
        ("+1D2H", HERE + DAY_US + 120 * MINUTE_US),
    ],
)
def test_what_can_be_typed(typed: str, goal: int) -> None:
    assert parse_jump(typed, UTC_ZONE, HERE)[0] == goal


def test_clocks_are_those_on_screen_and_say_how_fine_they_are() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert parse_jump("03:47", berlin, HERE) == (DAY + 167 * MINUTE_US, Precision.MINUTE)
    assert parse_jump("2024-03-30", berlin, None) == (DAY - 60 * MINUTE_US, Precision.DAY)


@pytest.mark.parametrize("typed", ["", "noon", "5", "+", "+5", "25:00", "+99999999999d", "5m"])
def test_what_cannot_be_read_says_what_to_write(typed: str) -> None:
    with pytest.raises(InvalidInputError, match=r"\+5m"):
        parse_jump(typed, UTC_ZONE, HERE)


def test_a_step_needs_a_place_and_stays_in_the_calendar() -> None:
    with pytest.raises(InvalidInputError, match="select one"):
        parse_jump("+5m", UTC_ZONE, None)
    with pytest.raises(InvalidInputError, match="calendar"):
        parse_jump("+99999999d", UTC_ZONE, HERE)


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (0, "0 µs"),
        (-1_500, "1 ms"),
        (31 * SECOND_US, "31 s"),
        (-119 * SECOND_US, "119 s"),
        (4 * MINUTE_US + 59 * SECOND_US, "4 min"),
        (130 * MINUTE_US, "2 h 10 min"),
        (120 * MINUTE_US, "2 h"),
        (3 * DAY_US + 5, "3 days"),
    ],
)
def test_distances(apart: int, words: str) -> None:
    assert distance_words(apart) == words
