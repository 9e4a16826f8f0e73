"""What an action can close: the factors and links of the chain, each with a check box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.ui.evidence_words import plain_hint

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A factor or link by its id; ``aside`` says which actions close it, or that none does."""

    id: str
    words: str
    aside: str
    checked: bool


class TargetList(QTreeWidget):
    """Space or a click checks a row; `aimed` carries the ids of all that are checked then."""

    aimed = Signal(object)

    _most = 8
    """Rows that are shown before the list scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[TargetRow, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName("What the action closes")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(lambda _item, _column: self.aimed.emit(self.checked))

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of what is checked."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return tuple(
            str(item.data(0, _ID))
            for item in items
            if item is not None and item.checkState(0) is Qt.CheckState.Checked
        )

    def show_rows(self, rows: Sequence[TargetRow]) -> None:
        """Show these; the person stays in the row where they are."""
        if tuple(rows) == self._rows:
            return
        place = max(self.currentIndex().row(), 0)
        with QSignalBlocker(self):
            self.clear()
            self._rows = tuple(rows)
            self.addTopLevelItems([_item(row) for row in self._rows])
            if self._rows:
                row = min(place, len(self._rows) - 1)
                self.setCurrentIndex(self.model().index(row, 0))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = min(max(len(self._rows), 1), self._most)
        row = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing() + 8)
        return QSize(super().sizeHint().width(), rows * row + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands here."""


def _item(row: TargetRow) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.words, row.aside])
    item.setData(0, _ID, row.id)
    item.setCheckState(0, Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked)
    item.setToolTip(0, plain_hint(row.words))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.words}, {row.aside}")
    return item
