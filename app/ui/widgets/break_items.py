"""What a trust break map is drawn of: bands, a card for each party, a line for each break.

Lengths are units of the map: pixels where it is shown in its own size. Kind, severity and trend
are told by pattern, weight and shape; colours add nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.domain.practice.chain_cards import Place, Point
from app.domain.practice.chain_geometry import stroke
from app.domain.trust.break_map import BreakLine, PartyCard
from app.domain.trust.break_shapes import LINE_WIDTHS, TREND_SHAPES, dashes
from app.domain.trust.break_words import NOBODY, REGION_WORDS
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend
from app.ui import theme
from app.ui.palette import Palette
from app.ui.widgets.certainty_symbol import paint_certainty
from app.ui.widgets.chain_items import Faces, broken, paint_shape
from app.ui.widgets.chain_lines import path_of

_INSET = 12.0
_LABEL = QRectF(-26, -11, 52, 22)


class RegionItem(QGraphicsRectItem):
    """A band: those above, the team, those outside."""

    def __init__(self, side: Side, place: Place) -> None:
        super().__init__(place.x, place.y, place.width, place.height)
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self._side = side

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        colours = theme.current().palette
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.raised if self._side is Side.INSIDE else colours.sunken)
        painter.drawRect(self.rect())
        painter.setFont(Faces.current().strong)
        painter.setPen(colours.muted)
        painter.drawText(self.rect().adjusted(10, 6, -10, 0), 0, REGION_WORDS[self._side])


class PartyItem(QGraphicsRectItem):
    """A party."""

    def __init__(self, party: PartyCard, place: Place) -> None:
        super().__init__(0, 0, place.width, place.height)
        self.setPos(place.x, place.y)
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(1)
        self.party = party
        self.beside = False

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        colours = theme.current().palette
        named = bool(self.party.name)
        pen = QPen(colours.accent if self.beside else colours.line_strong, 1.2)
        pen.setStyle(Qt.PenStyle.SolidLine if named else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(self.rect(), 5, 5)
        face = Faces.current().text
        painter.setFont(face)
        painter.setPen(colours.ink if named else colours.muted)
        room = self.rect().adjusted(_INSET, 2, -_INSET, -2)
        lines = broken(self.party.name or NOBODY, room.width(), face)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


class BreakItem(QGraphicsRectItem):
    """A break. Its ``label`` is an item of its own, which no other line covers."""

    def __init__(self, line: BreakLine, path: Sequence[Point], label_at: Point) -> None:
        super().__init__()
        drawn = stroke(path)
        self.line, self.points = line, tuple(path)
        self.chosen = self.has_keys = False
        self._path = path_of(drawn)
        self._head = QPolygonF([QPointF(*point) for point in drawn.head])
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setRect(self._path.boundingRect().adjusted(-9, -9, 9, 9))
        self.label = LabelItem(self)
        self.label.setPos(*label_at)

    def show_as(self, *, chosen: bool, has_keys: bool) -> None:
        """Whether it is chosen, and whether keys go to the map."""
        if (chosen, has_keys) != (self.chosen, self.has_keys):
            self.chosen, self.has_keys = chosen, has_keys
            self.setZValue(0.5 if chosen else 0)
            self.update()
            self.label.update()

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        colours = theme.current().palette
        colour = colours.accent if self.chosen else colours.muted
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(break_pen(self.line.kind, self.line.severity, colour))
        painter.drawPath(self._path)
        painter.setPen(QPen(colour, LINE_WIDTHS[self.line.severity] / 2))
        painter.setBrush(colour)
        painter.drawPolygon(self._head)


class LabelItem(QGraphicsRectItem):
    """What stands on a break: how sure people are, its number, where it is moving."""

    def __init__(self, of: BreakItem) -> None:
        super().__init__(_LABEL.adjusted(-2, -2, 2, 2))
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(2)
        self._of = of

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        colours, line = theme.current().palette, self._of.line
        wide = 2.5 if self._of.has_keys else 1.8
        painter.setPen(
            QPen(colours.accent, wide) if self._of.chosen else QPen(colours.line_strong, 1.0)
        )
        painter.setBrush(colours.accent_faint if self._of.chosen else colours.raised)
        painter.drawRoundedRect(_LABEL, 11, 11)
        paint_certainty(painter, QRectF(-22, -5, 10, 10), line.certainty, colours)
        painter.setFont(Faces.current().strong)
        painter.setPen(colours.ink)
        words = QRectF(-11, -11, 24 if line.trend else 34, 22)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, line.number)
        if line.trend:
            paint_trend(painter, line.trend, QRectF(13, -4.5, 9, 9), colours)


def break_pen(kind: BreakKind, severity: Severity, colour: QColor) -> QPen:
    """The pen of a break: its kind as pattern, its severity as weight."""
    wide = LINE_WIDTHS[severity]
    pen = QPen(colour, wide)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if pattern := dashes(kind, severity):
        pen.setDashPattern([length / wide for length in pattern])
    return pen


def paint_trend(painter: QPainter, trend: Trend, box: QRectF, colours: Palette) -> None:
    """The sign of a trend."""
    paint_shape(painter, TREND_SHAPES[trend], box, colours.ink)


def paint_sample(
    painter: QPainter, kind: BreakKind, severity: Severity, box: QRectF, length: float
) -> None:
    """A piece of a line, for the legend."""
    path = QPainterPath(QPointF(box.left(), box.center().y()))
    path.lineTo(QPointF(box.left() + length, box.center().y()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(break_pen(kind, severity, theme.current().palette.ink))
    painter.drawPath(path)
