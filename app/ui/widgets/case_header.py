"""The head of the window: which case is in hand, how far it is, and that nothing leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.labels import ElidedLabel, badge

if TYPE_CHECKING:
    from app.domain.drafts import Case

_ROOMY = 640
"""From which width, at zoom 1, there is room for more than the title and the buttons."""


class CaseHeader(QFrame):
    """Title and state of the case; buttons for its review."""

    review_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case-header")
        self._title = ElidedLabel("", "title")
        self._title.setObjectName("case-title")
        self._state = ElidedLabel("", "subtitle")
        self._state.setObjectName("case-state")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._title)
        names.addWidget(self._state)
        offline = badge("● Offline", "teal")
        offline.setToolTip("This program opens no connection.")
        encrypted = badge("Encrypted")
        encrypted.setToolTip("The casebook is one encrypted file; its passphrase opens it.")
        self._badges = (offline, encrypted)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addWidget(offline)
        row.addWidget(encrypted)
        row.addSpacing(4)
        row.addWidget(self._button("Preview", "preview-button", self.review_wanted))
        export = self._button("Export…", "export-button", self.export_wanted)
        export.setProperty("kind", "primary")
        row.addWidget(export)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The title matters more than what is always so.
        roomy = event.size().width() >= theme.current().px(_ROOMY)
        for each in self._badges:
            each.setVisible(roomy)

    def show_case(self, case: Case) -> None:
        """Show this case."""
        from app.ui.case_words import summary_of

        self._title.setText(case.title)
        self._state.setText(summary_of(case))

    def _button(self, text: str, name: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(signal)
        return button
