"""The suggestions that wait, a line each, so that hundreds can be gone through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from app.ui import suggestion_words, theme
from app.ui.itemmodels.suggestions import Index, SuggestionsModel
from app.ui.suggestion_words import DECISION_WORDS
from app.ui.widgets.certainty_symbol import paint_certainty
from app.ui.widgets.laid_out_list import LaidOutDelegate, LaidOutList

if TYPE_CHECKING:
    from app.operations.assist.tray import Waiting

_HEIGHT = 27
_GAP = 8
_SYMBOL = 11
_LINES = 3
"""So many rows are in sight at least."""


class SuggestionList(LaidOutList):
    """One row is in hand, several may be selected."""

    stood_on = Signal()
    """The person came to another row, or rows were shown anew."""

    def __init__(self, model: SuggestionsModel) -> None:
        super().__init__(model)
        self.setObjectName("suggestion-list")
        self.setAccessibleName("Suggestions, not in the record")
        self._model = model
        self._is_showing = False
        self.setItemDelegate(_SuggestionDelegate(self, model))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def current(self) -> Waiting | None:
        """The suggestion in hand."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    @property
    def model_rows(self) -> Sequence[Waiting]:
        """All that is listed."""
        return self._model.rows

    @property
    def is_dated(self) -> bool:
        """Whether what is listed is of several days."""
        return self._model.dated

    @property
    def chosen(self) -> list[Waiting]:
        """The selected suggestions in their order; the one in hand where none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows:
            return [] if self.current is None else [self.current]
        return [self._model.rows[row] for row in rows]

    def show_rows(
        self, rows: Sequence[Waiting], zones: tuple[ZoneInfo, ZoneInfo], wanted: str = ""
    ) -> None:
        """Show these; the person stays on the same one, or on what came to its place.

        ``wanted`` is the id of another to stand on.
        """
        here, place = self.current, max(0, self.currentIndex().row())
        top = self.verticalScrollBar().value()
        self._is_showing = True
        self._model.show(rows, zones)
        row = self._model.row_of(wanted) if wanted else -1
        if row < 0 and here is not None:
            row = self._model.row_of(here.suggestion.id)
        self.stand_on(min(place, len(rows) - 1) if row < 0 else row)
        self._is_showing = False
        if not wanted:
            self.verticalScrollBar().setValue(top)
            self.scrollTo(self.currentIndex())
        self.stood_on.emit()

    def stand_on(self, row: int) -> None:
        """Take a row in hand, and it alone."""
        index = self._model.index(row)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(_HEIGHT) * 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.current().px(_HEIGHT) * _LINES)

    def _tell(self) -> None:
        if not self._is_showing:
            self.stood_on.emit()


class _SuggestionDelegate(LaidOutDelegate):
    """Paints a line: how sure, when, what kind, which words."""

    def __init__(self, view: SuggestionList, model: SuggestionsModel) -> None:
        super().__init__(view)
        self._model = model

    def forget(self) -> None:
        """Nothing is kept: a line is made when it is painted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.row_width, theme.current().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, waiting = theme.current(), self._model.rows[index.row()]
        colours, gap = look.palette, look.px(_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, colours.accent_line)
        line = QRectF(option.rect).adjusted(gap, 0, -gap, 0)
        side = look.px(_SYMBOL)
        symbol = QRectF(line.left(), line.center().y() - side / 2, side, side)
        paint_certainty(painter, symbol, waiting.suggestion.certainty, colours)
        line.setLeft(symbol.right() + gap)
        decided = "" if waiting.decision is None else DECISION_WORDS[waiting.decision]
        kind = suggestion_words.kind_words(waiting.suggestion)
        words = suggestion_words.line_words(waiting.suggestion)
        for text, font, colour in (
            (self._model.time_words(index.row()), look.mono(11.5), colours.ink),
            (kind, look.font(11.5, strong=True), colours.blue),
            (decided, look.font(11.5, strong=True), colours.gold),
            (words, look.font(12.5), colours.muted if decided else colours.ink),
        ):
            if text:
                line.setLeft(_write(painter, line, text, font, colour) + gap)
        painter.restore()


def _write(painter: QPainter, line: QRectF, text: str, font: QFont, colour: QColor) -> float:
    """Write as much as there is room for; says where it ends."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(line.width())))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
    return line.left() + metrics.horizontalAdvance(shown)
