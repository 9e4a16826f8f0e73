"""The five steps of a review as a row of numbers, and what is still thin in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.review_words import capital
from app.ui import theme
from app.ui.widgets.labels import label

if TYPE_CHECKING:
    from app.domain.practice.steps import StepState


class Stepper(QWidget):
    """Numbers from 1; `chosen` carries the page of a step. Hidden while there are no steps."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepper")
        self.setAccessibleName("Steps of the review")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._states: tuple[StepState, ...] = ()
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    @property
    def states(self) -> tuple[StepState, ...]:
        """What is shown."""
        return self._states

    def show_steps(self, states: Sequence[StepState]) -> None:
        """Show how far each step is; none of them hides the row."""
        self._states = tuple(states)
        while len(self._buttons) < len(states):
            self._add()
        at = _current(states)
        for number, (button, state) in enumerate(zip(self._buttons, states, strict=False), 1):
            button.setToolTip(_told(number, state))
            button.setAccessibleName(_told(number, state))
            button.setProperty("step", _look(state, state is at))
            button.style().unpolish(button)
            button.style().polish(button)

    def _add(self) -> None:
        number = len(self._buttons) + 1
        button = QPushButton(str(number))
        button.setObjectName(f"step-{number}")
        button.setProperty("kind", "step")
        button.clicked.connect(
            lambda _on=False: self.chosen.emit(self._states[number - 1].step.page)
        )
        self._buttons.append(button)
        self._row.addWidget(button)


class StepsPopover(QFrame):
    """Every step with what is still thin in it, over the window. `chosen` carries a page."""

    chosen = Signal(str)

    def __init__(self, states: Sequence[StepState], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("steps-popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(2)
        column.addWidget(label("What is still thin", "heading"))
        column.addSpacing(4)
        at = _current(states)
        for number, state in enumerate(states, 1):
            column.addWidget(self._step(number, state, state is at), 0, Qt.AlignmentFlag.AlignLeft)
            told = label(_sentence(state.words), "caption", wrap=True)
            told.setObjectName(f"steps-popover-words-{number}")
            told.setContentsMargins(6, 0, 0, 6)
            column.addWidget(told)
        self.setFixedWidth(theme.current().px(420))

    def open_below(self, widget: QWidget) -> None:
        """Show it below a widget, within its window."""
        self.adjustSize()
        window = widget.window()
        corner = widget.mapTo(window, QPoint(0, widget.height() + 4))
        left = max(0, min(corner.x(), window.width() - self.width() - 8))
        self.move(window.mapToGlobal(QPoint(left, corner.y())))
        self.show()
        buttons = self.findChildren(QPushButton)
        buttons[0].setFocus()

    def _step(self, number: int, state: StepState, is_current: bool) -> QPushButton:
        words = f"{number}  {state.step.title}{' — work on this' if is_current else ''}"
        button = QPushButton(words)
        button.setObjectName(f"steps-popover-{number}")
        button.setProperty("kind", "link")
        button.setAccessibleName(_told(number, state))
        button.clicked.connect(lambda _on=False: self._go(state.step.page))
        return button

    def _go(self, page: str) -> None:
        self.close()
        self.chosen.emit(page)


def _current(states: Sequence[StepState]) -> StepState | None:
    from app.domain.practice.steps import current  # loaded once there are steps: not while starting

    return current(states) if states else None


def _look(state: StepState, is_current: bool) -> str:
    if is_current:
        return "current"
    return "thin" if state.thin else "quiet"


def _told(number: int, state: StepState) -> str:
    return f"{number} {state.step.title}: {state.words}"


def _sentence(words: str) -> str:
    return f"{capital(words)}."
