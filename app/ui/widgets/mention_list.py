"""The list of words found in a document: each in its context, with what stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QStyleOptionViewItem

from app.ui import theme
from app.ui.itemmodels.mentions import Fate, Index, MentionRow, MentionsModel
from app.ui.widgets.laid_out_list import LaidOutDelegate, LaidOutList
from app.ui.widgets.text_lines import text_layout

_MOST_LINES = 5


class MentionList(LaidOutList):
    """One row is current; every key that is not for moving about is told by `key_pressed`."""

    key_pressed = Signal(object)
    """A `QKeyEvent`; accept it to keep it from the list."""

    def __init__(self, model: MentionsModel) -> None:
        super().__init__(model)
        self.setObjectName("mention-list")
        self._model = model
        self.setItemDelegate(_MentionDelegate(self, model))

    @property
    def row(self) -> int:
        """The current row; -1 where there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into view."""
        self.setCurrentIndex(self._model.index(row))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


@dataclass(slots=True)
class _Set:
    """A row broken into lines at one width."""

    row: MentionRow
    width: int
    text: QTextLayout
    height: int


class _MentionDelegate(LaidOutDelegate):
    """Lays a row out once for each width, and paints it."""

    def __init__(self, view: LaidOutList, model: MentionsModel) -> None:
        super().__init__(view)
        self._model = model
        self._kept: dict[int, _Set] = {}

    def forget(self) -> None:
        """Lay everything out anew, after the look changed."""
        self._kept.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        made = self._set(index.row())
        return QSize(made.width, made.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        made = self._set(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, look.palette.line)
        inside = option.rect.adjusted(look.px(12), look.px(7), -look.px(12), -look.px(7))
        line = QFontMetrics(_small()).height()
        self._caption(painter, QRect(inside.left(), inside.top(), inside.width(), line), made.row)
        painter.setPen(look.palette.ink)
        at = QPointF(inside.left(), inside.top() + line + look.px(3))
        clip = QRectF(at.x(), at.y(), inside.width(), inside.bottom() - at.y() + 2)
        painter.setClipRect(clip)
        made.text.draw(painter, at)
        painter.restore()

    def _set(self, row: int) -> _Set:
        shown, width = self._model.rows[row], self._view.row_width
        kept = self._kept.get(row)
        if kept is not None and kept.width == width and kept.row == shown:
            return kept
        look = theme.current()
        text = _context_layout(shown, width - look.px(24))
        lines = min(text.lineCount(), _MOST_LINES)
        last = text.lineAt(lines - 1)
        height = round(last.y() + last.height()) + QFontMetrics(_small()).height() + look.px(17)
        made = self._kept[row] = _Set(shown, width, text, height)
        return made

    def _caption(self, painter: QPainter, box: QRect, row: MentionRow) -> None:
        colours, metrics = theme.current().palette, QFontMetrics(_small(strong=True))
        words, colour = _fate_words(row)
        room = min(metrics.horizontalAdvance(words) + 2, box.width() * 2 // 3)
        painter.setFont(_small(strong=row.fate is not Fate.OPEN))
        painter.setPen(colour)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        shortened = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(box.right() - room, box.top(), room, box.height()), right, shortened)
        painter.setFont(_small())
        painter.setPen(colours.muted)
        left = box.adjusted(0, 0, -room - theme.current().px(10), 0)
        place = row.place[:1].upper() + row.place[1:]
        place = QFontMetrics(_small()).elidedText(place, Qt.TextElideMode.ElideMiddle, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, place)


def _fate_words(row: MentionRow) -> tuple[str, QColor]:
    colours = theme.current().palette
    match row.fate:
        case Fate.KEPT:
            return row.note or "Stays", colours.gold
        case Fate.REPLACED:
            return row.note or "Role used", colours.teal
        case Fate.OPEN:
            return row.note, colours.red if row.private else colours.muted


def _small(*, strong: bool = False) -> QFont:
    return theme.current().font(11.5, strong=strong)


def _context_layout(row: MentionRow, width: int) -> QTextLayout:
    """Context, the words (struck unless they stay), what stands for them, context."""
    colours = theme.current().palette
    soft, words, stands = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    soft.setForeground(colours.ink)
    words.setFontWeight(QFont.Weight.DemiBold)
    if row.fate is Fate.KEPT:
        words.setForeground(colours.gold)
        words.setBackground(colours.gold_soft)
    else:
        words.setForeground(colours.red)
        words.setFontStrikeOut(True)
        words.setFontWeight(QFont.Weight.Normal)
        stands.setForeground(colours.teal)
        stands.setBackground(colours.teal_soft)
        stands.setFontWeight(QFont.Weight.DemiBold)
    parts = [(row.shown_before, soft), (row.shown_words, words)]
    if row.fate is not Fate.KEPT:
        parts += [(" ", soft), (row.instead, stands)]
    parts.append((row.shown_after, soft))
    return _lines(parts, width)


def _lines(parts: Sequence[tuple[str, QTextCharFormat]], width: int) -> QTextLayout:
    formats, at = [], 0
    for text, letters in parts:
        formats.append((at, len(text), letters))
        at += len(text)
    return text_layout(
        "".join(text for text, _ in parts), theme.current().font(13), width, formats, 2
    )
