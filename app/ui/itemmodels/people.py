"""The people of a case as a table; role, name and the reason for naming are edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.ui import theme
from app.ui.evidence_words import plain_hint
from app.ui.people_words import PersonRow

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in their order."""

    ROLE = 0
    NAME = 1
    KNOWN_AS = 2
    IN_DOCUMENTS = 3


_TITLES = ("Role", "Name", "Also known as", "In documents")
_EDITED = (Column.ROLE, Column.NAME, Column.IN_DOCUMENTS)


class PeopleModel(QAbstractTableModel):
    """Rows as they are in the casebook; what is typed is asked for, and shown once it is saved."""

    edited = Signal(str, int, str)
    """A person's id, the column, and what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PersonRow] = ()

    @property
    def rows(self) -> Sequence[PersonRow]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show these people."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, person_id: str) -> int:
        """The row of a person, −1 where they have none."""
        ids = [row.person_id for row in self._rows]
        return ids.index(person_id) if person_id in ids else -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = Column(index.column()) in _EDITED
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

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
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.EditRole:
                because = column is Column.IN_DOCUMENTS
                return row.named_because if because else self._words(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                doubted = column is Column.ROLE and row.doubt
                return plain_hint(row.doubt if doubted else self._words(row, column))
            case Qt.ItemDataRole.ForegroundRole if column is Column.ROLE and row.doubt:
                return theme.current().palette.red
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if str(value).strip() != self.data(index, Qt.ItemDataRole.EditRole):
            row = self._rows[index.row()]
            self.edited.emit(row.person_id, index.column(), str(value))
        return False  # the model changes once the edit is saved

    @staticmethod
    def _words(row: PersonRow, column: Column) -> str:
        match column:
            case Column.ROLE:
                return row.label
            case Column.NAME:
                return row.name
            case Column.KNOWN_AS:
                return row.known_as
            case Column.IN_DOCUMENTS:
                return row.in_documents
