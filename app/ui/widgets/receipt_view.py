"""A receipt on the screen: groups that open, each skip with its code, its place and its count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.ui.receipt_words import ReceiptRow

_TITLES = ("What became of it", "Where", "How many")
_OPEN = 12
"""A group of so many lines is open at first."""
_MOST = 5_000
"""More lines than anybody reads; the rest is in the copied text, and in the JSON."""


class ReceiptView(QTreeWidget):
    """Shows the groups of one receipt. Ctrl+C copies the lines that are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipt-view")
        self.setAccessibleName("Receipt")
        self.setColumnCount(len(_TITLES))
        self.setHeaderLabels(_TITLES)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def show_rows(self, rows: Sequence[ReceiptRow]) -> None:
        """Show these groups instead of what was shown."""
        self.clear()
        for row in rows:
            group = self._item(row)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            self.addTopLevelItem(group)
            self._give_room(group)
            group.setExpanded(group.childCount() <= _OPEN)

    def _item(self, row: ReceiptRow) -> QTreeWidgetItem:
        count = "" if row.count is None else f"{row.count:,}"
        item = QTreeWidgetItem([row.what, row.where, count])
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, words in enumerate((row.what, row.where)):
            item.setToolTip(column, words)
        for child in row.rows[:_MOST]:
            item.addChild(self._item(child))
        rest = row.rows[_MOST:]
        if rest:
            held = sum(child.count or 0 for child in rest)
            item.addChild(QTreeWidgetItem([f"and {len(rest):,} more places", "", f"{held:,}"]))
        return item

    def _give_room(self, group: QTreeWidgetItem) -> None:
        """A sentence with neither a place nor a count takes the whole line."""
        for row in range(group.childCount()):
            child = group.child(row)
            if child is not None and not child.text(1) and not child.text(2):
                child.setFirstColumnSpanned(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies what is selected, as lines."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        lines = [
            "\t".join(item.text(column) for column in range(len(_TITLES))).rstrip()
            for item in self.selectedItems()
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
