"""Comparing the clocks of the sources, and setting one right when a person says so."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.evidence import Source
from app.operations import clocks
from app.operations.clocks import ClockComparison
from app.ui.actions import Action, Menu
from app.ui.dialogs.compare_clocks import CompareClocksDialog
from app.ui.session import Session
from app.ui.tasks import Lane


class ClockComparing(QObject):
    """The action, the search and the step that follows."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, pane: QWidget) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane
        Action(
            "compare-clocks",
            "Compare clocks…",
            "Ctrl+Alt+C",
            Menu.EVIDENCE,
            self.compare,
            section=3,
        ).build(pane)

    def compare(self) -> None:
        """Look for clocks that differ."""
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Comparing clocks",
            lambda progress: clocks.compare_clocks(casebook, case_id, progress),
            self._show,
        )

    def _show(self, comparison: ClockComparison) -> None:
        dialog = CompareClocksDialog(comparison, self._pane)
        dialog.wanted.connect(self._set_right)
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _set_right(self, source: Source, ahead_us: int) -> None:
        casebook, title = self._session.casebook, source.title
        self._session.tasks.run(
            f"Setting the clock of {title} right",
            lambda progress: clocks.set_clock_right(casebook, source.id, ahead_us, progress),
            lambda _none: self._session.notify(
                f"The clock of {title} was set right; its items moved.", undo=True
            ),
            lane=Lane.IMPORT,
        )
