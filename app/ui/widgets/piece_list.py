"""The pieces of a trust case to choose from: by kind, each with a check box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from app.operations.trust.packets import PieceLine
from app.ui.evidence_words import plain_hint

_ID = Qt.ItemDataRole.UserRole


class PieceList(QTreeWidget):
    """Space or a click checks a piece; `chosen` carries the ids of all that are checked then."""

    chosen = Signal(object)
    stood_on = Signal(str)
    """All there is to say of the piece that a person stands on; empty where there is none."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self._lines: tuple[PieceLine, ...] = ()
        self._checked: frozenset[str] = frozenset()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(lambda _item, _column: self._tell())
        self.currentItemChanged.connect(lambda now, _before: self.stood_on.emit(self._whole(now)))

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of what is checked, in the order of the list."""
        return tuple(
            str(item.data(0, _ID))
            for item in self._pieces()
            if item.checkState(0) is Qt.CheckState.Checked
        )

    def show_pieces(self, lines: Sequence[PieceLine], checked: Iterable[str] = ()) -> None:
        """Show these with those checked; the person stays on the piece where they are."""
        ticked = frozenset(checked)
        if (tuple(lines), ticked) == (self._lines, self._checked):
            return
        current = self.currentItem()
        here = "" if current is None else str(current.data(0, _ID))
        with QSignalBlocker(self):
            self.clear()
            self._lines, self._checked = tuple(lines), ticked
            above: dict[str, QTreeWidgetItem] = {}
            for line in self._lines:
                if line.heading not in above:
                    above[line.heading] = _heading(line.heading)
                    self.addTopLevelItem(above[line.heading])
                above[line.heading].addChild(_piece(line, ticked))
            self.expandAll()
            self._stand_on(here)
        self.stood_on.emit(self._whole(self.currentItem()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()  # rows laid out before had no style sheet yet

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands here."""

    def _tell(self) -> None:
        self._checked = frozenset(self.checked)
        self.chosen.emit(self.checked)

    def _whole(self, item: QTreeWidgetItem | None) -> str:
        piece_id = "" if item is None else str(item.data(0, _ID))
        return next((line.whole for line in self._lines if line.id == piece_id), "")

    def _stand_on(self, piece_id: str) -> None:
        pieces = list(self._pieces())
        there = (item for item in pieces if item.data(0, _ID) == piece_id)
        if (item := next(there, pieces[0] if pieces else None)) is not None:
            self.setCurrentItem(item)

    def _pieces(self) -> Iterator[QTreeWidgetItem]:
        for row in range(self.topLevelItemCount()):
            heading = self.topLevelItem(row)
            if heading is not None:
                children = (heading.child(number) for number in range(heading.childCount()))
                yield from (child for child in children if child is not None)


def _heading(words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    item.setData(0, _ID, "")
    return item


def _piece(line: PieceLine, checked: frozenset[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.words])
    item.setData(0, _ID, line.id)
    is_checked = line.id in checked
    item.setCheckState(0, Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
    item.setToolTip(0, plain_hint(line.words))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.heading}: {line.words}")
    return item
