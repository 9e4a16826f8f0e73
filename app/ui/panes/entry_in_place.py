"""Editing an entry in the place of its card; typing becomes one committed edit when it rests."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.drafts import CaseKind, Entry
from app.domain.timeline import CitedEntry, CitedItem, Span
from app.ui.entry_words import citation_words, place_words
from app.ui.panes.citation_lines import CitationLine
from app.ui.panes.entry_editor import EntryEditor
from app.ui.panes.entry_edits import EntryEdits, differing
from app.ui.session import Session
from app.ui.widgets.entry_list import EntryList


class EntryInPlace(QObject):
    """At most one open editor in the list."""

    citation_activated = Signal(object)
    """The `Span` whose citation was clicked."""

    settle_ms = 800
    """How long typing must rest before it is committed."""

    def __init__(
        self, session: Session, edits: EntryEdits, entries: EntryList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = edits
        self._list = entries
        self._base: Entry | None = None
        self._cited: CitedEntry | None = None
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.commit)
        session.who_changed.connect(self._list_lines)

    @property
    def editor(self) -> EntryEditor | None:
        """The open editor."""
        editor = self._list.editor
        return editor if isinstance(editor, EntryEditor) else None

    @property
    def entry_id(self) -> str:
        """The entry being edited; empty where none is."""
        return self._base.id if self._base is not None else ""

    def open(self, cited: CitedEntry) -> None:
        """Edit an entry where its card stands."""
        if self.entry_id == cited.entry.id and self.editor is not None:
            self.editor.text.setFocus()
            return
        self.close()
        editor = EntryEditor("entry", "Done")
        editor.hide_private(hidden=self._session.case.kind is CaseKind.TRUST)
        editor.show_entry(cited.entry, *self._session.zones, None)
        self._base = cited.entry
        self._list.open_editor(cited.entry.id, editor)
        self._show_lines(cited)
        editor.changed.connect(lambda: self._settle.start(self.settle_ms))
        editor.left.connect(self.commit)
        editor.height_changed.connect(self._list.fit_editor)
        editor.save_requested.connect(self._done)
        editor.leave_requested.connect(self.close)
        editor.lines.activated.connect(lambda line: self.citation_activated.emit(line.span))
        editor.lines.removed.connect(self._remove)
        self._list.fit_editor()
        editor.text.setFocus()
        editor.text.moveCursor(editor.text.textCursor().MoveOperation.End)

    def close(self) -> None:
        """Commit what can be used, and show the card again."""
        if self._base is not None:
            self.commit()
            self._base = None
            self._list.close_editor()

    def commit(self) -> None:
        """Save what was typed since the last time, as one edit."""
        self._settle.stop()
        if self.editor is None or self._base is None:
            return
        typed = self.editor.typed()
        entry, problem = typed.entry, typed.problem
        if not entry.text:
            entry = replace(entry, text=self._base.text)
            problem = problem or "An entry needs words; its text stays as it was."
        self.editor.complain(problem)
        if changed := differing(self._base, entry):
            self._base = entry
            self._edits.change(entry.id, changed, "Edit entry")

    def follow(self, now: CitedEntry | None) -> None:
        """The draft was read anew; ``now`` is the entry as it stands, None where it is gone."""
        if self._base is None or self.editor is None:
            return
        if now is None:
            self._settle.stop()
            self._base = None
            self._list.close_editor()
            return
        self._show_lines(now)
        typed = self.editor.typed()
        resting = not typed.problem and not self._edits.pending
        if resting and typed.entry == self._base and now.entry != self._base:
            self._base = now.entry
            self.editor.show_entry(now.entry, *self._session.zones, None)

    def set_zone(self) -> None:
        """Times are shown in another zone now."""
        if self.editor is not None and self._base is not None:
            self.commit()
            self.editor.show_entry(self._base, *self._session.zones, None)

    def _done(self) -> None:
        editor = self.editor
        if editor is None:
            return
        typed = editor.typed()
        if typed.problem or not typed.entry.text:
            editor.complain(typed.problem or "An entry needs words; say what happened.")
            return
        self.close()

    def _show_lines(self, cited: CitedEntry) -> None:
        self._cited = cited
        self._list_lines()

    def _list_lines(self) -> None:
        if self.editor is not None and self._cited is not None:
            self.editor.show_lines([self._line(item) for item in self._cited.citations])

    def _line(self, item: CitedItem) -> CitationLine:
        cited, place = item.citation, place_words(item.place, item.source_title)
        zone = self._session.zone
        who = self._session.who(item)
        words = citation_words(item.item_utc_us, place, who, item.quote, zone)
        return CitationLine(Span(cited.item_id, cited.start, cited.end), words, cited.id)

    def _remove(self, line: CitationLine) -> None:
        if line.citation_id is not None:
            self._edits.uncite(self._session.case.id, line.citation_id)
