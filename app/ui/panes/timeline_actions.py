"""What the keyboard does to the selected entry: the actions of the timeline pane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from app.domain.drafts import CaseKind, Certainty, EntryKind, Known
from app.domain.practice.context import DecisionPoint
from app.domain.practice.incident_times import MILESTONE_WORDS
from app.domain.practice.response import MilestoneKind
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS
from app.domain.timeline import CitedEntry, CitedItem
from app.operations.practice import context
from app.ui.actions import Action, Menu
from app.ui.dialogs.erase import EraseDialog, ForgetDialog
from app.ui.dialogs.history import HistoryDialog
from app.ui.entry_words import later_words
from app.ui.tasks import Lane
from app.ui.widgets.key_menu import KeyMenu

if TYPE_CHECKING:
    from app.ui.panes.timeline import TimelinePane


class EntryActions:
    """Builds the actions; those on an entry work while the list has the focus."""

    def __init__(self, pane: TimelinePane) -> None:
        self._pane = pane
        self._list = pane.entries
        self._edits = pane.edits
        menu = Menu.TIMELINE
        for action in (
            Action("new-entry", "New entry", "Ctrl+Return", menu, pane.new_entry),
            Action("as-of", "As of a moment…", "Ctrl+T", menu, pane.toggle_as_of),
            Action(
                "unfinished-entry",
                "Continue unfinished entry",
                "Ctrl+Shift+Return",
                menu,
                pane.resume,
            ),
        ):
            action.build(pane)
        self._own: list[QAction] = []
        for letter, slot in (
            ("N", pane.new_entry),
            ("H", self._history),
            ("Shift+H", self._forget),
            ("Shift+Del", self._erase),
        ):
            by_letter = QShortcut(QKeySequence(letter), self._list, slot)
            by_letter.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._build("edit-entry", "Edit entry", "Return", self._edit, 1, "Enter", "F2")
        self._build("entry-kind", "Kind…", "K", self._choose_kind, 1)
        self._build("mark-as", "Mark as started, detected…", "S", self._choose_moment, 1)
        for number, certainty in enumerate(Certainty, 1):
            words = f"Certainty: {CERTAINTY_WORDS[certainty]}"
            self._build(
                f"certainty-{certainty}", words, str(number), self._certainty_setter(certainty), 2
            )
        self._build("entry-later", "Known later", "L", self._toggle_later, 3)
        self._build("entry-private", "Private", "P", self._toggle_private, 3)
        self._build("explain-decision", "Explain this decision…", "X", self._explain, 4)
        self._build("show-citation", "Show next citation", "C", self._next_citation, 4)
        self._build("adopt-time", "Adopt the moved time", "M", self._adopt, 4)
        self._build("move-earlier", "Move up among equal times", "Alt+Up", self._up, 5)
        self._build("move-later", "Move down among equal times", "Alt+Down", self._down, 5)
        self._build("delete-entry", "Delete entry", "Del", self._delete, 6)
        self._cited_next = 0
        self._list.current_changed.connect(self._enable)
        self._enable("")

    def _build(
        self, name: str, text: str, key: str, slot: Callable[[], object], section: int, *more: str
    ) -> None:
        """Make an action of the list: a bare letter must not reach it from an editor inside."""
        action = Action(name, text, key, Menu.TIMELINE, slot, True, section).build(self._pane)
        if more:
            action.setShortcuts([QKeySequence(each) for each in (key, *more)])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._list.addAction(action)
        self._own.append(action)

    def _enable(self, entry_id: str) -> None:
        self._cited_next = 0
        for action in self._own:
            action.setEnabled(bool(entry_id))

    # What they do

    @property
    def _current(self) -> CitedEntry | None:
        return self._list.current_entry

    def _edit(self) -> None:
        if (cited := self._current) is not None:
            self._pane.edit_entry(cited.entry.id)

    def _choose_kind(self) -> None:
        if (cited := self._current) is None:
            return
        entry = cited.entry
        menu = KeyMenu("kind-menu", self._list)
        for number, kind in enumerate(EntryKind):
            key = "1234567890-"[number]
            action = menu.addAction(f"&{key}  {KIND_WORDS[kind]}")
            action.setCheckable(True)
            action.setChecked(kind is entry.kind)
            action.triggered.connect(
                lambda _on=False, kind=kind: self._edits.change(
                    entry.id, {"kind": kind}, "Change kind"
                )
            )
            if kind is entry.kind:
                menu.setActiveAction(action)
        corner = self._list.visualRect(self._list.currentIndex()).topLeft()
        menu.popup(self._list.viewport().mapToGlobal(corner))

    def _choose_moment(self) -> None:
        """Which moment of the incident the entry is; each is marked once in a case."""
        if (cited := self._current) is None:
            return
        if self._pane.session.case.kind is not CaseKind.INCIDENT:
            self._pane.session.notify("Only an incident has these times.")
            return
        case_id, entry_id = cited.entry.case_id, cited.entry.id
        marked = self._pane.model.row(self._list.currentIndex()).ties.moments
        menu = KeyMenu("moment-menu", self._list)
        for number, kind in enumerate(MilestoneKind, 1):
            words = MILESTONE_WORDS[kind]
            action = menu.addAction(f"&{number}  {words.capitalize()}")
            action.setCheckable(True)
            action.setChecked(words in marked)
            action.triggered.connect(
                lambda _on=False, kind=kind: self._edits.mark(case_id, entry_id, kind)
            )
        corner = self._list.visualRect(self._list.currentIndex()).topLeft()
        menu.popup(self._list.viewport().mapToGlobal(corner))

    def _certainty_setter(self, certainty: Certainty) -> Callable[[], None]:
        def set_certainty() -> None:
            if (cited := self._current) is not None and cited.entry.certainty is not certainty:
                self._edits.change(cited.entry.id, {"certainty": certainty}, "Judge certainty")

        return set_certainty

    def _toggle_later(self) -> None:
        if (cited := self._current) is None:
            return
        if cited.entry.known is Known.LATER:
            noted = later_words(cited.entry, self._pane.session.zone)
            self._edits.change(
                cited.entry.id,
                {"known": Known.AT_THE_TIME, "known_us": None, "known_by": ""},
                "Known at the time",
                f"Known at the time; it was noted as {noted}.",
            )
        else:
            self._edits.change(cited.entry.id, {"known": Known.LATER}, "Known later")

    def _toggle_private(self) -> None:
        if (cited := self._current) is not None:
            if self._pane.session.case.kind is CaseKind.TRUST:
                self._pane.shown_to.open_choice()
                return
            private = not cited.entry.private
            label = "Make private" if private else "No longer private"
            message = "Private: this entry never leaves the casebook." if private else ""
            self._edits.change(cited.entry.id, {"private": private}, label, message)

    def _next_citation(self) -> None:
        if (cited := self._current) is not None and cited.citations:
            item: CitedItem = cited.citations[self._cited_next % len(cited.citations)]
            self._cited_next += 1
            self._pane.show_citation(item)

    def _explain(self) -> None:
        """Go to the human context of the decision that the entry tells of."""
        session = self._pane.session
        if (cited := self._current) is None:
            return
        if session.case.kind is not CaseKind.INCIDENT:
            session.notify("Decisions are explained in an incident case.")
            return
        casebook, entry = session.casebook, cited.entry

        def show(point: DecisionPoint) -> None:
            session.page_wanted.emit("context")
            session.thing_wanted.emit(point.id)

        session.tasks.run(
            "Explaining the decision",
            lambda _progress: context.of_entry(casebook, entry.case_id, entry.id),
            show,
            quiet=True,
            lane=Lane.WRITE,
        )

    def _adopt(self) -> None:
        if (cited := self._current) is not None and cited.moved:
            self._edits.adopt(cited.entry.id)

    def _up(self) -> None:
        if (cited := self._current) is not None:
            self._edits.move(cited.entry.id, later=False)

    def _down(self) -> None:
        if (cited := self._current) is not None:
            self._edits.move(cited.entry.id, later=True)

    def _delete(self) -> None:
        if (cited := self._current) is not None:
            self._edits.delete(cited.entry.id)

    def _history(self) -> None:
        if (cited := self._current) is not None:
            HistoryDialog(self._pane.session, cited.entry, self._pane).open()

    def _forget(self) -> None:
        if (cited := self._current) is not None:
            ForgetDialog(self._pane.session, cited.entry, self._pane).open()

    def _erase(self) -> None:
        if (cited := self._current) is not None:
            EraseDialog(self._pane.session, cited.entry, self._pane).open()
