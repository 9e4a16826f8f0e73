"""Repeats in one row: which are grouped, and how a group opens and closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from app.domain.repeats import Alike
from app.ui.actions import Action, Menu
from app.ui.itemmodels.items import Column, ItemsModel
from app.ui.panes.evidence_feed import EvidenceFeed
from app.ui.panes.evidence_table import EvidenceTable
from app.ui.session import Session
from app.ui.widgets.item_delegate import fitting, tag_width

_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EvidenceGroups(QObject):
    """Listens at the table: → and Enter open a group, ← closes it, a click on its count both."""

    changed = Signal()
    """Other items are to be grouped: the list is to be asked for again."""

    def __init__(
        self, session: Session, table: EvidenceTable, model: ItemsModel, feed: EvidenceFeed
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._model = model
        self._feed = feed
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        feed.grouping_left.connect(lambda: self._group(None))

    def offered(self) -> list[Action]:
        """What can be done."""
        menu = Menu.EVIDENCE
        return [
            Action("group-equal", "Group equal lines", "Ctrl+G", menu, self.group_equal, section=5),
            Action(
                "group-but-numbers",
                "Group lines equal but for numbers",
                "Ctrl+Alt+G",
                menu,
                self.group_but_numbers,
                section=5,
            ),
        ]

    def group_equal(self) -> None:
        """Put equal lines that follow each other soon into one row, or each into its own again."""
        self._toggle(Alike.EQUAL)

    def group_but_numbers(self) -> None:
        """The same for lines that are equal but for the numbers in them."""
        self._toggle(Alike.BUT_NUMBERS)

    def _toggle(self, alike: Alike) -> None:
        self._group(None if self._feed.alike is alike else alike)

    def _group(self, alike: Alike | None) -> None:
        self._feed.alike = alike
        self.changed.emit()

    # Where one was

    @property
    def kept(self) -> str:
        """What is grouped, as it is remembered; empty for nothing."""
        return "" if self._feed.alike is None else self._feed.alike.value

    def restore(self, kept: object) -> None:
        """Group as `kept` says; the list is asked for by the caller."""
        self._feed.alike = next((alike for alike in Alike if alike.value == kept), None)

    # Words

    def tell_count(self, what: str) -> None:
        """After items were taken: say where one of them stands for others."""
        rows = list(zip(range(2), self._table.chosen_rows(), strict=False))
        repeat = self._model.repeat(rows[0][1]) if len(rows) == 1 else None
        if repeat is not None and repeat.is_head and not repeat.is_open:
            alike = "lines, equal but for numbers" if repeat.numbers_differ else "equal lines"
            self._session.notify(f"{what} the first of {repeat.count:,} {alike}.")

    # Keys and clicks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._pressed(event)
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            clicks = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            return event.type() in clicks and self._clicked(event.position().toPoint())
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self._table.currentIndex().row()
        repeat = self._model.repeat(row) if row >= 0 else None
        if not plain or event.key() not in _KEYS or repeat is None:
            return False
        closes = event.key() == Qt.Key.Key_Left
        if repeat.is_open is not closes:
            return False
        self._open(row, is_open=not closes)
        return True

    def _clicked(self, at: QPoint) -> bool:
        index = self._table.indexAt(at)
        repeat = self._model.repeat(index.row()) if index.isValid() else None
        if repeat is None or not repeat.is_head or index.column() != Column.TEXT:
            return False
        cell = self._table.visualRect(index)
        words = fitting(self._model.repeat_words(index.row()), cell.width())
        if at.x() - cell.left() > tag_width(words):
            return False
        self._open(index.row(), is_open=not repeat.is_open)
        return True

    def _open(self, row: int, *, is_open: bool) -> None:
        head = self._model.head_row(row)
        self._model.set_open(row, is_open=is_open)
        self._table.stand_on(head)
