"""One repair: the uncertainty it removes, how far it is, what it is for, who hears of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.moments import day
from app.domain.trust.position import guidance
from app.domain.trust.repair_plan import PROOF
from app.domain.trust.repair_rules import RELIED_ON
from app.domain.trust.repair_words import (
    KIND_WORDS,
    REACH_WORDS,
    SHOWN,
    STATE_WORDS,
    TELLING_WORDS,
    is_overdue,
)
from app.domain.trust.repairs import Reach, Repair, RepairState, Telling
from app.operations.trust.repair_page import RepairPage
from app.ui.corrective_words import offered
from app.ui.marking import marker
from app.ui.panes.cited import CitedField
from app.ui.panes.trust.repair_edits import RepairEdits
from app.ui.panes.trust.repair_rows import target_rows
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.target_list import TargetList

_RELIED_FORM = (
    (
        Field("before", "Before", Kind.TEXT, "Whether anybody reads it"),
        Field("after", "→  After", Kind.TEXT, "An answer in ten minutes"),
    ),
)
_FORM = (
    (Field("text", "What changes", Kind.TEXT, "An act or a mechanism that others can see"),),
    (
        Field("kind", "It puts right", Kind.CHOICE, choices=offered(KIND_WORDS)),
        Field("small", "A small win that others can verify", Kind.FLAG),
    ),
    (
        Field("owner", "Owner", hint="A role or a person, one of them"),
        Field("due", "Due", Kind.DAY),
    ),
    (Field("shown_by", "What will show it", Kind.TEXT, "What those affected can see themselves"),),
)
_REACH_FORM = (
    (
        Field("reach", "In whose hands", Kind.CHOICE, choices=offered(REACH_WORDS)),
        Field("asked_of", "Asked of", hint="A role"),
    ),
)
_TELLING_FORM = (
    (
        Field("telling", "Who hears of it, and when", Kind.CHOICE, choices=offered(TELLING_WORDS)),
        Field("telling_why", "Because", hint="What speaks for it"),
    ),
)
_PROOF_FORM = (
    (Field("proof", "Where it can be seen that it is done", Kind.TEXT, "Or cite it below"),),
)
_DROPPED_FORM = ((Field("dropped_because", "Dropped because", Kind.TEXT),),)

_OPEN, _DONE = RepairState.OPEN, RepairState.DONE
_STEPS = (
    ("complete", "Done", frozenset({_OPEN})),
    ("verify", "Verified…", frozenset({_OPEN, _DONE})),
    ("drop", "Drop…", frozenset({_OPEN})),
    ("reopen", "Open again", frozenset(RepairState) - {_OPEN}),
)


class RepairEditor(QWidget):
    """Edits the repair that is shown."""

    left = Signal()
    """A question was answered or left: the focus belongs to the list again."""

    def __init__(self, session: Session, edits: RepairEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("repair-editor")
        self._session = session
        self._edits = edits
        self._repair: Repair | None = None
        self._heading = label("", "heading")
        self._state = ElidedLabel(role="caption")
        self._state.setObjectName("repair-state")
        slots = (self.complete, self.verify, self.drop, self.reopen)
        self._steps = {
            name: button(f"repair-{name}-button", words, slot, short=words.split(maxsplit=1)[0])
            for (name, words, _), slot in zip(_STEPS, slots, strict=True)
        }
        self._drop_ask = AskLine("repair-drop-because")
        self._verify_ask = AskLine("repair-verified-by")
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("repair-questions")
        self._relied = label(RELIED_ON, "caption", wrap=True)
        self.relied_form = DraftForm("repair-relied-form", _RELIED_FORM)
        self._form = DraftForm("repair-form", _FORM)
        self._means = label("", "caption", wrap=True)
        self._means.setObjectName("repair-position")
        self._reach_form = DraftForm("repair-reach-form", _REACH_FORM)
        self._telling_form = DraftForm("repair-telling-form", _TELLING_FORM)
        self._proof_form = DraftForm("repair-proof-form", _PROOF_FORM)
        self._dropped_form = DraftForm("repair-dropped-form", _DROPPED_FORM)
        self.targets = TargetList("repair-breaks")
        self.targets.setAccessibleName("Trust breaks that it is for")
        self._no_targets = label("There is no trust break yet: the map comes first.", "caption")
        self.proof = CitedField(session, "repair-proof-cited", "what shows that it is done")
        self.grounds = CitedField(session, "repair-cited", "this repair")
        self.shown_to = ShownTo(session, "repair-shown-to")
        self._build()
        self._connect()

    @property
    def _forms(self) -> tuple[DraftForm, ...]:
        return (
            *(self.relied_form, self._form, self._reach_form, self._telling_form),
            *(self._proof_form, self._dropped_form),
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addWidget(self._state, 1)
        for step in self._steps.values():
            head.addWidget(step)
        self._proof_form.add_below("proof", self.proof)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (
            *(self._drop_ask, self._verify_ask, self._questions, self._dropped_form),
            *(self._relied, self.relied_form, self._form, self._means, self._reach_form),
            *(label("For these breaks", "strong"), self._no_targets, self.targets),
            *(self._telling_form, label("What each audience hears", "strong"), self.shown_to),
            self._proof_form,
            *(label("Evidence that speaks for it", "strong"), self.grounds),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.setFocusProxy(self.relied_form.field("before"))

    def _connect(self) -> None:
        for form in self._forms:
            form.edited.connect(self._change)
        self.targets.aimed.connect(self._aim)
        for ask in (self._drop_ask, self._verify_ask):
            ask.left.connect(self.left)
        marker.current().follow(self._drop_ask.field, lambda: self._repair, "dropped_because")

    # What is shown

    def show_repair(self, page: RepairPage, repair: Repair) -> None:
        """Show a repair as it stands; what is being typed into it stays."""
        if self._repair is not None and repair.id != self._repair.id:
            self.commit()
            for ask in (self._drop_ask, self._verify_ask):
                if ask.isVisible():
                    ask.leave()
        self._repair = repair
        self._heading.setText(f"Repair {page.plan.numbers[repair.id]}")
        self._state.setText(self._state_words(page, repair))
        for name, _, states in _STEPS:
            self._steps[name].setVisible(repair.state in states)
        questions = [one.words for one in page.asked_of(repair) if one.words != RELIED_ON]
        self._questions.setText("\n".join(questions))
        self._questions.setVisible(bool(questions))
        for form in self._forms:
            form.show_thing(repair, self._session.zone)
        self._choose_forms(page, repair)
        rows = target_rows(page.plan, repair.id)
        self.targets.show_rows(rows)
        self.targets.setVisible(bool(rows))
        self._no_targets.setVisible(not rows)
        cited = page.plan.cited.get(repair.id, ())
        self.proof.show_target(repair.id, cited, PROOF)
        self.grounds.show_target(repair.id, cited)
        self.shown_to.show_target(repair.id, Repair)

    def _choose_forms(self, page: RepairPage, repair: Repair) -> None:
        """What can be asked of others follows from one's position; what was said stays there."""
        position = guidance(page.position)
        asks = position.requests or repair.reach is Reach.ASKED
        self._means.setText(position.means)
        self._means.setVisible(asks)
        self._reach_form.setVisible(asks)
        self._reach_form.field("asked_of").setEnabled(repair.reach is Reach.ASKED)
        self._telling_form.field("telling_why").setEnabled(repair.telling is not Telling.UNSAID)
        self._dropped_form.setVisible(repair.state is RepairState.DROPPED)

    def _state_words(self, page: RepairPage, repair: Repair) -> str:
        zone = self._session.case_zone
        if repair.state is RepairState.VERIFIED and repair.verified_us is not None:
            return f"verified by {repair.verified_by} on {day(repair.verified_us, zone)}"
        if repair.state in SHOWN and repair.done_us is not None:
            return f"done on {day(repair.done_us, zone)}"
        return "overdue" if is_overdue(repair, page.today) else STATE_WORDS[repair.state]

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        for form in self._forms:
            form.commit()

    def complete(self) -> None:
        """It is done, as what is cited or typed shows."""
        if (repair := self._in_hand("complete")) is not None:
            self._edits.complete(repair.id)

    def verify(self) -> None:
        """Ask who of those affected saw it."""
        if (repair := self._in_hand("verify")) is not None:
            self._verify_ask.ask(
                "Seen by",
                lambda by: self._edits.verify(repair.id, by),
                example="the role of somebody who was affected",
            )

    def drop(self) -> None:
        """Ask why it is dropped."""
        if (repair := self._in_hand("drop")) is not None:
            self._drop_ask.ask(
                "Dropped because", lambda because: self._edits.drop(repair.id, because)
            )

    def reopen(self) -> None:
        """It is to be done after all."""
        if (repair := self._in_hand("reopen")) is not None:
            self._edits.reopen(repair.id)

    def _in_hand(self, step: str) -> Repair | None:
        """The repair, where it offers that step; what was typed before is handed over first."""
        self.commit()
        allowed = {name: states for name, _, states in _STEPS}[step]
        repair = self._repair
        return repair if repair is not None and repair.state in allowed else None

    def _change(self, changes: dict[str, Any]) -> None:
        if self._repair is not None:
            self._edits.change(self._repair, changes)

    def _aim(self, break_ids: tuple[str, ...]) -> None:
        if self._repair is not None:
            self._edits.aim(self._repair.id, break_ids)
