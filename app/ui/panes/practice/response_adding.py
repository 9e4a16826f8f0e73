"""From selected evidence to the Response page: an update, or a drastic action, begun from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.casebook import Casebook
from app.domain.drafts import CaseKind
from app.domain.practice.response import DrasticAction, StatusUpdate
from app.operations.practice import response
from app.ui.actions import Action, Menu
from app.ui.edits import Edits
from app.ui.session import Session

if TYPE_CHECKING:
    from app.ui.panes.workbench import Workbench

_SECTION = 1
Adding = Callable[[Casebook, str, Sequence[int]], DrasticAction | StatusUpdate]


class ResponseAdding(QObject):
    """Begins an update or an action with the time of the evidence, citing it; and goes there.

    What it says is left to a person.
    """

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__(bench)
        self._session = session
        self._edits = Edits(session, "Adding to the response", self)
        self._evidence = bench.evidence
        menu = Menu.EVIDENCE
        for action in (
            Action(
                "add-as-update",
                "Add as stakeholder update",
                "Shift+S",
                menu,
                lambda: self._add(response.update_from_items, "Update added."),
                True,
                _SECTION,
            ),
            Action(
                "add-as-drastic-action",
                "Add as drastic action",
                "Shift+A",
                menu,
                lambda: self._add(response.action_from_items, "Drastic action added."),
                True,
                _SECTION,
            ),
        ):
            action.build(bench)

    def _add(self, add: Adding, message: str) -> None:
        if self._session.case.kind is not CaseKind.INCIDENT:
            self._session.notify("Only an incident has these.")
            return
        ids = self._evidence.chosen()
        if not ids:
            return
        self._edits.run(lambda book, case: add(book, case, ids), message, self._show)

    def _show(self, added: DrasticAction | StatusUpdate) -> None:
        self._session.page_wanted.emit("response")
        self._session.thing_wanted.emit(added.id)
