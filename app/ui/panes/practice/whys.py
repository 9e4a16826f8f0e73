"""Five whys: the ladders of a case, one at a time, and what their steps become."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.chain import Factor, Why
from app.domain.practice.failure_chain import FailureChain, Ladder
from app.ui.chain_words import by_thing
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.panes.practice.chain_feed import ChainReading
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panels import scrolling
from app.ui.widgets.why_ladder import WhyLadder
from app.ui.widgets.why_steps import Rung

_HINT = (
    "Begin with what happened, then ask why that was possible, again and again, down to how "
    "things are built and agreed. Each step can become a factor."
)


class WhysPanel(QWidget):
    """Chooses a ladder and edits it."""

    factor_wanted = Signal(str)
    """A person wants to see the factor that a step became."""

    def __init__(self, edits: ChainEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whys-panel")
        self._edits = edits
        self._chain = FailureChain()
        self._questions: Mapping[str, str] = {}
        self._wanted = ""
        self._write_below = ""
        self.ladder = WhyLadder()
        self._chooser = QComboBox()
        self._chooser.setObjectName("why-chooser")
        self._chooser.setAccessibleName("Which ladder")
        self._chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._new = button("new-ladder-button", "New ladder", self.begin, short="New")
        self._remove = button(
            "remove-ladder-button", "Remove ladder", self.remove_ladder, short="Remove"
        )
        self._pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._scroll = scroll = scrolling(self.ladder)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first = button(
            "begin-ladder-button", "Begin a ladder", self.begin, short="Begin", kind="primary"
        )
        self._pages.addWidget(scroll)
        self._pages.addWidget(EmptyState("Five whys", _HINT, [first], width=270))
        row = QHBoxLayout()
        row.addWidget(self._new)
        row.addWidget(self._remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chooser)
        column.addWidget(self._pages, 1)
        column.addLayout(row)
        self.setFocusProxy(self.ladder)

    def _connect(self) -> None:
        ladder = self.ladder
        ladder.begun.connect(self._begin)
        ladder.added.connect(lambda above, text: self._edits.add_step(above, text, self._go_on))
        ladder.changed.connect(self._edits.change_step)
        ladder.link_wanted.connect(self._link)
        ladder.current_changed.connect(lambda _id: self._see_current())
        ladder.ended.connect(self._see_page)
        self._chooser.activated.connect(self._choose)

    # What is shown

    def show_reading(self, reading: ChainReading) -> None:
        """Show the ladders as they stand."""
        self._chain = reading.chain
        self._questions = by_thing(reading.questions)
        ladders = self._chain.ladders
        if self._ladder is None and ladders and not self.ladder.is_writing:
            self._wanted = ladders[0].id
        self._fill()
        if self.ladder.row(self._write_below) is not None:
            self._ask_below(self._write_below)

    @property
    def _ladder(self) -> Ladder | None:
        return next((one for one in self._chain.ladders if one.id == self._wanted), None)

    def _fill(self) -> None:
        ladders, ladder = self._chain.ladders, self._ladder
        self._chooser.clear()
        self._chooser.addItems([" ".join(one.steps[0].text.split()) for one in ladders])
        self._chooser.setCurrentIndex(ladders.index(ladder) if ladder else -1)
        for widget in (self._chooser, self._new, self._remove):
            widget.setVisible(bool(ladders))
        self._remove.setEnabled(ladder is not None)
        self.ladder.show_rungs(self._rungs(ladder) if ladder else ())
        self._see_page()

    def _rungs(self, ladder: Ladder) -> list[Rung]:
        proposed = set(self._chain.proposed(ladder))
        rungs: list[Rung] = []
        above = ""
        for step in ladder.steps:
            factor_id = step.factor_id if step.factor_id in self._chain.by_id else ""
            pair = (factor_id, above)
            sentence = f"{self._number(factor_id)} causes {self._number(above)}"
            rungs.append(
                Rung(
                    step.id,
                    step.text,
                    self._number(factor_id),
                    self._questions.get(step.id, ""),
                    sentence if pair in proposed else "",
                )
            )
            above = factor_id
        return rungs

    def _number(self, factor_id: str) -> str:
        return self._chain.number(factor_id) if factor_id else ""

    def _see_page(self) -> None:
        some = self._ladder is not None or self.ladder.is_writing
        self._pages.setCurrentIndex(0 if some else 1)

    def _see_current(self) -> None:
        for widget in (self.ladder.row(self.ladder.current), self.ladder.text):
            if widget is not None and widget.hasFocus():
                self._scroll.ensureWidgetVisible(widget)

    # What a person does

    def begin(self) -> None:
        """Write the head of a new ladder."""
        self.ladder.write_head()
        self._see_page()

    def begin_from(self, factor: Factor) -> None:
        """Ask why a factor could be: go on with its ladder, or begin one with it."""
        for ladder in self._chain.ladders:
            if ladder.steps[0].factor_id == factor.id:
                self._ask_below(ladder.steps[-1].id)
                return

        def begun(step: Why) -> None:
            self._wanted, self._write_below = step.ladder_id, step.id

        self._edits.begin_ladder(factor.text, factor.id, begun)

    def _ask_below(self, step_id: str) -> None:
        self._write_below = ""
        self.stand_on(step_id)
        self.ladder.write_next()

    def stand_on(self, step_id: str) -> None:
        """Show the ladder of a step, and stand on it."""
        for ladder in self._chain.ladders:
            if any(step.id == step_id for step in ladder.steps):
                self.ladder.leave()
                self._wanted = ladder.id
                self._fill()
                self.ladder.stand_on(step_id)

    def make_factor(self) -> None:
        """Make a factor of the step one stands on, or show the one it became."""
        step = self.step
        if step is None:
            return
        if step.factor_id in self._chain.by_id:
            self.factor_wanted.emit(step.factor_id)
        else:
            self._edits.factor_of_step(step.id)

    def reorder(self, *, later: bool) -> None:
        """Move the step one stands on up or down."""
        if (step := self.step) is not None:
            self._edits.move_step(step.id, later=later)

    def remove(self) -> None:
        """Remove the step one stands on."""
        if (step := self.step) is not None:
            self._edits.remove_step(step.id)

    def remove_ladder(self) -> None:
        """Remove the ladder that is shown; undo brings it back."""
        if self._ladder is not None:
            self._edits.remove_ladder(self._ladder.id)

    @property
    def step(self) -> Why | None:
        """The step that a person is at."""
        steps = self._ladder.steps if self._ladder is not None else ()
        return next((step for step in steps if step.id == self.ladder.current), None)

    def _begin(self, text: str) -> None:
        def begun(step: Why) -> None:
            self._wanted = step.ladder_id
            self._go_on(step)

        self._edits.begin_ladder(text, "", begun)

    def _go_on(self, step: Why) -> None:
        self.ladder.go_on_below(step.id)

    def _link(self, step_id: str) -> None:
        steps = self._ladder.steps if self._ladder is not None else ()
        for above, below in pairwise(steps):
            if below.id == step_id:
                self._edits.link(below.factor_id, above.factor_id)

    def _choose(self, index: int) -> None:
        self.ladder.leave()
        self._wanted = self._chain.ladders[index].id
        self._fill()
        self.ladder.setFocus()

    # Where one was

    def state(self) -> dict[str, Any]:
        """Which ladder is shown, and what is half written."""
        return {"ladder": self._wanted, "writing": dict(self.ladder.state())}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = str(state.get("ladder", ""))
        self.ladder.restore(state.get("writing", {}))
        self._see_page()
