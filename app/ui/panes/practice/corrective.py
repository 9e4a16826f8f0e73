"""The Actions page: few corrective actions, what each closes, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from app.domain.changes import Changed
from app.domain.practice.action_plan import TIED, ActionPlan
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.corrective_rules import asked_of_all
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.operations import now
from app.operations.practice import corrective
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.corrective_words import action_rows, count_words, open_rows
from app.ui.focus import go_to, type_ahead
from app.ui.marking import marker
from app.ui.page_actions import PageActions
from app.ui.panes.practice.corrective_editor import CorrectiveEditor
from app.ui.panes.practice.corrective_edits import CorrectiveEdits
from app.ui.panes.practice.corrective_export import CorrectiveExport
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import panel_of, scrolling

_WATCHED = {
    *("corrective_actions", "action_targets", "factors", "factor_links", "playbook_answers"),
    *("citations", "items", "source_settings", "cases"),
}
_SECTION = 7


@dataclass(frozen=True, slots=True)
class _Reading:
    """The actions as they stood when they were read, and on which day."""

    plan: ActionPlan
    today: date


class CorrectivePane(QSplitter):
    """The actions and what stays open on the left, one action on the right."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("actions-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = CorrectiveEdits(session, self)
        self._export = CorrectiveExport(session, chooser, self)
        self._reading: Task | None = None
        self._shown = _Reading(ActionPlan(), date.min)
        self._wanted = self._begun = ""
        self._list = HeadedList("action-list", "Actions")
        self._open = HeadedList("left-open-list", "Left open")
        self._ask = AskLine("left-open-because")
        self._editor = CorrectiveEditor(session, self._edits)
        self._count = ElidedLabel(role="caption")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("actions-questions")
        self._right = QStackedWidget()
        self._buttons = {
            name: button(f"{name}-button", words, slot, short=short)
            for name, words, short, slot in (
                ("add-action", "Add action", "Add", self.add),
                ("export-actions", "Export…", "Export…", self.export),
                ("close-factor", "Add action for it", "Add", self.add_for_factor),
                ("leave-open", "Leave open…", "Leave…", self.leave_open),
            )
        }
        self._lay_out()
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self._list)
        if session.has_case:
            self.reload()

    # How it is made

    def _lay_out(self) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(12)
        left.addWidget(self._actions_panel())
        left.addWidget(self._open_panel())
        left.setSizes([400, 200])
        self._left = left
        self.addWidget(left)
        self.addWidget(self._action_panel())
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 6)
        self.setSizes([460, 540])

    def _actions_panel(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(label("Actions", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._buttons["add-action"])
        head.addWidget(self._buttons["export-actions"])
        return panel_of("actions-panel", head, self._asked, self._list)

    def _open_panel(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(label("Left open", "heading"))
        head.addStretch(1)
        head.addWidget(self._buttons["close-factor"])
        head.addWidget(self._buttons["leave-open"])
        self._nothing_open = label("", "subtitle", wrap=True)
        self._nothing_open.setObjectName("nothing-left-open")
        return panel_of("left-open-panel", head, self._ask, self._nothing_open, self._open)

    def _action_panel(self) -> QWidget:
        self._right.addWidget(
            EmptyState(
                "No action yet",
                "An action says what will change, who sees to it, by when, which factor it "
                "closes, and what will show that it is done. Add one with N.",
            )
        )
        self._right.addWidget(scrolling(self._editor))
        return panel_of("action-panel", self._right)

    def _connect(self) -> None:
        self._list.stood_on.connect(lambda _id: self._show_action())
        self._list.activated.connect(lambda _index: self._editor.setFocus())
        self._list.unwanted.connect(self._edits.remove)
        self._open.stood_on.connect(lambda _id: self._enable())
        self._open.activated.connect(lambda _index: self._see_factor())
        self._ask.left.connect(lambda: go_to(self._open))
        marker.current().follow(self._ask.field, lambda: PlaybookAnswer("", "", TIED), "text")
        self._editor.left.connect(lambda: go_to(self._list))
        self._edits.settled.connect(self.reload)
        self._session.changed.connect(self._refresh)
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.thing_wanted.connect(self._want)
        self._session.zone_changed.connect(self._show)
        self._session.who_changed.connect(self._show)
        for cited in (self._editor.shown, self._editor.grounds):
            cited.dialog_opened.connect(self.dialog_opened)

    def _offered(self) -> list[Action]:
        keys = (
            ("corrective-add", "Add action", "N", self.add),
            ("corrective-start", "Begin the action", "S", self._editor.start),
            ("corrective-done", "Action done", "D", self._editor.complete),
            ("corrective-drop", "Drop action…", "X", self._editor.drop),
            ("corrective-reopen", "Open action again", "O", self._editor.reopen),
            ("corrective-up", "Move action up", "Alt+Up", partial(self._move, -1)),
            ("corrective-down", "Move action down", "Alt+Down", partial(self._move, 1)),
            ("corrective-aim", "Choose what the action closes", "C", self._aim),
            ("corrective-for-factor", "Add action for the factor", "F", self.add_for_factor),
            ("corrective-leave-open", "Leave the factor open…", "L", self.leave_open),
        )
        page = PageActions(self, self._session, "actions", Menu.REVIEW, _SECTION)
        local = [page.local(*each) for each in keys]
        export = page.general("export-actions", "Export actions…", "Ctrl+Alt+E", self.export)
        return [*local, export]

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        lists: list[QWidget] = [self._list]
        if self._shown.plan.left_open:
            lists.append(self._open)
        return [*lists, self._editor] if self._shown.plan.actions else lists

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._editor.commit()

    # Keeping up

    def reload(self) -> None:
        """Read the actions anew."""
        if not self._session.has_case:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading actions",
            lambda _progress: _Reading(
                corrective.plan(casebook, case_id), now.today(casebook, case_id)
            ),
            self._take,
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        own = self._session.has_case and change.case_id in (None, self._session.case.id)
        if own and change.tables & _WATCHED and not self._edits.are_pending:
            self.reload()

    def _enter_case(self) -> None:
        self._wanted = self._begun = ""
        self._editor.commit()
        self.reload()

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._wanted = thing_id
            self._stand()

    def _take(self, reading: _Reading) -> None:
        if not self._edits.are_pending:
            self._shown = reading
            self._show()

    # What is shown

    def _show(self) -> None:
        plan, today = self._shown.plan, self._shown.today
        self._count.setText(count_words(plan))
        asked = asked_of_all(plan) if plan.actions or plan.chain.factors else ()
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))
        self._list.show_rows(action_rows(plan, today))
        self._open.show_rows(open_rows(plan))
        self._open.setVisible(bool(plan.left_open))
        self._nothing_open.setText(_open_words(plan))
        self._nothing_open.setVisible(not plan.left_open)
        self._stand()
        self._show_action()

    def _stand(self) -> None:
        """Stand on the action that is wanted, or on the factor, and say why it is left open."""
        if self._wanted and self._list.stand_on(self._wanted):
            self._wanted = ""
        elif self._wanted and self._open.stand_on(self._wanted):
            self._wanted = ""
            self.leave_open()

    def _show_action(self) -> None:
        action = self._shown.plan.by_id.get(self._list.current_id)
        self._right.setCurrentIndex(0 if action is None else 1)
        if action is not None:
            self._editor.show_action(self._shown.plan, action, self._shown.today)
        self._enable()
        if action is not None and action.id == self._begun:
            self._begun = ""  # not before it is shown: the words would go into another action
            go_to(self._editor)

    def _enable(self) -> None:
        self._buttons["export-actions"].setEnabled(bool(self._shown.plan.actions))
        for name in ("close-factor", "leave-open"):
            self._buttons[name].setEnabled(bool(self._open.current_id))

    # What a person does

    def add(self) -> None:
        """Add an action and type what will be done."""
        self._editor.commit()
        type_ahead(self)
        self._edits.add(self._write)

    def add_for_factor(self) -> None:
        """Add an action that closes the factor in hand."""
        if factor_id := self._factor:
            self._editor.commit()
            type_ahead(self)
            self._edits.add(self._write, (factor_id,))

    def leave_open(self) -> None:
        """Ask why the factor in hand is left open on purpose; no words take that back."""
        if factor_id := self._factor:
            self._ask.ask(
                "Left open because",
                lambda because: self._edits.accept_open(factor_id, because),
                words=self._shown.plan.accepted.get(factor_id, ""),
                example="why no action is worth it",
                empty_too=True,
            )

    def export(self) -> None:
        """Ask for which program, and write what is still to be done."""
        self._editor.commit()
        self._export.ask(self._buttons["export-actions"])

    @property
    def _factor(self) -> str:
        """The factor in hand among those left open; a message says so where there is none."""
        if not self._open.current_id:
            self._session.notify("Select a factor that is left open first.")
        return self._open.current_id

    def _write(self, action: CorrectiveAction) -> None:
        self._wanted = self._begun = action.id
        self._stand()
        self._show_action()

    def _move(self, by: int) -> None:
        if self._list.current_id:
            self._edits.move(self._list.current_id, by)

    def _aim(self) -> None:
        if self._list.current_id:
            go_to(self._editor.targets)

    def _see_factor(self) -> None:
        if factor_id := self._open.current_id:
            self._session.page_wanted.emit("chain")
            self._session.thing_wanted.emit(factor_id)

    # Where one was

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""
        return {"action": self._list.current_id, "split": self.sizes(), "left": self._left.sizes()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = str(state.get("action", ""))
        for splitter, name in ((self, "split"), (self._left, "left")):
            if isinstance(sizes := state.get(name), list) and any(sizes):
                splitter.setSizes(sizes)
        self._stand()


def _open_words(plan: ActionPlan) -> str:
    if not plan.chain.factors:
        return "What is left open shows once there are factors in the failure chain."
    return "Every factor has an action that closes it."
