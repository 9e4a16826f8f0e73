"""What is done to entries of the draft: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from app.casebook import Casebook
from app.domain.drafts import Entry
from app.domain.errors import GoldseamError
from app.domain.practice.incident_times import MILESTONE_WORDS
from app.domain.practice.response import MilestoneKind
from app.domain.timeline import CitedEntry, Span
from app.operations import timeline
from app.operations.assist import deciding
from app.operations.practice import response
from app.ui.session import Session
from app.ui.tasks import Lane

T = TypeVar("T")
Fields = Mapping[str, Any]


def differing(before: Entry, after: Entry) -> Fields:
    """The fields in which two versions of an entry differ."""
    names = (field.name for field in fields(Entry))
    return {
        name: getattr(after, name)
        for name in names
        if getattr(after, name) != getattr(before, name)
    }


class EntryEdits(QObject):
    """Edits entries. A change of some fields is applied to the entry as it then stands."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pending = 0
        """Edits under way: what is read meanwhile may be older than what was typed."""

    def add(
        self,
        entry: Entry,
        spans: Sequence[Span],
        done: Callable[[CitedEntry], None],
        failed: Callable[[GoldseamError], None],
        suggestion_id: str = "",
    ) -> None:
        """Save a new entry with what it cites, and the suggestion that it began as, if any."""

        def work(casebook: Casebook) -> CitedEntry:
            if suggestion_id:
                return deciding.accept_entry(casebook, entry, spans, suggestion_id)
            return timeline.add_entry(casebook, entry, spans)

        self._run(
            "Adding the entry",
            work,
            "Entry added.",
            done,
            failed,
        )

    def change(self, entry_id: str, changed: Fields, label: str, message: str = "") -> None:
        """Change some fields of an entry, and leave the others as they are by then."""

        def work(casebook: Casebook) -> None:
            now = timeline.entry(casebook, entry_id).entry
            after = replace(now, **changed)
            if after != now:
                timeline.save_entry(casebook, after, label)

        self._run("Saving the entry", work, message)

    def delete(self, entry_id: str) -> None:
        """Delete an entry; the message offers to take it back."""
        self._run(
            "Deleting the entry", lambda cb: timeline.delete_entry(cb, entry_id), "Entry deleted."
        )

    def move(self, entry_id: str, *, later: bool) -> None:
        """Move an entry among those of equal time."""
        self._run("Ordering entries", lambda cb: timeline.move_entry(cb, entry_id, later=later))

    def adopt(self, entry_id: str) -> None:
        """Let an entry follow its evidence."""
        self._run(
            "Adopting the time",
            lambda cb: timeline.adopt_time(cb, entry_id),
            "The entry follows its evidence.",
        )

    def cite(self, entry_id: str, spans: Sequence[Span]) -> None:
        """Add evidence to an entry."""
        self._run(
            "Attaching evidence",
            lambda cb: timeline.cite(cb, entry_id, spans),
            "Evidence attached.",
        )

    def mark(self, case_id: str, entry_id: str, kind: MilestoneKind) -> None:
        """Mark an entry as one of the moments of its incident, or take that mark away."""
        words = MILESTONE_WORDS[kind]
        self._run(
            "Marking the entry",
            lambda cb: response.mark(cb, case_id, kind, entry_id),
            done=lambda marked: self._session.notify(
                f"Marked as {words}." if marked else f"No longer marked as {words}.", True
            ),
        )

    def uncite(self, case_id: str, citation_id: str) -> None:
        """Take a citation away."""
        self._run(
            "Removing the citation",
            lambda cb: timeline.uncite(cb, case_id, citation_id),
            "Citation removed.",
        )

    def _run(
        self,
        title: str,
        work: Callable[[Casebook], T],
        message: str = "",
        done: Callable[[T], None] | None = None,
        failed: Callable[[GoldseamError], None] | None = None,
    ) -> None:
        casebook = self._session.casebook

        def finish(result: T) -> None:
            self.pending -= 1
            if message:
                self._session.notify(message, True)
            if done is not None:
                done(result)

        def give_up(error: GoldseamError) -> None:
            self.pending -= 1
            (failed or self._session.fail)(error)

        self.pending += 1
        self._session.tasks.run(
            title, lambda _progress: work(casebook), finish, give_up, quiet=True, lane=Lane.WRITE
        )
