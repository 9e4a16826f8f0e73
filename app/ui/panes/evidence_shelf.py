"""Evidence to choose from beside a form: a search over a list, bounded by a moment where asked."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.changes import Changed
from app.domain.evidence import Item
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.operations import reading
from app.ui import search_matches
from app.ui.evidence_words import counted, full_time, where_words
from app.ui.itemmodels.items import ItemsModel
from app.ui.itemmodels.moment_marks import MomentMarks
from app.ui.panes.evidence_feed import EvidenceFeed, Holdings, Listing
from app.ui.panes.evidence_table import Days, EvidenceTable
from app.ui.session import Session
from app.ui.widgets.labels import ElidedLabel
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.search_field import SearchField

_WATCHED = {"items", "source_settings"}


class EvidenceShelf(QWidget):
    """Lists evidence in time order, the row in hand in full below it.

    With a moment, the list ends there; a switch shows what came later too, and marks it.
    """

    chosen = Signal()
    """Enter or a double click in the list: `spans` are meant."""
    in_hand_changed = Signal()

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._moment_us: int | None = None
        self._wanted = False
        self._stale = True
        self.setObjectName(name)
        self.search = SearchField()
        self.search.line.setObjectName(f"{name}-search")
        self.later = QCheckBox("Show later ones too")
        self.later.setObjectName(f"{name}-later")
        self.later.setToolTip("What came after the moment is marked")
        self.later.hide()
        self._count = ElidedLabel(role="caption")
        self._count.setObjectName(f"{name}-count")
        self.model = ItemsModel(session, self)
        self.marks = MomentMarks(session, self)
        self.table = EvidenceTable(self.model)
        self.table.setObjectName(f"{name}-table")
        self.table.show_marks(self.marks)
        self._where = ElidedLabel(role="caption")
        self.text = PlainText()
        self.text.setObjectName(f"{name}-text")
        self.text.setAccessibleName("Text of the item; select words to cite them alone")
        self._feed = EvidenceFeed(session, self)
        self._shown: int | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._count, 1)
        line.addWidget(self.later)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._where)
        column.addWidget(self.text, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([300, 110])
        split.setStretchFactor(0, 1)
        self.text.setMinimumHeight(44)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.search)
        whole.addLayout(line)
        whole.addWidget(split, 1)
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        self.search.query_changed.connect(lambda _query: self.ask())
        self.search.left.connect(self.table.setFocus)
        self.later.toggled.connect(lambda _on: self.ask())
        self.table.row_changed.connect(lambda _row: self._show_in_hand())
        self.table.chosen_changed.connect(lambda _count: self.in_hand_changed.emit())
        self.table.opened.connect(self.chosen)
        self.text.span_selected.connect(lambda _on: self.in_hand_changed.emit())
        self.model.page_loaded.connect(self._show_in_hand)
        self._feed.listed.connect(self._show)
        self._feed.refused.connect(self.search.show_problem)
        self._feed.cited.connect(self.model.set_cited)
        self._feed.held.connect(self._show_holdings)
        self._session.changed.connect(self._refresh)
        self._session.zone_changed.connect(self._zone_changed)
        self._session.who_changed.connect(self.model.refresh_who)

    # What is asked for

    @property
    def moment_us(self) -> int | None:
        """The moment that bounds the list, None for none."""
        return self._moment_us

    @property
    def shows_later(self) -> bool:
        """Whether what came after the moment is listed too."""
        return self._moment_us is not None and self.later.isChecked()

    def show_case(self, moment_us: int | None = None) -> None:
        """List the evidence of the case in hand, up to a moment where one is given."""
        if self._wanted and moment_us == self._moment_us:
            return
        self._wanted = True
        self._shown = None  # what stands nearest to the moment is of interest first
        self._moment_us = self.marks.moment_us = moment_us
        self.later.setVisible(moment_us is not None)
        self._expire()

    def forget(self) -> None:
        """Another case: what is listed is its own no more."""
        self._wanted = False
        self._shown = None
        self.search.remember("")
        self.text.show_text("")

    def ask(self) -> None:
        """List anew, staying on the item in hand."""
        bound = None if self.shows_later else self._moment_us
        asked = EvidenceFilter(query=self.search.query, zone=self._session.zone.key, as_of_us=bound)
        pattern = search_matches.pattern_of(self.search.query)
        self.table.mark_matches(pattern)
        self._feed.list_items(asked, self._shown)

    def _refresh(self, change: Changed) -> None:
        if not self._wanted or change.case_id not in (None, self._session.case.id):
            return
        if change.tables & _WATCHED:
            self._expire()
        elif "citations" in change.tables and self.isVisible():
            self._feed.read_cited()
        elif "citations" in change.tables:
            self._stale = True

    def _expire(self) -> None:
        """What is listed is not as it should be; it is read where somebody looks."""
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted and self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        self._feed.read_holdings()
        self._feed.read_cited()
        self.ask()

    def _zone_changed(self) -> None:
        self.model.refresh_times()
        if self._wanted:
            self._feed.read_holdings()
            self._show_in_hand()

    # What is shown

    def _show_holdings(self, holdings: Holdings) -> None:
        self.table.show_people(bool(holdings.writers))
        self.table.show_days(Days.telling(holdings.span, self._session.zone))

    def _show(self, listing: Listing) -> None:
        self.model.show_ids(listing.ids, listing.items)
        last = len(listing.ids) - 1
        if listing.row >= 0:
            self.table.stand_on(listing.row)
        elif last >= 0 and not self.shows_later:
            self.table.stand_on(0 if self._moment_us is None else last)
        self._count.setText(counted(len(listing.ids), "item"))
        self._draw_moment(listing.ids)
        self._show_in_hand()

    def _draw_moment(self, ids: array[int]) -> None:
        """Where later items are listed too, draw a line before the first of them."""
        self.table.show_moment(None)
        casebook, moment_us = self._session.casebook, self._moment_us
        if moment_us is None or not self.shows_later:
            return

        def draw(found: reading.Nearest | None) -> None:
            if self.model.ids is ids and len(ids):
                following = 0 if found is None else found.following
                self.table.show_moment(following)
                if not self.table.currentIndex().isValid():
                    self.table.stand_on(max(0, following - 1))

        self._session.tasks.run(
            "Finding the moment",
            lambda _progress: reading.nearest(casebook, ids, moment_us + 1),
            draw,
            quiet=True,
        )

    @property
    def item(self) -> Item | None:
        """The item in hand, where it is known already."""
        return self.model.known_item(self.table.currentIndex().row())

    def _show_in_hand(self) -> None:
        item = self.item
        if item is None:
            self._where.setText("")
            if not self.model.rowCount():
                self.text.show_text("")
        elif item.id != self._shown or self.text.toPlainText() == "":
            self._shown = item.id
            self.text.show_text(
                item.text,
                search_matches.spans(search_matches.pattern_of(self.search.query), item.text),
            )
        if item is not None:
            time = "no time"
            if item.utc_us is not None:
                time = full_time(item.utc_us, self._session.zone, item.precision)
            who = self._session.who(item)
            self._where.setText(" · ".join(part for part in (time, where_words(item), who) if part))
        self.in_hand_changed.emit()

    @property
    def quoted(self) -> Span | None:
        """The words selected in the item in hand; None where none are."""
        span, item = self.text.span(), self.item
        return None if span is None or item is None else Span(item.id, *span)

    @property
    def spans(self) -> list[Span]:
        """What would be cited: the selected words, else the selected items."""
        if self.quoted is not None:
            return [self.quoted]
        return [Span(item_id) for item_id in self.table.chosen_ids()]
