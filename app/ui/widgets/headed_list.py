"""A list below headings: a row for each thing, of what it is and a softer second line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.evidence_words import plain_hint
from app.ui.widgets.two_lines import ABSENT, ASIDE, BELOW, TwoLines

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """A thing by its id; ``aside`` is a word at the right. Without an id it is a heading."""

    id: str
    text: str
    below: str = ""
    aside: str = ""


class HeadedList(QListWidget):
    """One row is current; Delete asks to remove what it stands for."""

    stood_on = Signal(str)
    """The id of the thing a person stands on; empty where there is none."""
    unwanted = Signal(str)

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(TwoLines(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: tuple[HeadedRow, ...] = ()
        self.currentRowChanged.connect(lambda _row: self.stood_on.emit(self.current_id))

    @property
    def current_id(self) -> str:
        """The thing that a person stands on; empty where there is none."""
        row = self.currentRow()
        return self._rows[row].id if 0 <= row < len(self._rows) else ""

    @property
    def rows(self) -> tuple[HeadedRow, ...]:
        """What is shown, headings included."""
        return self._rows

    def show_rows(self, rows: Sequence[HeadedRow]) -> None:
        """Show these; the person stays where they are, or next to what has gone."""
        if tuple(rows) == self._rows:
            return
        here, place = self.current_id, self.currentRow()
        with QSignalBlocker(self):  # one word at the end, not one for each row
            self.clear()
            self._rows = tuple(rows)
            for row in self._rows:
                self.addItem(_item(row))
            if not self.stand_on(here):
                self._stand_near(place)
        self.stood_on.emit(self.current_id)

    def stand_on(self, thing_id: str) -> bool:
        """Stand on a thing; says whether it is there."""
        for number, row in enumerate(self._rows):
            if row.id and row.id == thing_id:
                self.setCurrentRow(number)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) is Qt.Key.Key_Delete and self.current_id:
            self.unwanted.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands here."""

    def _stand_near(self, place: int) -> None:
        things = [number for number, row in enumerate(self._rows) if row.id]
        if things:
            self.setCurrentRow(min(things, key=lambda number: abs(number - place)))


def _item(row: HeadedRow) -> QListWidgetItem:
    item = QListWidgetItem(row.text)
    item.setData(_ID, row.id)
    if not row.id:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(ABSENT, True)
        return item
    item.setData(BELOW, row.below)
    item.setData(ASIDE, row.aside)
    said = ", ".join(part for part in (row.text, row.below, row.aside) if part)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
    item.setToolTip(plain_hint(row.text))
    return item
