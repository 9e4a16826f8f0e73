"""Two widgets beside each other, or one below the other where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.ui import theme

_ROOM = 640
"""The width, at zoom 1, from which on two lists can be read beside each other."""


class PairSplitter(QSplitter):
    """Turns by itself; each of the two gets half until a person moves the handle."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("evidence-lists")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)

    @property
    def is_stacked(self) -> bool:
        """Whether one stands below the other."""
        return self.orientation() is Qt.Orientation.Vertical

    def share(self) -> None:
        """Give each the same room."""
        self.setSizes([10_000] * self.count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_ROOM)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.share()
            self.turned.emit()
