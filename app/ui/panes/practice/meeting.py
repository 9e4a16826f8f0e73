"""The Meeting page: the review meeting, and whether responders call their account fair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafted import Statement
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.focus import focus_first
from app.ui.panes.practice.fair_accounts import FairAccountsPart
from app.ui.panes.practice.meeting_plan import MeetingPlan
from app.ui.panes.practice.meeting_room import MeetingRoom
from app.ui.session import Session
from app.ui.widgets.buttons import button, chip_button

_SECTION = 6
_PARTS = (("meeting-part", "Meeting"), ("fair-part", "Fair account"))


class MeetingPane(QFrame):
    """Two parts behind two chips; the view for the room opens from here."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser or FileChooser()
        self.setObjectName("meeting-pane")
        self.setProperty("kind", "panel")
        self.plan = MeetingPlan(session)
        self.fair = FairAccountsPart(session, self._chooser)
        self.room = MeetingRoom(session, self)
        self._stack = QStackedWidget()
        self._parts = (self.plan, self.fair)
        for part in self._parts:
            self._stack.addWidget(part)
        self._chips = tuple(chip_button(name, text) for name, text in _PARTS)
        self._documents = (
            button("write-sheet-button", "Facilitator's sheet…", self.write_sheet, short="Sheet…"),
            button("write-notes-button", "Notes as a document…", self.write_notes, short="Notes…"),
        )
        self._open = QPushButton("Open the meeting view")
        self._open.setObjectName("open-meeting-button")
        self._open.setProperty("kind", "primary")
        self._open.setToolTip("What the room sees: principles, timeline, chain, actions")
        self._open.clicked.connect(self.open_room)
        self._lay_out()
        session.words_wanted.connect(self._write)
        for action in self._offered():
            action.build(self)
        self._show_part(0)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return self.fair.areas() if self._stack.currentIndex() else self.plan.areas()

    def statement_in_hand(self) -> Statement | None:
        """The note that a person is at; the plan and the pages of responders stand in forms."""
        return self.plan.note_in_hand()

    def state(self) -> dict[str, Any]:
        """Where the person is."""
        return {
            "part": self._stack.currentIndex(),
            "account": self.fair.account_id,
            "room": self.room.place,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._show_part(1 if state.get("part") == 1 else 0)
        self.fair.stand_on(str(state.get("account", "")))
        self.room.place = str(state.get("room", ""))

    def open_room(self) -> None:
        """Open what the room sees, in a window of its own."""
        self._commit()
        self.room.open()

    def write_sheet(self) -> None:
        """Write what the facilitator has in hand."""
        self._export("facilitator-sheet")

    def write_notes(self) -> None:
        """Write what was said in the meeting."""
        self._export("meeting-notes")

    def _export(self, document_id: str) -> None:
        from app.ui.dialogs.export import ExportDialog

        self._commit()
        ExportDialog(self._session, self._chooser, self.window(), document_id).open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    def _commit(self) -> None:
        self.plan.commit()
        self.fair.commit()

    def _show_part(self, index: int) -> None:
        self._commit()
        self._stack.setCurrentIndex(index)
        self._chips[index].setChecked(True)
        for each in (*self._documents, self._open):
            each.setVisible(index == 0)
        self.setFocusProxy(self._parts[index])

    def _write(self, thing_id: str, _part: str) -> None:
        """Let the agenda or a note be written that was asked for."""
        if self.isVisible():
            self._show_part(0)
            self.plan.write_anew(thing_id)

    def _go_to(self, index: int) -> None:
        self._session.page_wanted.emit("meeting")
        self._show_part(index)
        focus_first(self._parts[index])

    def _offered(self) -> list[Action]:
        plan, fair = self.plan, self.fair
        menu = Menu.REVIEW
        local: tuple[tuple[str, str, str, int, Callable[[], object]], ...] = (
            ("offer-agenda", "Put the usual outline into the agenda", "O", 0, plan.offer_outline),
            ("write-note", "Write a note of the meeting", "N", 0, plan.write_note),
            ("remove-note", "Remove the note", "X", 0, plan.remove_note),
            ("write-sheet", "Write the facilitator's sheet…", "F", 0, self.write_sheet),
            ("write-notes", "Write the notes as a document…", "M", 0, self.write_notes),
            ("propose-responders", "Add responders from people…", "P", 1, fair.propose),
            ("add-responder", "Add a responder by role", "A", 1, fair.add_by_role),
            ("responder-asked", "The responder was asked", "S", 1, fair.say_asked),
            ("export-fair-account", "Write the responder's page…", "W", 1, fair.export),
            ("remove-responder", "Remove the responder's page", "D", 1, fair.remove),
        )
        return [
            Action("open-meeting", "Open the meeting view", "Shift+F5", menu, self.open_room),
            Action("fair-accounts", "Fair accounts", "Ctrl+Alt+F", menu, partial(self._go_to, 1)),
            *(
                Action(name, text, key, menu, partial(self._here, part, slot), True, _SECTION)
                for name, text, key, part, slot in local
            ),
        ]

    def _here(self, part: int, slot: Callable[[], object]) -> None:
        """Do something where the person sees it, also from the menu above another page."""
        if not self.isVisible():
            self._session.page_wanted.emit("meeting")
        if self._stack.currentIndex() != part:
            self._show_part(part)
        slot()

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        for index, chip in enumerate(self._chips):
            group.addButton(chip, index)
            head.addWidget(chip)
        head.addStretch(1)
        for each in (*self._documents, self._open):
            head.addWidget(each)
        group.idClicked.connect(self._go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
