"""What readers outside engineering get of each entry, as an item model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.audiences import AudienceChoice
from app.domain.moments import UTC_ZONE, Precision, day
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS
from app.domain.timeline import CitedEntry
from app.ui.entry_words import time_words, zone_of

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """An entry and what these readers get of it.

    ``chosen`` tells a person's choice from what a rule proposes, ``quotes`` that the words they
    get can be searched for in the evidence.
    """

    cited: CitedEntry
    choice: AudienceChoice
    chosen: bool = False
    quotes: bool = False

    @property
    def words(self) -> str:
        """The words that these readers get, or would get."""
        return self.choice.wording or self.cited.entry.text

    @property
    def state(self) -> str:
        """What was decided, and whether by a person."""
        proposed = "" if self.chosen else "proposed: "
        if not self.choice.shown:
            return f"{proposed}left out, {self.choice.reason or 'no reason stated'}"
        if self.quotes:
            return "quotes the evidence; give it other words"
        return f"{proposed}shown{' in other words' if self.choice.wording else ''}"


class AudienceModel(QAbstractListModel):
    """The rows in the order of the timeline. Whoever edits a row is told by `wording_given`."""

    wording_given = Signal(str, str)
    """The id of an entry, and the words that these readers should get; empty for the draft's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AudienceRow] = []
        self.zones: tuple[ZoneInfo, ZoneInfo] = (UTC_ZONE, UTC_ZONE)
        """That of times, and that of whole days."""

    @property
    def rows(self) -> Sequence[AudienceRow]:
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
        if wording == row.cited.entry.text.strip():
            wording = ""
        self.wording_given.emit(row.cited.entry.id, wording)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def head(self, row: AudienceRow) -> str:
        """When it happened, what it tells and how sure people are."""
        entry = row.cited.entry
        zone = zone_of(entry.time, *self.zones)
        when = time_words(entry.time, zone)
        if entry.start_us is not None and entry.time_precision is not Precision.DAY:
            when = f"{day(entry.start_us, zone)} {when}"
        return f"{when} · {KIND_WORDS[entry.kind]} · {CERTAINTY_WORDS[entry.certainty]}"

    def show(self, rows: Sequence[AudienceRow]) -> None:
        """Show these rows; where the entries are the same, selection and editor stay."""
        same = [row.cited.entry.id for row in rows] == [r.cited.entry.id for r in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = list(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
