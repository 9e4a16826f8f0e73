"""Lets something that is no timeline entry cite evidence: a factor, a decision, an action."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.moments import Precision, clock
from app.domain.practice.citable import Citable
from app.domain.timeline import Span
from app.operations import citable, drafting
from app.ui.dialogs.choose_one import Choice, ChooseOneDialog
from app.ui.edits import Edits
from app.ui.session import Session


class Attaching(QObject):
    """Asks which thing of the case it should be."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = Edits(session, "Attaching evidence", self)
        self._over = parent

    def ask(self, spans: Sequence[Span]) -> None:
        """Ask what should cite these places in the evidence."""
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Reading what can cite evidence",
            lambda _progress: citable.citable(casebook, case_id),
            lambda found: self._open(spans, found),
            quiet=True,
        )

    def _open(self, spans: Sequence[Span], found: Sequence[Citable]) -> None:
        dialog = ChooseOneDialog(
            "Attach the evidence to",
            "Attach",
            [self._choice(one) for one in found],
            "There is nothing else yet: add a factor, a decision point or an action first.",
            self._over,
        )
        dialog.chosen.connect(lambda place: self._attach(spans, found[place]))
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _choice(self, one: Citable) -> Choice:
        when = "" if one.at_us is None else clock(one.at_us, self._session.zone, Precision.MINUTE)
        return Choice(one.words, one.kind, when)

    def _attach(self, spans: Sequence[Span], to: Citable) -> None:
        self._edits.run(
            lambda book, case: drafting.cite(book, case, to.target_id, spans, to.part),
            "Evidence attached.",
        )
