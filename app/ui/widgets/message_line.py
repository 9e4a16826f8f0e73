"""The last line of the window: a message while there is one, else where one is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.message_bar import MessageBar


class MessageLine(QFrame):
    """Keeps its room, so that nothing above moves when a message comes or goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-line")
        self.bar = MessageBar()
        self._quiet = QWidget()
        self._place = ElidedLabel("", "caption")
        row = QHBoxLayout(self._quiet)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self._place, 1)
        row.addWidget(label("All commands  Ctrl+K", "caption"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 6)
        column.addWidget(self.bar)
        column.addWidget(self._quiet)
        self.bar.shown.connect(lambda is_shown: self._quiet.setVisible(not is_shown))
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    def show_place(self, text: str) -> None:
        """Say where one is: the casebook."""
        self._place.setText(text)

    def _dress(self) -> None:
        height = theme.current().px(36)
        self._quiet.setMinimumHeight(height)
        self.bar.setMinimumHeight(height)
