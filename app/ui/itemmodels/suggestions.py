"""What the assist suggested, as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.moments import UTC_ZONE
from app.ui import suggestion_words
from app.ui.evidence_words import plain_hint

if TYPE_CHECKING:
    from app.operations.assist.tray import Waiting

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class SuggestionsModel(QAbstractListModel):
    """The rows in the order that they are to be looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Waiting, ...] = ()
        self.zones: tuple[ZoneInfo, ZoneInfo] = (UTC_ZONE, UTC_ZONE)
        """The zone that times are shown in, and the one in which whole days lie."""
        self.dated = False
        """Whether the rows are of several days."""

    @property
    def rows(self) -> tuple[Waiting, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Waiting], zones: tuple[ZoneInfo, ZoneInfo]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.zones = zones
        self.dated = suggestion_words.are_of_several_days(list(rows), zones[0])
        self.endResetModel()

    def row_of(self, suggestion_id: str) -> int:
        """The row of a suggestion, −1 where it is not shown."""
        rows = enumerate(self._rows)
        return next((row for row, each in rows if each.suggestion.id == suggestion_id), -1)

    def time_words(self, row: int) -> str:
        """When the suggestion of a row was."""
        found = self._rows[row].suggestion
        return suggestion_words.time_words(found, *self.zones, dated=self.dated)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return suggestion_words.line_words(row.suggestion)
            case Qt.ItemDataRole.AccessibleTextRole:
                return suggestion_words.spoken_words(row, *self.zones)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_hint(suggestion_words.line_words(row.suggestion))
        return None
