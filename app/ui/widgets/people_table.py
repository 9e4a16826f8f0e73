"""The table of people: keys, columns, and what is offered while a role is typed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.roles import USUAL_LABELS
from app.ui import theme
from app.ui.itemmodels.people import Column, PeopleModel
from app.ui.widgets.tables import read_by_rows

_ASKED = {
    Column.ROLE: "such as on-call engineer A; Down shows the usual roles",
    Column.NAME: "the name to show in this window",
    Column.IN_DOCUMENTS: "why documents show the name; empty for the role",
}
_SHARES = {Column.ROLE: 0.22, Column.NAME: 0.17, Column.KNOWN_AS: 0.36}


class _RoleLine(QLineEdit):
    """Offers the usual roles that hold what was typed; Down offers all of them."""

    taken = Signal()
    """Enter was pressed in the list of usual roles, which keeps it from the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._usual = QCompleter(list(USUAL_LABELS), self)
        self._usual.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._usual.setFilterMode(Qt.MatchFlag.MatchContains)
        self._usual.setMaxVisibleItems(len(USUAL_LABELS))
        self.setCompleter(self._usual)
        self.returnPressed.connect(self._take)

    @property
    def _offering(self) -> bool:
        popup = self._usual.popup()
        return popup is not None and popup.isVisible()

    def _take(self) -> None:
        if self._offering:
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._offering:
            self._usual.setCompletionPrefix("")
            self._usual.complete()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """A line to type in; the usual roles are offered."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == Column.ROLE:  # roles differ in their last letter
            option.textElideMode = Qt.TextElideMode.ElideMiddle

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        line = self._role_line(parent) if index.column() == Column.ROLE else QLineEdit(parent)
        line.setObjectName("person-edit")
        line.setFrame(False)
        line.setPlaceholderText(_ASKED[Column(index.column())])
        line.setAccessibleName(_ASKED[Column(index.column())])
        return line

    def _role_line(self, parent: QWidget) -> QLineEdit:
        line = _RoleLine(parent)
        line.taken.connect(lambda: self._take(line))
        return line

    def _take(self, line: QLineEdit) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)


class PeopleTable(QTableView):
    """Enter and F2 edit the role; Tab goes on to the next widget."""

    person_changed = Signal()
    typed = Signal()
    """What was being typed into a cell was taken or left."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self.setObjectName("people-table")
        self.setAccessibleName("People of the case")
        self.setModel(model)
        delegate = _Delegate(self)
        delegate.closeEditor.connect(
            lambda *_: self.typed.emit(), Qt.ConnectionType.QueuedConnection
        )
        self.setItemDelegate(delegate)
        read_by_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setStretchLastSection(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.person_changed.emit())
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    @property
    def is_typing(self) -> bool:
        """Whether somebody types into a cell; new rows would take the words away."""
        return self.state() is QAbstractItemView.State.EditingState

    def chosen(self) -> list[str]:
        """The people of the selected rows, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._people.rows[row].person_id for row in rows]

    def stand_on(self, person_id: str) -> None:
        """Select somebody; the first row where they are not there."""
        row = max(0, self._people.row_of(person_id))
        if row < self._people.rowCount():
            self._select(self._people.index(row, Column.ROLE))

    def _select(self, index: QModelIndex) -> None:
        # Not selectRow: with Ctrl held, as after an undo, that would turn the selection round.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def edit_column(self, column: Column) -> None:
        """Type into a column of the row in hand."""
        index = self._people.index(self.currentIndex().row(), column)
        if index.isValid():
            self.setFocus()
            self._select(index)
            self.edit(index)

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().px(29))
        self._fit()

    def _fit(self) -> None:
        room, header = self.viewport().width(), self.horizontalHeader()
        for column, share in _SHARES.items():
            self.setColumnWidth(column, max(round(room * share), header.sectionSizeHint(column)))
