"""Asks of an apology what must be said before it leaves: to whom, and whether counsel sees it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.apology_rules import COUNSEL_FIRST
from app.operations.trust import apologies
from app.ui.dialogs.case_fields import line
from app.ui.edits import Edits
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

_CHOICES = (
    (Counsel.FIRST, "Yes, counsel sees it first; it stays here until then"),
    (Counsel.SEEN, "Counsel has seen it"),
    (Counsel.NOT_NEEDED, "No, counsel need not see it"),
)


class ApologyRelease(QWidget):
    """Shown in place of an apology that cannot leave yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("apology-release")
        self._session = session
        self._edits = Edits(session, "Saving what was answered", self)
        self._apology_id = ""
        self._waits = label("", "question", wrap=True)
        self._waits.setObjectName("apology-release-waits")
        self._recipient = line("apology-release-recipient", "", "The people it is said to")
        self._recipient.setAccessibleName("To whom is it said?")
        self._group = QButtonGroup(self)
        self._choices = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(label("Before it leaves", "heading"))
        column.addWidget(
            label(
                "An apology goes to those it is owed to and to nobody else. It is never part of a "
                "review.",
                "subtitle",
                wrap=True,
            )
        )
        column.addWidget(self._waits)
        column.addWidget(label("To whom is it said?", "strong"))
        column.addWidget(self._recipient)
        column.addWidget(label("Should counsel see it first?", "strong"))
        for counsel, words in _CHOICES:
            choice = self._choices[counsel] = QRadioButton(words)
            choice.setObjectName(f"apology-release-{counsel.value.replace('_', '-')}")
            self._group.addButton(choice)
            column.addWidget(choice)
        column.addWidget(
            button("apology-release-answer", "Keep these answers", self._answer, kind="primary"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        column.addWidget(
            button(
                "apology-release-write",
                "Write the apology on the Frame page",
                partial(session.page_wanted.emit, "frame"),
                kind="link",
            ),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        column.addStretch(1)

    def show_apology(self, apology: Apology, waits: str) -> None:
        """Show what is answered already; what is being typed stays."""
        self._waits.setText(waits)
        if apology.id == self._apology_id and self._recipient.isModified():
            return
        self._apology_id = apology.id
        self._recipient.setText(apology.recipient)
        self._group.setExclusive(False)
        for counsel, choice in self._choices.items():
            choice.setChecked(counsel is apology.counsel)
        self._group.setExclusive(True)

    def _answer(self) -> None:
        counsel = next(
            (each for each, choice in self._choices.items() if choice.isChecked()), Counsel.UNASKED
        )
        apology_id, recipient = self._apology_id, self._recipient.text()
        self._recipient.setModified(False)
        told = COUNSEL_FIRST if counsel is Counsel.FIRST else "It can be exported now."
        self._edits.run(
            lambda book, case: apologies.release(book, case, apology_id, recipient, counsel), told
        )
