"""What stands where no responder has a page yet: what such a page is, and two ways to begin."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.dialogs.case_fields import line
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label


class FirstResponders(QWidget):
    """``choose`` is the button, ``role`` the line for a role by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = line("first-responder-role", "", "A role, such as service owner")
        self.role.setAccessibleName("The role of a responder")
        self.choose = QPushButton("Choose from people…")
        self.choose.setObjectName("first-responders-button")
        self.choose.setProperty("kind", "primary")
        empty = EmptyState(
            "Is the account fair?",
            "Each responder gets a page with only what the draft says about their role, and says "
            "whether that is fair. Their words stay private unless they agree.",
            [self.choose],
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(label("Or add a role by hand:", "subtitle"))
        row.addWidget(self.role, 1)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(empty, 1)
        column.addLayout(row)
        self.setFocusProxy(self.choose)
