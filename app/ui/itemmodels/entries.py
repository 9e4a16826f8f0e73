"""The timeline draft as an item model: one row an entry, in the order of the timeline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.moments import UTC_ZONE, day
from app.domain.practice.entry_ties import NO_TIES, EntryTies
from app.domain.timeline import CitedEntry
from app.ui.entry_words import day_words, spoken_words, zone_of

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What a card shows: an entry, the heading above it where a day begins, and its marks."""

    cited: CitedEntry
    heading: str = ""
    citing: bool = False
    time_zone: ZoneInfo = UTC_ZONE
    ties: EntryTies = NO_TIES


class EntriesModel(QAbstractListModel):
    """The entries of a case. A refresh keeps the rows it can, so editors and selection stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[CitedEntry] = []
        self._headings: list[str] = []
        self._zone = self._day_zone = UTC_ZONE
        self._citing: frozenset[int] = frozenset()
        self._ties: Mapping[str, EntryTies] = {}

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._entries[index.row()].entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cited = self._entries[index.row()]
            return spoken_words(cited, self._zone, self._day_zone, self._ties_of(cited))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        return flag.ItemIsSelectable | flag.ItemIsEnabled | flag.ItemIsDropEnabled

    def row(self, index: Index) -> EntryRow:
        """What the card at an index shows."""
        cited = self._entries[index.row()]
        heading = self._headings[index.row()]
        return EntryRow(
            cited, heading, self._is_citing(cited), self._zone_of(cited), self._ties_of(cited)
        )

    def citing_rows(self) -> list[int]:
        """The rows of the entries that are marked as citing."""
        return [row for row, cited in enumerate(self._entries) if self._is_citing(cited)]

    def _ties_of(self, cited: CitedEntry) -> EntryTies:
        return self._ties.get(cited.entry.id, NO_TIES)

    def _zone_of(self, cited: CitedEntry) -> ZoneInfo:
        return zone_of(cited.entry.time, self._zone, self._day_zone)

    def _is_citing(self, cited: CitedEntry) -> bool:
        return any(item.citation.item_id in self._citing for item in cited.citations)

    def entry_at(self, index: Index) -> CitedEntry | None:
        """The entry at an index, None where there is none."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        return self._entries[index.row()]

    def index_of(self, entry_id: str) -> QModelIndex:
        """Where an entry stands; an invalid index where it is not shown."""
        for row, cited in enumerate(self._entries):
            if cited.entry.id == entry_id:
                return self.index(row)
        return QModelIndex()

    @property
    def zone(self) -> ZoneInfo:
        """The zone that times are shown in."""
        return self._zone

    def set_zone(self, zone: ZoneInfo, day_zone: ZoneInfo) -> None:
        """Show times and the days above them in another zone; ``day_zone`` holds whole days."""
        self._zone, self._day_zone = zone, day_zone
        self._head_days()
        self._all_changed()

    def mark_citing(self, item_ids: Collection[int]) -> None:
        """Mark the entries that cite any of these items."""
        if (wanted := frozenset(item_ids)) != self._citing:
            self._citing = wanted
            self._all_changed()

    def set_ties(self, ties: Mapping[str, EntryTies]) -> None:
        """Say what else is known of the entries, by their ids."""
        if ties != self._ties:
            self._ties = ties
            self._all_changed()

    def show(self, entries: Sequence[CitedEntry]) -> None:
        """Show these entries in this order."""
        if self._entries and entries:
            self._follow(entries)
        else:
            self.beginResetModel()
            self._entries = list(entries)
            self._head_days()
            self.endResetModel()

    def _follow(self, entries: Sequence[CitedEntry]) -> None:
        """Turn the rows into the new ones by removing, moving and inserting single rows."""
        wanted = {cited.entry.id for cited in entries}
        for row in reversed(range(len(self._entries))):
            if self._entries[row].entry.id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._entries[row]
                del self._headings[row]
                self.endRemoveRows()
        present = {cited.entry.id for cited in self._entries}
        for row, cited in enumerate(entries):
            if row < len(self._entries) and self._entries[row].entry.id == cited.entry.id:
                if self._entries[row] != cited:  # an equal one stays, and with it its measured card
                    self._entries[row] = cited
            elif cited.entry.id in present:
                self._move(self.index_of(cited.entry.id).row(), row, cited)
            else:
                self.beginInsertRows(QModelIndex(), row, row)
                self._entries.insert(row, cited)
                self._headings.insert(row, "")
                self.endInsertRows()
        self._head_days()
        self._all_changed()

    def _move(self, here: int, there: int, cited: CitedEntry) -> None:
        self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), there)
        del self._entries[here]
        self._entries.insert(there, cited)
        self._headings.insert(there, self._headings.pop(here))
        self.endMoveRows()

    def _head_days(self) -> None:
        """Head the first entry of each day, and the first whose time is unknown."""
        before: str | None = None
        self._headings = []
        for cited in self._entries:
            start = cited.entry.start_us
            zone = self._zone_of(cited)
            here = "" if start is None else day(start, zone)
            self._headings.append(day_words(start, zone) if here != before else "")
            before = here

    def _all_changed(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))
