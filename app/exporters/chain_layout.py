"""Where the cards of a failure chain stand, and which way the lines between them go.

Causes stand above what they lead to, in layers with few crossings; lines turn at right angles and
go around cards. graphlay does both, the same for the same chain each time. A card that a person has
placed stays there, and the lines find their way to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.practice.chain_cards import ChainLayout, FactorCard, LinkCard, Place, Point
from app.domain.practice.chain_geometry import centre, distance_to, goes_through
from app.exporters.chain_ends import ends_apart

if TYPE_CHECKING:
    from graphlay import Graph, Layout

CARD_WIDTH, CARD_HEIGHT = 228.0, 112.0
"""The size of a card, in units of the graph."""

GAP = 40.0
"""What stays free between a placed card and one that makes way for it."""

_SIGN_SIDE = 24.0  # what the sign of a link needs on its line
_OPTIONS = {
    "coords": {"branch_style": "symmetric"},
    "direction": "topbottom",
    "routing": {"bundle_parallel": False},
    "spacing": {"isolated_max_columns": 4, "port_gap": 30.0, "layer_gap": 62.0},
}


@dataclass(frozen=True, slots=True)
class _Way:
    """How a line goes, and where the engine has room for its sign."""

    path: tuple[Point, ...]
    sign_at: Point | None


def lay_out(factors: Sequence[FactorCard], links: Sequence[LinkCard]) -> ChainLayout:
    """The layout of a chain; takes a millisecond for ten factors, half a second for 300."""
    if not factors:
        return ChainLayout({}, {}, {})
    import graphlay  # late, for a fast start

    graph = _graph(factors, links)
    found = graphlay.layout(graph, options=_OPTIONS)
    usual = places = _places(found, factors)
    ways = _ways(found, links, _shift(found, places[factors[0].id]))
    if any(_is_placed(card) for card in factors):
        places = _made_way(factors, usual)
        _place(graph, factors, places)
        found = graphlay.reroute(graph, options=_OPTIONS)
        others = _ways(found, links, _shift(found, places[factors[0].id]))
        moved = {name: place for name, place in places.items() if place != usual[name]}
        ways |= {
            link.id: others[link.id]
            for link in links
            if _is_disturbed(link, ways[link.id].path, moved)
        }
    paths = ends_apart(links, places, {name: way.path for name, way in ways.items()})
    signs = {name: _sign_at(paths[name], way.sign_at) for name, way in ways.items()}
    return ChainLayout(places, paths, signs)


def _graph(factors: Sequence[FactorCard], links: Sequence[LinkCard]) -> Graph:
    from graphlay import Graph

    graph = Graph()
    for card in factors:
        graph.node(card.id, width=CARD_WIDTH, height=CARD_HEIGHT)
    for link in links:
        sign = {"width": _SIGN_SIDE, "height": _SIGN_SIDE}
        graph.edge(link.from_id, link.to_id, label_size=sign)
    return graph


def _places(found: Layout, factors: Sequence[FactorCard]) -> dict[str, Place]:
    """Where the engine puts the cards, moved so that the uppermost and leftmost are at 0."""
    corners = [
        (node["center"]["x"] - CARD_WIDTH / 2, node["center"]["y"] - CARD_HEIGHT / 2)
        for node in found.nodes
    ]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return {
        card.id: Place(x - left, y - top, CARD_WIDTH, CARD_HEIGHT)
        for card, (x, y) in zip(factors, corners, strict=True)
    }


def _is_placed(card: FactorCard) -> bool:
    return card.x is not None and card.y is not None


def _made_way(factors: Sequence[FactorCard], places: dict[str, Place]) -> dict[str, Place]:
    """Placed cards where people put them; another one that is in the way goes further down."""
    standing = {
        card.id: replace(places[card.id], x=float(card.x), y=float(card.y))
        for card in factors
        if card.x is not None and card.y is not None
    }
    free = [card.id for card in factors if card.id not in standing]
    for name in sorted(free, key=lambda name: (places[name].y, places[name].x)):
        place = places[name]
        while blocking := [other for other in standing.values() if _are_close(place, other)]:
            place = replace(place, y=max(other.bottom for other in blocking) + GAP)
        standing[name] = place
    return standing


def _are_close(one: Place, other: Place) -> bool:
    return (
        one.x < other.right + GAP
        and other.x < one.right + GAP
        and one.y < other.bottom + GAP
        and other.y < one.bottom + GAP
    )


def _place(graph: Graph, factors: Sequence[FactorCard], places: Mapping[str, Place]) -> None:
    """Tell the engine where the cards stand."""
    for card, node in zip(factors, graph.nodes, strict=True):
        x, y = centre(places[card.id])
        node["position"] = {"x": x, "y": y}


def _is_disturbed(link: LinkCard, path: Sequence[Point], moved: Mapping[str, Place]) -> bool:
    """Whether a line has to go another way; all others stay where people know them."""
    return bool({link.from_id, link.to_id} & moved.keys()) or any(
        goes_through(path, place) for place in moved.values()
    )


def _shift(found: Layout, first: Place) -> Point:
    """How far the engine's plane lies from that of the places, by the place of the first card."""
    x, y = centre(first)
    engines = found.nodes[0]["center"]
    return x - engines["x"], y - engines["y"]


def _ways(found: Layout, links: Sequence[LinkCard], shift: Point) -> dict[str, _Way]:
    def here(point: Mapping[str, float]) -> Point:
        return point["x"] + shift[0], point["y"] + shift[1]

    ways = {}
    for link, edge in zip(links, found.edges, strict=True):
        anchor = edge["label_anchor"]
        path = tuple(here(point) for point in edge["points"])
        ways[link.id] = _Way(path, here(anchor) if anchor else None)
    return ways


def _sign_at(path: Sequence[Point], wanted: Point | None) -> Point:
    """Where the sign stands: where the engine has room for it, if that is still on the line."""
    is_on_line = wanted is not None and distance_to(path, wanted) < _SIGN_SIDE / 2
    return wanted if wanted is not None and is_on_line else _middle(path)


def _middle(path: Sequence[Point]) -> Point:
    """The middle of the longest stretch of a path."""
    (x1, y1), (x2, y2) = max(
        pairwise(path),
        key=lambda ends: abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1]),
    )
    return (x1 + x2) / 2, (y1 + y2) / 2
