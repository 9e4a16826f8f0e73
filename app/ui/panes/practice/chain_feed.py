"""Reads the failure chain beside the window, whenever something about it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed
from app.domain.practice.chain_cards import ChainLayout
from app.domain.practice.chain_rules import ChainQuestion
from app.domain.practice.failure_chain import FailureChain
from app.domain.progress import Progress
from app.operations.practice import chain, chain_layout
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.session import Session
from app.ui.tasks import Task

_CHANGES = {
    *("factors", "factor_links", "whys", "playbook_answers", "citations", "items"),
    *("source_settings", "corrective_actions", "action_targets", "people", "aliases", "roles"),
}


@dataclass(frozen=True, slots=True)
class ChainReading:
    """The chain as it stood when it was read, what is asked of it, and how it is laid out."""

    chain: FailureChain = field(default_factory=FailureChain)
    questions: tuple[ChainQuestion, ...] = ()
    layout: ChainLayout = field(default_factory=lambda: ChainLayout({}, {}, {}))


class ChainFeed(QObject):
    """Hands over a `ChainReading` after each change, but never one older than what was typed.

    While nobody looks at the page it waits.
    """

    read = Signal(object)

    def __init__(self, session: Session, edits: ChainEdits, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._is_stale = False
        self._session = session
        self._edits = edits
        self._reading: Task | None = None
        self._laid_out: tuple[tuple[object, ...], ChainLayout] | None = None
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self._want())
        edits.settled.connect(self.reload)

    def catch_up(self) -> None:
        """Somebody looks at the page: read what changed meanwhile."""
        if self._is_stale:
            self.reload()

    def reload(self) -> None:
        """Read the chain anew."""
        self._is_stale = False
        casebook, case_id, before = self._session.casebook, self._session.case.id, self._laid_out

        def work(_progress: Progress) -> ChainReading:
            found = chain.chain(casebook, case_id)
            asked = chain.asked(casebook, case_id, found)
            if before is not None and before[0] == _shape(found):
                return ChainReading(found, asked, before[1])
            layout = chain_layout.lay_out(found.factor_cards(), found.link_cards())
            return ChainReading(found, asked, layout)

        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run("Reading the chain", work, self._show, quiet=True)

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or not change.tables & _CHANGES:
            return
        if change.case_id in (None, self._session.case.id) and not self._edits.are_pending:
            self._want()

    def _want(self) -> None:
        if self._page.isVisible():
            self.reload()
        else:
            self._is_stale = True

    def _show(self, reading: ChainReading) -> None:
        self._laid_out = _shape(reading.chain), reading.layout
        if not self._edits.are_pending:
            self.read.emit(reading)


def _shape(found: FailureChain) -> tuple[object, ...]:
    """What the layout follows from: other words in a card change nothing of it."""
    cards = tuple((one.id, one.x, one.y) for one in found.factors)
    return cards, tuple((one.id, one.from_id, one.to_id) for one in found.links)
