"""Layers of boxes with few crossings, and lines around them: graphlay does both.

The same graph is laid out the same each time. Nothing else in the program knows the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.practice.chain_cards import Place, Point
from app.domain.practice.chain_geometry import centre, distance_to

if TYPE_CHECKING:
    from graphlay import Layout


class Tie(Protocol):
    """What a line is drawn for."""

    @property
    def id(self) -> str:
        """What tells it from others."""

    @property
    def from_id(self) -> str:
        """The box that it leads from."""

    @property
    def to_id(self) -> str:
        """The box that it leads to."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a line goes from border to border, and where the engine has room for its sign."""

    path: tuple[Point, ...]
    sign_at: Point | None


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the boxes stand, the uppermost and leftmost at 0, and how the lines go."""

    places: dict[str, Place]
    ways: dict[str, Way]


class LayeredGraph:
    """Boxes of one size, and the lines between them, to be laid out.

    ``bands`` keeps boxes apart by a number, across the way of the layers; the order of the bands
    is the engine's. ``sign`` is the size of what stands on each line. There is one box or more.
    """

    def __init__(
        self,
        names: Iterable[str],
        ties: Sequence[Tie],
        size: tuple[float, float],
        sign: tuple[float, float],
        options: Mapping[str, Any],
        bands: Mapping[str, int] | None = None,
    ) -> None:
        from graphlay import Graph  # late, for a fast start

        self._names, self._ties = list(names), ties
        self._size, self._options = size, options
        self._graph = Graph()
        for name in self._names:
            fields: dict[str, Any] = {} if bands is None else {"group": bands[name]}
            self._graph.node(name, width=size[0], height=size[1], **fields)
        for tie in ties:
            label = {"width": sign[0], "height": sign[1]}
            self._graph.edge(tie.from_id, tie.to_id, label_size=label)

    def lay_out(self) -> Laid:
        """Place the boxes, and lead the lines."""
        import graphlay

        found = graphlay.layout(self._graph, options=self._options)
        places = self._places(found)
        shift = self._shift(found, places)
        return Laid(places, self._ways(found, shift))

    def reroute(self, places: Mapping[str, Place]) -> dict[str, Way]:
        """Lead the lines between boxes that stand elsewhere."""
        import graphlay

        for name, node in zip(self._names, self._graph.nodes, strict=True):
            x, y = centre(places[name])
            node["position"] = {"x": x, "y": y}
        found = graphlay.reroute(self._graph, options=self._options)
        return self._ways(found, self._shift(found, places))

    def _places(self, found: Layout) -> dict[str, Place]:
        width, height = self._size
        corners = [
            (node["center"]["x"] - width / 2, node["center"]["y"] - height / 2)
            for node in found.nodes
        ]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        return {
            name: Place(x - left, y - top, width, height)
            for name, (x, y) in zip(self._names, corners, strict=True)
        }

    def _shift(self, found: Layout, places: Mapping[str, Place]) -> Point:
        """How far the engine's plane lies from that of the places, by that of the first box."""
        x, y = centre(places[self._names[0]])
        engines = found.nodes[0]["center"]
        return x - engines["x"], y - engines["y"]

    def _ways(self, found: Layout, shift: Point) -> dict[str, Way]:
        ways = {}
        for tie, edge in zip(self._ties, found.edges, strict=True):
            anchor = edge["label_anchor"]
            path = tuple(_here(point, shift) for point in edge["points"])
            ways[tie.id] = Way(path, _here(anchor, shift) if anchor else None)
        return ways


def sign_at(path: Sequence[Point], wanted: Point | None, near: float) -> Point:
    """Where a sign stands: where the engine has room for it, if that is ``near`` to the line."""
    is_on_line = wanted is not None and distance_to(path, wanted) < near
    return wanted if wanted is not None and is_on_line else middle(path)


def _here(point: Mapping[str, float], shift: Point) -> Point:
    return point["x"] + shift[0], point["y"] + shift[1]


def middle(path: Sequence[Point]) -> Point:
    """The middle of the longest stretch of a path."""
    (x1, y1), (x2, y2) = max(
        pairwise(path),
        key=lambda ends: abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1]),
    )
    return (x1 + x2) / 2, (y1 + y2) / 2
