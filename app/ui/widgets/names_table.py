"""Every name that somebody is known by, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.ui import theme
from app.ui.people_words import NameRow
from app.ui.widgets.tables import read_by_rows

_TITLES = ("Name", "What it is", "From")


class NamesTable(QTableWidget):
    """The names of one person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_TITLES), parent)
        self._names: Sequence[NameRow] = ()
        self.setObjectName("names-table")
        self.setAccessibleName("Names of the person")
        self.setHorizontalHeaderLabels(_TITLES)
        read_by_rows(self)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    def show_names(self, names: Sequence[NameRow]) -> None:
        """Show these names."""
        self._names = names
        self.setRowCount(len(names))
        for row, name in enumerate(names):
            for column, words in enumerate((name.text, name.kind, name.origin)):
                self.setItem(row, column, QTableWidgetItem(words))

    @property
    def name(self) -> NameRow | None:
        """The name that is selected."""
        row = self.currentRow()
        return self._names[row] if 0 <= row < len(self._names) else None

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(27))
