"""Lines between cards: their bends and heads, the nearest of them, and where arrow keys lead."""

from __future__ import annotations

import pytest

from app.domain.practice.chain_cards import Place
from app.domain.practice.chain_geometry import (
    direct,
    distance,
    distance_to,
    goes_through,
    nearest,
    stroke,
)

HERE = Place(0, 0, 100, 50)


def test_a_line_bends_before_its_corner_and_ends_where_its_head_begins() -> None:
    drawn = stroke([(0, 0), (0, 40), (60, 40), (60, 90)])

    assert drawn.start == (0, 0)
    assert [bend.corner for bend in drawn.bends] == [(0, 40), (60, 40)]
    assert drawn.bends[0].before == (0, 32)
    assert drawn.bends[0].after == (8, 40)
    assert drawn.end == (60, 80)
    assert drawn.head[0] == (60, 90)
    assert {point[1] for point in drawn.head[1:]} == {80}


def test_a_bend_takes_no_more_than_half_of_a_short_stretch() -> None:
    drawn = stroke([(0, 0), (0, 6), (50, 6)])

    assert drawn.bends[0].before == (0, 3)


@pytest.mark.parametrize("path", [[(5.0, 5.0), (5.0, 5.0)], [(0.0, 0.0), (0.0, 3.0)]])
def test_a_line_without_room_for_its_head_is_still_one(path: list[tuple[float, float]]) -> None:
    drawn = stroke(path)

    assert drawn.head[0] == path[-1]
    assert distance(drawn.end, path[-1]) <= 10


@pytest.mark.parametrize(
    ("point", "far"), [((10, 3), 3), ((-4, 0), 4), ((23, 24), 5), ((20, 10), 0)]
)
def test_how_far_a_point_is_from_a_line(point: tuple[float, float], far: float) -> None:
    assert distance_to([(0, 0), (20, 0), (20, 20)], point) == pytest.approx(far)


def test_a_straight_line_runs_from_border_to_border() -> None:
    below = Place(0, 150, 100, 50)
    beside = Place(300, 0, 100, 50)

    assert direct(HERE, below) == ((50, 50), (50, 150))
    assert direct(HERE, beside) == ((100, 25), (300, 25))


def test_a_straight_line_between_cards_one_on_the_other_stays_within_them() -> None:
    start, end = direct(HERE, Place(4, 4, 100, 50))

    assert start == (54, 29)
    assert end == (50, 25)


def test_an_arrow_leads_straight_ahead_rather_than_nearer_but_aside() -> None:
    places = {
        "here": HERE,
        "ahead": Place(0, 200, 100, 50),
        "aside": Place(160, 120, 100, 50),
        "above": Place(0, -90, 100, 50),
    }

    assert nearest(places, "here", 0, 1) == "ahead"
    assert nearest(places, "here", 1, 0) == "aside"
    assert nearest(places, "here", 0, -1) == "above"
    assert nearest(places, "here", -1, 0) is None
    assert nearest({"here": HERE}, "here", 0, 1) is None


@pytest.mark.parametrize(
    ("path", "through"),
    [
        ([(-20, 25), (120, 25)], True),
        ([(50, -20), (50, 20), (300, 20)], True),
        ([(-20, 0), (120, 0)], False),
        ([(50, 50), (50, 90)], False),
        ([(-20, 60), (120, 60)], False),
    ],
)
def test_whether_a_line_goes_through_a_card(path: list[tuple[float, float]], through: bool) -> None:
    assert goes_through(path, HERE) is through
