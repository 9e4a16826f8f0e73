"""The symbol of each certainty, drawn so that it needs no symbol font: ✓ ◐ ◔ ⚑ ○."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.domain.drafts import Certainty
from app.ui.palette import Palette


def certainty_colour(certainty: Certainty, palette: Palette) -> QColor:
    """The colour of a certainty; always shown together with its word."""
    return {
        Certainty.CONFIRMED: palette.teal,
        Certainty.PROBABLE: palette.gold,
        Certainty.UNCERTAIN: palette.gold,
        Certainty.DISPUTED: palette.red,
        Certainty.UNJUDGED: palette.muted,
    }[certainty]


def paint_certainty(painter: QPainter, box: QRectF, certainty: Certainty, palette: Palette) -> None:
    """Draw the symbol of a certainty into a square box."""
    colour = certainty_colour(certainty, palette)
    pen = QPen(colour, box.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if certainty is Certainty.CONFIRMED:
        pen.setWidthF(box.width() / 6)
        painter.setPen(pen)
        painter.drawPolyline(_points(box, (0.16, 0.54), (0.41, 0.8), (0.86, 0.22)))
    elif certainty is Certainty.DISPUTED:
        paint_flag(painter, box, colour)
    else:
        _paint_disc(painter, box.adjusted(1, 1, -1, -1), certainty, colour)
    painter.restore()


def paint_flag(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the flag that marks what needs a look."""
    painter.setPen(QPen(colour, box.width() / 9))
    painter.drawPolyline(_points(box, (0.25, 0.1), (0.25, 0.95)))
    painter.setBrush(colour)
    painter.drawPolygon(
        _points(box, (0.25, 0.12), (0.9, 0.12), (0.7, 0.34), (0.9, 0.56), (0.25, 0.56))
    )


def paint_lock(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the lock that marks what stays private."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, box.width() / 8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = box.width()
    shackle = QPainterPath(QPointF(box.left() + side * 0.3, box.top() + side * 0.48))
    shackle.lineTo(box.left() + side * 0.3, box.top() + side * 0.32)
    shackle.arcTo(
        QRectF(box.left() + side * 0.3, box.top() + side * 0.1, side * 0.4, side * 0.44), 180, -180
    )
    shackle.lineTo(box.left() + side * 0.7, box.top() + side * 0.48)
    painter.drawPath(shackle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    body = QRectF(box.left() + side * 0.16, box.top() + side * 0.46, side * 0.68, side * 0.48)
    painter.drawRoundedRect(body, side * 0.1, side * 0.1)
    painter.restore()


def certainty_icon(certainty: Certainty, palette: Palette, side: int, ratio: float) -> QIcon:
    """The symbol as an icon for a list of choices; ``ratio`` is the screen's pixel ratio."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_certainty(painter, QRectF(0, 0, side, side), certainty, palette)
    painter.end()
    return QIcon(pixmap)


def _points(box: QRectF, *places: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in places]
    )


def _paint_disc(painter: QPainter, box: QRectF, certainty: Certainty, colour: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(colour)
    if certainty is Certainty.PROBABLE:
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif certainty is Certainty.UNCERTAIN:
        painter.drawPie(box, 0, 90 * 16)
