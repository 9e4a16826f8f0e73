"""What pictures share: their templates; of graphs the size, a legend in rows, paths of SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.practice.chain_cards import Place, Point
from app.domain.practice.chain_geometry import Stroke
from app.domain.practice.chain_shapes import Shape
from app.exporters.sandbox import environment
from app.exporters.text_widths import width_of

AROUND = 14.0
"""What stays free around a picture."""

LEGEND_ROW = 18.0
"""How high a row of the legend is."""

SYMBOL = 10.0
"""The side of a symbol."""

_LEGEND_PX, _LEGEND_GAP = 10.0, 16.0
_PIXELS, _MOST_PIXELS = 1.8, 6_000.0  # of a PNG for each unit, and of its longer side

Extent = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A sample and what it means: of a line's ``kind``, of a ``shape``, or words alone."""

    x: float
    y: float
    words: str
    kind: str = ""
    shape: str = ""

    @property
    def words_x(self) -> float:
        """Where its words begin."""
        return self.x + (34 if self.kind else 18 if self.shape else 0)


def bounds(places: Iterable[Place], paths: Iterable[Sequence[Point]]) -> Extent:
    """How far cards and lines reach."""
    corners = [point for path in paths for point in path]
    for place in places:
        corners += [(place.x, place.y), (place.right, place.bottom)]
    if not corners:
        return 0.0, 0.0, 0.0, 0.0
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def in_rows(items: Iterable[LegendItem], width: float, top: float) -> Iterator[LegendItem]:
    """The legend in rows, from ``top`` down."""
    x, y = AROUND, top + LEGEND_ROW / 2
    for item in items:
        wide = item.words_x + width_of(item.words, _LEGEND_PX)
        if x > AROUND and x + wide > width - AROUND:
            x, y = AROUND, y + LEGEND_ROW
        yield replace(item, x=x, y=y)
        x += wide + _LEGEND_GAP


class Canvas:
    """How large the picture of a graph is, and where graph and legend stand in it.

    ``extent`` is that of the graph in its own units; ``gap`` stays free above the legend.
    """

    def __init__(
        self, extent: Extent, legend: Iterable[LegendItem], least_width: float, gap: float = 0.0
    ) -> None:
        left, top, right, bottom = extent
        self.width = max(right - left + 2 * AROUND, least_width)
        self._shift = ((self.width - (right - left)) / 2 - left, AROUND - top)
        foot = bottom - top + 2 * AROUND + gap
        self.legend = list(in_rows(legend, self.width, foot))
        self.height = (self.legend[-1].y if self.legend else foot) + LEGEND_ROW / 2 + 4

    @property
    def pixels(self) -> int:
        """How wide a PNG of it is that is sharp on paper, and not larger than anything shows."""
        longer = max(self.width, self.height)
        return round(self.width * min(_PIXELS, _MOST_PIXELS / longer))

    def at(self, point: Point) -> Point:
        """Where a point of the graph stands in the picture."""
        return point[0] + self._shift[0], point[1] + self._shift[1]

    def placed(self, place: Place) -> Place:
        """Where a card of the graph stands in the picture."""
        x, y = self.at((place.x, place.y))
        return Place(x, y, place.width, place.height)


def svg_of(template: Path, **values: object) -> str:
    """The SVG that a template makes of values, each escaped."""
    sandbox = environment()
    sandbox.autoescape = True
    sandbox.trim_blocks = sandbox.lstrip_blocks = True
    return sandbox.from_string(template.read_text(encoding="utf-8")).render(**values)


def shape_path(shape: Shape) -> str:
    """A shape as the data of an SVG path, in a square of its usual size."""
    end = "Z" if shape.closed else ""
    return "".join(
        "M" + "L".join(pair((x * SYMBOL, y * SYMBOL)) for x, y in line) + end
        for line in shape.lines
    )


def stroke_path(drawn: Stroke) -> str:
    """A line with its round bends as the data of an SVG path."""
    bends = (f"L{pair(bend.before)}Q{pair(bend.corner)} {pair(bend.after)}" for bend in drawn.bends)
    return f"M{pair(drawn.start)}{''.join(bends)}L{pair(drawn.end)}"


def pair(point: Sequence[float]) -> str:
    """A point as SVG writes it."""
    return f"{point[0]:.1f} {point[1]:.1f}"
