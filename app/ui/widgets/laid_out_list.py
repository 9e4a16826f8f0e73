"""A list of rows of text, each as high as its words need at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui import theme


class LaidOutList(QListView):
    """One row is current. Rows are laid out again when the width or the look changes.

    Letters are answers in such a list; they do not look for rows.
    """

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        theme.current().theme_changed.connect(self._look_changed)

    @property
    def row_width(self) -> int:
        """The pixels that a row may take, whether or not the scroll bar is there."""
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self.contentsRect().width() - bar, 120)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: see the class."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: beside a heading, on which Qt would not stand but stay."""
        there = super().moveCursor(action, modifiers)
        if not there.isValid() or _can_stand(there):
            return there
        model = self.model()
        near = sorted(range(model.rowCount()), key=lambda row: abs(row - there.row()))
        return next(filter(_can_stand, (model.index(row, 0) for row in near)), there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()

    def _look_changed(self) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, LaidOutDelegate):
            delegate.forget()
        self.doItemsLayout()


def _can_stand(index: QModelIndex) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)


class LaidOutDelegate(QStyledItemDelegate):
    """What lays out and paints the rows of a `LaidOutList`, and keeps how it did."""

    def __init__(self, view: LaidOutList) -> None:
        super().__init__(view)
        self._view = view

    def forget(self) -> None:
        """Lay everything out anew, after the look changed."""
        raise NotImplementedError

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, below: QColor | None
    ) -> None:
        """What a row stands on: a box if it is chosen, else a line of a colour, if any."""
        colours = theme.current().palette
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = self._view.hasFocus()
            painter.setPen(QPen(colours.accent if focused else colours.accent_line, 1))
            painter.setBrush(colours.accent_faint)
            painter.drawRoundedRect(box, 5, 5)
        elif below is not None:
            painter.setPen(below)
            painter.drawLine(box.bottomLeft(), box.bottomRight())
