"""Looking for contradictions, going to a quote, and putting one aside."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed
from app.domain.evidence import Item
from app.domain.progress import Progress
from app.operations import contradictions, evidence
from app.operations.contradictions import Contradictions
from app.ui.actions import Action, Menu
from app.ui.dialogs.contradictions import ContradictionsDialog
from app.ui.session import Session
from app.ui.tasks import Lane, Task

_CHANGES = {"items", "source_settings", "cases", "entries", "citations"}


class Contradicting(QObject):
    """The list of contradictions beside the window, as long as it is open."""

    dialog_opened = Signal(object)
    item_wanted = Signal(int)

    def __init__(self, session: Session, pane: QWidget) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane
        self._dialog: ContradictionsDialog | None = None
        self._reading: Task | None = None
        Action(
            "contradictions",
            "Contradictions…",
            "Ctrl+Alt+K",
            Menu.EVIDENCE,
            self.show_all,
            section=3,
        ).build(pane)
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self._close())

    def show_all(self) -> None:
        """Open the list, or bring it to the front."""
        if self._dialog is None:
            dialog = ContradictionsDialog(self._session, self._pane)
            dialog.item_wanted.connect(self.item_wanted)
            dialog.entry_wanted.connect(self._show_entry)
            dialog.dismissed.connect(self._dismiss)
            dialog.finished.connect(self._forget)
            self._dialog = dialog
            self.dialog_opened.emit(dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._read()

    def _read(self) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(progress: Progress) -> tuple[Contradictions, Mapping[int, Item]]:
            told = contradictions.contradictions(casebook, case_id, progress)
            ids = {one for found in told.found for one in found.contradiction.items}
            return told, {item.id: item for item in evidence.items(casebook, sorted(ids))}

        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run("Looking for contradictions", work, self._show)

    def _show(self, answer: tuple[Contradictions, Mapping[int, Item]]) -> None:
        if self._dialog is not None:
            self._dialog.show_found(*answer)

    def _refresh(self, change: Changed) -> None:
        if self._dialog is not None and change.tables & _CHANGES:
            self._read()

    def _show_entry(self, entry_id: str) -> None:
        self._session.page_wanted.emit("timeline")
        self._session.thing_wanted.emit(entry_id)

    def _dismiss(self, contradiction_id: str, reason: str) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Dismissing",
            lambda _progress: contradictions.dismiss(casebook, case_id, contradiction_id, reason),
            lambda _none: self._read(),
            quiet=True,
            lane=Lane.WRITE,
        )

    def _forget(self, _result: int = 0) -> None:
        self._dialog = None
        if self._reading is not None:
            self._reading.cancel()

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
