"""The evidence side of the window: search, filters, time, the table and one item in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.domain.changes import Changed
from app.domain.evidence import Item
from app.domain.query import EvidenceFilter
from app.ui.choosers import FileChooser
from app.ui.focus import go_to, has_focus_inside
from app.ui.itemmodels.items import MOST_DRAGGED, ItemsModel
from app.ui.itemmodels.row_marks import RowMarks
from app.ui.panes import evidence_actions
from app.ui.panes.evidence_bookmarks import EvidenceBookmarks
from app.ui.panes.evidence_feed import Holdings, row_of
from app.ui.panes.evidence_filters import EvidenceFilters
from app.ui.panes.evidence_finding import EvidenceFinding
from app.ui.panes.evidence_groups import EvidenceGroups
from app.ui.panes.evidence_intake import EvidenceIntake
from app.ui.panes.evidence_layout import EvidenceLayout
from app.ui.panes.evidence_listing import EvidenceListing
from app.ui.panes.evidence_pair import EvidencePair
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.panes.evidence_table import EvidenceTable
from app.ui.panes.evidence_ways import EvidenceWays
from app.ui.session import Session


class EvidencePane(QFrame):
    """Shows the evidence of the case in hand, and hands items over to the draft."""

    capture_requested = Signal(list)
    attach_requested = Signal(list, object)
    quote_requested = Signal(int, int, int)
    chosen_changed = Signal(list)
    """The ids of the selected items, none where they are too many to cite."""

    pause_ms = 120
    """How long the window of time must rest before the list follows."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._cited_span: tuple[int, int, int] | None = None
        self.setObjectName("evidence-pane")
        self.setProperty("kind", "panel")
        self.model = ItemsModel(session, self)
        self.marks = RowMarks(session, self)
        self.parts = EvidenceLayout(session, self.model, self.marks, self)
        self.setFocusProxy(self.parts.table)
        self.intake = EvidenceIntake(session, chooser or FileChooser(), self)
        self.filters = EvidenceFilters(session, self.parts, self)
        self.pair = EvidencePair(self)
        self.ways = EvidenceWays(self)
        self.finding = EvidenceFinding(self)
        self.bookmarks = EvidenceBookmarks(self)
        self.listing = EvidenceListing(self)
        self.groups = EvidenceGroups(session, self.parts.table, self.model, self.listing.feed)
        self._connect()
        evidence_actions.build(self)
        if session.has_case:
            self._enter_case()

    def _connect(self) -> None:
        parts, session = self.parts, self.session
        self._connect_filters()
        self._connect_lists()
        parts.detail.closed.connect(self.close_detail)
        parts.detail.quote_requested.connect(self.quote_requested)
        parts.detail.item_wanted.connect(self.show_item)
        parts.ask.left.connect(self._focus_list)
        parts.add.clicked.connect(self.capture)
        parts.attach.clicked.connect(self.attach)
        for button in (parts.import_button, parts.import_first):
            button.clicked.connect(self.intake.files)
        parts.import_folder.clicked.connect(self.intake.folder)
        parts.paste_first.clicked.connect(self.intake.paste)
        parts.note.show_wanted.connect(self.intake.show_receipts)
        self.intake.queue.imported.connect(parts.note.add)
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self._enter_case())
        session.zone_changed.connect(self._zone_changed)
        session.who_changed.connect(self._who_changed)

    def _connect_filters(self) -> None:
        parts = self.parts
        parts.search.query_changed.connect(lambda _query: self._filters_changed())
        parts.search.left.connect(parts.table.setFocus)
        parts.mark_only.clicked.connect(lambda _on: self._filters_changed())
        parts.chips.changed.connect(self._filters_changed)
        parts.strip.window_changed.connect(lambda _window: self._window_changed())
        parts.strip.counts_wanted.connect(self.listing.count)
        parts.window_clear.clicked.connect(self._clear_window)
        parts.clear_filters.clicked.connect(self.clear_filters)
        self.bookmarks.changed.connect(self._bookmarks_changed)

    def _connect_lists(self) -> None:
        beside = self.parts.beside
        for table, model in ((self.parts.table, self.model), (beside.table, beside.model)):
            table.row_changed.connect(partial(self._row_changed, table))
            table.chosen_changed.connect(lambda _count: self.tell_chosen())
            table.opened.connect(self.open_detail)
            model.page_loaded.connect(self._page_loaded)
            self.listing.feed.cited.connect(model.set_cited)
        self.pair.in_hand_changed.connect(self._page_loaded)
        self.groups.changed.connect(self.listing.ask)

    # What is shown

    @property
    def holdings(self) -> Holdings:
        """What evidence the case has at all."""
        return self.listing.holdings

    @property
    def filter(self) -> EvidenceFilter:
        """What the person asked for."""
        return self.filters.asked

    def _enter_case(self) -> None:
        self.listing.stand_on = self._cited_span = None
        self.close_detail()
        self.parts.detail.clear()
        self.pair.close()
        self.ways.reset()
        self.filters.reset()
        self.reload()

    def reload(self) -> None:
        """Read everything anew, keeping the place."""
        self.marks.forget()
        self.listing.read_holdings()
        self.listing.feed.read_cited()
        self.bookmarks.read()
        self.listing.ask()

    def _refresh(self, change: Changed) -> None:
        if not self.session.has_case or change.case_id not in (None, self.session.case.id):
            return
        if change.tables & {"items", "source_settings"}:
            self.reload()
        elif change.tables & {"people", "aliases", "roles"} and self._asks_for_people():
            self.listing.ask()
        elif "citations" in change.tables:
            self.listing.feed.read_cited()
            if self.parts.chips.uncited_only:
                self.listing.ask()

    def _bookmarks_changed(self) -> None:
        if self.parts.chips.bookmarked_only:
            self.listing.ask()

    def _filters_changed(self) -> None:
        self.filters.mark()
        self.pair.refresh_heads()
        self.listing.ask()
        self.listing.count()

    def toggle_marks_only(self) -> None:
        """Let the search mark what it finds among all items, or show that alone again."""
        self.parts.mark_only.toggle()
        self._filters_changed()

    def choose_sources(self, sources: frozenset[int] | None, item_id: int | None = None) -> None:
        """Show these sources, None for all, standing on an item where one is given."""
        self.filters.put(replace(self.filters.place, sources=tuple(sorted(sources or ()))))
        if item_id is not None:
            self.listing.stand_on = item_id
        self._filters_changed()

    def _window_changed(self) -> None:
        self.parts.show_window()
        self.listing.ask_after(self.pause_ms)

    def _clear_window(self) -> None:
        self.parts.strip.set_window(None)
        self._window_changed()

    def _who_changed(self) -> None:
        self.model.refresh_who()
        self.parts.beside.model.refresh_who()
        self.listing.offer_people()

    def _asks_for_people(self) -> bool:
        return self.filter.people is not None or "from:" in self.parts.search.query.lower()

    def _zone_changed(self) -> None:
        self.model.refresh_times()
        self.parts.beside.model.refresh_times()
        if ":" in self.parts.search.query:
            self._filters_changed()  # clocks in the query are those on screen
        self.parts.show_window()
        self.parts.show_span(self.holdings.span)
        self.listing.tell_count()

    def clear_filters(self) -> None:
        """Show all items again; Back leads to what was filtered by."""
        if self.filters.narrowed_by:
            self.ways.leave_filters(self.place)
        self.filters.reset()
        self._filters_changed()
        self.parts.table.setFocus()

    # The item in hand

    @property
    def table(self) -> EvidenceTable:
        """The list that keys act on."""
        return self.pair.table

    @property
    def listed(self) -> ItemsModel:
        """What the list that keys act on shows."""
        return self.pair.model

    @property
    def item_in_hand(self) -> Item | None:
        """The item that a person stands on, where it is known already."""
        return self.pair.item

    def _focus_list(self) -> None:
        self.table.setFocus()

    def _row_changed(self, table: EvidenceTable, row: int) -> None:
        if row < 0:
            return
        if table is self.parts.table:
            self.listing.stand_on = self.model.id_of(row)
        if table is self.table:
            self._show_detail()
        self.pair.row_changed(table)

    def _page_loaded(self) -> None:
        self._show_detail()
        self.tell_chosen()

    def _show_detail(self) -> None:
        item = self.item_in_hand
        if item is None or not self.parts.detail_is_open:
            return
        span = self._cited_span
        if span is not None and span[0] == item.id:
            self._cited_span = None
            self.parts.detail.show_item(item, span[1:])
        else:
            self.parts.detail.show_item(item)

    def tell_chosen(self) -> None:
        """Say what is selected."""
        table = self.table
        self.parts.show_chosen(table.chosen_count(), self.item_in_hand)
        few = table.chosen_count() <= MOST_DRAGGED
        self.chosen_changed.emit(table.chosen_ids() if few else [])

    def open_detail(self) -> None:
        """Show the item in hand in full."""
        if self.table.currentIndex().isValid():
            self.parts.open_detail(is_open=True)
            self._show_detail()

    def close_detail(self) -> None:
        """Give its room back to the table."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.parts.detail.isAncestorOf(focus)
        self.parts.open_detail(is_open=False)
        if inside:
            self.table.setFocus()

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
        left = self.place
        self.listing.stand_on = item_id
        self.pair.take_in_hand(second=False)
        self.parts.open_detail(is_open=True)
        item = self.item_in_hand
        if item is not None and item.id == item_id:
            self._show_detail()
        else:
            self.listing.find(item_id, left)

    def light_up(self, item_ids: Sequence[int]) -> None:
        """Mark what a suggestion rests on, and bring the first of it into view if it is listed."""
        if self.marks.lit == set(item_ids):
            return
        self.marks.set_lit(frozenset(item_ids))
        position = row_of(self.model.ids, item_ids[0]) if item_ids else -1
        if position >= 0 and not has_focus_inside(self):
            self.parts.table.scrollTo(self.model.index(self.model.row_of(position), 0))

    def select_next(self) -> None:
        """Go on to the next row, with the focus in the table."""
        self.table.setFocus()
        row = self.table.currentIndex().row() + 1
        if row < self.listed.rowCount():
            self.table.stand_on(row)

    # What a person does with items

    def chosen(self) -> list[int]:
        """The selected items; none, and a person is told, where there are none or too many."""
        if not self.table.chosen_count():
            self.session.notify("Select an item first.")
        elif self.table.chosen_count() > MOST_DRAGGED:
            self.session.notify(f"Select at most {MOST_DRAGGED} items at once.")
        else:
            return self.table.chosen_ids()
        return []

    def capture(self) -> None:
        """Begin a timeline entry from the selected items."""
        if ids := self.chosen():
            self.capture_requested.emit(ids)
            self.groups.tell_count("Taken is")

    def attach(self) -> None:
        """Cite the selected items in the entry selected in the draft."""
        if ids := self.chosen():
            self.attach_requested.emit(ids, None)
            self.groups.tell_count("Attached is")

    def quote(self) -> None:
        """Quote the words selected in the detail."""
        if self.parts.detail_is_open and self.parts.detail.quote():
            return
        self.open_detail()
        self.parts.detail.focus_text()
        self.session.notify("Select the words to quote, then press Q.")

    def copy(self) -> None:
        """Put the selected items into the clipboard."""
        self.table.copy()

    def search(self) -> None:
        """Go to the search field."""
        go_to(self.parts.search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.parts.detail_is_open:
            self.close_detail()
        elif event.key() == Qt.Key.Key_Escape and self.pair.is_open:
            self.pair.close()
        elif event.key() == Qt.Key.Key_Escape and self.ways.leave():
            pass
        else:
            super().keyPressEvent(event)

    # Where one was

    @property
    def place(self) -> EvidencePlace:
        """Where the person is now."""
        return replace(
            self.filters.place,
            item=self.listing.stand_on,
            lead=self.parts.table.lead,
            detail=self.parts.detail_is_open,
            split=tuple(self.parts.splitter.sizes()),
            widths=tuple(self.parts.table.kept_widths),
        )

    def go_to(self, place: EvidencePlace, aim_us: int | None = None) -> None:
        """Show what a place shows, standing on its item, or else near a moment."""
        self.filters.put(place)
        self.pair.take_in_hand(second=False)
        self.listing.aim(place.item, place.lead, aim_us)
        self._filters_changed()

    def state(self) -> dict[str, object]:
        """Where the person is: filters, row, detail, column widths. JSON can carry it."""
        kept = {
            "trail": self.ways.state(),
            "beside": self.pair.state(),
            "repeats": self.groups.kept,
        }
        return {**self.place.state(), **kept}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back to where `state` says the person was; what is missing stays as it is."""
        place, parts = EvidencePlace.of(state), self.parts
        parts.open_detail(is_open=place.detail and place.item is not None)
        if len(place.split) == 2:
            parts.splitter.setSizes(list(place.split))
        parts.table.keep_widths(list(place.widths))
        self.groups.restore(state.get("repeats"))
        self.ways.restore(state)
        self.pair.restore(state)
        self.go_to(place)
