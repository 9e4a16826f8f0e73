"""Reads the failure chain beside the window, whenever something about it changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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


_AT_ONCE = 60
"""Up to how many factors are laid out before anything is shown; more of them take seconds."""


@dataclass(frozen=True, slots=True)
class ChainReading:
    """The chain as it stood when it was read, what is asked of it, and how it is laid out."""

    chain: FailureChain = field(default_factory=FailureChain)
    questions: tuple[ChainQuestion, ...] = ()
    layout: ChainLayout | None = field(default_factory=lambda: ChainLayout({}, {}, {}))
    """None while a large chain is still being laid out: the graph stays as it is until then."""
    is_read: bool = True
    """Whether it was read at all: until then nobody knows whether there are factors."""


class ChainFeed(Feed):
    """Hands over a `ChainReading` after each change, but never one older than what was typed."""

    read = Signal(object)

    def __init__(self, session: Session, edits: ChainEdits, page: QWidget) -> None:
        super().__init__(session, page, "Reading the chain", _CHANGES, self._work, self._show)
        self._laid_out: tuple[tuple[object, ...], ChainLayout] | None = None
        self._laying_out: tuple[object, ...] | None = None
        self._last = ChainReading()
        session.case_selected.connect(lambda _id: self._forget())
        self.wait_for(edits)

    def _work(self, casebook: Casebook, case_id: str) -> ChainReading:
        found = chain.chain(casebook, case_id)
        asked = chain.asked(casebook, case_id, found)
        before = self._laid_out
        if before is not None and before[0] == _shape(found):
            return ChainReading(found, asked, before[1])
        if len(found.factors) > _AT_ONCE:
            return ChainReading(found, asked, None)
        return ChainReading(found, asked, _lay_out(found))

    def _show(self, reading: ChainReading) -> None:
        self._last = reading
        if reading.layout is not None:
            self._laid_out = _shape(reading.chain), reading.layout
        self.read.emit(reading)
        if reading.layout is None and self._laying_out != _shape(reading.chain):
            self._begin_layout(reading.chain)

    def _begin_layout(self, found: FailureChain) -> None:
        shape = self._laying_out = _shape(found)

        def take(layout: ChainLayout) -> None:
            self._laid_out = shape, layout
            if self._laying_out == shape:
                self._laying_out = None
            if not self._is_typing and _shape(self._last.chain) == shape:
                self._last = replace(self._last, layout=layout)
                self.read.emit(self._last)

        self._session.tasks.run(
            "Arranging the chain", lambda _progress: _lay_out(found), take, quiet=True
        )

    def _forget(self) -> None:
        self._last = ChainReading()


def _lay_out(found: FailureChain) -> ChainLayout:
    return chain_layout.lay_out(found.factor_cards(), found.link_cards())


def _shape(found: FailureChain) -> tuple[object, ...]:
    """What the layout follows from: other words in a card change nothing of it."""
    cards = tuple((one.id, one.x, one.y) for one in found.factors)
    return cards, tuple((one.id, one.from_id, one.to_id) for one in found.links)
