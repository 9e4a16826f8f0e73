"""The bookmarks of a case: a list to go to one, to write its note, or to take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.operations.bookmarks import Marked
from app.ui.dialogs.sheet import Sheet
from app.ui.evidence_words import counted, full_time, where_words
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.two_lines import ASIDE, BELOW, TwoLines

if TYPE_CHECKING:
    from app.ui.panes.evidence_bookmarks import EvidenceBookmarks

_LONGEST = 300


class BookmarksDialog(Sheet):
    """``item_wanted`` carries the item to go to."""

    item_wanted = Signal(object)

    def __init__(self, session: Session, kept: EvidenceBookmarks, parent: QWidget) -> None:
        super().__init__("bookmarks-dialog", "Bookmarks", parent)
        self._session = session
        self._kept = kept
        self._marked: list[Marked] = []
        self._title = label("", "heading")
        self._list = QListWidget()
        self._list.setObjectName("bookmarks-list")
        self._list.setAccessibleName("Bookmarks in time order")
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(lambda _entry: self._go())
        self._list.currentRowChanged.connect(self._show_note)
        self._note = QLineEdit()
        self._note.setObjectName("bookmark-note")
        self._note.setAccessibleName("Note")
        self._note.setPlaceholderText("Note; Enter keeps it. Never exported.")
        self._note.returnPressed.connect(self._keep_note)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list, self._remove)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._build()
        kept.changed.connect(self._fill)
        session.zone_changed.connect(self._fill)
        self._fill()

    def _build(self) -> None:
        buttons = (
            button("bookmark-remove", "Remove", self._remove),
            button("bookmarks-close", "Close", self.reject),
            button("bookmark-go", "Go to", self._go, kind="primary"),
        )
        parts = (self._title, self._list, self._note)
        self.lay_out(parts, self._list, buttons, (620, 440))
        self._list.setFocus()

    def _fill(self) -> None:
        row = max(0, self._list.currentRow())
        self._marked = list(self._kept.marked)
        self._list.blockSignals(True)
        self._list.clear()
        for marked in self._marked:
            self._list.addItem(self._entry(marked))
        self._list.blockSignals(False)
        self._title.setText(counted(len(self._marked), "bookmark"))
        self._list.setCurrentRow(min(row, len(self._marked) - 1))
        self._show_note(self._list.currentRow())

    def _entry(self, marked: Marked) -> QListWidgetItem:
        item = marked.item
        words = " ".join(item.text[:_LONGEST].split())
        entry = QListWidgetItem(marked.bookmark.note or words)
        where = where_words(item)
        entry.setData(BELOW, f"{where} · {words}" if marked.bookmark.note else where)
        time = "no time"
        if item.utc_us is not None:
            time = full_time(item.utc_us, self._session.zone, item.precision)
        entry.setData(ASIDE, time)
        return entry

    @property
    def _current(self) -> Marked | None:
        row = self._list.currentRow()
        return self._marked[row] if 0 <= row < len(self._marked) else None

    def _show_note(self, _row: int) -> None:
        marked = self._current
        self._note.setEnabled(marked is not None)
        self._note.setText("" if marked is None else marked.bookmark.note)

    def _keep_note(self) -> None:
        if (marked := self._current) is not None:
            self._kept.note(marked.item.id, self._note.text())
            self._list.setFocus()

    def _remove(self) -> None:
        if (marked := self._current) is not None:
            self._kept.remove(marked.bookmark.id)

    def _go(self) -> None:
        if (marked := self._current) is not None:
            self.item_wanted.emit(marked.item.id)
            self.accept()
