"""A list of drafted things beside their form, with ways to add and remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.buttons import button
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import ElidedLabel, label


class ThingList(QFrame):
    """A `HeadedList` in a panel, below its heading."""

    chosen = Signal(str)
    """The id of the thing in hand; empty for none."""
    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, name: str, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "panel")
        self._wanted = ""
        self.rows = HeadedList(f"{name}-rows", heading)
        self.rows.stood_on.connect(self._choose)
        self.rows.unwanted.connect(self.remove_wanted)
        self._add = button(f"{name}-add", "Add", self.add_wanted.emit)
        self._remove = button(f"{name}-remove", "Remove", self.remove)
        self._count = ElidedLabel(role="caption")
        self._lay_out(heading)
        self.setFocusProxy(self.rows)

    @property
    def current_id(self) -> str:
        """The id of the thing in hand; empty for none."""
        return self.rows.current_id

    def stand_on(self, thing_id: str) -> None:
        """Take a thing in hand, now or as soon as it is here."""
        self._wanted = thing_id
        self._stand()

    def show_rows(self, rows: Sequence[HeadedRow], count: str) -> None:
        """Show these rows; the thing in hand stays, or else its neighbour takes its place."""
        with QSignalBlocker(self.rows):
            self.rows.show_rows(rows)
        self._count.setText(count)
        self._stand()
        self._choose()

    def remove(self) -> None:
        """Ask for the thing in hand to be removed."""
        if self.current_id:
            self.remove_wanted.emit(self.current_id)

    def _stand(self) -> None:
        if self._wanted and self.rows.stand_on(self._wanted):
            self._wanted = ""

    def _choose(self) -> None:
        self._remove.setEnabled(bool(self.current_id))
        self.chosen.emit(self.current_id)

    def _lay_out(self, heading: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(heading, "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._add)
        head.addWidget(self._remove)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self.rows, 1)
