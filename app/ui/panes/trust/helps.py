"""What helps to repair trust: which of it is there, where, and what is missing."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.helps import Help, Presence
from app.operations.trust.repair_page import RepairPage
from app.ui.focus import go_to
from app.ui.marking import marker
from app.ui.panes.trust.repair_edits import RepairEdits
from app.ui.panes.trust.repair_rows import help_rows
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.labels import label

_SAID = (
    "What the case shows is read from it. Say yourself where something is that it cannot show, or "
    "that it is not for you, and why."
)


class HelpsPart(QWidget):
    """Shows what helps; a person says where it is, or that it is not for them."""

    def __init__(self, session: Session, edits: RepairEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helps-part")
        self._session = session
        self._edits = edits
        self._page = RepairPage()
        self.list = HeadedList("help-list", "What helps")
        self._ask = AskLine("help-answer")
        self._buttons = [
            button("help-where-button", "It is there…", self.say_where, short="There…"),
            button("help-not-for-us-button", "Not for us…", self.not_for_us, short="Not…"),
            button("help-go-button", "Go there", self.go_there, kind="quiet"),
        ]
        self._lay_out()
        self.list.activated.connect(lambda _index: self.go_there())
        self._ask.left.connect(lambda: go_to(self.list))
        marker.current().follow(self._ask.field, self._answer, "text")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in self._buttons:
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(label(_SAID, "caption", wrap=True))
        column.addLayout(row)
        column.addWidget(self._ask)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def show_page(self, page: RepairPage) -> None:
        """Show what helps as it stands."""
        self._page = page
        self.list.show_rows(help_rows(page))

    # What a person does

    def say_where(self) -> None:
        """Ask where it is; no words take an answer back."""
        if (one := self._in_hand) is not None:
            said = one.where if one.by_hand and one.presence is Presence.PRESENT else ""
            self._ask.ask(
                "It is there:",
                lambda where: self._edits.say_where(one.item, where),
                words=said,
                example="where others can see it",
                empty_too=True,
            )

    def not_for_us(self) -> None:
        """Ask why it is not for these people; no words take an answer back."""
        if (one := self._in_hand) is not None:
            said = one.where if one.presence is Presence.NOT_FOR_US else ""
            self._ask.ask(
                "Not for us, because",
                lambda because: self._edits.not_for_us(one.item, because),
                words=said,
                empty_too=True,
            )

    def go_there(self) -> None:
        """Go to the page where it is, or would be."""
        if (one := self._in_hand) is not None:
            self._session.page_wanted.emit(one.page)

    @property
    def _in_hand(self) -> Help | None:
        return next((one for one in self._page.helps if one.item == self.list.current_id), None)

    def _answer(self) -> PlaybookAnswer:
        return PlaybookAnswer("", "", self.list.current_id, AnswerState.YES)
