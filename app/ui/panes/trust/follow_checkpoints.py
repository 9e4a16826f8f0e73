"""Checkpoints: their days in a list, and one with the questions of its kind."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.moments import typed_day
from app.domain.trust.follow_through import Checkpoint
from app.domain.trust.follow_words import ANSWERS, KIND_WORDS, QUESTIONS
from app.operations.trust.follow_page import FollowPage
from app.ui.chain_words import offered
from app.ui.focus import go_to, type_ahead
from app.ui.panes.trust.follow_edits import FollowEdits
from app.ui.panes.trust.follow_rows import checkpoint_rows, first_to_hold, held_words
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import scrolling

_SETTING = (
    (
        Field("partner", "Partner", hint="A role or a person; private"),
        Field("look_again", "Look at all of it again on", Kind.DAY),
    ),
)
_FORM = (
    (
        Field("due", "Day", Kind.DAY),
        Field("kind", "What it is", Kind.CHOICE, choices=offered(KIND_WORDS)),
    ),
    *((Field(name, words, Kind.TEXT),) for name, words in ANSWERS.items()),
)
_CALENDAR = "A calendar gets the days and words such as “Checkpoint”, and nothing else."


class CheckpointsPart(QWidget):
    """Shows and edits checkpoints."""

    calendar_wanted = Signal()

    def __init__(self, session: Session, edits: FollowEdits) -> None:
        super().__init__()
        self.setObjectName("checkpoints-part")
        self._session = session
        self._edits = edits
        self._page: FollowPage | None = None
        self._checkpoint: Checkpoint | None = None
        self._begun = ""
        self.setting = DraftForm("follow-setting", _SETTING)
        self.list = HeadedList("checkpoint-list", "Checkpoints")
        self.form = DraftForm("checkpoint-form", _FORM)
        self.shown_to = ShownTo(session, "checkpoint-shown-to")
        self._ask = AskLine("plan-from")
        self._count = ElidedLabel(role="caption")
        self._questions = {name: label("", "caption", wrap=True) for name in ANSWERS}
        for name, question in self._questions.items():
            question.setObjectName(f"checkpoint-question-{name}")
            self.form.add_above(name, question)
        self._empty = EmptyState(
            "No checkpoint yet",
            "Somebody you trust looks at it with you every week, after a month, and after a "
            "quarter. Plan the dates with P, or add one with N.",
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        split = self.split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self._left())
        split.addWidget(scrolling(self._right()))
        split.setSizes([400, 540])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _left(self) -> QWidget:
        self._calendar = button(
            "checkpoint-calendar-button", "Calendar…", self.calendar_wanted.emit, short="Cal…"
        )
        self._calendar.setToolTip(_CALENDAR)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("plan-dates-button", "Plan the dates…", self.plan, short="Plan…"))
        row.addWidget(button("add-checkpoint-button", "Add one", self.add, short="Add"))
        row.addWidget(self._calendar)
        row.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.setting)
        column.addLayout(row)
        column.addWidget(self._ask)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(label(_CALENDAR, "caption", wrap=True))
        return left

    def _right(self) -> QWidget:
        self._hold = button("hold-checkpoint-button", "Held", self.hold)
        self._remove = button("remove-checkpoint-button", "Remove", self.remove, kind="quiet")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._hold)
        head.addStretch(1)
        head.addWidget(self._remove)
        self._one = QWidget()
        one = QVBoxLayout(self._one)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(8)
        one.addLayout(head)
        one.addWidget(self.form)
        one.addWidget(self.shown_to)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 10, 0)
        column.addWidget(self._empty)
        column.addWidget(self._one)
        column.addStretch(1)
        return right

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_one())
        self.list.activated.connect(lambda _index: go_to(self.form.field("happened")))
        self.list.unwanted.connect(self._edits.remove_checkpoint)
        self.setting.edited.connect(self._change_setting)
        self.form.edited.connect(self._change)
        self._ask.left.connect(lambda: go_to(self.list))

    # What is shown

    def show_page(self, page: FollowPage) -> None:
        """Show the checkpoints as they stand."""
        self._page = page
        self.setting.show_thing(page.recovery.settings)
        self._count.setText(held_words(page))
        self._calendar.setEnabled(bool(page.checkpoints))
        is_new = not self.list.rows
        self.list.show_rows(checkpoint_rows(page))
        if is_new:
            self.list.stand_on(first_to_hold(page))
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            self._show_one()
            go_to(self.form.field("due"))
        else:
            self._show_one()

    def _show_one(self) -> None:
        known = self._page.checkpoints if self._page is not None else ()
        here = self.list.current_id
        self._checkpoint = one = next((each for each in known if each.id == here), None)
        self._empty.setVisible(one is None)
        self._one.setVisible(one is not None)
        self.form.show_thing(one)
        self.shown_to.show_target(one.id if one else None, Checkpoint)
        if one is None:
            return
        self._hold.setText("Held" if one.done_us is None else "Not held after all")
        for name, question in self._questions.items():
            asked = QUESTIONS[one.kind][name]
            question.setText(asked)
            self.form.field(name).setAccessibleDescription(asked)

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        for part in (self.setting, self.form, self.shown_to):
            part.commit()

    def forget(self) -> None:
        """Another case: nothing is known of it yet."""
        self._begun = ""
        self.setting.show_thing(None)
        self.list.show_rows([])

    def plan(self) -> None:
        """Ask for the first day, and plan every checkpoint from there."""
        self.commit()
        first = self._page.today.isoformat() if self._page is not None else ""
        self._ask_day(first)

    def _ask_day(self, typed: str) -> None:
        self._ask.ask("Plan from (Enter)", self._plan_from, words=typed, example="2026-12-01")

    def _plan_from(self, typed: str) -> None:
        if (start := typed_day(typed)) is not None:
            self._edits.plan(start)
        else:
            self._ask_day(typed)
            self._ask.refuse(f"“{typed}” is not a day; write 2026-12-01.")

    def add(self) -> None:
        """Add one for today, and say which day it is."""
        if self._page is not None:
            self.commit()
            type_ahead(self)
            self._edits.add_checkpoint(self._page.today, self._write)

    def hold(self) -> None:
        """The checkpoint in hand was held, or not after all."""
        self.commit()
        if self._checkpoint is not None:
            self._edits.hold(self._checkpoint)

    def remove(self) -> None:
        """Remove the checkpoint in hand."""
        if self._checkpoint is not None:
            self._edits.remove_checkpoint(self._checkpoint.id)

    def _write(self, checkpoint: Checkpoint) -> None:
        self._begun = checkpoint.id
        if self.list.stand_on(self._begun):
            self._begun = ""
            go_to(self.form.field("due"))

    def _change(self, changes: dict[str, Any]) -> None:
        if self._checkpoint is not None:
            self._edits.change_checkpoint(self._checkpoint, changes)

    def _change_setting(self, changes: dict[str, Any]) -> None:
        if self._page is not None:
            label = "Name the partner" if "partner" in changes else "Agree when to look again"
            self._edits.change_setting(self._page.recovery.settings, changes, label)
