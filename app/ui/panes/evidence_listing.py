"""The list of evidence: asked for, shown where a person stands, and told in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.ui.panes.evidence_feed import EvidenceFeed, Holdings, Listing
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.who_words import offered_writers
from app.ui.widgets.filter_chips import SourceChip

if TYPE_CHECKING:
    from app.ui.panes.evidence import EvidencePane


class EvidenceListing(QObject):
    """Keeps on which item a person stands while the list around it changes."""

    slow_ms = 400
    """After how long a search is said to be under way."""

    def __init__(self, pane: EvidencePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._parts = pane.parts
        self.holdings = Holdings((), (), None)
        self.stand_on: int | None = None
        """The item to stand on."""
        self._lead: int | None = None
        self._aim_us: int | None = None
        self._came_from = EvidencePlace()
        self.feed = EvidenceFeed(pane.session, self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.ask)
        self._slow = QTimer(self, singleShot=True, interval=self.slow_ms)
        self._slow.timeout.connect(self._parts.show_searching)
        self.feed.listed.connect(self._show)
        self.feed.refused.connect(self._show_problem)
        self.feed.counted.connect(self._parts.strip.set_histogram)
        self.feed.held.connect(self._show_holdings)

    # Asking

    def ask(self) -> None:
        """List what the filters let through."""
        self._pause.stop()
        self._slow.start()
        self.feed.list_items(self._pane.filter, self.stand_on)

    def ask_after(self, pause_ms: int) -> None:
        """The same once a person pauses."""
        self._pause.start(pause_ms)

    def find(self, item_id: int, left: EvidencePlace) -> None:
        """Stand on an item, leaving aside filters that hide it; Back then leads to ``left``."""
        self._came_from = left
        self.feed.find_item(self._pane.filter, self._pane.model.ids, item_id)

    def aim(self, item_id: int | None, lead: int | None, moment_us: int | None) -> None:
        """Where to stand in the list asked for next: on an item, or else near a moment."""
        self.stand_on, self._lead, self._aim_us = item_id, lead, moment_us

    def count(self) -> None:
        """Count what the filters let through, over time and in each source."""
        shown = self._parts.strip.shown
        if shown is not None:
            self.feed.count_items(self._pane.filter, self._parts.strip.bars, shown)
        self._pane.finding.count_sources()

    def read_holdings(self) -> None:
        """Read what evidence there is at all."""
        self.feed.read_holdings()

    # Showing

    def _show_holdings(self, holdings: Holdings) -> None:
        self.holdings = holdings
        before, parts = self._pane.filter, self._parts
        chips = [SourceChip(source.id, source.title, source.items) for source in holdings.sources]
        parts.chips.offer(chips, self._offered_writers())
        parts.note.keep(frozenset(source.id for source in holdings.sources))
        parts.strip.set_whole(holdings.span)
        parts.show_span(holdings.span)
        parts.table.show_people(bool(holdings.writers))
        self._pane.pair.sources_changed()
        self.count()
        self.tell_count()
        if self._pane.filter != before:
            self.ask()

    def offer_people(self) -> None:
        """People are called otherwise, or are others."""
        before = self._pane.filter
        self._parts.chips.offer_people(self._offered_writers())
        if self._pane.filter != before:
            self.ask()

    def _offered_writers(self) -> list[tuple[str, str]]:
        session = self._pane.session
        return offered_writers(session.people, self.holdings.writers, by_name=session.by_name)

    def _show(self, listing: Listing) -> None:
        self._slow.stop()
        if listing.widened:
            self._tell_widened(found=listing.row >= 0)
        table, model = self._parts.table, self._pane.model
        before = table.currentIndex().row()
        lead = table.lead if before >= 0 and self._lead is None else self._lead
        model.show_ids(listing.ids, listing.items, listing.repeats)
        if listing.row >= 0:
            find = model.reveal if listing.wanted else model.row_of
            table.stand_on(find(listing.row), lead)
        elif self._aim_us is not None:
            self._pane.finding.stand_near(self._aim_us)
        elif self.stand_on is not None and len(listing.ids):
            table.stand_on(min(max(before, 0), model.rowCount() - 1), lead)
        self._lead = self._aim_us = None
        self._pane.finding.read_matches()
        self._pane.tell_chosen()
        self._pane.pair.follow()

    def _tell_widened(self, *, found: bool) -> None:
        if self._pane.filters.narrowed_by:
            self._pane.ways.leave_filters(self._came_from)
            self._pane.filters.reset()
            self.count()
        if found:
            self._pane.session.notify("The filters were cleared to show this item.")
        else:
            self._pane.session.notify("The source of this item is not in the case any more.")

    def _show_problem(self, sentence: str) -> None:
        self._slow.stop()
        self._parts.search.show_problem(sentence)
        self.tell_count()

    def tell_count(self) -> None:
        """Say how much is shown."""
        self._parts.show_count(
            len(self._pane.model.ids),
            self.holdings.total,
            len(self.holdings.sources),
            self._pane.filters.narrowed_by,
            self._pane.finding.matches,
            self._pane.model.groups,
        )
