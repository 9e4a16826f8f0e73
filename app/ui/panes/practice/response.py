"""The Response page: how the incident was led, and how incidents are led here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import Changed
from app.operations import drafting
from app.operations.practice import response
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.focus import focus_first, go_to
from app.ui.panes.practice.response_actions import ActionsPart
from app.ui.panes.practice.response_card import CardPart
from app.ui.panes.practice.response_edits import ResponseEdits
from app.ui.panes.practice.response_part import Shown
from app.ui.panes.practice.response_times import TimesPart
from app.ui.panes.practice.response_updates import UpdatesPart
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.labels import ElidedLabel

_WATCHED = {
    *("milestones", "drastic_actions", "status_updates", "process_cards", "playbook_answers"),
    *("entries", "citations", "items", "source_settings"),
}
_PARTS = (
    ("times", "Times", "1"),
    ("actions", "Drastic actions", "2"),
    ("updates", "Updates", "3"),
    ("card", "Process card", "4"),
)
_SECTION = 2


class ResponsePane(QWidget):
    """Four parts, one at a time: times, drastic actions, updates, the process card."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chooser = chooser or FileChooser()
        self.setObjectName("response-pane")
        self._session = session
        self._edits = ResponseEdits(session, self)
        self._reading: Task | None = None
        self._wanted = ""
        self._stale = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.reload)
        self.times = TimesPart(session, self._edits)
        self.actions_part = ActionsPart(session, self._edits)
        self.updates = UpdatesPart(session, self._edits)
        self.card = CardPart(self._edits)
        self._parts: tuple[TimesPart | ActionsPart | UpdatesPart | CardPart, ...] = (
            self.times,
            self.actions_part,
            self.updates,
            self.card,
        )
        self._zone = ElidedLabel(role="caption")
        self._chips = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        for action in self._offered():
            action.build(self)
        if session.has_case:
            self.reload()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return self._parts[self._stack.currentIndex()].areas()

    def state(self) -> dict[str, Any]:
        """Which part is shown, and what is in hand there."""
        return {
            "part": _PARTS[self._stack.currentIndex()][0],
            "action": self.actions_part.list.current_id,
            "update": self.updates.list.current_id,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        names = [name for name, _, _ in _PARTS]
        part = state.get("part")
        self.show_part(names.index(part) if part in names else 0)
        self.actions_part.list.stand_on(str(state.get("action", "")))
        self.updates.list.stand_on(str(state.get("update", "")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: what is half typed is handed over."""
        super().hideEvent(event)
        self._commit()

    def show_part(self, place: int) -> None:
        """Show one of the parts."""
        self._commit()
        self._stack.setCurrentIndex(place)
        self._chips.button(place).setChecked(True)

    # Keeping up

    def reload(self) -> None:
        """Read the record anew."""
        if not self._session.has_case:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading the response",
            lambda _progress: Shown(
                response.record_of(casebook, case_id), drafting.cited(casebook, case_id)
            ),
            self._show,
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or not change.tables & _WATCHED:
            return
        # The card belongs to all cases.
        if change.case_id in (None, self._session.case.id) or "process_cards" in change.tables:
            self._read_soon()

    def _read_soon(self) -> None:
        """Read anew at once where somebody looks, else when they come back."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._again.start()

    def _enter_case(self, _case_id: str) -> None:
        self.times.forget()
        self._show(Shown())
        self.reload()

    def _show(self, shown: Shown) -> None:
        zone = self._session.zone
        self._zone.setText(f"Times are in {zone.key}.")
        for part in self._parts:
            part.show_record(shown)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._go_to(wanted)

    def _go_to(self, thing_id: str) -> None:
        """Stand on an action, an update, a reason, the card, or the action linked to an entry."""
        for place, part in enumerate(self._parts):
            if part.show_linked(thing_id):
                self.show_part(place)
                return

    def _thing_wanted(self, thing_id: str) -> None:
        if self.isVisible():
            self._wanted = thing_id
            self._again.start()

    def _commit(self) -> None:
        for part in self._parts:
            part.commit()

    # What a person does

    def _offered(self) -> list[Action]:
        menu = Menu.REVIEW
        parts = [
            Action(
                f"response-{name}",
                f"Response: {words}",
                key,
                menu,
                partial(self._go, place),
                True,
                _SECTION,
            )
            for place, (name, words, key) in enumerate(_PARTS)
        ]
        rest: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("new-drastic-action", "New drastic action", "A", self.add_action),
            ("new-update", "New stakeholder update", "S", self.add_update),
            ("link-drastic-action", "Link the action to a timeline entry…", "L", self.link_entry),
            ("remove-response-thing", "Remove action or update", "Del", self.remove),
        )
        return parts + [
            Action(name, words, key, menu, partial(self._here, slot), True, _SECTION)
            for name, words, key, slot in rest
        ]

    def _here(self, slot: Callable[[], None]) -> None:
        """Do something where the person sees it, also from the menu above another page."""
        if not self.isVisible():
            self._session.page_wanted.emit("response")
        slot()

    def _go(self, place: int) -> None:
        self._here(partial(self.show_part, place))
        focus_first(self._parts[place])

    def add_action(self) -> None:
        """Begin a drastic action."""
        self.show_part(1)
        self.actions_part.add()
        go_to(self.actions_part.form.field("action"))

    def add_update(self) -> None:
        """Begin a stakeholder update."""
        self.show_part(2)
        self.updates.add()
        go_to(self.updates.form.field("status"))

    def link_entry(self) -> None:
        """Ask which timeline entry tells the action in hand."""
        self.show_part(1)
        self.actions_part.ask_entry()

    def remove(self) -> None:
        """Remove the action or update in hand."""
        part = self._parts[self._stack.currentIndex()]
        if isinstance(part, ActionsPart | UpdatesPart):
            part.list.remove()

    def _show_entry(self, entry_id: str) -> None:
        self._session.page_wanted.emit("timeline")
        self._session.thing_wanted.emit(entry_id)

    def _export_card(self) -> None:
        self._commit()
        dialog = ExportDialog(self._session, self._chooser, self, response.PROCESS_CARD)
        dialog.open()

    # How it is made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for place, (name, words, key) in enumerate(_PARTS):
            chip = chip_button(f"response-{name}-chip", words)
            chip.setToolTip(f"{words} ({key})")
            self._chips.addButton(chip, place)
            head.addWidget(chip)
        head.addWidget(self._zone, 1)
        self._chips.button(0).setChecked(True)
        for part in self._parts:
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)

    def _connect(self) -> None:
        self._chips.idClicked.connect(self.show_part)
        self.times.entry_wanted.connect(self._show_entry)
        self.actions_part.entry_wanted.connect(self._show_entry)
        self.card.export_wanted.connect(self._export_card)
        self._session.changed.connect(self._refresh)
        self._session.who_changed.connect(self._read_soon)
        self._session.zone_changed.connect(self._read_soon)
        self._session.case_selected.connect(self._enter_case)
        self._session.thing_wanted.connect(self._thing_wanted)
