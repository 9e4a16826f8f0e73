"""The list of entry cards: selection, links, drops of evidence, and an editor in place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QMenu, QWidget

from app.domain.timeline import CitedEntry
from app.ui import theme
from app.ui.itemmodels.entries import EntriesModel, Index
from app.ui.itemmodels.items import ITEMS_MIME
from app.ui.widgets.entry_card import Mark, Piece
from app.ui.widgets.entry_delegate import EntryDelegate


class EntryList(QListView):
    """Cards of a timeline draft; what is to be done with them is told by signals."""

    edit_requested = Signal(str)
    current_changed = Signal(str)
    place_clicked = Signal(object)
    """The `CitedItem`s of one place, by a click on its name."""
    adopt_clicked = Signal(str)
    hypothesis_clicked = Signal(str)
    """The id of the entry whose hypothesis was clicked."""
    items_dropped = Signal(list, object)
    """Item ids, and the id of the entry they were dropped on or None."""

    def __init__(self, model: EntriesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline-list")
        self.setAccessibleName("Timeline entries")
        self._model = model
        self.setModel(model)
        self._cards = EntryDelegate(self, model)
        self.setItemDelegate(self._cards)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.verticalScrollBar().setSingleStep(24)
        self._settle = QTimer(self, interval=30, singleShot=True)
        self._settle.setObjectName("settle")
        self._settle.timeout.connect(self._lay_out_again)
        self._top: QPersistentModelIndex | None = None
        self._sees_current = False
        theme.current().theme_changed.connect(self._look_changed)

    @property
    def current_entry(self) -> CitedEntry | None:
        """The selected entry."""
        return self._model.entry_at(self.currentIndex())

    def select_entry(self, entry_id: str) -> bool:
        """Select an entry and bring it into view; False where it is not shown."""
        index = self._model.index_of(entry_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.executeDelayedItemsLayout()
        self.scrollTo(index)
        self._hold(self.viewport().size())
        return True

    def go_back(self, value: int) -> None:
        """Go back to where the scroll bar stood."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(value)
        self._hold(self.viewport().size())

    def reveal(self, rows: Sequence[int]) -> None:
        """Scroll to the first of these rows, unless one can be seen already."""
        seen = self.viewport().rect()
        places = [self.visualRect(self._model.index(row)) for row in rows]
        if places and not any(seen.contains(place.center()) for place in places):
            self.scrollTo(self._model.index(rows[0]))

    def stand_somewhere(self) -> None:
        """Let a card show where the focus is, if the focus is here."""
        if self.hasFocus() and not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))

    @property
    def editor(self) -> QWidget | None:
        """The editor that is open in the list."""
        return self._cards.editor

    def open_editor(self, entry_id: str, editor: QWidget) -> None:
        """Put an editor in the place of a card; the list owns it from now on."""
        self.close_editor()
        index = self._model.index_of(entry_id)
        self._cards.editor = editor
        self._cards.edited = QPersistentModelIndex(index)
        self.setCurrentIndex(index)
        self.setIndexWidget(index, editor)
        self.fit_editor()

    def close_editor(self) -> None:
        """Show the card again. What the editor held is its owner's concern."""
        editor, edited = self._cards.editor, self._at(self._cards.edited)
        if editor is None:
            return
        had_focus = editor.isAncestorOf(QApplication.focusWidget() or self)
        self._cards.editor = None
        self._cards.edited = QPersistentModelIndex()
        if edited.isValid():
            self.setIndexWidget(
                edited, cast(QWidget, None)
            )  # the stubs forget that None removes it
        editor.hide()
        editor.deleteLater()
        self.scheduleDelayedItemsLayout()
        if had_focus:
            self.setFocus()

    def fit_editor(self) -> None:
        """Give the open editor the height it asks for, and keep it in view."""
        if self._cards.edited.isValid() and not self._settle.isActive():
            self.doItemsLayout()
            self.scrollTo(self._at(self._cards.edited))

    def _at(self, kept: QPersistentModelIndex) -> QModelIndex:
        return self._model.index(kept.row()) if kept.isValid() else QModelIndex()

    # Links

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(*self._link(event))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index, link = self._link(event)
        cited = self._model.entry_at(index)
        if link is None or cited is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if link.mark is Mark.ADOPT:
            self.adopt_clicked.emit(cited.entry.id)
        elif link.mark is Mark.HYPOTHESIS:
            self.hypothesis_clicked.emit(cited.entry.id)
        else:
            self.place_clicked.emit(link.items)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index, link = self._link(event)
        cited = self._model.entry_at(index)
        if cited is not None and link is None and event.button() is Qt.MouseButton.LeftButton:
            self.edit_requested.emit(cited.entry.id)

    def _link(self, event: QMouseEvent) -> tuple[QModelIndex, Piece | None]:
        point = event.position().toPoint()
        index = self.indexAt(point)
        return index, self._cards.link_at(index, point) if index.isValid() else None

    def _hover(self, index: QModelIndex, link: Piece | None) -> None:
        if (self._cards.hovered, self._cards.hovered_row) == (link, index.row()):
            return
        self._cards.hovered, self._cards.hovered_row = link, index.row()
        if link is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().update()

    # Keys and the menu of a card

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.stand_somewhere()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if (cited := self.current_entry) is not None:
                self.edit_requested.emit(cited.entry.id)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current_entry is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([action for action in self.actions() if action.isEnabled()])
        menu.popup(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(self._model.index(current.row()), self._model.index(previous.row()))
        cited = self._model.entry_at(current)
        self.current_changed.emit(cited.entry.id if cited is not None else "")

    def reset(self) -> None:
        super().reset()
        self.current_changed.emit("")

    # Drops of evidence

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept(event)
        self._mark_drop(QPersistentModelIndex(self.indexAt(event.position().toPoint())))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(QPersistentModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_drop(QPersistentModelIndex())
        cited = self._model.entry_at(self.indexAt(event.position().toPoint()))
        if ids := dropped_items(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.items_dropped.emit(ids, cited.entry.id if cited is not None else None)

    def _accept(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(ITEMS_MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _mark_drop(self, target: QPersistentModelIndex) -> None:
        if self._cards.drop_target != target:
            self._cards.drop_target = target
            self.viewport().update()

    # Measuring

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size() != event.oldSize():
            if not self._settle.isActive():
                self._hold(event.oldSize())
            self._settle.start()
        super().resizeEvent(event)

    def _hold(self, size: QSize) -> None:
        """What such a viewport shows shall be in sight when the list has settled on its size."""
        seen = QRect(QPoint(0, 0), size)
        self._top = QPersistentModelIndex(self.indexAt(seen.topLeft()))
        self._sees_current = seen.intersects(self.visualRect(self.currentIndex()))

    def _lay_out_again(self) -> None:
        self.doItemsLayout()
        if self._top is not None and self._top.isValid():
            self.scrollTo(self._at(self._top), QAbstractItemView.ScrollHint.PositionAtTop)
        if self._sees_current:
            self.scrollTo(self.currentIndex())
        self.fit_editor()

    def _look_changed(self) -> None:
        self._cards.forget()
        self.doItemsLayout()


def dropped_items(event: QDropEvent) -> list[int]:
    """The ids of items that a drag carries; none where it carries something else."""
    if not event.mimeData().hasFormat(ITEMS_MIME):
        return []
    ids: Sequence[object] = json.loads(bytes(event.mimeData().data(ITEMS_MIME).data()))
    return [item for item in ids if isinstance(item, int)]
