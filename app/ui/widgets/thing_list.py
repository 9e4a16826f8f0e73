"""A list of drafted things beside their form: rows of two lines, and ways to add and remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.two_lines import ASIDE, BELOW, TwoLines

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ThingRow:
    """What a row shows: the id of its thing, a line, one below, a word at the right."""

    id: str
    words: str
    below: str
    aside: str = ""


class ThingList(QFrame):
    """Lists things by row; who stands where is kept by the id of the thing."""

    chosen = Signal(str)
    """The id of the thing in hand; empty for none."""
    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, name: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "panel")
        self._wanted = ""
        self.rows = QListWidget()
        self.rows.setObjectName(f"{name}-rows")
        self.rows.setAccessibleName(heading)
        self.rows.setItemDelegate(TwoLines(self.rows))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.currentRowChanged.connect(self._choose)
        self._add = self._button("Add", f"{name}-add")
        self._add.clicked.connect(self.add_wanted)
        self._remove = self._button("Remove", f"{name}-remove")
        self._remove.clicked.connect(self.remove)
        self._count = ElidedLabel(role="caption")
        self._lay_out(heading)
        self.setFocusProxy(self.rows)

    @property
    def current_id(self) -> str:
        """The id of the thing in hand; empty for none."""
        row = self.rows.currentRow()
        return "" if row < 0 else str(self.rows.item(row).data(_ID))

    def stand_on(self, thing_id: str) -> None:
        """Take a thing in hand, now or as soon as it is here."""
        self._wanted = thing_id
        self._stand()

    def show_rows(self, rows: Sequence[ThingRow], count: str) -> None:
        """Show these rows; the thing in hand stays, or else its neighbour takes its place."""
        here, before = self.current_id, self.rows.currentRow()
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for row in rows:
                self._add_row(row)
            ids = [row.id for row in rows]
            place = ids.index(here) if here in ids else min(max(before, 0), len(ids) - 1)
            self.rows.setCurrentRow(place)
        self._count.setText(count)
        self._stand()
        self._choose()

    def remove(self) -> None:
        """Ask for the thing in hand to be removed."""
        if self.current_id:
            self.remove_wanted.emit(self.current_id)

    def _stand(self) -> None:
        for place in range(self.rows.count()):
            if self._wanted and self.rows.item(place).data(_ID) == self._wanted:
                self._wanted = ""
                self.rows.setCurrentRow(place)

    def _choose(self) -> None:
        self._remove.setEnabled(bool(self.current_id))
        self.chosen.emit(self.current_id)

    def _add_row(self, row: ThingRow) -> None:
        item = QListWidgetItem(row.words)
        item.setData(_ID, row.id)
        item.setData(BELOW, row.below)
        item.setData(ASIDE, row.aside)
        spoken = ", ".join(part for part in (row.words, row.aside, row.below) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.rows.addItem(item)

    @staticmethod
    def _button(text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        return button

    def _lay_out(self, heading: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(heading, "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._add)
        head.addWidget(self._remove)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self.rows, 1)
