"""Asks for one of many things: a list that typing narrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.ui.dialogs.sheet import Sheet
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.two_lines import ASIDE, BELOW, TwoLines


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing: what it is called, a softer line below, a word or two at the right."""

    words: str
    below: str = ""
    aside: str = ""


class ChooseOneDialog(Sheet):
    """``chosen`` carries the place of the choice among those given."""

    chosen = Signal(int)

    def __init__(
        self, title: str, accept: str, choices: Sequence[Choice], nothing: str, parent: QWidget
    ) -> None:
        """``nothing`` is what to say where there is nothing to choose from."""
        super().__init__("choose-one-dialog", title, parent)
        self._filter = QLineEdit()
        self._filter.setObjectName("choose-one-filter")
        self._filter.setProperty("kind", "search")
        self._filter.setPlaceholderText("Type to narrow the list")
        self._filter.setAccessibleName("Narrow the list")
        self._list = QListWidget()
        self._list.setObjectName("choose-one-list")
        self._list.setAccessibleName(title)
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for choice in choices:
            self._list.addItem(_row(choice))
        self._accept = button("choose-one-accept", accept, self._choose, kind="primary")
        self._nothing = label("" if choices else nothing, "caption", wrap=True)
        self._nothing.setVisible(not choices)
        self._build(title)
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._filter.returnPressed.connect(self._choose)
        self._list.itemActivated.connect(lambda _row: self._choose())
        self._narrow("")

    def _build(self, title: str) -> None:
        parts = (label(title, "heading", wrap=True), self._filter, self._nothing, self._list)
        cancel = button("choose-one-cancel", "Cancel", self.reject)
        self.lay_out(parts, self._list, (cancel, self._accept), (560, 440))
        self._filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the field move in the list."""
        if (
            watched is self._filter
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            QApplication.sendEvent(self._list, event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first = -1
        for place in range(self._list.count()):
            row = self._list.item(place)
            said = " ".join(str(row.data(role) or "") for role in _SAID).casefold()
            row.setHidden(not all(word in said for word in words))
            first = place if first < 0 and not row.isHidden() else first
        current = self._list.currentRow()
        if current < 0 or self._list.item(current).isHidden():
            self._list.setCurrentRow(first)
        self._accept.setEnabled(first >= 0)

    def _choose(self) -> None:
        place = self._list.currentRow()
        if place >= 0 and not self._list.item(place).isHidden():
            self.accept()
            self.chosen.emit(place)


_SAID = (Qt.ItemDataRole.DisplayRole, BELOW, ASIDE)


def _row(choice: Choice) -> QListWidgetItem:
    row = QListWidgetItem(choice.words)
    row.setData(BELOW, choice.below)
    row.setData(ASIDE, choice.aside)
    spoken = ", ".join(part for part in (choice.words, choice.below, choice.aside) if part)
    row.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    return row
