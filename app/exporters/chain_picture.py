"""The failure chain as a picture: SVG, PNG, and the words that stand for it where it is not seen.

Like the timeline's, it is drawn from a finished view only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.drafts import Certainty
from app.domain.errors import ExportError
from app.domain.practice.chain import LinkKind, Sign
from app.domain.practice.chain_cards import ChainLayout, FactorCard, LinkCard, Place
from app.domain.practice.chain_geometry import stroke
from app.domain.practice.chain_shapes import (
    DOUBLE_INSIDE,
    LINE_DASHES,
    LINE_WIDTHS,
    MARK_SHAPE,
    PART_SHAPES,
)
from app.domain.practice.chain_words import (
    LINK_WORDS,
    PART_WORDS,
    SIDE_WORDS,
    card_told,
    closed_words,
    link_words,
)
from app.domain.review_words import CERTAINTY_WORDS, counted
from app.domain.views import WithChain
from app.exporters.chain_layout import lay_out
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
from app.exporters.text_widths import broken, width_of
from app.paths import RESOURCES

TEMPLATE = RESOURCES / "picture" / "chain.svg.j2"

WIDE_FROM = 800.0
"""A chain of this width, and wider than high, is drawn for a page across."""

_LEAST_WIDTH = 680.0  # units; 1,000 of them are 25 cm on paper
_TEXT_PX, _TEXT_LINES, _INSET = 11.5, 4, 17.0
_TOLD = 20

_HUES = {
    "unsorted": "#5b6470",
    "trigger": "#a3382a",
    "enabling": "#2f4f85",
    "amplifier": "#5b3f8f",
    "friction": "#80590f",
}


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card as it is drawn; places of words and symbols are from its upper left corner."""

    place: Place
    number: str
    part: str
    part_x: float
    hue: str
    symbol: str
    certainty: str
    marked: bool
    lines: tuple[str, ...]
    side: str
    closed: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as it is drawn: its path, its arrowhead, its sign and the way it is stroked."""

    path: str
    head: str
    x: float
    y: float
    more: bool
    loop: bool
    kind: str


def is_wide(view: WithChain) -> bool:
    """Whether the picture needs a page across."""
    left, top, right, bottom = _bounds(_laid_out(view.cards, view.lines))
    return right - left >= WIDE_FROM and right - left > bottom - top


def picture_bytes(view: WithChain, fmt: str) -> bytes:
    """The picture as a file, ``svg`` or ``png``. Raises `ExportError` for another format."""
    if fmt == "svg":
        return picture_svg(view).encode()
    if fmt == "png":
        return picture_png(view)
    raise ExportError(f"The picture of the chain cannot be written as {fmt}; choose svg or png.")


def picture_svg(view: WithChain) -> str:
    """The picture as SVG, described in words for those who do not see it."""
    return _Drawing(view).svg()


def picture_png(view: WithChain, width: int | None = None) -> bytes:
    """The picture as PNG, ``width`` pixels wide; otherwise as large as it is sharp on paper."""
    drawing = _Drawing(view)
    return png_of(drawing.svg(), width or drawing.canvas.pixels)


def picture_words(view: WithChain) -> str:
    """What the picture shows, in sentences; of a large chain, the first factors."""
    cards, links = view.cards, view.lines
    if not cards:
        return "No factor is written yet."
    numbers = {card.id: card.number for card in cards}
    told = {card.id for card in cards[:_TOLD]}
    sentences = [
        f"Failure chain: {counted(len(cards), 'factor')}, {counted(len(links), 'link')}.",
        *(card_told(card, (), numbers) for card in cards[:_TOLD]),
        *(
            f"{link_words(numbers[link.from_id], link.kind, link.sign, numbers[link.to_id])}."
            for link in links
            if link.from_id in told and link.to_id in told
        ),
    ]
    if len(cards) > _TOLD:
        sentences.append(f"The list has the other {len(cards) - _TOLD:,} too.")
    return " ".join(sentences)


@lru_cache(maxsize=2)
def _laid_out(cards: tuple[FactorCard, ...], lines: tuple[LinkCard, ...]) -> ChainLayout:
    """The layout, which is asked for more than once while a document is made."""
    return lay_out(cards, lines)


def _bounds(layout: ChainLayout) -> Extent:
    return bounds(layout.places.values(), layout.paths.values())


class _Drawing:
    """One picture, measured when it is made."""

    def __init__(self, view: WithChain) -> None:
        self._view = view
        self._layout = _laid_out(view.cards, view.lines)
        self.canvas = Canvas(_bounds(self._layout), _legend(view), _LEAST_WIDTH, gap=4)

    def svg(self) -> str:
        return svg_of(
            TEMPLATE,
            words=printable(picture_words(self._view)),
            width=self.canvas.width,
            height=self.canvas.height,
            cards=[self._card(card) for card in self._view.cards],
            lines=[self._line(link) for link in self._view.lines],
            legend=self.canvas.legend,
            shapes={part.value: shape_path(shape) for part, shape in PART_SHAPES.items()},
            filled={part.value: shape.filled for part, shape in PART_SHAPES.items()},
            hues=_HUES,
            star=shape_path(MARK_SHAPE),
            dashes={
                kind.value: " ".join(f"{each:g}" for each in dashes)
                for kind, dashes in LINE_DASHES.items()
            },
            widths={kind.value: width for kind, width in LINE_WIDTHS.items()},
            inside=DOUBLE_INSIDE,
        )

    def _card(self, card: FactorCard) -> DrawnCard:
        place = self._layout.places[card.id]
        room = place.width - _INSET - 12
        number = printable(card.number)
        return DrawnCard(
            place=self.canvas.placed(place),
            number=number,
            part=PART_WORDS[card.part],
            part_x=_INSET + width_of(number, 10.5, strong=True) + 6,
            hue=_HUES[card.part.value],
            symbol=card.part.value,
            certainty=card.certainty.value,
            marked=card.marked,
            lines=tuple(broken(printable(card.text), room, _TEXT_PX, _TEXT_LINES)),
            side=SIDE_WORDS[card.side],
            closed=printable(closed_words(card)),
            is_open=not card.closed_by,
        )

    def _line(self, link: LinkCard) -> DrawnLine:
        drawn = stroke([self.canvas.at(point) for point in self._layout.paths[link.id]])
        x, y = self.canvas.at(self._layout.label_at[link.id])
        return DrawnLine(
            path=stroke_path(drawn),
            head=" ".join(pair(point) for point in drawn.head),
            x=x,
            y=y,
            more=link.sign is Sign.MORE,
            loop=link.in_loop,
            kind=link.kind.value,
        )


def _legend(view: WithChain) -> Iterator[LegendItem]:
    """What is in the picture and needs to be explained."""
    kinds = {link.kind for link in view.lines}
    for kind in LinkKind:
        if kind in kinds:
            yield LegendItem(0, 0, LINK_WORDS[kind], kind=kind.value)
    if view.lines:
        yield LegendItem(0, 0, "+ more makes more, − more makes less")
    if any(link.in_loop for link in view.lines):
        yield LegendItem(0, 0, "two rings: part of a loop")
    used = {card.certainty for card in view.cards}
    for sure in Certainty:
        if sure in used:
            yield LegendItem(0, 0, CERTAINTY_WORDS[sure], shape=sure.value)
    if any(card.marked for card in view.cards):
        yield LegendItem(0, 0, "weighed most", shape="star")
