"""The Context page: decision points, each explained by what could be known at its moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.drafts import EntryKind
from app.domain.practice.context_rules import Explained, moment_clock, thin_words
from app.domain.review_words import KIND_WORDS, counted
from app.domain.timeline import CitedEntry, Span
from app.operations import timeline
from app.operations.practice import context
from app.ui import theme
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.choose_one import Choice, ChooseOneDialog
from app.ui.dialogs.moment_page import MomentPageDialog
from app.ui.entry_words import time_words, zone_of
from app.ui.evidence_words import short_day
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.page_actions import PageActions
from app.ui.panes.practice.context_edits import ContextEdits
from app.ui.panes.practice.context_evidence import ContextEvidence
from app.ui.panes.practice.context_form import ContextForm
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.two_lines import ASIDE, BELOW, TwoLines

_WATCHED = {"decision_points", "entries", "citations", "items", "source_settings"}
_ID = Qt.ItemDataRole.UserRole
_SECTION = 3
_ROOMY = 1_060
"""The width, at zoom 1, from which on the list stands beside the form instead of above it."""

Answer = tuple[list[Explained], list[CitedEntry]]


class ContextPane(QFrame):
    """Lists the decision points of the case in hand, beside the one in hand and its moment."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("context-pane")
        self.setProperty("kind", "panel")
        self._session = session
        self._chooser = chooser or FileChooser()
        self._edits = ContextEdits(session, self)
        self._points: list[Explained] = []
        self._entries: list[CitedEntry] = []
        self._wanted = ""
        self._begun = ""
        self._feed = Feed(session, self, "Reading the context", _WATCHED, _read, self._show)
        self.list = QListWidget()
        self.form = ContextForm(session)
        self.then = ContextEvidence(session)
        self._lay_out()
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self.list)

    # How it is made

    def _lay_out(self) -> None:
        self.list.setObjectName("context-list")
        self.list.setAccessibleName("Decision points in time order")
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumSize(150, 64)
        self._draft = QSplitter(Qt.Orientation.Horizontal)
        self._draft.setObjectName("context-draft")
        self._whole = QSplitter(Qt.Orientation.Horizontal)
        self._whole.setObjectName("context-split")
        for split, parts in (
            (self._draft, (self.list, self.form)),
            (self._whole, (self._draft, self.then)),
        ):
            split.setChildrenCollapsible(False)
            split.setHandleWidth(12)
            for part in parts:
                split.addWidget(part)
        self.form.setMinimumWidth(260)
        self.then.setMinimumWidth(240)
        self._draft.setStretchFactor(1, 1)
        self._draft.setSizes([260, 420])
        self._whole.setSizes([620, 460])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._whole)
        self._pages.addWidget(self._empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._pages, 1)

    def _head(self) -> QHBoxLayout:
        self._count = ElidedLabel(role="caption")
        self._count.setObjectName("context-count")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Context", "heading"))
        head.addWidget(self._count, 1)
        self._fold = button("context-fold-button", "Evidence", self.fold)
        self._fold.setCheckable(True)
        self._fold.setChecked(True)
        self._page = button(
            "context-page-button", "What could be seen…", self.show_page, short="Seen…"
        )
        self._remove = button("context-remove-button", "Remove", self.remove)
        for each in (
            self._page,
            self._fold,
            self._remove,
            button(
                "context-from-entry-button", "From an entry…", self.add_from_entry, short="Entry…"
            ),
            button("context-add-button", "+ Decision", self.add, short="+"),
        ):
            head.addWidget(each)
        return head

    def _empty(self) -> EmptyState:
        from_entry = button(
            "context-first-button", "From a timeline entry…", self.add_from_entry, kind="primary"
        )
        return EmptyState(
            "No decision points yet",
            "Choose the few moments that mattered. For each, write what people saw, believed and "
            "put first, from what could be known then.",
            [from_entry],
        )

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self.remove)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.form.edited.connect(self._edits.change)
        self.form.way_out_taken.connect(self._edits.move_to_now)
        self.form.part_changed.connect(self.then.show_part)
        self.then.cite_wanted.connect(self._cite)
        self._edits.added.connect(self._begin)
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.zone_changed.connect(self._show_points)
        self._session.who_changed.connect(self._show_current)
        self._session.thing_wanted.connect(self._go_to_point)

    def _offered(self) -> list[Action]:
        keys = (
            ("context-add", "Add decision point", "D", self.add),
            ("context-from-entry", "Decision point from an entry…", "T", self.add_from_entry),
            ("context-cite", "Cite under the field in hand", "C", self.then.cite),
            ("context-later", "Show later evidence, marked", "L", self.then.toggle_later),
            ("context-search", "Search the evidence of the moment", "F", self._search),
            ("context-fold", "Evidence beside the form", "E", self._toggle_fold),
            ("context-page", "What could be seen then…", "W", self.show_page),
            ("context-remove", "Remove decision point", "X", self.remove),
        )
        page = PageActions(self, self._session, "context", Menu.REVIEW, _SECTION)
        return [page.local(*each) for each in keys]

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        if self._pages.currentWidget() is not self._whole:
            return [self]
        return [self.list, self.form, *([self.then] if self._fold.isChecked() else [])]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(_ROOMY)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted is not self._draft.orientation():
            self._draft.setOrientation(wanted)
            self._draft.setSizes([110, 500] if narrow else [260, 420])

    # Keeping up

    def _enter_case(self) -> None:
        self._wanted = self._begun = ""
        self._points, self._entries = [], []
        self.then.shelf.forget()
        self._show_points()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def _show(self, answer: Answer) -> None:
        self._points, self._entries = answer
        self.form.set_day(self._day_us)
        self._pages.setCurrentIndex(0 if self._points else 1)
        self._show_points()
        self._go_to_begun()

    def _show_points(self) -> None:
        here = self._wanted or self._current_id
        ids = [one.point.id for one in self._points]
        row = ids.index(here) if here in ids else min(max(self.list.currentRow(), 0), len(ids) - 1)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._points:
            self.list.addItem(self._row(one))
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        words = counted(len(self._points), "decision point")
        self._count.setText(words if self._points else "")
        self._show_current()

    def _row(self, one: Explained) -> QListWidgetItem:
        point = one.point
        row = QListWidgetItem(" ".join(point.title.split()) or "Untitled decision")
        thin = thin_words(point, one.cited, len(one.hindsight))
        row.setData(_ID, point.id)
        row.setData(BELOW, thin or point.role.strip() or " ")
        when = ""
        if point.at_us is not None:
            when = moment_clock(point.at_us, self._session.zone)
            if self._on_several_days:
                when = f"{short_day(point.at_us, self._session.zone)} {when}"
        row.setData(ASIDE, when)
        spoken = (when, row.text(), point.role, thin)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))
        return row

    @property
    def _day_us(self) -> int | None:
        """The day that a clock without a date means: that of the incident, else of the draft."""
        if self._session.case.started_us is not None:
            return self._session.case.started_us
        starts = (one.entry.start_us for one in self._entries)
        return next((start for start in starts if start is not None), None)

    @property
    def _on_several_days(self) -> bool:
        zone = self._session.zone
        dated = (one.point.at_us for one in self._points)
        return len({short_day(at_us, zone) for at_us in dated if at_us is not None}) > 1

    @property
    def _current(self) -> Explained | None:
        row = self.list.currentRow()
        return self._points[row] if 0 <= row < len(self._points) else None

    @property
    def _current_id(self) -> str:
        shown = self.form.form.thing
        return "" if shown is None else shown.id

    def _show_current(self) -> None:
        current = self._current
        if current is not None:
            self._wanted = current.point.id
        self.form.show_point(current)
        self.then.show_moment(None if current is None else current.point, self._entries)
        for each in (self._page, self._remove, self._fold):
            each.setEnabled(current is not None)

    def _begin(self, point_id: str) -> None:
        self._wanted = self._begun = point_id
        self._go_to_begun()

    def _go_to_begun(self) -> None:
        if self._begun and self._stand_on(self._begun):
            self._begun = ""
            go_to(self.form.form.field("title"))

    def _go_to_point(self, thing_id: str) -> None:
        self._begun = thing_id  # it may not have been read yet
        self._go_to_begun()

    def _stand_on(self, point_id: str) -> bool:
        for row, one in enumerate(self._points):
            if one.point.id == point_id:
                self.list.setCurrentRow(row)
                return True
        return False

    # What a person does

    def add(self) -> None:
        """Begin a decision point from scratch."""
        self.form.commit()
        type_ahead(self)
        self._edits.add()

    def add_from_entry(self) -> None:
        """Begin one at an entry of the timeline; decisions are offered first."""
        self.form.commit()
        offered = sorted(self._entries, key=lambda one: one.entry.kind is not EntryKind.DECISION)
        dialog = ChooseOneDialog(
            "Which entry tells of the decision?",
            "Add decision point",
            [self._choice(one) for one in offered],
            "The timeline has no entries yet; “+ Decision” begins from scratch.",
            self.window(),
        )
        dialog.chosen.connect(lambda place: self._edits.add_from_entry(offered[place].entry.id))
        self._open(dialog)

    def _choice(self, one: CitedEntry) -> Choice:
        entry, session = one.entry, self._session
        zone = zone_of(entry.time, *session.zones)
        words = " ".join(entry.text.split())
        return Choice(words, KIND_WORDS[entry.kind], time_words(entry.time, zone))

    def remove(self) -> None:
        """Remove the decision point in hand."""
        if (current := self._current) is not None:
            self._edits.remove(current.point.id)

    def show_page(self) -> None:
        """Show what could be seen at the moment, as a page that can be exported."""
        if (current := self._current) is None:
            self._session.notify("Add a decision point first.")
            return
        self.form.commit()
        self._open(MomentPageDialog(self._session, self._chooser, current.point.id, self.window()))

    def fold(self) -> None:
        """Give the room of the evidence to the form, or take it back."""
        self.then.setVisible(self._fold.isChecked())

    def _toggle_fold(self) -> None:
        self._fold.toggle()
        self.fold()

    def _search(self) -> None:
        if not self._fold.isChecked():
            self._toggle_fold()
        self.then.search()

    def _cite(self, spans: Sequence[Span]) -> None:
        if (current := self._current) is not None:
            self._edits.cite(current.point.id, self.form.part, spans)

    def _open(self, dialog: QDialog) -> None:
        self.dialog_opened.emit(dialog)
        dialog.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: nothing typed waits any longer to be kept."""
        super().hideEvent(event)
        self.form.commit()

    # Where one was

    def state(self) -> dict[str, Any]:
        """Where the person is."""
        return {
            "point": self._wanted,
            "evidence": self._fold.isChecked(),
            "split": self._whole.sizes(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = str(state.get("point", ""))
        self._stand_on(self._wanted)
        if len(split := state.get("split", ())) == 2 and all(split):
            self._whole.setSizes(list(split))
        if not state.get("evidence", True) and self._fold.isChecked():
            self._toggle_fold()


def _read(casebook: Casebook, case_id: str) -> Answer:
    return context.points(casebook, case_id), timeline.entries(casebook, case_id)
