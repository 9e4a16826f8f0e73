"""The evidence, and the timeline, as of the moment of a decision: beside its form."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.context import DecisionPoint
from app.domain.practice.context_rules import FIELD_WORDS, moment_clock
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, counted
from app.domain.timeline import CitedEntry, Span, as_of
from app.ui.entry_words import time_words, zone_of
from app.ui.panes.evidence_shelf import EvidenceShelf
from app.ui.session import Session
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.shortening_button import ShorteningButton
from app.ui.widgets.two_lines import ASIDE, BELOW, TwoLines

_ENTRY = Qt.ItemDataRole.UserRole


class ContextEvidence(QWidget):
    """Shows what there was at the moment; what is chosen is to be cited under a field."""

    cite_wanted = Signal(list)
    """`Span`s to cite."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: Sequence[CitedEntry] = ()
        self._shown: Sequence[CitedEntry] = ()
        self._point: DecisionPoint | None = None
        self.setObjectName("context-evidence")
        self._heading = ElidedLabel("Evidence", "heading")
        self._heading.setObjectName("context-evidence-heading")
        self._sentence = label("", "caption", wrap=True)
        self._sentence.setObjectName("context-evidence-sentence")
        self.shelf = EvidenceShelf(session, "then")
        self.entries = QListWidget()
        self.entries.setObjectName("then-entries")
        self.entries.setAccessibleName("Timeline as of the moment")
        self.entries.setItemDelegate(TwoLines(self.entries))
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("then-tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.shelf, "Evidence")
        self._tabs.addTab(self.entries, "Timeline")
        self.button = ShorteningButton("Cite  C", "Cite  C")
        self.button.setObjectName("then-cite")
        self._lay_out()
        self.shelf.chosen.connect(self.cite)
        self.shelf.later.toggled.connect(lambda _on: self._say_bound())
        self.shelf.in_hand_changed.connect(self._follow)
        self.entries.itemActivated.connect(lambda _row: self.cite())
        self.entries.currentRowChanged.connect(lambda _row: self._follow())
        self._tabs.currentChanged.connect(lambda _tab: self._follow())
        self.button.clicked.connect(self.cite)
        self.setFocusProxy(self.shelf)
        self.show_part("saw")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addWidget(self._tabs, 1)
        column.addLayout(foot)

    def show_moment(self, point: DecisionPoint | None, entries: Sequence[CitedEntry]) -> None:
        """Show what there was at the moment of a decision point."""
        self._point, self._entries = point, entries
        at_us = None if point is None else point.at_us
        zone = self._session.zone
        self.shelf.show_case(at_us)
        if at_us is None:
            self._heading.setText("Evidence")
            self._sentence.setText("Without an as-of time, all of the case is shown.")
            self._shown = list(entries)
        else:
            self._heading.setText(f"As of {moment_clock(at_us, zone)}")
            self._shown = as_of(entries, at_us, self._session.case_zone)
            self._say_bound()
        self._list_entries(zone)
        self._follow()

    def _say_bound(self) -> None:
        """Whether later evidence is in the list."""
        later = self.shelf.shows_later
        bound = "Later evidence is listed too, and marked." if later else "Nothing later is listed."
        known = counted(len(self._shown), "entry", "entries")
        self._sentence.setText(f"{bound} The timeline then had {known}.")

    def _list_entries(self, zone: ZoneInfo) -> None:
        current = self.entries.currentItem() if self.entries.count() else None
        here = "" if current is None else current.data(_ENTRY)
        self.entries.clear()
        for one in self._shown:
            entry = one.entry
            row = QListWidgetItem(" ".join(entry.text.split()))
            row.setData(_ENTRY, entry.id)
            row.setData(BELOW, f"{KIND_WORDS[entry.kind]} · {CERTAINTY_WORDS[entry.certainty]}")
            row.setData(
                ASIDE, time_words(entry.time, zone_of(entry.time, zone, self._session.case_zone))
            )
            self.entries.addItem(row)
            if entry.id == here:
                self.entries.setCurrentItem(row)

    def show_part(self, part: str) -> None:
        """Say under which field something would be cited."""
        self.button.say(f"Cite under “{FIELD_WORDS[part]}”  C", "Cite  C")

    @property
    def _spans(self) -> list[Span]:
        if self._tabs.currentWidget() is self.shelf:
            return self.shelf.spans
        row = self.entries.currentRow()
        if not 0 <= row < len(self._shown):
            return []
        return [
            Span(item.citation.item_id, item.citation.start, item.citation.end)
            for item in self._shown[row].citations
        ]

    def _follow(self) -> None:
        self.button.setEnabled(self._point is not None and bool(self._spans))

    def cite(self) -> None:
        """Cite what is selected here: items, words of one, or the evidence of an entry."""
        if spans := self._spans:
            self.cite_wanted.emit(spans)
        else:
            self._session.notify("Select evidence beside the form first.")

    def toggle_later(self) -> None:
        """Show later evidence too, marked, or leave it out again."""
        if self._point is not None and self._point.at_us is not None:
            self.shelf.later.toggle()

    def search(self) -> None:
        """Go to the search."""
        self._tabs.setCurrentWidget(self.shelf)
        self.shelf.search.setFocus()
