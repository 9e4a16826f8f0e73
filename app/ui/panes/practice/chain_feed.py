"""Reads the failure chain beside the window, whenever something about it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.casebook import Casebook
from app.domain.practice.chain_cards import ChainLayout
from app.domain.practice.chain_rules import ChainQuestion
from app.domain.practice.failure_chain import FailureChain
from app.operations.practice import chain, chain_layout
from app.ui.feed import Feed
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.session import Session

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


class ChainFeed(Feed):
    """Hands over a `ChainReading` after each change, but never one older than what was typed."""

    read = Signal(object)

    def __init__(self, session: Session, edits: ChainEdits, page: QWidget) -> None:
        super().__init__(session, page, "Reading the chain", _CHANGES, self._work, self._show)
        self._laid_out: tuple[tuple[object, ...], ChainLayout] | None = None
        self.wait_for(edits)

    def _work(self, casebook: Casebook, case_id: str) -> ChainReading:
        found = chain.chain(casebook, case_id)
        asked = chain.asked(casebook, case_id, found)
        before = self._laid_out
        if before is not None and before[0] == _shape(found):
            return ChainReading(found, asked, before[1])
        layout = chain_layout.lay_out(found.factor_cards(), found.link_cards())
        return ChainReading(found, asked, layout)

    def _show(self, reading: ChainReading) -> None:
        self._laid_out = _shape(reading.chain), reading.layout
        self.read.emit(reading)


def _shape(found: FailureChain) -> tuple[object, ...]:
    """What the layout follows from: other words in a card change nothing of it."""
    cards = tuple((one.id, one.x, one.y) for one in found.factors)
    return cards, tuple((one.id, one.from_id, one.to_id) for one in found.links)
