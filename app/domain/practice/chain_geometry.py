"""The lines of a failure chain as drawn in the window and in pictures, and ways between its cards.

Points are in units of the graph, with y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from app.domain.practice.chain_cards import Place, Point

_RADIUS = 8.0  # of the bends of a line
_HEAD, _HALF = 10.0, 4.5  # how long an arrowhead is, and half as wide


@dataclass(frozen=True, slots=True)
class Bend:
    """A round corner: where the line begins to turn, the corner, where it is straight again."""

    before: Point
    corner: Point
    after: Point


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round bends; it ends where the arrowhead ``head`` begins."""

    start: Point
    bends: tuple[Bend, ...]
    end: Point
    head: tuple[Point, Point, Point]


def stroke(path: Sequence[Point]) -> Stroke:
    """How a path of two points or more is drawn."""
    tip, before = path[-1], path[-2]
    length = distance(before, tip)
    reach = min(_HEAD, length)
    end = _towards(tip, before, reach)
    across = (
        (before[1] - tip[1]) / (length or 1) * _HALF,
        (tip[0] - before[0]) / (length or 1) * _HALF,
    )
    head = (tip, (end[0] + across[0], end[1] + across[1]), (end[0] - across[0], end[1] - across[1]))
    corners = [*path[:-1], end]
    bends = tuple(
        _bend(corners[index - 1], corners[index], corners[index + 1])
        for index in range(1, len(corners) - 1)
    )
    return Stroke(path[0], bends, end, head)


def _bend(before: Point, corner: Point, after: Point) -> Bend:
    reach = min(_RADIUS, distance(before, corner) / 2, distance(corner, after) / 2)
    return Bend(_towards(corner, before, reach), corner, _towards(corner, after, reach))


def _towards(start: Point, end: Point, length: float) -> Point:
    share = length / (distance(start, end) or 1)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def distance(one: Point, other: Point) -> float:
    """How far two points are apart."""
    return hypot(one[0] - other[0], one[1] - other[1])


def distance_to(path: Sequence[Point], point: Point) -> float:
    """How far a point is from the nearest stretch of a path."""
    return min(_from_stretch(one, other, point) for one, other in pairwise(path))


def _from_stretch(one: Point, other: Point, point: Point) -> float:
    along = (other[0] - one[0], other[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    share = (
        ((point[0] - one[0]) * along[0] + (point[1] - one[1]) * along[1]) / length if length else 0
    )
    share = min(max(share, 0.0), 1.0)
    return distance((one[0] + along[0] * share, one[1] + along[1] * share), point)


def goes_through(path: Sequence[Point], place: Place) -> bool:
    """Whether a path of right angles goes through the inside of a card."""
    return any(
        min(x1, x2) < place.right - 1
        and max(x1, x2) > place.x + 1
        and min(y1, y2) < place.bottom - 1
        and max(y1, y2) > place.y + 1
        for (x1, y1), (x2, y2) in pairwise(path)
    )


def direct(one: Place, other: Place) -> tuple[Point, Point]:
    """The straight line between two cards, from border to border; for a card on the move."""
    return _leaving(one, centre(other)), _leaving(other, centre(one))


def centre(place: Place) -> Point:
    """The middle of a card."""
    return place.x + place.width / 2, place.y + place.height / 2


def _leaving(place: Place, towards: Point) -> Point:
    middle = centre(place)
    along, down = towards[0] - middle[0], towards[1] - middle[1]
    share = min(
        place.width / 2 / abs(along) if along else 1.0,
        place.height / 2 / abs(down) if down else 1.0,
    )
    share = min(share, 1.0)
    return middle[0] + along * share, middle[1] + down * share


def nearest(places: Mapping[str, Place], start: str, along: int, down: int) -> str | None:
    """The card that an arrow key leads to from another one; none where none lies that way.

    ``along`` and ``down`` are the way of the arrow, one of them 0. What lies straight ahead goes
    before what is nearer but off to the side.
    """
    here = centre(places[start])

    def cost(name: str) -> float:
        x, y = centre(places[name])
        ahead = (x - here[0]) * along + (y - here[1]) * down
        aside = abs((x - here[0]) * down) + abs((y - here[1]) * along)
        return ahead + 2 * aside if ahead > 1 else float("inf")

    found = min((name for name in places if name != start), key=cost, default=None)
    return found if found is not None and cost(found) < float("inf") else None
