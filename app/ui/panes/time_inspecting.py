"""Asking how the time of the item in hand came about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.ui.actions import Action, Menu
from app.ui.dialogs.time_account import TimeAccountDialog
from app.ui.session import Session

if TYPE_CHECKING:
    from app.ui.panes.workbench import Workbench


class TimeInspecting(QObject):
    """Opens the account of an item, or of the evidence that an entry cites first."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__(bench)
        self._session = session
        self._bench = bench
        self._zones: list[ZoneInfo] = []
        Action(
            "time-account", "How this time came about…", "G", Menu.EVIDENCE, self.ask, True, 2
        ).build(bench)

    def ask(self) -> None:
        """Show it for the side of the window that has the focus."""
        item_id = self._item_id()
        if item_id is None:
            self._session.notify("Select an item first, or an entry that cites one.")
            return
        dialog = TimeAccountDialog(self._session, item_id, self._zones, self._bench)
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _item_id(self) -> int | None:
        draft, focused = self._bench.timeline, QApplication.focusWidget()
        if focused is not None and draft.isAncestorOf(focused):
            cited = draft.entries.current_entry
            if cited is None or not cited.citations:
                return None
            return cited.citations[0].citation.item_id
        item = self._bench.evidence.item_in_hand
        return None if item is None else item.id
