"""The factors of a failure chain as a table; they are edited beside it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui import theme
from app.ui.chain_words import FactorLine
from app.ui.evidence_words import plain_hint

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    NUMBER = 0
    TEXT = 1
    PART = 2
    SIDE = 3
    NATURE = 4
    CERTAINTY = 5
    CITED = 6
    CLOSED = 7


_TITLES = ("No.", "Factor", "Part", "Side", "Nature", "Certainty", "Evidence", "Closed by")
_MARK = "★"


class FactorsModel(QAbstractTableModel):
    """One row a factor, in the order of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[FactorLine] = ()

    def show_lines(self, lines: Sequence[FactorLine]) -> None:
        """Show these factors. Where the same stand in the same places, the selection stays."""
        if [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = lines
            if lines:
                last = self.index(len(lines) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> FactorLine | None:
        """The factor of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, factor_id: str) -> int:
        """The row of a factor, −1 where it has none."""
        return next((at for at, line in enumerate(self._lines) if line.id == factor_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_hint(_hint(line, column))
            case Qt.ItemDataRole.ForegroundRole if _is_thin(line, column):
                return theme.current().palette.muted
        return None


def _cell(line: FactorLine, column: Column) -> str:
    cells = {
        Column.NUMBER: f"{line.number} {_MARK}" if line.marked else line.number,
        Column.TEXT: line.text,
        Column.PART: line.part,
        Column.SIDE: line.side,
        Column.NATURE: line.nature,
        Column.CERTAINTY: line.certainty,
        Column.CITED: line.cited,
        Column.CLOSED: line.closed,
    }
    return cells[column]


def _hint(line: FactorLine, column: Column) -> str:
    if column is Column.NUMBER and line.marked:
        return "The one condition that raised the impact or slowed recovery most"
    return _cell(line, column)


def _is_thin(line: FactorLine, column: Column) -> bool:
    return (column is Column.CITED and line.cited == "none") or (
        column is Column.CLOSED and line.closed == "open"
    )
