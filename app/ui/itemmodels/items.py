"""The items of a case as a table: an array of ids, shown a page of items at a time."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.evidence import Item
from app.domain.moments import SECOND_US, Caveat, Precision, ZoneBasis, clock, day, in_zone
from app.domain.readings import is_in_doubt
from app.domain.repeats import without_numbers
from app.operations.repeats import Repeats
from app.ui.evidence_words import ZONE_BASIS_WORDS, full_time, plain_hint, short_day, where_words
from app.ui.itemmodels.grouped_rows import GroupedRows, Repeat
from app.ui.itemmodels.item_pages import PAGE, ItemPages
from app.ui.session import Session

Index = QModelIndex | QPersistentModelIndex

ITEMS_MIME = "application/x-goldseam-items"
"""A JSON list of item ids, as dragged from the table to the draft."""
MOST_DRAGGED = 500
"""More items than anybody cites at once; keeps a drag of everything harmless."""
_DATES_KEPT = 4_000
_LONGEST_SHOWN = 2_000
"""More characters than any row shows."""

_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)

CITED_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns, in their order."""

    CITED = 0
    DAY = 1
    TIME = 2
    SOURCE = 3
    WHO = 4
    TEXT = 5


class ItemsModel(QAbstractTableModel):
    """Reads pages of items beside the window; a row whose page is still missing is empty.

    Where repeats are grouped, a row stands for a group or for one of an open group; ``position``
    tells which id a row shows, ``row_of`` the way back.
    """

    page_loaded = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: array[int] = array("q")
        self._grouped: GroupedRows | None = None
        self._pages = ItemPages(session, self._ids_of, self)
        self._pages.arrived.connect(self._page_arrived)
        self._with_year = False
        self._cited: frozenset[int] = frozenset()
        self._dates: dict[int, date] = {}

    @property
    def ids(self) -> array[int]:
        """The ids of all items listed, in time order; not to be changed."""
        return self._ids

    @property
    def groups(self) -> int | None:
        """How many rows there are while every group is closed; None where nothing is grouped."""
        return None if self._grouped is None else self._grouped.groups

    def show_ids(
        self, ids: array[int], items: Sequence[Item] = (), repeats: Repeats | None = None
    ) -> None:
        """Show these ids, grouped where repeats are given; ``items`` are some, already read."""
        self.beginResetModel()
        self._ids = ids
        self._grouped = None if repeats is None else GroupedRows(repeats)
        self._mark_groups()
        self._dates.clear()
        self._pages.begin(items)
        self.endResetModel()

    def position(self, row: int) -> int:
        """Which of the ids a row shows; that of its first item where it is a group."""
        return row if self._grouped is None else self._grouped.place(row)

    def row_of(self, position: int) -> int:
        """The row that shows an id: its group's row while that is closed."""
        return position if self._grouped is None else self._grouped.row_of(position)

    def id_of(self, row: int) -> int:
        """The id of the item of a row."""
        return self._ids[self.position(row)]

    # Groups

    def repeat(self, row: int) -> Repeat | None:
        """The group of a row, None where it is alone."""
        return None if self._grouped is None else self._grouped.repeat(row)

    def head_row(self, row: int) -> int:
        """The first row of the group of a row."""
        return row if self._grouped is None else self._grouped.head_row(row)

    def reveal(self, position: int) -> int:
        """Open the group that hides an id; the row that shows it."""
        row = self.row_of(position)
        if self.position(row) != position:
            self.set_open(row, is_open=True)
        return self.row_of(position)

    def set_open(self, row: int, *, is_open: bool) -> None:
        """Show all items of the group of a row below its first one, or the first one only."""
        repeat = self.repeat(row)
        if self._grouped is None or repeat is None or repeat.is_open == is_open:
            return
        head = self.head_row(row)
        change = (QModelIndex(), head + 1, head + repeat.count - 1)
        if is_open:
            self.beginInsertRows(*change)
        else:
            self.beginRemoveRows(*change)
        self._grouped.set_open(head, is_open=is_open)
        self._pages.rows_moved()
        if is_open:
            self.endInsertRows()
        else:
            self.endRemoveRows()
        self._repaint(head, head)

    def set_cited(self, cited: frozenset[int]) -> None:
        """Mark these items as cited."""
        if cited != self._cited:
            self._cited = cited
            self._mark_groups()
            self._repaint(0, self.rowCount() - 1)

    def _mark_groups(self) -> None:
        if self._grouped is not None:
            self._grouped.mark(self._cited)

    def show_years(self, shown: bool) -> None:
        """Whether the year belongs to the day."""
        self._with_year = shown

    def refresh_times(self) -> None:
        """The zone of the shown times changed."""
        self._dates.clear()
        self._repaint(0, self.rowCount() - 1)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.TIME, Column.TIME)

    def refresh_who(self) -> None:
        """People are shown otherwise."""
        self._repaint(0, self.rowCount() - 1)

    def item(self, row: int) -> Item | None:
        """The item of a row; None, and asked for, where it is not here yet."""
        return self._pages.item(self.id_of(row), row)

    def known_item(self, row: int) -> Item | None:
        """The item of a row where it is here already."""
        return self._pages.known(self.id_of(row)) if 0 <= row < self.rowCount() else None

    def begins_day(self, row: int) -> bool:
        """Whether a row is the first of its day in the shown zone."""
        here, before = self.known_item(row), self.known_item(row - 1)
        if here is None or before is None or row == 0:
            return True
        if here.utc_us is None or before.utc_us is None:
            return here.utc_us != before.utc_us
        return self._date(here.utc_us) != self._date(before.utc_us)

    def _date(self, utc_us: int) -> date:
        """The day of an instant; neighbours share their second, and each is asked many times."""
        second = utc_us // SECOND_US
        if second not in self._dates:
            if len(self._dates) > _DATES_KEPT:
                self._dates.clear()
            self._dates[second] = in_zone(utc_us, self._session.zone).date()
        return self._dates[second]

    # Pages

    def _ids_of(self, rows: range) -> list[int]:
        return [self.id_of(row) for row in rows if row < self.rowCount()]

    def _page_arrived(self, page: int) -> None:
        # The row after the page may no longer begin a day, now that the row before it is known.
        self._repaint(page * PAGE, (page + 1) * PAGE)
        self.page_loaded.emit()

    def _repaint(self, first: int, last: int) -> None:
        last = min(last, self.rowCount() - 1)
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, Column.TEXT))

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self._ids if self._grouped is None else self._grouped)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            zone = "UTC" if self._session.in_utc else self._session.zone.key.rpartition("/")[2]
            return ("", "Day", f"Time ({zone.replace('_', ' ')})", "Source", "Who", "Text")[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.CITED:
            return "A dot marks items that the timeline cites"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        if role == CITED_ROLE:
            return self.is_cited(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            item = self.item(row)
            return "" if item is None else self.words(item, row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            item = self.known_item(row)
            hint = None if item is None else self._hint(item, column)
            return None if hint is None else plain_hint(hint)
        return None

    def is_cited(self, row: int) -> bool:
        """Whether the timeline cites the item of a row, or any that its group hides."""
        hidden = self._grouped is not None and self._grouped.hides_marked(row)
        return hidden or self.id_of(row) in self._cited

    def words(self, item: Item, row: int, column: Column) -> str:
        """What a cell says."""
        match column:
            case Column.CITED:
                return "cited" if self.is_cited(row) else ""
            case Column.DAY:
                return self.day_words(item)
            case Column.TIME:
                return self.time_words(item)
            case Column.SOURCE:
                return where_words(item)
            case Column.WHO:
                return self.who_words(item)
            case Column.TEXT:
                return f"{self.repeat_words(row)} {self.text_words(item, row)}".strip()

    def text_words(self, item: Item, row: int) -> str:
        """The text of an item; for a group whose numbers differ, with # in their place."""
        repeat = self.repeat(row)
        closed = repeat is not None and repeat.numbers_differ and not repeat.is_open
        return without_numbers(item.text[:_LONGEST_SHOWN]) if closed else item.text

    def copied_words(self, item: Item, row: int) -> str:
        """The text of an item, as copied: with how many it stands for."""
        repeat = self.repeat(row)
        closed = repeat is not None and repeat.is_head and not repeat.is_open
        count = repeat.count if repeat is not None and closed else item.weight
        return f"{self.text_words(item, row)} (× {count:,})" if count > 1 else item.text

    def repeat_words(self, row: int) -> str:
        """How often the item of a row came, and until when; empty where it came once."""
        repeat, item = self.repeat(row), self.known_item(row)
        if repeat is not None:
            return repeat.words(item, self._session.zone)
        return f"× {item.weight:,}" if item is not None and item.weight > 1 else ""

    def who_words(self, item: Item) -> str:
        """Who wrote an item, by role or by name."""
        return self._session.who(item)

    def time_words(self, item: Item) -> str:
        """The clock of an item in the shown zone, never finer than a millisecond.

        A “?” marks a clock time that may mean two instants, a “≈” one that the evidence itself
        calls approximate.
        """
        if item.utc_us is None:
            return "no time"
        fine = item.precision is Precision.MICROSECOND
        precision = Precision.MILLISECOND if fine else item.precision
        words = clock(item.utc_us, self._session.zone, precision) or "that day"
        about = "≈ " if Caveat.ABOUT in item.caveats else ""
        return f"{about}{words}{' ?' if self._is_in_doubt(item) else ''}"

    def _is_in_doubt(self, item: Item) -> bool:
        return is_in_doubt(item, self._session.case_zone)

    def stamp_words(self, item: Item) -> str:
        """Day and time of an item with the zone, for copying."""
        if item.utc_us is None:
            return "no time"
        return full_time(item.utc_us, self._session.zone, item.precision)

    def day_words(self, item: Item) -> str:
        """The day of an item; empty where it has none."""
        if item.utc_us is None:
            return ""
        return (day if self._with_year else short_day)(item.utc_us, self._session.zone)

    def _hint(self, item: Item, column: Column) -> str | None:
        if column in (Column.DAY, Column.TIME):
            if item.utc_us is None:
                return f"No time could be read ({ZONE_BASIS_WORDS[ZoneBasis.NONE]})."
            lines = [self.stamp_words(item), f"Written as: {item.time_text}"]
            if self._is_in_doubt(item):
                lines.append("This clock time may mean two instants; the key I tells more.")
            return "\n".join(lines)
        if column is Column.SOURCE:
            return where_words(item)
        return self.who_words(item) if column is Column.WHO else None

    # Drag

    def mimeTypes(self) -> list[str]:
        return [ITEMS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})[:MOST_DRAGGED]
        data = QMimeData()
        data.setData(ITEMS_MIME, json.dumps([self.id_of(row) for row in rows]).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction
