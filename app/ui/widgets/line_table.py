"""A list of things as a table: one row each, with as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QTableView,
    QWidget,
)

from app.ui import theme
from app.ui.itemmodels.lines import Index, LinesModel
from app.ui.widgets.tables import read_by_rows


class LineTable(QTableView):
    """Tells which thing a person stands on, and which they open with Enter or a double click.

    ``text`` is the column of the words; ``room_for`` says how wide the table must be, at zoom 1,
    to show a column, the first to go first.
    """

    current_changed = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        name: str,
        words: str,
        model: LinesModel,
        text: int,
        room_for: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._text_column, self._room_for = text, room_for
        self._quiet = False
        self._settle = QTimer(self, interval=0, singleShot=True)  # widths change one by one
        self._settle.timeout.connect(self._fit_rows)
        self._heights: dict[str, int] = {}
        self._measured = -1
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setModel(model)
        read_by_rows(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(self._text_column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: self._open())
        header.sectionResized.connect(lambda *_: self._settle.start())
        model.modelReset.connect(self._settle.start)
        model.dataChanged.connect(lambda *_: self._settle.start())
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    @property
    def chosen(self) -> str:
        """The id of the thing that is selected; empty for none."""
        line = self._model.line(self.currentIndex().row())
        return line.id if line is not None else ""

    def stand_on(self, thing_id: str) -> None:
        """Select a thing without telling so; one that is not listed selects nothing."""
        row = self._model.row_of(thing_id)
        if thing_id == self.chosen and row >= 0:
            return
        self._quiet = True
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, self._text_column))
        else:
            self.selectionModel().clear()
        self._quiet = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(
            self._model.index(current.row(), current.column()),
            self._model.index(previous.row(), previous.column()),
        )
        if not self._quiet:
            self.current_changed.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Before Qt does so itself, without selecting the row.
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, self._text_column))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _open(self) -> None:
        if self.chosen:
            self.opened.emit(self.chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start()

    def _fit_rows(self) -> None:
        """As high as the words of each thing; Qt would forget the padding of a style sheet."""
        if not self.isVisible():
            return
        px = theme.current().px
        width = self.columnWidth(self._text_column) - px(24)
        if width != self._measured:
            self._measured = width
            self._heights.clear()
        room = QRect(0, 0, width, px(4_000))
        for row in range(self._model.rowCount()):
            line = self._model.line(row)
            text = line.text if line is not None else ""
            if text not in self._heights:
                words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
                self._heights[text] = words.height() + px(12)
            self.setRowHeight(row, self._heights[text])

    def _fit(self) -> None:
        # As if the bar were there: rows that come and go with it would never come to rest.
        bar = self.verticalScrollBar().sizeHint().width()
        room = (self.width() - 2 * self.frameWidth() - bar) / theme.current().zoom
        for column, needed in self._room_for.items():
            self.setColumnHidden(column, room < needed)

    def _dress(self) -> None:
        self._heights.clear()
        self.verticalHeader().setMinimumSectionSize(theme.current().px(30))
        self._fit()
