"""Things as a table: one row each; they are edited beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui import theme
from app.ui.evidence_words import plain_hint

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row: the thing it is about, and a text for each column.

    ``text`` is what rows are as high as. ``thin`` are columns whose text says that something is
    missing; ``hints`` stand for texts that a tool tip says otherwise.
    """

    id: str
    text: str
    cells: Sequence[str]
    thin: frozenset[int] = frozenset()
    hints: Mapping[int, str] = field(default_factory=dict)


class LinesModel(QAbstractTableModel):
    """One row a thing, in the order of the list."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._rows: Sequence[TableLine] = ()

    def show_rows(self, rows: Sequence[TableLine]) -> None:
        """Show these things. Where the same stand in the same places, the selection stays."""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self._titles) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def line(self, row: int) -> TableLine | None:
        """The thing of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, thing_id: str) -> int:
        """The row of a thing, −1 where it has none."""
        return next((at for at, row in enumerate(self._rows) if row.id == thing_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.cells[column]
            case Qt.ItemDataRole.ToolTipRole:
                return plain_hint(line.hints.get(column, line.cells[column]))
            case Qt.ItemDataRole.ForegroundRole if column in line.thin:
                return theme.current().palette.muted
        return None
