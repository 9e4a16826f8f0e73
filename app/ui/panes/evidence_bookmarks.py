"""Bookmarks in the evidence: set, noted, listed and gone to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changed
from app.operations import bookmarks
from app.operations.bookmarks import Marked
from app.ui.dialogs.bookmarks import BookmarksDialog
from app.ui.tasks import Lane, Task

if TYPE_CHECKING:
    from app.casebook import Casebook
    from app.ui.panes.evidence import EvidencePane

T = TypeVar("T")


class EvidenceBookmarks(QObject):
    """The bookmarks of the case in hand, and what a person does with them."""

    changed = Signal()

    def __init__(self, pane: EvidencePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._session = pane.session
        self._reading: Task | None = None
        self.marked: list[Marked] = []
        pane.session.changed.connect(self._refresh)

    def read(self) -> None:
        """Read them anew."""
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading bookmarks",
            lambda _progress: bookmarks.bookmarks(casebook, case_id),
            self._show,
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        concerned = change.tables & {"bookmarks", "source_settings", "items"}
        if concerned and self._session.has_case:
            self.read()

    def _show(self, marked: list[Marked]) -> None:
        self.marked = marked
        self._pane.marks.set_bookmarked(frozenset(one.item.id for one in marked))
        self._pane.parts.chips.offer_bookmarks(there_are=bool(marked))
        self.changed.emit()

    # What a person does

    def toggle(self) -> None:
        """Bookmark the selected items, or take their bookmarks away."""
        ids = self._pane.chosen()
        if not ids:
            return

        def told(is_set: bool) -> None:
            if is_set:
                self._session.notify("Bookmarked. Shift+B writes a note to it.", undo=True)
            else:
                self._session.notify("Bookmark removed.", undo=True)

        self._edit("Bookmarking", lambda cb, case: bookmarks.toggle(cb, case, ids), told)

    def ask_note(self) -> None:
        """Ask for the note of the item in hand."""
        item = self._pane.item_in_hand
        if item is None:
            self._session.notify("Select an item first.")
            return
        item_id = item.id
        noted = [one.bookmark.note for one in self.marked if one.item.id == item_id]
        self._pane.parts.ask.ask(
            "Note at this bookmark",
            lambda words: self.note(item_id, words),
            words=noted[0] if noted else "",
            example="For those who work on this case; never exported",
            empty_too=bool(noted),
        )

    def note(self, item_id: int, words: str) -> None:
        """Write the note of an item's bookmark."""
        self._edit("Noting", lambda cb, case: bookmarks.note(cb, case, item_id, words))

    def remove(self, bookmark_id: str) -> None:
        """Take a bookmark away."""
        self._edit("Removing", lambda cb, case: bookmarks.remove(cb, case, bookmark_id))

    def _edit(
        self,
        title: str,
        work: Callable[[Casebook, str], T],
        done: Callable[[T], None] = lambda _answer: None,
    ) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            title, lambda _progress: work(casebook, case_id), done, quiet=True, lane=Lane.WRITE
        )

    def show_all(self) -> None:
        """List the bookmarks, to go to one."""
        if not self.marked:
            self._session.notify("There are no bookmarks yet; B sets one at the selected item.")
            return
        dialog = BookmarksDialog(self._session, self, self._pane)
        dialog.item_wanted.connect(self._pane.show_item)
        dialog.open()
