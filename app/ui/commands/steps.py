"""The steps of the review in hand: kept up beside the window, and what is still thin in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.drafts import CaseKind
from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.domain.changes import Changed
    from app.domain.practice.steps import StepState
    from app.ui.main_window import MainWindow
    from app.ui.session import Session
    from app.ui.tasks import Task


class StepCommands(QObject):
    """Shows the steps in the head of the window while an incident case is in hand."""

    pause_ms = 400
    """How long the draft must rest before the steps are worked out anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._followed: Session | None = None
        self._reading: Task | None = None
        self._show = Action(
            "steps", "What is still thin…", "Ctrl+Alt+W", Menu.REVIEW, self.show
        ).build(window)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._read)
        window.header.stepper.chosen.connect(window.show_page)

    def refresh(self) -> None:
        """Follow the session that is open now."""
        session = self._window.session
        if session is not self._followed:
            self._followed = session
            if session is not None:
                session.changed.connect(self._changed)
                session.case_selected.connect(lambda _id: self._begin())
            if self._has_steps():
                self._begin()  # where a person left the casebook, in a case
        if not self._has_steps():
            self._again.stop()
            self._window.header.show_steps(())
        self._show.setEnabled(self._has_steps())

    def show(self) -> None:
        """Say of every step what is still thin in it."""
        from app.ui.widgets.stepper import StepsPopover

        stepper = self._window.header.stepper
        if not stepper.states:
            return
        popover = StepsPopover(stepper.states, self._window)
        popover.chosen.connect(self._window.show_page)
        popover.open_below(stepper)

    def _has_steps(self) -> bool:
        session = self._window.session
        return session is not None and session.has_case and session.case.kind is CaseKind.INCIDENT

    def _begin(self) -> None:
        self._window.header.show_steps(())
        self._again.start(0)

    def _changed(self, change: Changed) -> None:
        session = self._window.session
        if session is None or not session.has_case:
            return
        if change.case_id in (None, session.case.id):
            self._again.start(self.pause_ms)

    def _read(self) -> None:
        session = self._window.session
        if session is None or not self._has_steps():
            return
        casebook, case_id = session.casebook, session.case.id
        if self._reading is not None:
            self._reading.cancel()

        def work() -> tuple[StepState, ...]:
            from app.operations.practice import steps

            return steps.steps(casebook, case_id)

        def show(states: tuple[StepState, ...]) -> None:
            if self._window.session is session and session.case.id == case_id:
                self._window.header.show_steps(states)

        self._reading = self._window.tasks.run(
            "Looking at the steps", lambda _progress: work(), show, quiet=True
        )
