"""The trust break map as a picture: SVG, PNG, and the words that stand for it where it is not seen.

It is drawn from a finished view only, which holds the breaks that its readers may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.drafts import Certainty
from app.domain.errors import ExportError
from app.domain.practice.chain_cards import Place
from app.domain.practice.chain_geometry import stroke
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.break_map import BreakLine, BreakMap, MapLayout, PartyCard
from app.domain.trust.break_shapes import LINE_WIDTHS, TREND_SHAPES, dashes
from app.domain.trust.break_words import (
    FROM_TO,
    KIND_WORDS,
    NOBODY,
    REGION_WORDS,
    SEVERITY_WORDS,
    TREND_WORDS,
    map_told,
)
from app.domain.trust.breaks import BreakKind, Severity, Trend
from app.exporters.break_layout import LABEL_HEIGHT, LABEL_WIDTH, lay_out
from app.exporters.picture import png_of
from app.exporters.picture_parts import (
    Canvas,
    Extent,
    LegendItem,
    bounds,
    pair,
    shape_path,
    stroke_path,
    svg_of,
)
from app.exporters.sandbox import printable
from app.exporters.text_widths import broken
from app.paths import RESOURCES

TEMPLATE = RESOURCES / "picture" / "breaks.svg.j2"

WIDE_FROM = 700.0
"""A map of this width, and much wider than high, is drawn for a page across."""

_ACROSS = 1.25  # how much wider than high
_LEAST_WIDTH = 560.0  # units; 1,000 of them are 25 cm on paper
_TEXT_PX, _TEXT_LINES, _INSET = 12.0, 2, 14.0


@dataclass(frozen=True, slots=True)
class DrawnParty:
    """A party as it is drawn."""

    place: Place
    lines: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class DrawnBreak:
    """A break as it is drawn: its path and head, how it is stroked, and what stands on it."""

    path: str
    head: str
    width: float
    dashes: str
    x: float
    y: float
    number: str
    trend: str
    certainty: str


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """A band of the map."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class _Sample(LegendItem):
    """A line in the legend."""

    width: float = 0.0
    dashes: str = ""


def is_wide(shown: BreakMap) -> bool:
    """Whether the picture needs a page across."""
    left, top, right, bottom = _bounds(_laid_out(shown))
    return right - left >= max(WIDE_FROM, _ACROSS * (bottom - top))


def picture_bytes(shown: BreakMap, fmt: str) -> bytes:
    """The picture as a file, ``svg`` or ``png``. Raises `ExportError` for another format."""
    if fmt == "svg":
        return picture_svg(shown).encode()
    if fmt == "png":
        return picture_png(shown)
    raise ExportError(f"The break map cannot be written as {fmt}; choose svg or png.")


def picture_svg(shown: BreakMap) -> str:
    """The picture as SVG, described in words for those who do not see it."""
    return _Drawing(shown).svg()


def picture_png(shown: BreakMap, width: int | None = None) -> bytes:
    """The picture as PNG, ``width`` pixels wide; otherwise as large as it is sharp on paper."""
    drawing = _Drawing(shown)
    return png_of(drawing.svg(), width or drawing.canvas.pixels)


def picture_words(shown: BreakMap) -> str:
    """What the picture shows: each break is a sentence."""
    return map_told(shown)


@lru_cache(maxsize=2)
def _laid_out(shown: BreakMap) -> MapLayout:
    """The layout, which is asked for more than once while a document is made."""
    return lay_out(shown)


def _bounds(layout: MapLayout) -> Extent:
    return bounds([*layout.places.values(), *layout.regions.values()], layout.paths.values())


class _Drawing:
    """One picture, measured when it is made."""

    def __init__(self, shown: BreakMap) -> None:
        self._shown = shown
        self._layout = _laid_out(shown)
        self.canvas = Canvas(_bounds(self._layout), _legend(shown), _LEAST_WIDTH)

    def svg(self) -> str:
        return svg_of(
            TEMPLATE,
            words=printable(map_told(self._shown)),
            width=self.canvas.width,
            height=self.canvas.height,
            regions=[
                DrawnRegion(self.canvas.placed(place), REGION_WORDS[side])
                for side, place in self._layout.regions.items()
            ],
            parties=[self._party(party) for party in self._shown.parties],
            lines=[self._line(line) for line in self._shown.lines],
            legend=self.canvas.legend,
            label=(LABEL_WIDTH, LABEL_HEIGHT),
            trends={trend.value: shape_path(shape) for trend, shape in TREND_SHAPES.items()},
            filled={trend.value: shape.filled for trend, shape in TREND_SHAPES.items()},
        )

    def _party(self, party: PartyCard) -> DrawnParty:
        place = self.canvas.placed(self._layout.places[party.id])
        name = printable(party.name) or NOBODY
        lines = broken(name, place.width - 2 * _INSET, _TEXT_PX, _TEXT_LINES)
        return DrawnParty(place, tuple(lines), bool(party.name))

    def _line(self, line: BreakLine) -> DrawnBreak:
        drawn = stroke([self.canvas.at(point) for point in self._layout.paths[line.id]])
        x, y = self.canvas.at(self._layout.label_at[line.id])
        return DrawnBreak(
            path=stroke_path(drawn),
            head=" ".join(pair(point) for point in drawn.head),
            width=LINE_WIDTHS[line.severity],
            dashes=_spaced(dashes(line.kind, line.severity)),
            x=x,
            y=y,
            number=printable(line.number),
            trend=line.trend.value,
            certainty=line.certainty.value,
        )


def _legend(shown: BreakMap) -> Iterator[LegendItem]:
    """What is in the picture and needs to be explained."""
    lines = shown.lines
    if lines:
        yield LegendItem(0, 0, FROM_TO)
    for kind in BreakKind:
        if any(line.kind is kind for line in lines):
            words = KIND_WORDS[kind] if kind else "kind not said yet"
            pattern = _spaced(dashes(kind, Severity.STRAINED))
            yield _Sample(0, 0, words, kind="line", width=1.6, dashes=pattern)
    for severity in Severity:
        if any(line.severity is severity for line in lines) and severity:
            words = SEVERITY_WORDS[severity]
            yield _Sample(0, 0, words, kind="line", width=LINE_WIDTHS[severity])
    for trend in Trend:
        if any(line.trend is trend for line in lines) and trend:
            yield LegendItem(0, 0, TREND_WORDS[trend], shape=f"trend-{trend.value}")
    for sure in Certainty:
        if any(line.certainty is sure for line in lines):
            yield LegendItem(0, 0, CERTAINTY_WORDS[sure], shape=sure.value)


def _spaced(lengths: tuple[float, ...]) -> str:
    return " ".join(f"{each:g}" for each in lengths)
