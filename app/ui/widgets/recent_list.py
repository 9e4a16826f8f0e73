"""Casebooks that were open before; those whose file is gone can be taken off the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.settings import Recent
from app.ui.widgets.two_lines import ABSENT, BELOW, TwoLines

_PATH = Qt.ItemDataRole.UserRole


class ChoiceList(QListWidget):
    """Rows of `TwoLines`; Enter or a click chooses, Delete asks to take a row off."""

    chosen = Signal(object)
    unwanted = Signal(object)

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(TwoLines(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_PATH)))

    def add(self, key: object, text: str, below: str, aside: str = "") -> QListWidgetItem:
        """Add a row; ``key`` is what `chosen` tells."""
        item = QListWidgetItem(text)
        item.setData(_PATH, key)
        item.setData(BELOW, below)
        item.setData(Qt.ItemDataRole.UserRole + 2, aside)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (text, below, aside)))
        )
        self.addItem(item)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.currentRow() < 0:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.currentItem().data(_PATH))
        elif key is Qt.Key.Key_Delete:
            self.unwanted.emit(self.currentItem().data(_PATH))
        else:
            super().keyPressEvent(event)


class ShortList(ChoiceList):
    """As high as its first few rows, where there is room to choose."""

    most_rows = 5

    def sizeHint(self) -> QSize:
        rows = min(self.count(), self.most_rows)
        return QSize(super().sizeHint().width(), rows * max(0, self.sizeHintForRow(0)) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), max(0, self.sizeHintForRow(0)) + 4)


class RecentList(QWidget):
    """Emits `chosen` and `forgotten` with a path."""

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._there: dict[Path, bool] = {}
        self._list = ShortList("recent-list", "Recent casebooks")
        self._list.chosen.connect(self._choose)
        self._list.unwanted.connect(self.forgotten)
        self._list.currentRowChanged.connect(self._offer_removal)
        self._remove = QPushButton("Remove from this list")
        self._remove.setObjectName("recent-remove")
        self._remove.setProperty("kind", "quiet")
        self._remove.clicked.connect(
            lambda: self.forgotten.emit(self._list.currentItem().data(_PATH))
        )
        self._remove.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(self._list)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, recent: Sequence[Recent]) -> None:
        """Show these casebooks."""
        self._there = {known.path: known.there for known in recent}
        self._list.clear()
        for known in recent:
            folder = str(known.path.parent)
            item = self._list.add(
                known.path,
                known.path.stem,
                folder if known.there else f"Not found in {folder}",
            )
            item.setData(ABSENT, not known.there)
            item.setToolTip(str(known.path))
        self._list.updateGeometry()
        self._offer_removal(self._list.currentRow())

    def _choose(self, path: Path) -> None:
        if self._there.get(path):
            self.chosen.emit(path)

    def _offer_removal(self, row: int) -> None:
        self._remove.setVisible(row >= 0)
