"""Shows each entry as a card, and gives an editor that is open in the list its room."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.practice.entry_ties import EntryTies
from app.domain.timeline import CitedEntry
from app.ui import theme
from app.ui.itemmodels.entries import EntriesModel, EntryRow, Index
from app.ui.widgets.card_painter import CardPainter, CardState
from app.ui.widgets.entry_card import CardFonts, CardLayout, Piece, lay_out

_KEPT = 400
"""Cards whose full layout is kept; all others keep only their height."""


class EntryDelegate(QStyledItemDelegate):
    """Paints cards; heights are measured once for each entry, width and zoom."""

    def __init__(self, view: QListView, model: EntriesModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._fonts = CardFonts.current()
        self._heights: dict[str, tuple[CitedEntry, bool, EntryTies, int]] = {}
        self._layouts: dict[str, tuple[EntryRow, CardLayout]] = {}
        self._measure: tuple[int, str] = (0, "")
        self.editor: QWidget | None = None
        """The editor that is open in the list, and the row it replaces."""
        self.edited = QPersistentModelIndex()
        self.drop_target = QPersistentModelIndex()
        self.hovered: Piece | None = None
        self.hovered_row = -1

    def forget(self) -> None:
        """Measure everything anew, after the look changed."""
        self._fonts = CardFonts.current()
        self._heights.clear()
        self._layouts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._width()
        row = self._model.row(index)
        if self.editor is not None and self.edited == index:
            heading = self._layout(row).heading.height()
            return QSize(width, round(heading) + self.editor.sizeHint().height() + self._gap())
        kept = self._heights.get(row.cited.entry.id)
        if (
            kept is None
            or kept[0] is not row.cited
            or kept[1] != bool(row.heading)
            or kept[2] != row.ties
        ):
            height = lay_out(row, width, self._model.zone, self._fonts).height
            kept = (row.cited, bool(row.heading), row.ties, height)
            self._heights[row.cited.entry.id] = kept
        return QSize(width, kept[3])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.editor is not None and self.edited == index:
            return
        row = self._model.row(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        state = CardState(
            selected=selected,
            focused=selected and self._view.hasFocus(),
            drop_target=self.drop_target == index,
            hovered=self.hovered if self.hovered_row == index.row() else None,
        )
        card = CardPainter(painter, self._fonts, theme.current().palette)
        card.paint(row, self._layout(row), option.rect.topLeft(), state)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        heading = round(self._layout(self._model.row(index)).heading.height())
        row = option.rect
        height = row.height() - heading - self._gap()
        editor.setGeometry(row.left(), row.top() + heading, self._width(), height)

    def link_at(self, index: QModelIndex, point: QPoint) -> Piece | None:
        """The link under a point of the viewport."""
        if self.editor is not None and self.edited == index:
            return None
        inside = QPointF(point - self._view.visualRect(index).topLeft())
        return self._layout(self._model.row(index)).link_at(inside)

    def _layout(self, row: EntryRow) -> CardLayout:
        self._width()
        kept = self._layouts.get(row.cited.entry.id)
        if kept is not None and _same_words(kept[0], row):
            return kept[1]
        if len(self._layouts) >= _KEPT:
            self._layouts.clear()
        layout = lay_out(row, self._width(), self._model.zone, self._fonts)
        self._layouts[row.cited.entry.id] = (row, layout)
        return layout

    def _width(self) -> int:
        """The width of a card; what was measured for another width or zone is dropped."""
        # The room of the scroll bar is always kept, so that nothing moves when it appears.
        room = self._view.contentsRect().width() - self._view.verticalScrollBar().sizeHint().width()
        measure = (room, self._model.zone.key)
        if measure != self._measure:
            self._measure = measure
            self._heights.clear()
            self._layouts.clear()
        return max(measure[0], 120)

    def _gap(self) -> int:
        return round(self._fonts.px(8))


def _same_words(one: EntryRow, other: EntryRow) -> bool:
    return (
        one.cited is other.cited
        and one.heading == other.heading
        and one.time_zone is other.time_zone
        and one.ties == other.ties
    )
