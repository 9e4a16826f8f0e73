"""What narrows the list of evidence: search, chips and window of time, as one question."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.query import EvidenceFilter
from app.ui import search_matches
from app.ui.evidence_words import narrowed_words
from app.ui.panes.evidence_layout import EvidenceLayout
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.session import Session


class EvidenceFilters(QObject):
    """Reads the widgets that filter, and sets them; nothing of it tells anybody."""

    def __init__(self, session: Session, parts: EvidenceLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._parts = parts

    @property
    def query(self) -> str:
        """What is typed into the search field."""
        return self._parts.search.query

    @property
    def marks_only(self) -> bool:
        """Whether the search marks what it finds and leaves the rest in sight."""
        return self._parts.mark_only.isChecked()

    @property
    def asked(self) -> EvidenceFilter:
        """What the person asked for."""
        chips, window = self._parts.chips, self._parts.strip.window_us
        return EvidenceFilter(
            query="" if self.marks_only else self.query,
            sources=chips.sources,
            people=chips.people,
            since_us=None if window is None else window[0],
            until_us=None if window is None else window[1],
            uncited_only=chips.uncited_only,
            zone=self._session.zone.key,
            bookmarked_only=chips.bookmarked_only,
            thread=chips.of_thread,
            place=chips.at_place,
        )

    @property
    def narrowed_by(self) -> list[str]:
        """What narrows the list, in words; nothing where all is shown."""
        return narrowed_words(self.asked)

    @property
    def place(self) -> EvidencePlace:
        """The filters alone, as a place."""
        asked = self.asked
        return EvidencePlace(
            query=self.query,
            sources=tuple(sorted(asked.sources or ())),
            people=tuple(sorted(asked.people or ())),
            uncited=asked.uncited_only,
            window=tuple(self._parts.strip.window_us or ()),
            bookmarked=asked.bookmarked_only,
            thread=asked.thread,
            where=asked.place,
            marks_only=self.marks_only,
        )

    def put(self, place: EvidencePlace) -> None:
        """Set all filters to those of a place."""
        parts, window = self._parts, place.window
        parts.search.remember(place.query)
        parts.mark_only.setChecked(place.marks_only)
        parts.chips.choose(
            frozenset(place.sources) or None,
            frozenset(place.people) or None,
            uncited_only=place.uncited,
            bookmarked_only=place.bookmarked,
            thread=place.thread,
            place=place.where,
        )
        parts.strip.set_window((window[0], window[1]) if len(window) == 2 else None)
        parts.show_window()
        self.mark()

    def reset(self) -> None:
        """Let everything through."""
        self.put(EvidencePlace())

    def mark(self) -> None:
        """Mark in the lists and in the detail what the search finds."""
        parts = self._parts
        pattern = search_matches.pattern_of(self.query)
        for table in parts.tables:
            table.mark_matches(pattern)
        parts.detail.mark_matches(pattern)
        parts.mark_only.setVisible(bool(self.query.strip()) or self.marks_only)
