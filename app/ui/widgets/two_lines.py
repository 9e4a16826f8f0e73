"""Paints a list row: what it is, a second line below in a softer colour, a word at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme

BELOW = Qt.ItemDataRole.UserRole + 1
"""The second line; rows without one are a single line high."""
ASIDE = Qt.ItemDataRole.UserRole + 2
"""A word or two at the right."""
ABSENT = Qt.ItemDataRole.UserRole + 3
"""True where what the row stands for is not there; painted in the softer colour."""

_Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """For lists whose items carry `BELOW`, `ASIDE` or `ABSENT`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        look = theme.current()
        height = QFontMetrics(_strong()).lineSpacing()
        if index.data(BELOW):
            height += QFontMetrics(_small()).lineSpacing() + 2
        return QSize(look.px(120), height + look.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        look = theme.current()
        body = option.rect.adjusted(look.px(12), look.px(7), -look.px(12), -look.px(7))
        body.setRight(_paint_aside(painter, body, index))
        _paint_lines(painter, body, index)
        painter.restore()


def _strong() -> QFont:
    return theme.current().font(13, strong=True)


def _small() -> QFont:
    return theme.current().font(12)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    colours = theme.current().palette
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        ground = colours.accent_soft
    elif state & QStyle.StateFlag.State_MouseOver:
        ground = colours.hover
    else:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 6, 6)


def _paint_aside(painter: QPainter, body: QRect, index: _Index) -> int:
    """Returns where the room for the lines ends."""
    text = index.data(ASIDE)
    if not text:
        return body.right()
    painter.setFont(_small())
    painter.setPen(theme.current().palette.muted)
    width = min(QFontMetrics(_small()).horizontalAdvance(text), body.width() // 2)
    room = QRect(body.right() - width, body.top(), width + 1, body.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return room.left() - theme.current().px(12)


def _paint_lines(painter: QPainter, body: QRect, index: _Index) -> None:
    colours = theme.current().palette
    below = index.data(BELOW)
    font = _strong() if below else theme.current().font()
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(colours.muted if index.data(ABSENT) else colours.ink)
    text = metrics.elidedText(
        index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, body.width()
    )
    if not below:
        painter.drawText(body, Qt.AlignmentFlag.AlignVCenter, text)
        return
    painter.drawText(body, Qt.AlignmentFlag.AlignTop, text)
    painter.setFont(_small())
    painter.setPen(colours.muted)
    # A path keeps both its ends; of words, what matters most stands first.
    cut = (
        Qt.TextElideMode.ElideRight
        if not below.startswith(("/", "~"))
        else Qt.TextElideMode.ElideMiddle
    )
    softer = QFontMetrics(_small()).elidedText(below, cut, body.width())
    painter.drawText(body, Qt.AlignmentFlag.AlignBottom, softer)
