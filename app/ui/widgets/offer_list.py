"""What a review offers to take over: a line each with a check box and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.ui.evidence_words import plain_hint

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A row by its id; ``whole`` is all there is to say of it, for who stands on it."""

    id: str
    words: str
    aside: str
    whole: str
    ticked: bool


class OfferList(QTreeWidget):
    """Space or a click ticks a row."""

    ticked_changed = Signal()
    stood_on = Signal(str)
    """All there is to say of the row that a person stands on; empty where there is none."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self._lines: tuple[OfferLine, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
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
        self.itemChanged.connect(lambda _item, _column: self.ticked_changed.emit())
        self.currentItemChanged.connect(lambda _now, _before: self.stood_on.emit(self._whole))

    @property
    def ticked(self) -> set[str]:
        """The ids of what is ticked."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return {
            str(item.data(0, _ID))
            for item in items
            if item is not None and item.checkState(0) is Qt.CheckState.Checked
        }

    def show_lines(self, lines: Sequence[OfferLine]) -> None:
        """Show these instead of those before; the person stands on the first."""
        with QSignalBlocker(self):
            self.clear()
            self._lines = tuple(lines)
            self.addTopLevelItems([_item(line) for line in lines])
            if lines:
                self.setCurrentIndex(self.model().index(0, 0))
        self.ticked_changed.emit()
        self.stood_on.emit(self._whole)

    @property
    def _whole(self) -> str:
        row = self.currentIndex().row()
        return self._lines[row].whole if 0 <= row < len(self._lines) else ""


def _item(line: OfferLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.words, line.aside])
    item.setData(0, _ID, line.id)
    item.setCheckState(0, Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked)
    item.setToolTip(0, plain_hint(line.words))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.words}, {line.aside}")
    return item
