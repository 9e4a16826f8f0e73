"""A ladder of whys: what is to be explained at its head, and step below step what explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.practice.chain import Why
from app.ui import theme
from app.ui.marking import marker
from app.ui.widgets.why_steps import GUTTER, Rung, StepGap, StepRow, StepText, draw_rail


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written: below which step (empty: the head), or in place of which."""

    below: str = ""
    instead: str = ""


class WhyLadder(QWidget):
    """Shows one ladder. Up and Down go from step to step, Enter writes the next why.

    What is to be done is told by signals; what is being written survives a refresh.
    """

    begun = Signal(str)
    """The head of a new ladder was written."""
    added = Signal(str, str)
    """The id of the step above, and the words of the next."""
    changed = Signal(str, str)
    link_wanted = Signal(str)
    """Of a step: link its factor with the one above."""
    current_changed = Signal(str)
    ended = Signal()
    """Nothing is being written any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why-ladder")
        self.setAccessibleName("Ladder of whys")
        self._rungs: Sequence[Rung] = ()
        self._rows: dict[str, StepRow] = {}
        self._current = ""
        self._writing: Writing | None = None
        self._waiting: list[str] | None = None
        self._put_aside: dict[Writing, str] = {}
        self.text = StepText()
        self.text.setParent(self)
        self.text.hide()
        self.text.taken.connect(self._take)
        self.text.left.connect(self._set_aside)
        marker.current().follow(self.text, self._step, "text")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(0)
        theme.current().theme_changed.connect(self._lay_out)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    @property
    def current(self) -> str:
        """The id of the step that a person stands on; empty for none."""
        return self._current

    @property
    def is_writing(self) -> bool:
        """Whether a step is being written."""
        return self._writing is not None

    def row(self, step_id: str) -> QWidget | None:
        """The widget of a step; None where it is not shown."""
        return self._rows.get(step_id)

    def show_rungs(self, rungs: Sequence[Rung]) -> None:
        """Show these steps; none where a new ladder is to be begun."""
        if list(rungs) == list(self._rungs):
            return
        self._rungs = tuple(rungs)
        ids = {rung.id for rung in rungs}
        if self._current not in ids:
            self._current = rungs[-1].id if rungs else ""
        writing = self._writing
        if writing is not None and not {writing.below, writing.instead} - {""} <= ids:
            self._writing = Writing(below=self._current)  # an undo took away what it stood at
        self._lay_out()

    # Writing

    def write_head(self) -> None:
        """Begin a new ladder."""
        self._write(Writing(), "What is to be explained? One sentence, no person.")

    def write_next(self) -> None:
        """Write why the step that one stands on could be."""
        if self._current:
            self._write(Writing(below=self._current), "Why was that? Enter goes on, Esc ends.")

    def rewrite(self) -> None:
        """Put the step that one stands on into other words."""
        if rung := self._rung(self._current):
            self._write(Writing(instead=rung.id), "", rung.text)

    def go_on_below(self, step_id: str) -> None:
        """A step that was written is saved: what is being written goes below it."""
        waiting, self._waiting = self._waiting, None
        if self._writing is None or self._writing.instead:
            return
        self._current = step_id
        self._writing = Writing(below=step_id)
        if waiting:
            self._waiting = waiting[1:]
            self.added.emit(step_id, waiting[0])
        if self._rung(step_id) is not None:
            self._lay_out()

    def _set_aside(self) -> None:
        """Escape loses nothing: the words come back where they were begun."""
        if self._writing is not None:
            self._put_aside[self._writing] = self.text.toPlainText().strip()
        self.leave()

    def leave(self) -> None:
        """Write no more; the step that one stands on gets the focus."""
        had_focus = self.text.hasFocus()
        self._writing, self._waiting = None, None
        self.text.clear()
        self.text.hide()
        self._lay_out()
        self.ended.emit()
        if had_focus:
            self._focus_current()

    def state(self) -> Mapping[str, str]:
        """What is half written, and where."""
        if self._writing is None or not self.text.toPlainText().strip():
            return {}
        return {
            "below": self._writing.below,
            "instead": self._writing.instead,
            "text": self.text.toPlainText(),
        }

    def restore(self, state: Mapping[str, str]) -> None:
        """Go on with what was half written."""
        if state.get("text"):
            writing = Writing(str(state.get("below", "")), str(state.get("instead", "")))
            self._write(writing, "", str(state["text"]), focus=False)

    def _write(self, writing: Writing, hint: str, text: str = "", *, focus: bool = True) -> None:
        self._writing, self._waiting = writing, None
        self.text.setPlaceholderText(hint)
        self.text.setPlainText(self._put_aside.pop(writing, "") or text)
        self._lay_out()
        if focus:
            self.text.setFocus()
            self.text.selectAll()

    def _take(self, text: str) -> None:
        writing = self._writing
        if writing is None or not text:
            self.leave()
        elif writing.instead:
            self.changed.emit(writing.instead, text)
            self.leave()
        else:
            self.text.clear()
            self.text.setPlaceholderText("Why was that? Enter goes on, Esc ends.")
            if self._waiting is not None:  # the one before is still being saved
                self._waiting.append(text)
                return
            self._waiting = []
            if writing.below:
                self.added.emit(writing.below, text)
            else:
                self.begun.emit(text)

    # Where one stands

    def stand_on(self, step_id: str) -> None:
        """Stand on a step, and give it the focus."""
        if step_id in self._rows:
            self._set_current(step_id)
            self._focus_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ids = [rung.id for rung in self._rungs]
        here = ids.index(self._current) if self._current in ids else -1
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if ids and not event.modifiers():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.stand_on(ids[min(max(here + step, 0), len(ids) - 1)])
            case Qt.Key.Key_Home | Qt.Key.Key_End if ids:
                self.stand_on(ids[0] if event.key() == Qt.Key.Key_Home else ids[-1])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if here >= 0:
                self.write_next()
            case Qt.Key.Key_F2 if here >= 0:
                self.rewrite()
            case _:
                super().keyPressEvent(event)

    def _set_current(self, step_id: str) -> None:
        if step_id != self._current:
            self._current = step_id
            self._offer_focus()
            self.current_changed.emit(step_id)

    def _focus_current(self) -> None:
        if (row := self._rows.get(self._current)) is not None:
            row.setFocus()

    def _offer_focus(self) -> None:
        """Tab comes to one step only; the arrows do the rest."""
        policy = Qt.FocusPolicy
        for step_id, row in self._rows.items():
            here = step_id == self._current
            row.setFocusPolicy(policy.StrongFocus if here else policy.ClickFocus)
        self.setFocusProxy(self._rows.get(self._current) or self.text)

    def _step(self) -> Why | None:
        """The step that is being written; without an id where it is new."""
        writing = self._writing
        return None if writing is None else Why(writing.instead, "", "", self.text.toPlainText())

    def _rung(self, step_id: str) -> Rung | None:
        return next((rung for rung in self._rungs if rung.id == step_id), None)

    # How it is drawn

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rail beside what is being written, where steps are above it."""
        if self._writing is None or not self._rows:
            return
        x = theme.current().px(GUTTER) / 2 + self.contentsMargins().left()
        beside = self.text.geometry()
        below = any(row.y() > beside.y() for row in self._rows.values())
        end = beside.bottom() if below else beside.center().y()
        draw_rail(QPainter(self), QPointF(x + 2, beside.top()), QPointF(x + 2, end + 1))

    def _lay_out(self) -> None:
        """Make the rows anew; the text being written stays as it is, focus included."""
        had_focus = any(row.hasFocus() for row in self._rows.values())
        self._clear()
        writing = self._writing
        if writing == Writing():
            self._add_text()
        else:
            for number, rung in enumerate(self._rungs):
                self._add_rung(number, rung)
        self._column.addStretch(1)
        self.text.setVisible(writing is not None)
        self._offer_focus()
        if had_focus:
            self._focus_current()
        self.updateGeometry()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (inset := item.layout()) is not None:
                inset.removeWidget(self.text)
            elif (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}

    def _add_rung(self, number: int, rung: Rung) -> None:
        below = self._writing is not None and self._writing.below == rung.id
        instead = self._writing is not None and self._writing.instead == rung.id
        if number:
            gap = StepGap(rung.proposed)
            gap.button.clicked.connect(lambda _on=False: self.link_wanted.emit(rung.id))
            self._column.addWidget(gap)
        if instead:
            self._add_text()
        else:
            row = StepRow(rung, number, last=number == len(self._rungs) - 1 and not below)
            row.pressed.connect(lambda: self._set_current(rung.id))
            row.opened.connect(self.rewrite)
            self._rows[rung.id] = row
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
        if below:
            self._column.addWidget(StepGap())
            self._add_text()

    def _add_text(self) -> None:
        """The text being written, as far in as the steps."""
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.current().px(GUTTER), 0, 0, 0)
        inset.addWidget(self.text)
        self._column.addLayout(inset)
