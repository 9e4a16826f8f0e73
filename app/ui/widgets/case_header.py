"""The head of the window: which case is in hand, how far it is, and that nothing leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.drafts import CaseKind
from app.ui import theme
from app.ui.widgets.labels import ElidedLabel, badge
from app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from app.domain.drafts import Case
    from app.domain.practice.steps import StepState

PRIVATE = "Private. Nothing here is shown unless you chose its readers."
"""What stands in the header of every trust case, at every size."""

_ROOMY = 1080
"""From which width, at zoom 1, there is room for what is always so, too."""
_ROOM_FOR_STEPS = 640
"""From which width, at zoom 1, there is room for more than the title and the buttons."""


class CaseHeader(QFrame):
    """Title, state and steps of the case; buttons for its review."""

    names_wanted = Signal()
    """The other way of showing people was asked for."""
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
        self._case: Case | None = None
        self.stepper = Stepper()
        self.stepper.hide()
        offline = badge("● Offline", "teal")
        offline.setToolTip("This program opens no connection.")
        encrypted = badge("Encrypted")
        encrypted.setToolTip("The casebook is one encrypted file; its passphrase opens it.")
        self._badges = (offline, encrypted)
        self._private = badge("Private", "gold")
        self._private.setObjectName("private-badge")
        self._private.setToolTip(PRIVATE)
        self._private.hide()
        self._names = self._button("", "names-switch", self.names_wanted)
        self._names.setProperty("kind", "quiet")
        self.show_people(by_name=False, any_people=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addWidget(self.stepper)
        row.addWidget(self._private)
        row.addWidget(offline)
        row.addWidget(encrypted)
        row.addWidget(self._names)
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
        self._show_stepper()

    def show_case(self, case: Case) -> None:
        """Show this case."""
        self._case = case
        self._title.setText(case.title)
        self._private.setVisible(case.kind is CaseKind.TRUST)
        self._say_state()

    def show_steps(self, states: Sequence[StepState]) -> None:
        """Show how far the steps of its review are; none for a case without them."""
        self.stepper.show_steps(states)
        self._show_stepper()
        self._say_state()

    def _show_stepper(self) -> None:
        room = self.width() >= theme.current().px(_ROOM_FOR_STEPS)
        self.stepper.setVisible(room and bool(self.stepper.states))

    def _say_state(self) -> None:
        from app.domain.practice.steps import current_words
        from app.ui.case_words import summary_of

        parts = [] if self._case is None else [summary_of(self._case)]
        if self._case is not None and self._case.kind is CaseKind.TRUST:
            parts = [PRIVATE]
        if self.stepper.states:
            parts.append(current_words(self.stepper.states))
        self._state.setText(" · ".join(part for part in parts if part))

    def show_people(self, *, by_name: bool, any_people: bool) -> None:
        """Tell how people are shown, where there are any."""
        self._names.setVisible(any_people)
        self._names.setText("People by name" if by_name else "People by role")
        other = "roles" if by_name else "names"
        self._names.setToolTip(
            f"Show {other} instead (N, on the Timeline page). Documents show roles either way."
        )

    def _button(self, text: str, name: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(signal)
        return button
