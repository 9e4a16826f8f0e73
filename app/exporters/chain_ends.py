"""Keeps the ends of lines apart that come to the same spot on the border of a card.

The engine sets them apart where it places the cards, not always where a person did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.practice.chain_cards import Place, Point
from app.domain.practice.chain_geometry import goes_through
from app.exporters.layered import Tie

Path = tuple[Point, ...]
_Side = tuple[str, str]  # a card, and which of its borders

_APART = 14.0
_STEPS = (1, -1, 2, -2, 3, -3, 4, -4)
_CORNER = 8.0  # how near to a corner of a card no line ends


def ends_apart(
    links: Sequence[Tie], places: Mapping[str, Place], paths: Mapping[str, Path]
) -> dict[str, Path]:
    """The paths, an end moved along its border where another one is too near, if there is room."""
    taken: dict[_Side, list[float]] = {}
    found = dict(paths)
    # A straight line cannot be moved at one end; it keeps its place.
    for link in sorted(links, key=lambda link: len(paths[link.id]) > 2):
        for card, backwards in ((link.from_id, True), (link.to_id, False)):
            path = found[link.id][::-1] if backwards else found[link.id]
            side, along = _side_of(places[card], path)
            ends = taken.setdefault((card, side), [])
            for moved in _ways(path, along):
                at = moved[-1][along]
                if _is_free(at, ends) and (moved is path or _fits(moved, card, along, places)):
                    path = moved
                    break
            ends.append(path[-1][along])
            found[link.id] = path[::-1] if backwards else path
    return found


def _side_of(place: Place, path: Path) -> tuple[str, int]:
    """The border that a path ends at, and along which of its coordinates that border runs."""
    x, y = path[-1]
    distances = {
        "left": abs(x - place.x),
        "right": abs(x - place.right),
        "top": abs(y - place.y),
        "bottom": abs(y - place.bottom),
    }
    side = min(distances, key=lambda name: distances[name])
    return side, 0 if side in {"top", "bottom"} else 1


def _ways(path: Path, along: int) -> Iterator[Path]:
    """The path itself, then with its last stretch further and further aside."""
    yield path
    if len(path) < 3 or abs(path[-1][along] - path[-2][along]) > 1:
        return
    for step in _STEPS:
        aside = [_shifted(point, along, step * _APART) for point in path[-2:]]
        yield (*path[:-2], *aside)


def _shifted(point: Point, along: int, by: float) -> Point:
    return (point[0] + by, point[1]) if along == 0 else (point[0], point[1] + by)


def _is_free(at: float, ends: Sequence[float]) -> bool:
    return all(abs(at - other) >= _APART - 1 for other in ends)


def _fits(path: Path, card: str, along: int, places: Mapping[str, Place]) -> bool:
    """Whether a moved path still ends on its border and goes through no card."""
    place, at = places[card], path[-1][along]
    first, last = (place.x, place.right) if along == 0 else (place.y, place.bottom)
    return first + _CORNER <= at <= last - _CORNER and not any(
        goes_through(path[-3:], other) for other in places.values()
    )
