"""The widgets of the evidence pane and where they stand; what they do is wired in the pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.evidence import Item
from app.domain.moments import UTC_ZONE
from app.ui.evidence_words import counted, place_in_source, span_words
from app.ui.focus import has_focus_inside
from app.ui.itemmodels.items import ItemsModel
from app.ui.itemmodels.row_marks import RowMarks
from app.ui.panes.evidence_beside import EvidenceBeside, SourceHead
from app.ui.panes.evidence_detail import EvidenceDetail
from app.ui.panes.evidence_table import Days, EvidenceTable
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.crumbs import Crumbs
from app.ui.widgets.density_strip import DensityStrip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.filter_chips import FilterChips
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.pair_splitter import PairSplitter
from app.ui.widgets.receipt_note import ReceiptNote
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.shortening_button import ShorteningButton


def _button(text: str, name: str, kind: str = "") -> QPushButton:
    return _named(QPushButton(text), name, kind)


def _named(button: QPushButton, name: str, kind: str = "") -> QPushButton:
    button.setObjectName(name)
    if kind:
        button.setProperty("kind", kind)
    return button


class EvidenceLayout:
    """Builds the widgets into ``host`` and puts what is known into words."""

    def __init__(self, session: Session, model: ItemsModel, marks: RowMarks, host: QWidget) -> None:
        self._session = session
        self._detail_open = False
        self.note = ReceiptNote()
        self.count = ElidedLabel(role="caption")
        self.count.setObjectName("evidence-count")
        self.import_button = _button("Import…", "evidence-import")
        policy = self.import_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the heading stays where it is
        self.import_button.setSizePolicy(policy)
        self.search = SearchField()
        self.mark_only = _button("Mark only", "evidence-mark-only", "chip")
        self.crumbs = Crumbs()
        self.ask = AskLine("evidence-asked")
        self.chips = FilterChips()
        self.window = label("", "caption")
        self.window.setObjectName("evidence-window")
        self.window_clear = QToolButton()
        self.strip = DensityStrip(lambda start, end: span_words(start, end, session.zone))
        self.table = EvidenceTable(model)
        self.table.show_marks(marks)
        self.head = SourceHead("first", all_too=True)
        self.beside = EvidenceBeside(session, marks)
        self.lists = PairSplitter()
        self._first = QWidget()
        self._two = self._second_in_hand = False
        self._usual_split: list[int] = []
        self.detail = EvidenceDetail(session)
        self.chosen = ElidedLabel(role="caption")
        self.chosen.setObjectName("evidence-chosen")
        self.attach = _named(ShorteningButton("Attach to…  A", "Attach  A"), "evidence-attach")
        self.add = _named(
            ShorteningButton("Add to timeline  T", "Add  T"), "evidence-add", "primary"
        )
        self.clear_filters = _button("Clear all filters", "evidence-clear-filters")
        self.import_first = _button("Import files…", "evidence-import-first", "primary")
        self.import_folder = _named(
            ShorteningButton("Import folder…", "Folder…"), "evidence-import-folder"
        )
        self.paste_first = _button("Paste", "evidence-paste")
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._body = QStackedWidget()
        self._list = QStackedWidget()
        self._no_match = EmptyState("No item matches", "", [self.clear_filters])
        self._full = QWidget()
        self._build(host)

    def _build(self, host: QWidget) -> None:
        empty = EmptyState(
            "No evidence yet",
            "Drop a Slack export, alerts, mail, log files or a folder here, or paste text. "
            "Originals are kept as they are, inside this casebook only.",
            [self.import_first, self.import_folder, self.paste_first],
            340,
        )
        self._body.addWidget(self._full)
        self._body.addWidget(empty)
        column = QVBoxLayout(host)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self.note)
        column.addWidget(self._body, 1)
        self._fill()
        self.show_window()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("Evidence", "heading"))
        row.addWidget(self.count, 1)
        row.addWidget(self.import_button)
        return row

    def _fill(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(2)
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.window)
        filters.addWidget(self.window_clear)
        self.window_clear.setText("✕")
        self.window_clear.setProperty("kind", "quiet")
        self.window_clear.setObjectName("evidence-window-clear")
        self.window_clear.setAccessibleName("Show the whole time again")
        self.window_clear.setToolTip("Show the whole time again")
        self._dress_marker()
        self._list.addWidget(self.table)
        self._list.addWidget(self._no_match)
        self._pair_up()
        self.splitter.setObjectName("evidence-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.lists)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.detail.hide()
        self.detail.picture_offered.connect(self._give_room)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.chosen, 1)
        foot.addWidget(self.attach)
        foot.addWidget(self.add)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        searching = QHBoxLayout()
        searching.setSpacing(6)
        searching.addWidget(self.search, 1)
        searching.addWidget(self.mark_only)
        column.addLayout(searching)
        column.addLayout(filters)
        column.addWidget(self.crumbs)
        column.addWidget(self.ask)
        column.addWidget(self.strip)
        column.addWidget(self.splitter, 1)
        column.addLayout(foot)

    def _dress_marker(self) -> None:
        self.mark_only.setCheckable(True)
        self.mark_only.setAccessibleName("Show all items and mark what the search finds")
        self.mark_only.setToolTip("Show all items and mark what the search finds (Ctrl+M)")
        self.mark_only.hide()

    def _pair_up(self) -> None:
        column = QVBoxLayout(self._first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self._list, 1)
        self.head.hide()
        self.lists.turned.connect(self._place_detail)
        self.lists.addWidget(self._first)
        self.lists.addWidget(self.beside)

    def show_two(self, *, shown: bool) -> None:
        """Show the second list beside the first, or the first alone."""
        self._two = shown
        self.head.setVisible(shown)
        self._place_detail()
        self.lists.share()

    def show_in_hand(self, *, second: bool) -> None:
        """Which of two lists keys act on."""
        self._second_in_hand = second
        self._place_detail()

    # Words

    def show_count(
        self,
        shown: int,
        total: int,
        sources: int,
        active: list[str],
        marked: int | None = None,
        rows: int | None = None,
    ) -> None:
        """Say how much is shown; ``active`` names the filters that narrow it.

        ``marked`` is how many items are marked while the others stay in sight, ``rows`` how many
        rows they take where repeats are grouped.
        """
        self.import_button.setVisible(total > 0)
        if not total:
            self.count.setText("")
            self._turn_to(1, self.import_first)
            return
        self._turn_to(0, self.table)
        items = f"{shown:,} of {counted(total, 'item')}" if active else counted(total, "item")
        if marked is not None:
            items += f", {marked:,} marked"
        if rows is not None:
            items += f" in {counted(rows, 'row')}"
        zone = "UTC" if self._session.zone is UTC_ZONE else self._session.zone.key
        self.count.setText(f"{items} · {counted(sources, 'source')} · all times shown in {zone}")
        self._no_match.sentence.setText(f"Narrowed by {' and '.join(active)}.")
        self._list.setCurrentIndex(0 if shown or not active else 1)
        self._place_detail()

    def _turn_to(self, page: int, first: QWidget) -> None:
        """Show a page of the body; the focus goes along, to the widget that it begins with."""
        turns, was_here = self._body.currentIndex() != page, has_focus_inside(self._body)
        self._body.setCurrentIndex(page)
        if turns and was_here:
            first.setFocus()

    def show_searching(self) -> None:
        """Say that an answer takes its time."""
        self.count.setText("Searching…")

    def show_window(self) -> None:
        """Say which window of time is chosen."""
        window = self.strip.window_us
        words = "" if window is None else span_words(*window, self._session.zone)
        self.window.setText(words)
        self.window_clear.setVisible(window is not None)
        self.window.setVisible(window is not None)

    def show_span(self, span: tuple[int, int] | None) -> None:
        """Fit the table and the strip to the time that the evidence spans."""
        self.table.show_days(Days.telling(span, self._session.zone))
        self.strip.setVisible(span is not None)

    def show_chosen(self, count: int, item: Item | None) -> None:
        """Say what is selected."""
        words = f"{count:,} selected" if count else "Nothing selected"
        if count == 1 and item is not None:
            place = place_in_source(item)
            words += f" · {place} of {item.source_title}" if place else f" · {item.source_title}"
        self.chosen.setText(words)
        self.add.setEnabled(count > 0)
        self.attach.setEnabled(count > 0)

    @property
    def tables(self) -> tuple[EvidenceTable, EvidenceTable]:
        """The list, and the one beside it."""
        return self.table, self.beside.table

    # The detail

    @property
    def detail_is_open(self) -> bool:
        """Whether one item is shown in full."""
        return self._detail_open

    def open_detail(self, *, is_open: bool) -> None:
        """Give room to the detail, or all of it to the table."""
        self._detail_open = is_open
        self._place_detail()

    def _give_room(self, wanted: bool) -> None:
        """Let a picture have most of the height, and afterwards all be as it was."""
        sizes = self.splitter.sizes()
        if wanted and sizes[1] < 2 * sizes[0]:
            self._usual_split = sizes
            self.splitter.setSizes([sum(sizes) // 3, sum(sizes) - sum(sizes) // 3])
        elif not wanted and self._usual_split:
            self.splitter.setSizes(self._usual_split)
            self._usual_split = []

    def _place_detail(self) -> None:
        something = self._list.currentWidget() is self.table
        self.detail.setVisible(self._detail_open and something)
        # One list at a time where both, one below the other, leave the detail no room.
        cramped = self._two and self._detail_open and self.lists.is_stacked
        self.beside.setVisible(self._two and (self._second_in_hand or not cramped))
        self._first.setVisible(not (cramped and self._second_in_hand))
