"""Leaving a casebook: what is running ends first, and open questions are put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.tasks import Tasks


class Leaving(QObject):
    """Waits until no task is left, then lets go of the casebook, then goes on."""

    def __init__(self, tasks: Tasks, let_go: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._let_go = let_go
        self._window = window
        self._afterwards: Callable[[], object] | None = None
        tasks.idle.connect(self._go_on)

    @property
    def under_way(self) -> bool:
        """Whether somebody is waiting to leave."""
        return self._afterwards is not None

    def begin(self, afterwards: Callable[[], object]) -> None:
        """Leave as soon as possible, perhaps at once, and then do ``afterwards``."""
        self._afterwards = afterwards
        self._go_on()

    def stop(self) -> None:
        """Stay after all."""
        self._afterwards = None

    def _go_on(self) -> None:
        if self._afterwards is None:
            return
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)  # it would ask, and nobody answers now
        # A dialog that was put away may have let the next file of a row begin.
        if self._tasks.running:
            return
        afterwards, self._afterwards = self._afterwards, None
        self._let_go()
        afterwards()
