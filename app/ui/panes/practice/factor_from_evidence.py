"""Making a factor of the failure chain out of selected evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.drafts import CaseKind, new_id
from app.domain.practice.chain import Factor
from app.domain.timeline import Span
from app.operations.practice import chain
from app.ui.actions import Action, Menu
from app.ui.edits import Edits
from app.ui.session import Session

if TYPE_CHECKING:
    from app.ui.panes.workbench import Workbench


class FactorFromEvidence(QObject):
    """Adds a factor that cites what is selected; its words are left to the person."""

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__(bench)
        self._session = session
        self._edits = Edits(session, "Adding a factor", self)
        self._evidence = bench.evidence
        Action("add-as-factor", "Add as factor", "F", Menu.EVIDENCE, self.add, True, 1).build(bench)

    def add(self) -> None:
        """Add it, and go where it is written."""
        if self._session.case.kind is not CaseKind.INCIDENT:
            self._session.notify("Only the case of an incident has a failure chain.")
            return
        quoted = self._evidence.parts.detail.selected
        spans = [quoted] if quoted else [Span(item_id) for item_id in self._evidence.chosen()]
        if not spans:
            return
        self._edits.run(
            lambda book, case: chain.add_factor(book, Factor(new_id(), case, ""), spans),
            "Factor added, with its evidence.",
            self._show,
        )

    def _show(self, factor: Factor) -> None:
        self._session.page_wanted.emit("chain")
        self._session.thing_wanted.emit(factor.id)
