"""The table of evidence: keys, columns, selection by ranges, and dragging to the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.moments import day
from app.ui import theme
from app.ui.evidence_words import counted, where_words
from app.ui.itemmodels.items import MOST_DRAGGED, Column, Index, ItemsModel
from app.ui.itemmodels.row_marks import RowMarks
from app.ui.widgets.item_delegate import ItemDelegate, row_height
from app.ui.widgets.tables import read_by_rows

_CITED, _DAY, _DAY_AND_YEAR = 24, 52, 82
_TIME, _TIME_TO_THE_SECOND = 98, 72
_ROOMY, _TIGHT, _TINY = 560, 440, 330
"""Below which room, at zoom 1, clocks go to the second, names stand before the text (of the room
left by the day), and the source is told only below the table."""


class Days(Enum):
    """What the day column shows."""

    NONE = auto()
    SHORT = auto()
    WITH_YEAR = auto()

    @classmethod
    def telling(cls, span: tuple[int, int] | None, zone: ZoneInfo) -> Days:
        """As much as tells the items of a span of time apart."""
        first, last = (day(end, zone) for end in span or (0, 0))
        if first == last:
            return cls.NONE
        return cls.SHORT if first[:4] == last[:4] else cls.WITH_YEAR


class EvidenceTable(QTableView):
    """``row_changed`` tells the row that the person stands on, −1 where there is none."""

    row_changed = Signal(int)
    chosen_changed = Signal(int)
    """How many rows are selected."""
    opened = Signal()

    def __init__(self, model: ItemsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = ItemDelegate(model, self)
        self._days = Days.NONE
        self._nobody = False
        self._one_source = False
        self._moment: int | None = None
        self._fitting = False
        self._kept_widths = [0] * Column.TEXT
        self.setObjectName("evidence-table")
        self.setAccessibleName("Evidence in time order")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        read_by_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setMinimumSectionSize(20)
        columns.setStretchLastSection(True)
        columns.setSectionResizeMode(Column.CITED, QHeaderView.ResizeMode.Fixed)
        columns.sectionResized.connect(self._resized)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.row_changed.emit(now.row())
        )
        self.selectionModel().selectionChanged.connect(
            lambda *_: self.chosen_changed.emit(self.chosen_count())
        )
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        model.headerDataChanged.connect(self._fit)
        self._measure()
        theme.current().theme_changed.connect(self._measure)

    # What is shown

    def mark_matches(self, pattern: re.Pattern[str] | None) -> None:
        """Mark what a search found."""
        self._delegate.pattern = pattern
        self.viewport().update()

    def show_one_source(self, *, alone: bool) -> None:
        """Whether all rows are known to be of one source, which then needs less room."""
        self._one_source = alone
        self._fit()

    def show_marks(self, marks: RowMarks) -> None:
        """Tell threads, gaps and bookmarks in the rows."""
        self._delegate.marks = marks
        marks.changed.connect(self.viewport().update)

    def show_in_hand(self, *, in_hand: bool) -> None:
        """Whether keys act on this list, where there are two."""
        self._delegate.in_hand = in_hand
        self.viewport().update()

    def show_moment(self, row: int | None) -> None:
        """Draw a line before a row: the moment that another list stands at lies there."""
        self._moment = row
        self.viewport().update()

    @property
    def moment_row(self) -> int | None:
        """The row that the line of a moment lies before."""
        return self._moment

    def show_days(self, days: Days) -> None:
        """How much of the date tells the items apart."""
        self._days = days
        self._model.show_years(days is Days.WITH_YEAR)
        self._fit()

    @property
    def days(self) -> Days:
        """How much of the date is shown."""
        return self._days

    def show_people(self, shown: bool) -> None:
        """Whether anything in the case has an author."""
        self._nobody = not shown
        self._fit()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height())
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Widths as the person left them, else shares of the room there is."""
        look = theme.current()
        room = self.viewport().width() / look.zoom
        dated = _DAY_AND_YEAR if self._days is Days.WITH_YEAR else _DAY
        self._delegate.names_in_text = tight = room - dated < _TIGHT
        source = _between(82, room * 0.14, 170)
        who = _between(56, room * 0.18, 160)
        named = self.horizontalHeader().sectionSizeHint(Column.TIME) / look.zoom
        time = max(_TIME if room >= _ROOMY else _TIME_TO_THE_SECOND, named)
        widths = [_CITED, dated, time, source, who]
        widths = [
            _between(20, kept, room / 2) if kept else width
            for kept, width in zip(self._kept_widths, widths, strict=True)
        ]
        self._fitting = True
        self.setColumnHidden(Column.DAY, self._days is Days.NONE)
        self.setColumnHidden(Column.WHO, self._nobody or tight)
        self.setColumnHidden(Column.SOURCE, room < (_ROOMY if self._one_source else _TINY))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, look.px(width))
        self._fitting = False

    def _resized(self, column: int, _before: int, now: int) -> None:
        if self._fitting or column == Column.TEXT or not QGuiApplication.mouseButtons():
            return
        self._kept_widths[column] = round(now / theme.current().zoom)

    @property
    def kept_widths(self) -> list[int]:
        """Column widths that the person chose, at zoom 1; 0 for those left alone."""
        return self._kept_widths

    def keep_widths(self, widths: list[int]) -> None:
        """Use widths chosen earlier."""
        if len(widths) == Column.TEXT:
            self._kept_widths = widths
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        in_view = 0 <= self.visualRect(self.currentIndex()).top() < event.oldSize().height()
        super().resizeEvent(event)
        if in_view and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin(max(0, self.rowAt(0)))
        super().paintEvent(event)
        if self._moment is not None:
            self._paint_moment(self._moment)

    def _paint_moment(self, row: int) -> None:
        last = self._model.rowCount() - 1
        top = self.rowViewportPosition(min(row, last))
        top += row_height() if row > last else 0
        painter = QPainter(self.viewport())
        painter.fillRect(0, top - 1, self.viewport().width(), 2, theme.current().palette.accent)
        painter.end()

    # Selection; by ranges, since everything may be selected

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def chosen_rows(self) -> Iterator[int]:
        """The selected rows in their order."""
        ranges = sorted((part.top(), part.bottom()) for part in self._ranges())
        done = -1
        for top, bottom in ranges:
            yield from range(max(top, done + 1), bottom + 1)
            done = max(done, bottom)

    def chosen_count(self) -> int:
        """How many rows are selected."""
        ranges = {(part.top(), part.bottom()) for part in self._ranges()}
        return sum(bottom - top + 1 for top, bottom in ranges)

    def chosen_ids(self) -> list[int]:
        """The items of the selected rows, at most `MOST_DRAGGED`."""
        found = []
        for row in self.chosen_rows():
            found.append(self._model.id_of(row))
            if len(found) == MOST_DRAGGED:
                break
        return found

    def stand_on(self, row: int, lead: int | None = None) -> None:
        """Select one row and bring it into view, ``lead`` rows below the top where given."""
        index = self._model.index(row, Column.TEXT)
        if not index.isValid():
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if lead is not None:
            self.verticalScrollBar().setValue(row - lead)
        self.scrollTo(index)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view; the time, at its left, stays there."""
        super().scrollTo(self._model.index(index.row(), Column.CITED), hint)

    @property
    def lead(self) -> int:
        """How many rows stand above the current one on screen."""
        return max(0, self.currentIndex().row() - max(0, self.rowAt(0)))

    def copy(self) -> None:
        """Put the selected items into the clipboard, a line each, as plain text."""
        lines = []
        for _, row in zip(range(MOST_DRAGGED), self.chosen_rows(), strict=False):
            item = self._model.known_item(row)
            if item is not None:
                facts = (
                    self._model.stamp_words(item),
                    where_words(item),
                    self._model.who_words(item),
                    self._model.copied_words(item, row),
                )
                lines.append("\t".join(facts))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    # Keys and drag

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain:
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not plain:
            self.stand_on(0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1)
        elif event.text() and event.text().isprintable() and not plain:
            event.ignore()  # no type-ahead: it would read the whole table; letters are shortcuts
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: it would read the whole table."""

    def startDrag(self, _actions: Qt.DropAction) -> None:
        rows = list(self.chosen_ids())
        if not rows:
            return
        top = [self._model.index(row, 0) for _, row in zip(rows, self.chosen_rows(), strict=False)]
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData(top))
        drag.setPixmap(self._drag_picture(counted(len(rows), "item")))
        drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.CopyAction)

    def _drag_picture(self, words: str) -> QPixmap:
        look = theme.current()
        font = look.font(12, strong=True)
        self_metrics = self.fontMetrics()
        width = self_metrics.horizontalAdvance(words) + look.px(28)
        picture = QPixmap(width, look.px(26))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.palette.accent_soft)
        painter.setPen(look.palette.accent)
        painter.drawRoundedRect(picture.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(font)
        painter.setPen(look.palette.ink)
        painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return picture


def _between(low: float, value: float, high: float) -> int:
    return round(min(max(low, value), high))
