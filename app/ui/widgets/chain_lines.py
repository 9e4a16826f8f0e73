"""The lines of a failure chain: one for each link, in the way of its kind, and its sign on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.domain.practice.chain import LinkKind, Sign
from app.domain.practice.chain_cards import LinkCard, Point
from app.domain.practice.chain_geometry import Stroke, stroke
from app.domain.practice.chain_shapes import DOUBLE_INSIDE, LINE_DASHES, LINE_WIDTHS
from app.ui import theme
from app.ui.palette import Palette
from app.ui.widgets.chain_items import PLAIN_BELOW

_RADIUS, _LOOP_RADIUS, _ARM = 8.0, 10.5, 3.5  # of a sign: its rings, and half its stroke


class LineItem(QGraphicsRectItem):
    """A link. Its ``sign`` is an item of its own, which no other line covers."""

    def __init__(self, link: LinkCard, path: Sequence[Point], sign_at: Point) -> None:
        super().__init__()
        self.link = link
        self.chosen = self.beside = False
        self.points: tuple[Point, ...] = ()
        self.sign = SignItem(self)
        self._head = QPolygonF()
        self._path = QPainterPath()
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.lead(path, sign_at)

    def lead(self, path: Sequence[Point], sign_at: Point) -> None:
        """Go another way."""
        drawn = stroke(path)
        self.points = tuple(path)
        self._head = QPolygonF([QPointF(*point) for point in drawn.head])
        self._path = path_of(drawn)
        self.setRect(self._path.boundingRect().adjusted(-6, -6, 6, 6))
        self.update()
        self.sign.setPos(*sign_at)

    def show_as(self, *, chosen: bool, beside: bool) -> None:
        """Whether it is chosen, or leads to or from what is."""
        if (chosen, beside) != (self.chosen, self.beside):
            self.chosen, self.beside = chosen, beside
            self.setZValue(0.5 if chosen or beside else 0)
            self.update()
            self.sign.update()

    def colour(self, colours: Palette) -> QColor:
        """The colour that it is drawn in now."""
        return colours.accent if self.chosen else colours.ink if self.beside else colours.muted

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        colours = theme.current().palette
        plain = option.levelOfDetailFromTransform(painter.worldTransform()) < PLAIN_BELOW
        colour = self.colour(colours)
        paint_line(painter, self.link.kind, self._path, colour, colours.ground, plain=plain)
        if not plain:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(self._head)


class SignItem(QGraphicsRectItem):
    """The + or − of a link; a second ring where the link is part of a loop."""

    def __init__(self, line: LineItem) -> None:
        side = _LOOP_RADIUS + 1.0
        super().__init__(-side, -side, 2 * side, 2 * side)
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(0.8)
        self._line = line

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        if option.levelOfDetailFromTransform(painter.worldTransform()) < PLAIN_BELOW:
            return
        colours = theme.current().palette
        link, at = self._line.link, QPointF()
        painter.setPen(QPen(self._line.colour(colours), 1.2))
        painter.setBrush(colours.raised)
        if link.in_loop:
            painter.drawEllipse(at, _LOOP_RADIUS, _LOOP_RADIUS)
        painter.drawEllipse(at, _RADIUS, _RADIUS)
        painter.setPen(QPen(colours.ink, 1.6))
        painter.drawLine(QPointF(-_ARM, 0), QPointF(_ARM, 0))
        if link.sign is Sign.MORE:
            painter.drawLine(QPointF(0, -_ARM), QPointF(0, _ARM))


def path_of(drawn: Stroke) -> QPainterPath:
    """A line with its round bends."""
    path = QPainterPath(QPointF(*drawn.start))
    for bend in drawn.bends:
        path.lineTo(QPointF(*bend.before))
        path.quadTo(QPointF(*bend.corner), QPointF(*bend.after))
    path.lineTo(QPointF(*drawn.end))
    return path


def line_pen(kind: LinkKind, colour: QColor) -> QPen:
    """The pen that tells a kind of link from the others."""
    pen = QPen(colour, LINE_WIDTHS[kind])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes := LINE_DASHES[kind]:
        pen.setDashPattern([length / LINE_WIDTHS[kind] for length in dashes])
    return pen


def paint_line(
    painter: QPainter,
    kind: LinkKind,
    path: QPainterPath,
    colour: QColor,
    ground: QColor,
    *,
    plain: bool = False,
) -> None:
    """Draw a line in the way of its kind: solid, dashed, double or dotted."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if plain:
        painter.setPen(QPen(colour, 0))
        painter.drawPath(path)
        return
    painter.setPen(line_pen(kind, colour))
    painter.drawPath(path)
    if kind is LinkKind.AMPLIFY:
        painter.setPen(QPen(ground, DOUBLE_INSIDE))
        painter.drawPath(path)
