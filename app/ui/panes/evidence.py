"""The evidence side of the window: search, filters, time, the table and one item in full."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.domain.changes import Changed
from app.domain.evidence import Item
from app.domain.query import EvidenceFilter
from app.ui import search_matches
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.focus import go_to
from app.ui.itemmodels.items import MOST_DRAGGED, ItemsModel
from app.ui.panes.evidence_feed import EvidenceFeed, Holdings, Listing
from app.ui.panes.evidence_intake import EvidenceIntake
from app.ui.panes.evidence_layout import EvidenceLayout
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.session import Session
from app.ui.who_words import offered_writers
from app.ui.widgets.filter_chips import SourceChip


class EvidencePane(QFrame):
    """Shows the evidence of the case in hand, and hands items over to the draft."""

    capture_requested = Signal(list)
    attach_requested = Signal(list, object)
    quote_requested = Signal(int, int, int)

    pause_ms = 120
    """How long the window of time must rest before the list follows."""
    slow_ms = 400
    """After how long a search is said to be under way."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._holdings = Holdings((), (), None)
        self._stand_on: int | None = None
        self._lead: int | None = None
        self._cited_span: tuple[int, int, int] | None = None
        self.setObjectName("evidence-pane")
        self.setProperty("kind", "panel")
        self.model = ItemsModel(session, self)
        self.parts = EvidenceLayout(session, self.model, self)
        self.setFocusProxy(self.parts.table)
        self.intake = EvidenceIntake(session, chooser or FileChooser(), self)
        self._feed = EvidenceFeed(session, self)
        self._pause = QTimer(self, singleShot=True)
        self._slow = QTimer(self, singleShot=True, interval=self.slow_ms)
        self._connect()
        for action in [*self.intake.offered(), *self._offered()]:
            action.build(self)
        if session.has_case:
            self._enter_case()

    def _connect(self) -> None:
        parts, feed, session = self.parts, self._feed, self._session
        self._pause.timeout.connect(self._list)
        self._slow.timeout.connect(parts.show_searching)
        parts.search.query_changed.connect(lambda _query: self._filters_changed())
        parts.search.left.connect(parts.table.setFocus)
        parts.chips.changed.connect(self._filters_changed)
        parts.strip.window_changed.connect(lambda _window: self._window_changed())
        parts.strip.counts_wanted.connect(self._count)
        parts.window_clear.clicked.connect(self._clear_window)
        parts.table.row_changed.connect(self._row_changed)
        parts.table.chosen_changed.connect(lambda _count: self._tell_chosen())
        parts.table.opened.connect(self.open_detail)
        parts.detail.closed.connect(self.close_detail)
        parts.detail.quote_requested.connect(self.quote_requested)
        parts.detail.item_wanted.connect(self.show_item)
        parts.add.clicked.connect(self.capture)
        parts.attach.clicked.connect(self.attach)
        parts.clear_filters.clicked.connect(self.clear_filters)
        for button in (parts.import_button, parts.import_first):
            button.clicked.connect(self.intake.files)
        parts.import_folder.clicked.connect(self.intake.folder)
        parts.paste_first.clicked.connect(self.intake.paste)
        parts.note.show_wanted.connect(self.intake.show_receipts)
        self.intake.queue.imported.connect(parts.note.add)
        self.model.page_loaded.connect(self._page_loaded)
        feed.listed.connect(self._show_listing)
        feed.refused.connect(self._show_problem)
        feed.counted.connect(parts.strip.set_histogram)
        feed.held.connect(self._show_holdings)
        feed.cited.connect(self.model.set_cited)
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self._enter_case())
        session.zone_changed.connect(self._zone_changed)
        session.who_changed.connect(self._who_changed)

    def _offered(self) -> list[Action]:
        menu, parts = Menu.EVIDENCE, self.parts
        uncited = parts.chips.toggle_uncited
        return [
            Action("add-to-timeline", "Add to timeline", "T", menu, self.capture, True, 1),
            Action("attach-to-entry", "Attach to entry", "A", menu, self.attach, True, 1),
            Action("quote-span", "Quote in timeline", "Q", menu, self.quote, True, 1),
            Action("copy-items", "Copy items", "Ctrl+C", menu, parts.table.copy, True, 1),
            Action("find-evidence", "Find in evidence", "Ctrl+F", menu, self.search, section=2),
            Action("item-detail", "Item in full", "Ctrl+D", menu, self.toggle_detail, section=2),
            Action("uncited-only", "Uncited only", "Ctrl+U", menu, uncited, section=2),
            Action(
                "all-items", "Clear filters", "Ctrl+Shift+F", menu, self.clear_filters, section=2
            ),
        ]

    # What is shown

    @property
    def filter(self) -> EvidenceFilter:
        """What the person asked for."""
        chips, window = self.parts.chips, self.parts.strip.window_us
        return EvidenceFilter(
            query=self.parts.search.query,
            sources=chips.sources,
            people=chips.people,
            since_us=None if window is None else window[0],
            until_us=None if window is None else window[1],
            uncited_only=chips.uncited_only,
            zone=self._session.zone.key,
        )

    def _enter_case(self) -> None:
        self._stand_on = self._cited_span = None
        self.close_detail()
        self.parts.detail.clear()
        self._reset_filters()
        self.reload()

    def reload(self) -> None:
        """Read everything anew, keeping the place."""
        self._feed.read_holdings()
        self._feed.read_cited()
        self._list()

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or change.case_id not in (None, self._session.case.id):
            return
        if change.tables & {"items", "source_settings"}:
            self.reload()
        elif change.tables & {"people", "aliases", "roles"} and self._asks_for_people():
            self._list()
        elif "citations" in change.tables:
            self._feed.read_cited()
            if self.parts.chips.uncited_only:
                self._list()

    def _filters_changed(self) -> None:
        pattern = search_matches.pattern_of(self.parts.search.query)
        self.parts.table.mark_matches(pattern)
        self.parts.detail.mark_matches(pattern)
        self._list()
        self._count()

    def _window_changed(self) -> None:
        self.parts.show_window()
        self._pause.start(self.pause_ms)

    def _clear_window(self) -> None:
        self.parts.strip.set_window(None)
        self._window_changed()

    def _list(self) -> None:
        self._pause.stop()
        self._slow.start()
        self._feed.list_items(self.filter, self._stand_on)

    def _count(self) -> None:
        shown = self.parts.strip.shown
        if shown is not None:
            self._feed.count_items(self.filter, self.parts.strip.bars, shown)

    def _show_holdings(self, holdings: Holdings) -> None:
        self._holdings = holdings
        before = self.filter
        chips = [SourceChip(source.id, source.title, source.items) for source in holdings.sources]
        self.parts.chips.offer(chips, self._offered_writers())
        self.parts.note.keep(frozenset(source.id for source in holdings.sources))
        self.parts.strip.set_whole(holdings.span)
        self.parts.show_span(holdings.span)
        self.parts.table.show_people(bool(holdings.writers))
        self._count()
        self._tell_count()
        if self.filter != before:
            self._list()

    def _show_listing(self, listing: Listing) -> None:
        self._slow.stop()
        if listing.widened:
            self._tell_widened(found=listing.row >= 0)
        table = self.parts.table
        before, lead = table.currentIndex().row(), table.lead
        self.model.show_ids(listing.ids, listing.page, listing.items)
        if listing.row >= 0:
            table.stand_on(listing.row, lead if before >= 0 else self._lead)
        elif self._stand_on is not None and len(listing.ids):
            table.stand_on(min(max(before, 0), len(listing.ids) - 1), lead)
        self._lead = None
        self._tell_count()
        self._tell_chosen()

    def _tell_widened(self, *, found: bool) -> None:
        if self._narrowed_by():
            self._reset_filters()
            self._count()
        if found:
            self._session.notify("The filters were cleared to show this item.")
        else:
            self._session.notify("The source of this item is not in the case any more.")

    def _show_problem(self, sentence: str) -> None:
        self._slow.stop()
        self.parts.search.show_problem(sentence)
        self._tell_count()

    def _tell_count(self) -> None:
        held = self._holdings
        self.parts.show_count(
            len(self.model.ids), held.total, len(held.sources), self._narrowed_by()
        )

    def _narrowed_by(self) -> list[str]:
        asked = self.filter
        return [
            words
            for active, words in (
                (asked.query.strip(), f"the search “{asked.query.strip()}”"),
                (asked.sources is not None, "the chosen sources"),
                (asked.people is not None, "the chosen people"),
                (asked.since_us is not None, "the window of time"),
                (asked.uncited_only, "“Uncited only”"),
            )
            if active
        ]

    def _offered_writers(self) -> list[tuple[str, str]]:
        session = self._session
        return offered_writers(session.people, self._holdings.writers, by_name=session.by_name)

    def _who_changed(self) -> None:
        before = self.filter
        self.model.refresh_who()
        self.parts.chips.offer_people(self._offered_writers())
        if self.filter != before:
            self._list()

    def _asks_for_people(self) -> bool:
        return self.filter.people is not None or "from:" in self.filter.query.lower()

    def _zone_changed(self) -> None:
        self.model.refresh_times()
        if ":" in self.parts.search.query:
            self._filters_changed()  # clocks in the query are those on screen
        self.parts.show_window()
        self.parts.show_span(self._holdings.span)
        self._tell_count()

    def _reset_filters(self) -> None:
        self.parts.search.remember("")
        self.parts.chips.choose(None, None, uncited_only=False)
        self.parts.strip.set_window(None)
        self.parts.show_window()
        self.parts.table.mark_matches(None)
        self.parts.detail.mark_matches(None)

    def clear_filters(self) -> None:
        """Show all items again."""
        self._reset_filters()
        self._filters_changed()
        self.parts.table.setFocus()

    # The item in hand

    def _item_in_hand(self) -> Item | None:
        row = self.parts.table.currentIndex().row()
        return self.model.known_item(row) if row >= 0 else None

    def _row_changed(self, row: int) -> None:
        if row >= 0:
            self._stand_on = self.model.ids[row]
            self._show_detail()

    def _page_loaded(self) -> None:
        self._show_detail()
        self._tell_chosen()

    def _show_detail(self) -> None:
        item = self._item_in_hand()
        if item is None or not self.parts.detail_is_open:
            return
        span = self._cited_span
        if span is not None and span[0] == item.id:
            self._cited_span = None
            self.parts.detail.show_item(item, span[1:])
        else:
            self.parts.detail.show_item(item)

    def _tell_chosen(self) -> None:
        self.parts.show_chosen(self.parts.table.chosen_count(), self._item_in_hand())

    def open_detail(self) -> None:
        """Show the item in hand in full."""
        if self.parts.table.currentIndex().isValid():
            self.parts.open_detail(is_open=True)
            self._show_detail()

    def close_detail(self) -> None:
        """Give its room back to the table."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.parts.detail.isAncestorOf(focus)
        self.parts.open_detail(is_open=False)
        if inside:
            self.parts.table.setFocus()

    def toggle_detail(self) -> None:
        """Open or close the detail."""
        if self.parts.detail_is_open:
            self.close_detail()
        else:
            self.open_detail()

    def show_item(self, item_id: int, start: int | None = None, end: int | None = None) -> None:
        """Stand on an item, open it in full and mark a span (code points) of its text.

        Filters that hide the item are cleared.
        """
        if start is not None and end is not None:
            self._cited_span = (item_id, start, end)
        self._stand_on = item_id
        self.parts.open_detail(is_open=True)
        item = self._item_in_hand()
        if item is not None and item.id == item_id:
            self._show_detail()
        else:
            self._feed.find_item(self.filter, self.model.ids, item_id)

    def select_next(self) -> None:
        """Go on to the next row, with the focus in the table."""
        self.parts.table.setFocus()
        row = self.parts.table.currentIndex().row() + 1
        if row < self.model.rowCount():
            self.parts.table.stand_on(row)

    # What a person does with items

    def _chosen(self) -> list[int]:
        if not self.parts.table.chosen_count():
            self._session.notify("Select an item first.")
        elif self.parts.table.chosen_count() > MOST_DRAGGED:
            self._session.notify(f"Select at most {MOST_DRAGGED} items for one entry.")
        else:
            return self.parts.table.chosen_ids()
        return []

    def capture(self) -> None:
        """Begin a timeline entry from the selected items."""
        if ids := self._chosen():
            self.capture_requested.emit(ids)

    def attach(self) -> None:
        """Cite the selected items in the entry selected in the draft."""
        if ids := self._chosen():
            self.attach_requested.emit(ids, None)

    def quote(self) -> None:
        """Quote the words selected in the detail."""
        if self.parts.detail_is_open and self.parts.detail.quote():
            return
        self.open_detail()
        self.parts.detail.focus_text()
        self._session.notify("Select the words to quote, then press Q.")

    def search(self) -> None:
        """Go to the search field."""
        go_to(self.parts.search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.parts.detail_is_open:
            self.close_detail()
        else:
            super().keyPressEvent(event)

    # Where one was

    def state(self) -> dict[str, object]:
        """Where the person is: filters, row, detail, column widths. JSON can carry it."""
        asked, parts = self.filter, self.parts
        return EvidencePlace(
            query=asked.query,
            sources=tuple(sorted(asked.sources or ())),
            people=tuple(sorted(asked.people or ())),
            uncited=asked.uncited_only,
            window=tuple(parts.strip.window_us or ()),
            item=self._stand_on,
            lead=parts.table.lead,
            detail=parts.detail_is_open,
            split=tuple(parts.splitter.sizes()),
            widths=tuple(parts.table.kept_widths),
        ).state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back to where `state` says the person was; what is missing stays as it is."""
        place, parts = EvidencePlace.of(state), self.parts
        parts.search.remember(place.query)
        parts.chips.choose(
            frozenset(place.sources) or None,
            frozenset(place.people) or None,
            uncited_only=place.uncited,
        )
        window = place.window
        parts.strip.set_window((window[0], window[1]) if len(window) == 2 else None)
        parts.show_window()
        self._stand_on, self._lead = place.item, place.lead
        parts.open_detail(is_open=place.detail and self._stand_on is not None)
        if len(place.split) == 2:
            parts.splitter.setSizes(list(place.split))
        parts.table.keep_widths(list(place.widths))
        self._filters_changed()
