"""The notes of a meeting, and a line to write the next."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.moments import Precision, clock
from app.domain.practice.meetings import MeetingNote
from app.ui.dialogs.case_fields import line
from app.ui.focus import go_to
from app.ui.marking import marker

_ID = Qt.ItemDataRole.UserRole
_TEXT = 2


class _NoteWords(QStyledItemDelegate):
    """A line to write a note anew, marked as other texts are."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            note = MeetingNote(str(index.data(_ID)), "", "", "")
            marker.current().follow(editor, lambda: note, "text")
        return editor


class MeetingNotesTable(QWidget):
    """Notes by the part of the meeting; F2 or a double click writes one anew."""

    written = Signal(str)
    edited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self.table = QTableWidget(0, 3)
        self.table.setObjectName("meeting-notes")
        self.table.setHorizontalHeaderLabels(["Part", "Time", "Note"])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setMinimumHeight(48)
        self.table.setItemDelegateForColumn(_TEXT, _NoteWords(self))
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.hide()  # what each column holds is plain; screen readers are told its name
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        self.line: QLineEdit = line("meeting-note-line", "", "A note; Enter keeps it")
        self.line.setAccessibleName("A note of the meeting")
        marker.current().follow(self.line, lambda: MeetingNote("", "", "", ""), "text")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self.line)
        self.line.returnPressed.connect(self._hand_over)
        self.table.itemChanged.connect(self._changed)
        self.setFocusProxy(self.table)

    @property
    def chosen(self) -> str:
        """The id of the selected note; empty for none."""
        cell = self.table.item(self.table.currentRow(), _TEXT)
        return "" if cell is None else str(cell.data(_ID))

    def show_notes(self, notes: Sequence[MeetingNote], zone: ZoneInfo) -> None:
        """Show these notes, and stay on the same one."""
        before = self.chosen
        self._filling = True
        self.table.setRowCount(len(notes))
        for row, note in enumerate(notes):
            time = "" if note.taken_us is None else clock(note.taken_us, zone, Precision.MINUTE)
            for column, text in enumerate((note.part or "–", time, note.text)):
                self.table.setItem(row, column, _cell(text, note.id, editable=column == _TEXT))
            if note.id == before:
                self.table.setCurrentCell(row, _TEXT)
        self._filling = False

    def write_anew(self, note_id: str) -> bool:
        """Let a note be written anew; says whether it is there."""
        for row in range(self.table.rowCount()):
            cell = self.table.item(row, _TEXT)
            if cell is not None and cell.data(_ID) == note_id:
                self.table.setCurrentItem(cell)
                go_to(self.table)
                self.table.editItem(cell)
                return True
        return False

    def _hand_over(self) -> None:
        text = self.line.text().strip()
        if text:
            self.line.clear()
            self.written.emit(text)

    def _changed(self, cell: QTableWidgetItem) -> None:
        if not self._filling:
            self.edited.emit(str(cell.data(_ID)), cell.text())


def _cell(text: str, note_id: str, *, editable: bool) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setData(_ID, note_id)
    cell.setToolTip(text)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    cell.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable else flags)
    return cell
