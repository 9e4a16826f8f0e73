"""What a failure chain is drawn of: a card for each factor, a line for each link.

Lengths are units of the graph: pixels where it is shown in its own size. Where a chain is so small
that nothing could be read, cards are plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPolygonF,
    QStaticText,
)
from PySide6.QtWidgets import (
    QGraphicsRectItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from app.domain.practice.chain import FactorPart
from app.domain.practice.chain_cards import FactorCard, Place
from app.domain.practice.chain_shapes import (
    MARK_SHAPE,
    PART_SHAPES,
    Shape,
)
from app.domain.practice.chain_words import PART_WORDS, SIDE_WORDS, closed_words
from app.ui import theme
from app.ui.palette import Palette
from app.ui.widgets.certainty_symbol import paint_certainty

PLAIN_BELOW = 0.4
"""Below this scale, a card is a plain one."""

HANDLE = 7.0
"""Half the side of the handle below a card that links are drawn from."""

_PAD, _STRIP, _LINES = 12.0, 5.0, 3
_TEXT_TOP, _LINE_HEIGHT = 32.0, 18.0


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a card in its own size; the zoom of the window scales the whole graph."""

    text: QFont
    small: QFont
    strong: QFont

    @classmethod
    def current(cls) -> Faces:
        """The faces of the theme in use."""
        look = theme.current()
        return cls(
            look.font(13 / look.zoom),
            look.font(11 / look.zoom),
            look.font(11 / look.zoom, strong=True),
        )


def part_colours(part: FactorPart, colours: Palette) -> tuple[QColor, QColor]:
    """The hue of a part and its soft ground; the word always stands beside it."""
    match part:
        case FactorPart.TRIGGER:
            return colours.red, colours.red_soft
        case FactorPart.ENABLING:
            return colours.blue, colours.blue_soft
        case FactorPart.AMPLIFIER:
            return colours.violet, colours.violet_soft
        case FactorPart.FRICTION:
            return colours.gold, colours.gold_soft
        case FactorPart.UNSORTED:
            return colours.muted, colours.neutral_soft


def paint_shape(painter: QPainter, shape: Shape, box: QRectF, colour: QColor) -> None:
    """Draw a shape into a square."""
    painter.setPen(QPen(colour, max(box.width() / 8, 1.2)))
    painter.setBrush(colour if shape.filled else Qt.BrushStyle.NoBrush)
    for line in shape.lines:
        points = QPolygonF(
            [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in line]
        )
        if shape.closed:
            painter.drawPolygon(points)
        else:
            painter.drawPolyline(points)


@lru_cache(maxsize=4096)
def broken(text: str, width: float, font: QFont) -> tuple[str, ...]:
    """A text in as many lines as a card has; the last ends in … where the text goes on."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < _LINES - 1:
        line, rest = _first_line(rest, width, metrics)
        lines.append(line)
    if rest:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return tuple(lines)


def _first_line(text: str, width: float, metrics: QFontMetricsF) -> tuple[str, str]:
    """The words that fit on a line, and what is left; a longer word is cut."""
    if metrics.horizontalAdvance(text) <= width:
        return text, ""
    end = len(text)
    while metrics.horizontalAdvance(text[:end]) > width and end > 1:
        space = text.rfind(" ", 0, end)
        end = space if space > 0 else end - 1
    return text[:end].rstrip(), text[end:].lstrip()


class CardItem(QGraphicsRectItem):
    """A factor."""

    def __init__(self, card: FactorCard, place: Place) -> None:
        super().__init__(0, 0, place.width, place.height)
        self.setPos(place.x, place.y)
        self.setZValue(1)
        self.card = card
        self.chosen = self.focused = self.is_target = self.shows_handle = False
        self._words: list[tuple[QPointF, QStaticText, QFont, str]] = []
        self._open_at: QPointF | None = None
        # Not drawn with: room for the handle around it, without a call from C++ for its bounds.
        self.setPen(QPen(QColor(), 2 * HANDLE + 4))

    @property
    def place(self) -> Place:
        """Where it stands now."""
        box = self.rect()
        return Place(self.pos().x(), self.pos().y(), box.width(), box.height())

    @property
    def handle(self) -> QRectF:
        """The handle that links are drawn from, in the scene."""
        place = self.place
        middle = QPointF(place.x + place.width / 2, place.bottom)
        return QRectF(middle.x() - HANDLE, middle.y() - HANDLE, 2 * HANDLE, 2 * HANDLE)

    def forget(self) -> None:
        """Set the words anew, after the look changed."""
        self._words = []
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        colours = theme.current().palette
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        self._paint_ground(painter, colours, scale)
        if scale >= PLAIN_BELOW:
            self._paint_words(painter, colours)
            self._paint_symbols(painter, colours)
        if self.shows_handle:
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(colours.raised)
            painter.drawEllipse(
                QPointF(self.rect().center().x(), self.rect().bottom()), HANDLE - 1, HANDLE - 1
            )

    def _paint_ground(self, painter: QPainter, colours: Palette, scale: float) -> None:
        hue, soft = part_colours(self.card.part, colours)
        edge, ground, wide = colours.line_strong, colours.raised, 1.0
        if self.chosen or self.is_target:
            edge, ground, wide = colours.accent, colours.accent_faint, 2.5 if self.focused else 1.5
        elif scale < PLAIN_BELOW:
            edge, ground = hue, soft
        pen = QPen(edge, wide / min(scale, 1.0))
        if self.is_target:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(ground)
        box = self.rect()
        if scale < PLAIN_BELOW:
            painter.drawRect(box)
            return
        painter.drawRoundedRect(box, 5, 5)
        painter.fillRect(QRectF(1, 6, _STRIP, box.height() - 12), hue)

    def _paint_words(self, painter: QPainter, colours: Palette) -> None:
        if not self._words:
            self._words = self._set_words()
        inks = {
            "ink": colours.ink,
            "muted": colours.muted,
            "teal": colours.teal,
            "part": part_colours(self.card.part, colours)[0],
        }
        for at, words, font, ink in self._words:
            painter.setFont(font)
            painter.setPen(inks[ink])
            painter.drawStaticText(at, words)

    def _set_words(self) -> list[tuple[QPointF, QStaticText, QFont, str]]:
        faces, card, box = Faces.current(), self.card, self.rect()
        small = QFontMetricsF(faces.strong)
        words: list[tuple[QPointF, QStaticText, QFont, str]] = []

        def put(x: float, y: float, text: str, font: QFont, ink: str) -> None:
            static = QStaticText(text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            static.prepare(font=font)
            words.append((QPointF(x, y), static, font, ink))

        left, right = _STRIP + _PAD, box.width() - _PAD
        put(left, 10, card.number, faces.strong, "ink")
        number_right = left + small.horizontalAdvance(card.number)
        put(number_right + 24, 10, PART_WORDS[card.part], faces.strong, "part")
        for row, line in enumerate(broken(card.text, right - left, faces.text)):
            put(left, _TEXT_TOP + row * _LINE_HEIGHT, line, faces.text, "ink")
        foot = box.height() - 22
        put(left, foot, SIDE_WORDS[card.side], faces.small, "muted")
        closed = closed_words(card)
        room = QFontMetricsF(faces.small).horizontalAdvance(closed)
        self._open_at = None if card.closed_by else QPointF(right - room - 9, foot + 8)
        put(right - room, foot, closed, faces.small, "teal" if card.closed_by else "muted")
        return words

    def _paint_symbols(self, painter: QPainter, colours: Palette) -> None:
        box, card = self.rect(), self.card
        faces = Faces.current()
        hue, _ = part_colours(card.part, colours)
        number = QFontMetricsF(faces.strong).horizontalAdvance(card.number)
        paint_shape(
            painter,
            PART_SHAPES[card.part],
            QRectF(_STRIP + _PAD + number + 8, 11, 11, 11),
            hue,
        )
        right = box.width() - _PAD
        paint_certainty(painter, QRectF(right - 12, 10, 12, 12), card.certainty, colours)
        if self._open_at is not None:
            painter.setPen(QPen(colours.gold, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._open_at, 3.5, 3.5)
        if card.marked:
            paint_shape(painter, MARK_SHAPE, QRectF(right - 32, 9, 14, 14), colours.accent)
