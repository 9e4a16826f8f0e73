"""Writing a new entry: from chosen evidence, a quoted span, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.assist.suggestions import Suggestion
from app.domain.drafts import CaseKind, Entry, new_id, quote_of
from app.domain.errors import GoldseamError
from app.domain.evidence import Item
from app.domain.timeline import CitedEntry, Span
from app.operations import evidence, timeline
from app.ui import suggestion_words
from app.ui.entry_words import citation_words, place_words
from app.ui.focus import go_to
from app.ui.panes.citation_lines import CitationLine
from app.ui.panes.entry_editor import EntryEditor
from app.ui.panes.entry_edits import EntryEdits
from app.ui.panes.unfinished import Unfinished, UnfinishedEntries
from app.ui.session import Session
from app.ui.tasks import Task


class CapturePanel(QWidget):
    """One new entry at a time. Its text has the focus at once; time and citations follow."""

    captured = Signal()
    """Enter handed a finished entry over to be saved."""
    added = Signal(object)
    """The `CitedEntry` that was saved."""
    citation_activated = Signal(object)
    opened = Signal(bool)
    """Whether an entry is being written now."""

    def __init__(
        self,
        session: Session,
        edits: EntryEdits,
        unfinished: UnfinishedEntries,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = edits
        self._unfinished = unfinished
        self._spans: tuple[Span, ...] = ()
        self._items: dict[int, Item] = {}
        self._came_from: QWidget | None = None
        self._loading: Task | None = None
        self._save_when_loaded = False
        self._day_us: int | None = None
        self._opening = ""
        self._suggestion_id = ""
        self.editor = EntryEditor("capture", "Add entry", is_new=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        session.who_changed.connect(self._show_lines)
        self.editor.changed.connect(self._keep)
        self.editor.save_requested.connect(self._save)
        self.editor.leave_requested.connect(self.leave)
        self.editor.lines.activated.connect(lambda line: self.citation_activated.emit(line.span))
        self.editor.lines.removed.connect(self._remove)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether an entry is being written."""
        return not self.isHidden()

    def begin(self, spans: Sequence[Span], day_us: int | None) -> None:
        """Begin an entry citing ``spans``, or go on with the one begun from the same items.

        A clock typed without a date falls on the day of ``day_us`` where no item has a time.
        """
        draft = self._unfinished.citing(span.item_id for span in spans)
        if draft is None:
            draft = Unfinished(Entry(new_id(), self._session.case.id, ""), tuple(spans))
        elif new := tuple(span for span in spans if span not in draft.spans):
            draft = replace(draft, spans=draft.spans + new)
        self.resume(draft, day_us)

    def begin_suggested(self, suggestion: Suggestion, day_us: int | None) -> None:
        """Begin the entry that a suggestion points at, or go on with it.

        Its text begins with the quote, selected: what is typed replaces it. How sure it is stays
        to be judged; its time comes from the evidence.
        """
        opening = suggestion_words.opening_text(suggestion)
        draft = self._unfinished.of_suggestion(suggestion.id)
        if draft is None:
            entry = suggestion_words.opening_entry(suggestion, self._session.case.id)
            spans = suggestion_words.spans_of(suggestion)
            draft = Unfinished(entry, spans, suggestion_id=suggestion.id)
        self.resume(draft, day_us)
        self._opening = opening
        if draft.entry.text == opening:
            self.editor.text.selectAll()

    def resume(self, draft: Unfinished, day_us: int | None, *, focus: bool = True) -> None:
        """Go on writing an entry."""
        self._close()
        self._day_us = day_us
        self._spans, self._suggestion_id, self._opening = draft.spans, draft.suggestion_id, ""
        if focus:
            self._came_from = QApplication.focusWidget()
        self.editor.hide_private(hidden=self._session.case.kind is CaseKind.TRUST)
        self.editor.show_entry(draft.entry, *self._session.zones, day_us)
        self.editor.text.moveCursor(QTextCursor.MoveOperation.End)
        if draft.time_text:
            self.editor.time.setText(draft.time_text)
        self.editor.show_lines([])
        self.editor.complain("")
        self.show()
        self.opened.emit(True)
        if focus:
            go_to(self.editor.text)
        self._load()

    def attach(self, spans: Sequence[Span]) -> None:
        """Let the entry being written cite these as well."""
        self._spans += tuple(span for span in spans if span not in self._spans)
        self._load()
        self._keep()

    def leave(self) -> None:
        """Put the entry aside; what was typed is kept."""
        came_from = self._came_from
        self._close()
        if came_from is not None and came_from.isVisible():
            go_to(came_from)

    def set_zone(self) -> None:
        """Times are shown in another zone now."""
        typed = self.editor.typed()
        if self.is_open and not typed.problem:
            self.editor.show_entry(typed.entry, *self._session.zones, self._day_us)

    def _close(self) -> None:
        """Hide, dropping an entry in which nothing was written, or nothing but the quote stands."""
        if not self.is_open:
            return
        typed = self.editor.typed().entry
        if typed.text and typed.text != self._opening:
            self._unfinished.put_aside(typed.id)
        else:
            self._unfinished.drop(typed.id)
        self._hide()

    def _hide(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading, self._save_when_loaded, self._came_from = None, False, None
        self.hide()
        self.opened.emit(False)

    # Time and words of what is cited

    def _load(self) -> None:
        ids = [span.item_id for span in self._spans]
        missing = [item_id for item_id in ids if item_id not in self._items]
        if not missing:
            self._show_lines()
            if ids and not self.editor.time_touched and self.editor.typed().entry.start_us is None:
                missing = ids
        if not missing:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        self._loading = self._session.tasks.run(
            "Reading the chosen evidence",
            lambda _progress: (
                evidence.items(casebook, ids),
                timeline.entry_from_items(casebook, case_id, ids),
            ),
            self._arrived,
            quiet=True,
        )

    def _arrived(self, answer: tuple[list[Item], Entry]) -> None:
        items, timed = answer
        self._loading = None
        self._items |= {item.id: item for item in items}
        self._show_lines()
        if not self.editor.time_touched and self.editor.typed().entry.start_us is None:
            self.editor.set_time(timed.time)
        if self._save_when_loaded:
            self._save()

    def _show_lines(self) -> None:
        self.editor.show_lines(
            [
                CitationLine(span, self._words(self._items[span.item_id], span))
                for span in self._spans
                if span.item_id in self._items
            ]
        )

    def _words(self, item: Item, span: Span) -> str:
        quote = quote_of(item.text, span.start, span.end)
        place = place_words(item.place, item.source_title)
        who = self._session.who(item)
        return citation_words(item.utc_us, place, who, quote, self._session.zone)

    def _remove(self, line: CitationLine) -> None:
        self._spans = tuple(span for span in self._spans if span != line.span)
        self._show_lines()
        self._keep()
        self.editor.text.setFocus()

    # Keeping and saving

    def _keep(self) -> None:
        typed = self.editor.typed()
        if not typed.entry.text:
            self._unfinished.drop(typed.entry.id)
            return
        time_text = self.editor.time.text() if typed.problem else ""
        begun_from = self._suggestion_id
        self._unfinished.keep(Unfinished(typed.entry, self._spans, time_text, True, begun_from))

    def _save(self) -> None:
        if self._loading is not None:
            self._save_when_loaded = True
            return
        typed = self.editor.typed()
        if typed.problem:
            self.editor.complain(typed.problem)
            return
        if not typed.entry.text:
            self.editor.complain("Write what happened, then press Enter.")
            return
        entry, spans, begun_from = typed.entry, self._spans, self._suggestion_id
        came_from = self._came_from
        self._keep()
        self._unfinished.put_aside(entry.id)
        self._hide()
        self._edits.add(
            entry,
            spans,
            self._saved,
            lambda error: self._failed(error, entry, spans),
            begun_from,
        )
        if not begun_from:
            self.captured.emit()
        elif came_from is not None and came_from.isVisible():
            go_to(came_from)

    def _saved(self, cited: CitedEntry) -> None:
        self._unfinished.drop(cited.entry.id)
        self.added.emit(cited)

    def _failed(self, error: GoldseamError, entry: Entry, spans: tuple[Span, ...]) -> None:
        """Nothing typed is lost: the entry comes back into the editor, or stays put aside.

        It does so as an entry of its own, should the suggestion that it began as have gone.
        """
        if not self.is_open:
            self.resume(Unfinished(entry, spans), self._day_us)
        self._session.fail(error)
