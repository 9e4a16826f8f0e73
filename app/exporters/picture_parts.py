"""What pictures of graphs share: bounds, a legend in rows, lines and shapes as paths of SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.practice.chain_cards import Place, Point
from app.domain.practice.chain_geometry import Stroke
from app.domain.practice.chain_shapes import Shape
from app.exporters.text_widths import width_of

AROUND = 14.0
"""What stays free around a picture."""

LEGEND_ROW = 18.0
"""How high a row of the legend is."""

SYMBOL = 10.0
"""The side of a symbol."""

_LEGEND_PX, _LEGEND_GAP = 10.0, 16.0


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


def bounds(
    places: Iterable[Place], paths: Iterable[Sequence[Point]]
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of cards and lines."""
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
