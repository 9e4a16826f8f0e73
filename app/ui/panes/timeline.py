"""The draft side of the window: the timeline as cards, beside the evidence it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.assist.suggestions import Suggestion
from app.domain.changes import Changed
from app.domain.drafts import CaseKind, Entry
from app.domain.practice.entry_ties import EntryTies
from app.domain.review_words import counted
from app.domain.timeline import CitedEntry, CitedItem, Span
from app.operations import evidence, timeline
from app.operations.practice import entry_ties
from app.ui.focus import go_to
from app.ui.itemmodels.entries import EntriesModel
from app.ui.itemmodels.items import ITEMS_MIME
from app.ui.panes.as_of_bar import AsOfBar
from app.ui.panes.assist.tray import SuggestionTray
from app.ui.panes.attach_menu import AttachMenu
from app.ui.panes.attaching import Attaching
from app.ui.panes.capture import CapturePanel
from app.ui.panes.entry_edits import EntryEdits
from app.ui.panes.entry_in_place import EntryInPlace
from app.ui.panes.timeline_actions import EntryActions
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.panes.unfinished import UnfinishedEntries
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.entry_list import EntryList, dropped_items
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.shortening_button import ShorteningButton

_WATCHED = {
    *("entries", "citations", "source_settings", "items"),
    *("milestones", "drastic_actions", "decision_points", "audience_choices"),
}
Answer = tuple[list[CitedEntry], tuple[int, int] | None, Mapping[str, EntryTies]]


class TimelinePane(QFrame):
    """Shows the entries of the case in hand, and takes new ones."""

    citation_activated = Signal(int, object, object)
    """Item, start and end of a citation that should be shown in the evidence."""
    captured = Signal()
    """Enter finished a new entry; the next row of the evidence may follow."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline-pane")
        self.setProperty("kind", "panel")
        self.setAcceptDrops(True)
        self.session = session
        self.edits = EntryEdits(session, self)
        self.model = EntriesModel(self)
        self.entries = EntryList(self.model)
        self.unfinished = UnfinishedEntries(session, self)
        self.capture = CapturePanel(session, self.edits, self.unfinished)
        self.as_of = AsOfBar(session)
        self.in_place = EntryInPlace(session, self.edits, self.entries, self)
        self.attaching = Attaching(session, self)
        self.shown_to = ShownTo(session, "entry-shown")
        self.tray = SuggestionTray(session, self)
        self._all: list[CitedEntry] = []
        self._evidence_span: tuple[int, int] | None = None
        self._reading: Task | None = None
        self._stand_on = ""
        self._restoring: Mapping[str, object] = {}
        self._lay_out()
        self._connect()
        self._actions = EntryActions(self)
        if session.has_case:
            self._enter_case()

    # What the rest of the window asks

    def begin_capture(self, item_ids: Sequence[int], spans: Sequence[Span] | None = None) -> None:
        """Write a new entry that cites these items, or exactly these spans of them."""
        self.in_place.close()
        self.capture.begin(spans or [Span(item_id) for item_id in item_ids], self._day_us())

    def word(self, suggestion: Suggestion) -> None:
        """Word the entry that a suggestion points at; it waits until that is saved."""
        self.in_place.close()
        self.capture.begin_suggested(suggestion, self._day_us())

    def quote(self, item_id: int, start: int, end: int) -> None:
        """Cite a span: in the entry being written, else in a new one."""
        span = Span(item_id, start, end)
        if self.capture.is_open:
            self.capture.attach([span])
        elif self.in_place.entry_id:
            self.edits.cite(self.in_place.entry_id, [span])
        else:
            self.begin_capture([], [span])

    def attach(self, item_ids: Sequence[int], entry_id: object = None) -> None:
        """Let an entry cite these items too: the one named, the one being written, or ask which."""
        spans = [Span(item_id) for item_id in item_ids]
        if isinstance(entry_id, str) and entry_id:
            self.edits.cite(entry_id, spans)
        elif self.capture.is_open:
            self.capture.attach(spans)
        elif not self._all:
            self.begin_capture(item_ids)
        else:
            self._ask_entry(spans)

    def mark_citing(self, item_ids: Collection[int]) -> None:
        """Mark the entries that cite any of these items, and bring one of them into view."""
        self.model.mark_citing(item_ids)
        self.entries.reveal(self.model.citing_rows())

    def state(self) -> dict[str, object]:
        """Where the person was, as plain values."""
        cited = self.entries.current_entry
        return {
            "entry": cited.entry.id if cited is not None else "",
            "scroll": self.entries.verticalScrollBar().value(),
            "as_of": self.as_of.slider.moment_us if self.as_of.is_on else None,
            "editing": self.in_place.entry_id,
            "tray": self.tray.state(),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back to where the person was, as soon as the draft is here."""
        self._restoring = state
        self.tray.restore(kept if isinstance(kept := state.get("tray"), Mapping) else {})
        if self._reading is None:
            self._go_back()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tray.catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self.tray.fit(self.size(), is_writing=self.capture.is_open)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: nothing typed waits any longer to be kept."""
        super().hideEvent(event)
        self.in_place.commit()
        self.unfinished.flush()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ITEMS_MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if ids := dropped_items(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            (self.attach if self.capture.is_open else self.begin_capture)(ids)

    # Actions

    def new_entry(self) -> None:
        """Write an entry by hand."""
        self.begin_capture([])

    def resume(self) -> None:
        """Go on with the entry that was put aside last."""
        if self.capture.is_open:
            go_to(self.capture.editor.text)
        elif waiting := self.unfinished.drafts:
            self.in_place.close()
            self.capture.resume(waiting[-1], self._day_us())
        else:
            self.session.notify("No entry is waiting to be finished.")

    def edit_entry(self, entry_id: str) -> None:
        """Edit an entry in the place of its card."""
        for cited in self._all:
            if cited.entry.id == entry_id:
                self.in_place.open(cited)

    def toggle_as_of(self) -> None:
        """Show the draft as of a moment, or whole again."""
        self.in_place.close()
        if self.as_of.is_on:
            self.as_of.close_bar()
            go_to(self.entries)
        else:
            self.as_of.open()
            go_to(self.as_of.slider)

    def show_citation(self, item: CitedItem) -> None:
        """Show what an entry cites in the evidence."""
        citation = item.citation
        self.citation_activated.emit(citation.item_id, citation.start, citation.end)

    # Reading the draft

    def _enter_case(self, _case_id: str = "") -> None:
        self.capture.leave()
        self.in_place.close()
        self.as_of.hide()
        self._all = []
        self.model.show([])
        self.unfinished.load(self.session.case.id)
        self._set_zone()
        self.reload()

    def reload(self) -> None:
        """Read the draft anew, keeping place, selection and whatever is being typed."""
        casebook, case_id = self.session.casebook, self.session.case.id
        self._reading = reading = self.session.tasks.run(
            "Reading the timeline",
            lambda _progress: (
                timeline.entries(casebook, case_id),
                evidence.span(casebook, case_id),
                entry_ties.ties(casebook, case_id),
            ),
            lambda answer: self._arrived(reading, answer),
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        if not self.session.has_case or change.case_id not in (None, self.session.case.id):
            return
        if change.tables & _WATCHED:
            self.reload()

    def _arrived(self, reading: Task, answer: Answer) -> None:
        if reading is not self._reading:
            return
        self._reading = None
        self._all, self._evidence_span, ties = answer
        self.model.set_ties(ties)
        self.tray.set_cited(
            frozenset(one.citation.item_id for cited in self._all for one in cited.citations)
        )
        self.as_of.set_entries(self._all, self._evidence_span)
        self._show()
        self._go_back()
        self._drop_finished()

    def _show(self) -> None:
        shown = self.as_of.shown(self._all)
        here = {cited.entry.id: cited for cited in shown}
        self.in_place.follow(here.get(self.in_place.entry_id))
        self.model.show(shown)
        self._stack.setCurrentWidget(self.entries if self._all else self._empty)
        # A page out of sight would still keep the stack from getting low.
        policy = QSizePolicy.Policy.Ignored if self._all else QSizePolicy.Policy.Preferred
        self._empty.setSizePolicy(policy, policy)
        self._count.setText(counted(len(self._all), "entry", "entries"))
        self._then.setChecked(self.as_of.is_on)
        self._then.setEnabled(bool(self._all))
        if self._stand_on and self.entries.select_entry(self._stand_on):
            self._stand_on = ""
        self.entries.stand_somewhere()
        self._show_readers()

    def _show_readers(self) -> None:
        """In a trust case, who may see the entry in hand."""
        cited = self.entries.current_entry
        is_trust = self.session.has_case and self.session.case.kind is CaseKind.TRUST
        self.shown_to.show_target(cited.entry.id if cited and is_trust else None, Entry)

    def _go_back(self) -> None:
        state, self._restoring = self._restoring, {}
        if not state:
            return
        if isinstance(as_of := state.get("as_of"), int) and self._all:
            self.as_of.open(as_of)
        self.entries.select_entry(str(state.get("entry", "")))
        if editing := state.get("editing"):
            self.edit_entry(str(editing))
        if isinstance(scroll := state.get("scroll"), int):
            self.entries.go_back(scroll)

    def _drop_finished(self) -> None:
        """A crash may fall between saving an entry and forgetting its half-typed form."""
        saved = {cited.entry.id for cited in self._all}
        for draft in self.unfinished.drafts:
            if draft.entry.id in saved:
                self.unfinished.drop(draft.entry.id)

    def _unfinished_loaded(self) -> None:
        self._drop_finished()
        for draft in self.unfinished.drafts:
            if draft.is_open and not self.capture.is_open:
                self.capture.resume(draft, self._day_us(), focus=False)

    def _tell_unfinished(self) -> None:
        waiting = [draft for draft in self.unfinished.drafts if not draft.is_open]
        words = counted(len(waiting), "unfinished entry", "unfinished entries")
        self._continue.setText(f"{words} — Continue")
        self._continue.setVisible(bool(waiting))

    def _day_us(self) -> int | None:
        """The day that a clock without a date means: that of the draft, else of the evidence."""
        starts = [c.entry.start_us for c in self._all if c.entry.start_us is not None]
        if starts:
            return starts[-1]
        if self.session.case.started_us is not None:
            return self.session.case.started_us
        return None if self._evidence_span is None else self._evidence_span[0]

    def _set_zone(self) -> None:
        self.model.set_zone(*self.session.zones)
        self.as_of.set_zone()
        self.capture.set_zone()
        self.in_place.set_zone()
        self._show()

    # How it is made

    def _lay_out(self) -> None:
        self._count = ElidedLabel("", "caption")
        self._count.setObjectName("entry-count")
        self._then = ShorteningButton("Then / Later", "Then")
        self._then.setObjectName("then-later")
        self._then.setCheckable(True)
        self._then.setToolTip("Show the draft as of a moment, without what was known later")
        self._add = ShorteningButton("+ Entry", "+")
        self._add.setObjectName("add-entry")
        self._add.setToolTip("Write an entry by hand")
        self._continue = QPushButton()
        self._continue.setProperty("kind", "link")
        self._continue.setObjectName("continue-unfinished")
        self._continue.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Timeline draft", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._then)
        head.addWidget(self._add)
        by_hand = QPushButton("Write an entry by hand")
        by_hand.setObjectName("write-by-hand")
        by_hand.clicked.connect(self.new_entry)
        self._empty = EmptyState(
            "Nothing in the timeline yet",
            "Select evidence and press T. Each entry keeps a link to what it rests on. "
            "You can also drag evidence here.",
            [by_hand],
            340,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.entries)
        self.setFocusProxy(self.entries)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 5, 8)
        column.setSpacing(8)
        above = QVBoxLayout()
        above.setSpacing(8)
        # In line with the cards, which leave room for a scroll bar.
        above.setContentsMargins(0, 0, self.entries.verticalScrollBar().sizeHint().width(), 0)
        above.addLayout(head)
        for part in (self.as_of, self._continue, self.capture):
            above.addWidget(part)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        below = QVBoxLayout()
        below.setContentsMargins(above.contentsMargins())
        below.setSpacing(8)
        below.addWidget(self.shown_to)
        below.addWidget(self.tray)
        below.addWidget(self.tray.parts.ask_first)
        column.addLayout(below)
        self.tray.grown.connect(lambda grows: column.setStretchFactor(below, 1 if grows else 0))

    def _connect(self) -> None:
        self.entries.selectionModel().currentChanged.connect(lambda *_: self._show_readers())
        self._then.clicked.connect(self.toggle_as_of)
        self._add.clicked.connect(self.new_entry)
        self._continue.clicked.connect(self.resume)
        self.as_of.moment_changed.connect(self._show)
        self.entries.edit_requested.connect(self.edit_entry)
        self.entries.place_clicked.connect(self._show_place)
        self.entries.adopt_clicked.connect(self.edits.adopt)
        self.entries.hypothesis_clicked.connect(self._show_hypothesis)
        self.entries.items_dropped.connect(self._dropped)
        self.in_place.citation_activated.connect(self._show_span)
        self.capture.citation_activated.connect(self._show_span)
        self.capture.opened.connect(lambda _open: self._share_room())
        self.capture.captured.connect(self.captured)
        self.capture.added.connect(self._stand_on_added)
        self.tray.wording_wanted.connect(self.word)
        self.unfinished.changed.connect(self._tell_unfinished)
        self.unfinished.loaded.connect(self._unfinished_loaded)
        self.session.changed.connect(self._refresh)
        self.session.case_selected.connect(self._enter_case)
        self.session.zone_changed.connect(self._set_zone)
        self.session.thing_wanted.connect(self._go_to_entry)
        self.session.words_wanted.connect(self._write_entry)

    def _go_to_entry(self, entry_id: str) -> None:
        if self.entries.select_entry(entry_id):
            go_to(self.entries)

    def _write_entry(self, entry_id: str, part: str) -> None:
        if part == "text":
            self.edit_entry(entry_id)

    def _show_place(self, items: tuple[CitedItem, ...]) -> None:
        self.show_citation(items[0])

    def _show_hypothesis(self, entry_id: str) -> None:
        self.session.page_wanted.emit("response")
        self.session.thing_wanted.emit(entry_id)

    def _show_span(self, span: Span) -> None:
        self.citation_activated.emit(span.item_id, span.start, span.end)

    def _stand_on_added(self, cited: CitedEntry) -> None:
        self._stand_on = cited.entry.id
        if self.entries.select_entry(cited.entry.id):
            self._stand_on = ""

    def _dropped(self, item_ids: list[int], entry_id: str | None) -> None:
        if entry_id is None:
            self.begin_capture(item_ids)
        else:
            self.attach(item_ids, entry_id)

    def _ask_entry(self, spans: Sequence[Span]) -> None:
        menu = AttachMenu(self._all, self.entries.current_entry, *self.session.zones, self)
        menu.entry_chosen.connect(lambda entry_id: self.edits.cite(entry_id, spans))
        menu.new_chosen.connect(lambda: self.begin_capture([], spans))
        menu.else_chosen.connect(lambda: self.attaching.ask(spans))
        menu.popup(self.mapToGlobal(self.entries.geometry().topLeft()))
