"""One corrective action: its words, how far it is, what it closes, what shows that it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.moments import day
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.corrective import COMPLETION, ActionState, CorrectiveAction
from app.domain.practice.corrective_rules import asked_of
from app.domain.practice.corrective_words import (
    HELPED_WORDS,
    PRIORITY_WORDS,
    STATE_WORDS,
    UNFINISHED,
    is_overdue,
)
from app.ui.corrective_words import kinds_offered, offered, target_rows
from app.ui.marking import marker
from app.ui.panes.cited import CitedField
from app.ui.panes.practice.corrective_edits import CorrectiveEdits
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.target_list import TargetList

_FORM = (
    (Field("text", "Action", Kind.TEXT, "A mechanism that holds when nobody thinks of it"),),
    (
        Field("kind", "Kind", Kind.CHOICE, choices=kinds_offered()),
        Field("priority", "Priority", Kind.CHOICE, choices=offered(PRIORITY_WORDS)),
    ),
    (
        Field("owner", "Owner", hint="A role or a person, one of them"),
        Field("due", "Due", Kind.DAY),
    ),
    (
        Field(
            "shown_by", "What will show that it is done", Kind.TEXT, "A test, a graph, a log line"
        ),
    ),
    (Field("tracker", "In the team's tracker", hint="A link or a key"),),
)
_DONE_FORM = (
    (Field("completion", "Where it can be seen that it is done", Kind.TEXT, "Or cite it below"),),
)
_HELPED_FORM = (
    (Field("helped", "Did it reduce the risk?", Kind.CHOICE, choices=offered(HELPED_WORDS)),),
    (Field("helped_why", "What shows that", Kind.TEXT, "What has changed since, or has not"),),
)
_DROPPED_FORM = ((Field("dropped_because", "Dropped because", Kind.TEXT),),)

_STEPS = (
    ("start", "Begin", frozenset({ActionState.OPEN})),
    ("complete", "Done", UNFINISHED),
    ("drop", "Drop…", UNFINISHED),
    ("reopen", "Open again", frozenset({ActionState.DONE, ActionState.DROPPED})),
)


class CorrectiveEditor(QWidget):
    """Edits the action that is shown."""

    left = Signal()
    """A question was answered or left: the focus belongs to the list again."""

    def __init__(
        self, session: Session, edits: CorrectiveEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("action-editor")
        self._session = session
        self._edits = edits
        self._action: CorrectiveAction | None = None
        self._heading = label("", "heading")
        self._heading.setObjectName("action-heading")
        self._state = ElidedLabel(role="caption")
        self._state.setObjectName("action-state")
        slots = (self.start, self.complete, self.drop, self.reopen)
        self._steps = {
            name: button(f"action-{name}-button", words, slot, short=words.split(maxsplit=1)[0])
            for (name, words, _), slot in zip(_STEPS, slots, strict=True)
        }
        self._ask = AskLine("action-drop-because")
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("action-questions")
        self.form = DraftForm("action-form", _FORM)
        self._done_form = DraftForm("action-done-form", _DONE_FORM)
        self._helped_form = DraftForm("action-helped-form", _HELPED_FORM)
        self._dropped_form = DraftForm("action-dropped-form", _DROPPED_FORM)
        self.targets = TargetList("action-targets")
        self._no_targets = label("There is no factor yet: the chain comes first.", "caption")
        self.shown = CitedField(session, "action-completion-cited", "completion of this action")
        self.grounds = CitedField(session, "action-cited", "this action")
        self._build()
        self._connect()

    @property
    def _forms(self) -> tuple[DraftForm, ...]:
        return self.form, self._done_form, self._helped_form, self._dropped_form

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addWidget(self._state, 1)
        for step in self._steps.values():
            head.addWidget(step)
        self._done_form.add_below("completion", self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._ask)
        column.addWidget(self._questions)
        column.addWidget(self._helped_form)
        column.addWidget(self._dropped_form)
        column.addWidget(self.form)
        column.addWidget(label("Closes", "strong"))
        column.addWidget(self._no_targets)
        column.addWidget(self.targets)
        column.addWidget(self._done_form)
        column.addWidget(label("Evidence that speaks for it", "strong"))
        column.addWidget(self.grounds)
        column.addStretch(1)
        self.setFocusProxy(self.form.field("text"))

    def _connect(self) -> None:
        for form in self._forms:
            form.edited.connect(self._change)
        self.targets.aimed.connect(self._aim)
        self._ask.left.connect(self.left)
        marker.current().follow(self._ask.field, lambda: self._action, "dropped_because")

    # What is shown

    def show_action(self, plan: ActionPlan, action: CorrectiveAction, today: date) -> None:
        """Show an action as it stands; what is being typed into it stays."""
        if self._action is not None and action.id != self._action.id:
            self.commit()
            if self._ask.isVisible():
                self._ask.leave()
        self._action = action
        self._heading.setText(f"Action {plan.numbers[action.id]}")
        self._state.setText(self._state_words(action, today))
        for name, _, states in _STEPS:
            self._steps[name].setVisible(action.state in states)
        questions = [one.words for one in asked_of(plan, action, today)]
        self._questions.setText("\n".join(questions))
        self._questions.setVisible(bool(questions))
        for form in self._forms:
            form.show_thing(action, self._session.zone)
        self._helped_form.setVisible(action.state is ActionState.DONE)
        self._dropped_form.setVisible(action.state is ActionState.DROPPED)
        rows = target_rows(plan, action.id)
        self.targets.show_rows(rows)
        self.targets.setVisible(bool(rows))
        self._no_targets.setVisible(not rows)
        cited = plan.cited.get(action.id, ())
        self.shown.show_target(action.id, cited, COMPLETION)
        self.grounds.show_target(action.id, cited)

    def _state_words(self, action: CorrectiveAction, today: date) -> str:
        if action.state is ActionState.DONE and action.done_us is not None:
            return f"done on {day(action.done_us, self._session.case_zone)}"
        return "overdue" if is_overdue(action, today) else STATE_WORDS[action.state]

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        for form in self._forms:
            form.commit()

    def start(self) -> None:
        """Somebody works on it."""
        if self._can("start") and self._action is not None:
            self._edits.start(self._action.id)

    def complete(self) -> None:
        """It is done, as what is cited or typed shows."""
        if self._can("complete") and self._action is not None:
            self._edits.complete(self._action.id)

    def drop(self) -> None:
        """Ask why it is dropped."""
        if self._can("drop") and self._action is not None:
            action_id = self._action.id
            self._ask.ask("Dropped because", lambda because: self._edits.drop(action_id, because))

    def reopen(self) -> None:
        """It is to be done after all."""
        if self._can("reopen") and self._action is not None:
            self._edits.reopen(self._action.id)

    def _can(self, name: str) -> bool:
        """Whether the step is offered; what was typed before it is handed over first."""
        self.commit()
        allowed = {step: states for step, _, states in _STEPS}[name]
        return self._action is not None and self._action.state in allowed

    def _change(self, changes: dict[str, Any]) -> None:
        if self._action is not None:
            self._edits.change(self._action, changes)

    def _aim(self, target_ids: tuple[str, ...]) -> None:
        if self._action is not None:
            self._edits.aim(self._action.id, target_ids)
