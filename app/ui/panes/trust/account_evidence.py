"""What the account is written from: evidence, the timeline, and what was pulled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.domain.practice.chain import FactorSide
from app.domain.practice.chain_words import SIDE_WORDS
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS
from app.domain.timeline import CitedItem, Span
from app.operations.trust.account_page import AccountPage
from app.ui.entry_words import time_words, zone_of
from app.ui.panes.evidence_shelf import EvidenceShelf
from app.ui.session import Session
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.shortening_button import ShorteningButton


class AccountEvidence(QWidget):
    """Shows what can be cited; ``cite_wanted`` carries what is selected."""

    cite_wanted = Signal(list)
    """`Span`s to cite."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account-evidence")
        self._session = session
        self._cited: Mapping[str, Sequence[CitedItem]] = {}
        self.shelf = EvidenceShelf(session, "account-shelf")
        self.entries = HeadedList("account-entries", "Timeline")
        self.pulled = HeadedList("account-pulled", "What was pulled in")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("account-evidence-tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.setUsesScrollButtons(False)  # all three are in view, shortened if need be
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        for widget, words in (
            (self.shelf, "Evidence"),
            (self.entries, "Timeline"),
            (self.pulled, "Pulled in"),
        ):
            self._tabs.addTab(widget, words)
        self.button = ShorteningButton("Cite  C", "Cite  C")
        self.button.setObjectName("account-cite-button")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._tabs, 1)
        column.addLayout(foot)
        self.button.clicked.connect(self.cite)
        self.shelf.chosen.connect(self.cite)
        for each in (self.entries, self.pulled):
            each.activated.connect(lambda _index: self.cite())
        self.setFocusProxy(self.shelf)

    def enter_case(self) -> None:
        """Another case is in hand."""
        self.shelf.forget()
        if self._session.has_case:
            self.shelf.show_case()

    def show_page(self, page: AccountPage) -> None:
        """Show the timeline and what was pulled in as they stand."""
        self._cited = {
            **page.account.cited,
            **{one.entry.id: one.citations for one in page.entries},
        }
        self.shelf.show_case()
        self.entries.show_rows(list(self._entry_rows(page)))
        self.pulled.show_rows(list(self._pulled_rows(page)))

    def say_target(self, words: str) -> None:
        """Say what would cite it; empty for nothing."""
        self.button.setEnabled(bool(words))
        self.button.say(f"Cite in {words}  C" if words else "Cite  C", "Cite  C")

    def _entry_rows(self, page: AccountPage) -> Iterator[HeadedRow]:
        for one in page.entries:
            entry = one.entry
            when = time_words(entry.time, zone_of(entry.time, *self._session.zones))
            below = f"{KIND_WORDS[entry.kind]} · {CERTAINTY_WORDS[entry.certainty]}"
            text = " ".join(entry.text.split())
            yield HeadedRow(entry.id, text, below, when)

    def _pulled_rows(self, page: AccountPage) -> Iterator[HeadedRow]:
        cited = page.account.cited
        told = {place for each in page.account.paragraphs for place in _places(cited, each.id)}
        if page.account.factors:
            yield HeadedRow("", "Factors")
        for factor in page.account.factors:
            side = "" if factor.side is FactorSide.UNSORTED else SIDE_WORDS[factor.side]
            used = "cited in the account" if told & _places(cited, factor.id) else ""
            without = _without(cited.get(factor.id))
            said = (side, CERTAINTY_WORDS[factor.certainty], without, used)
            yield _row(factor.id, factor.text, said)
        if page.actions:
            yield HeadedRow("", "Actions")
        for action in page.actions:
            due = f"by {action.due}" if action.due else ""
            owned = (action.owner.strip(), due, _without(cited.get(action.id)))
            yield _row(action.id, action.text, owned)
        if not page.account.factors and not page.actions:
            yield HeadedRow("", "Nothing was pulled in from an incident case.")

    @property
    def _spans(self) -> list[Span]:
        shown = self._tabs.currentWidget()
        if shown is self.shelf:
            return self.shelf.spans
        here = self.entries if shown is self.entries else self.pulled
        return [
            Span(each.citation.item_id, each.citation.start, each.citation.end)
            for each in self._cited.get(here.current_id, ())
        ]

    def cite(self) -> None:
        """Cite what is selected: items, words of one, or what an entry or factor cites."""
        if spans := self._spans:
            self.cite_wanted.emit(spans)
        else:
            self._session.notify("Select something at the left that is evidence, or cites some.")

    def search(self) -> None:
        """Go to the search."""
        self._tabs.setCurrentWidget(self.shelf)
        self.shelf.search.setFocus()


def _places(cited: Mapping[str, Sequence[CitedItem]], thing_id: str) -> set[int]:
    """Which items a thing cites, by their ids."""
    return {each.citation.item_id for each in cited.get(thing_id, ())}


def _without(cited: Sequence[CitedItem] | None) -> str:
    return "" if cited else "cites nothing here"


def _row(thing_id: str, text: str, said: Sequence[str]) -> HeadedRow:
    words = " ".join(text.split()) or "Not written yet"
    return HeadedRow(thing_id, words, " · ".join(part for part in said if part))
