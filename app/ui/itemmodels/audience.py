"""What readers outside engineering get of each entry and action, as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.drafts import Entry
from app.domain.moments import UTC_ZONE, Precision, day
from app.domain.offered import Offered
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.corrective_words import STATE_WORDS, UNFINISHED, due_day
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS
from app.ui.entry_words import time_words, zone_of

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class AudienceModel(QAbstractListModel):
    """The entries in the order of the timeline, then the actions.

    Whoever edits a row is told by `wording_given`.
    """

    wording_given = Signal(str, str)
    """The id of an entry or action, and the words for these readers; empty for the draft's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Offered] = []
        self.zones: tuple[ZoneInfo, ZoneInfo] = (UTC_ZONE, UTC_ZONE)
        """That of times, and that of whole days."""

    @property
    def rows(self) -> Sequence[Offered]:
        """All rows; not to be changed."""
        return self._rows

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.head(row)}, {row.words}, {row.state}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._rows[index.row()]
        wording = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or wording == row.words.strip():
            return False
        if wording == row.thing.text.strip():
            wording = ""
        self.wording_given.emit(row.id, wording)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def head(self, row: Offered) -> str:
        """What the row is: when it happened, or which action it is and how far."""
        if isinstance(row.thing, CorrectiveAction):
            return _action_head(row.thing, row.number)
        return self._entry_head(row.thing)

    def _entry_head(self, entry: Entry) -> str:
        zone = zone_of(entry.time, *self.zones)
        when = time_words(entry.time, zone)
        if entry.start_us is not None and entry.time_precision is not Precision.DAY:
            when = f"{day(entry.start_us, zone)} {when}"
        return f"{when} · {KIND_WORDS[entry.kind]} · {CERTAINTY_WORDS[entry.certainty]}"

    def show(self, rows: Sequence[Offered]) -> None:
        """Show these rows; where the things are the same, selection and editor stay."""
        same = [row.id for row in rows] == [r.id for r in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = list(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))


def _action_head(action: CorrectiveAction, number: str) -> str:
    due = due_day(action) if action.state in UNFINISHED else None
    parts = (f"Action {number}", STATE_WORDS[action.state], f"due {due}" if due else "")
    return " · ".join(part for part in parts if part)
