"""Where the parties of a trust break map stand, and which way its lines go.

Those above the team stand in the upper band, the team in the middle, those outside below; within a
band, who trusts less stands left of who is trusted less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from app.domain.practice.chain_cards import Place, Point
from app.domain.practice.chain_geometry import distance, goes_through
from app.domain.trust.break_map import BreakMap, MapLayout
from app.domain.trust.breaks import Side
from app.exporters.chain_ends import ends_apart
from app.exporters.layered import LayeredGraph, middle

CARD_WIDTH, CARD_HEIGHT = 184.0, 62.0
"""The size of a party's card, in units of the map."""

LABEL_WIDTH, LABEL_HEIGHT = 52.0, 22.0
"""The size of what stands on a line: the number of the break and the sign of its trend."""

_BANDS = {Side.UPWARD: 0, Side.INSIDE: 1, Side.UNSAID: 1, Side.OUTWARD: 2}
_SIDES = (Side.UPWARD, Side.INSIDE, Side.OUTWARD)
_AROUND = 30.0  # what a band has around its cards
_OPTIONS = {
    "direction": "leftright",
    "order": {"group_lanes": "strict"},
    "routing": {"bundle_parallel": False},
    "spacing": {"layer_gap": 116.0, "node_gap": 56.0, "port_gap": 26.0},
    "self_loops": {"size": 34.0},
}


def lay_out(shown: BreakMap) -> MapLayout:
    """The layout of a map; a few milliseconds for ten breaks."""
    if not shown:
        return MapLayout({}, {}, {}, {})
    bands = {party.id: _BANDS[party.side] for party in shown.parties}
    graph = LayeredGraph(
        bands, shown.lines, (CARD_WIDTH, CARD_HEIGHT), (LABEL_WIDTH, LABEL_HEIGHT), _OPTIONS, bands
    )
    places = _stacked(graph.lay_out().places, bands)
    ways = graph.reroute(places)
    paths = ends_apart(shown.lines, places, {name: way.path for name, way in ways.items()})
    labels = _labels(paths, places.values())
    return MapLayout(places, paths, labels, _regions(places, bands, paths.values()))


def _stacked(places: Mapping[str, Place], bands: Mapping[str, int]) -> dict[str, Place]:
    """The cards moved up or down with their band, so that the bands follow each other from 0.

    The engine keeps bands apart, but puts them into an order of its own.
    """
    stacked: dict[str, Place] = {}
    top = 0.0
    for band in sorted(set(bands.values())):
        within = {name: place for name, place in places.items() if bands[name] == band}
        by = top + _AROUND - min(place.y for place in within.values())
        stacked |= {name: replace(place, y=place.y + by) for name, place in within.items()}
        top = max(stacked[name].bottom for name in within) + _AROUND
    return {name: stacked[name] for name in places}


def _regions(
    places: Mapping[str, Place], bands: Mapping[str, int], paths: Iterable[tuple[Point, ...]]
) -> dict[Side, Place]:
    """The bands, each as high as its cards and as wide as the whole map."""
    across = [x for path in paths for x, _ in path]
    across += [x for place in places.values() for x in (place.x, place.right)]
    left, right = min(across) - _AROUND, max(across) + _AROUND
    regions = {}
    top = 0.0
    for band in sorted(set(bands.values())):
        bottom = max(place.bottom for name, place in places.items() if bands[name] == band)
        regions[_SIDES[band]] = Place(left, top, right - left, bottom + _AROUND - top)
        top = bottom + _AROUND
    return regions


def _labels(paths: Mapping[str, tuple[Point, ...]], cards: Iterable[Place]) -> dict[str, Point]:
    """Where the labels stand: on their lines, off the cards and each other where there is room."""
    taken, found = list(cards), dict[str, Point]()
    for name, path in paths.items():
        free = [at for at in _spots(path) if not any(_covers(_label(at), each) for each in taken)]
        others = [other for other in paths.values() if other is not path]
        alone = (at for at in free if not any(goes_through(way, _label(at)) for way in others))
        found[name] = next(alone, free[0] if free else middle(path))
        taken.append(_label(found[name]))
    return found


def _spots(path: tuple[Point, ...]) -> Iterator[Point]:
    """Places along a line: on its longest stretches first, from the middle of each."""
    stretches = sorted(pairwise(path), key=lambda ends: -distance(*ends))
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        for (x1, y1), (x2, y2) in stretches:
            yield x1 + (x2 - x1) * share, y1 + (y2 - y1) * share


def _label(at: Point) -> Place:
    return Place(at[0] - LABEL_WIDTH / 2, at[1] - LABEL_HEIGHT / 2, LABEL_WIDTH, LABEL_HEIGHT)


def _covers(one: Place, other: Place) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )
