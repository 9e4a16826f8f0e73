"""What is done to decision points: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.casebook import Casebook
from app.domain.practice.context import DecisionPoint
from app.domain.timeline import Span
from app.operations import drafting
from app.operations.practice import context
from app.ui.session import Session
from app.ui.tasks import Lane

T = TypeVar("T")


class ContextEdits(QObject):
    """Edits the context of the case in hand; what takes something away offers to take it back."""

    added = Signal(str)
    """The id of a decision point that a person began."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def add(self) -> None:
        """Begin a decision point."""
        self._run(context.add, "", self._begun)

    def add_from_entry(self, entry_id: str) -> None:
        """Begin one at the time of a timeline entry."""
        self._run(lambda book, case: context.add_from_entry(book, case, entry_id), "", self._begun)

    def change(self, point_id: str, changes: Mapping[str, object]) -> None:
        """Change some fields."""
        self._run(lambda book, case: context.change(book, case, point_id, changes))

    def remove(self, point_id: str) -> None:
        """Remove one with what it cites."""
        self._run(
            lambda book, case: context.remove(book, case, point_id), "Decision point removed."
        )

    def cite(self, point_id: str, part: str, spans: Sequence[Span]) -> None:
        """Let a field cite these places."""
        self._run(
            lambda book, case: drafting.cite(book, case, point_id, spans, part),
            "Evidence attached.",
        )

    def move_to_now(self, citation_id: str) -> None:
        """Let later evidence stand in “What we know now”."""
        self._run(
            lambda book, case: context.move_to_now(book, case, citation_id),
            "Moved to “What we know now”.",
        )

    def _begun(self, point: DecisionPoint) -> None:
        self.added.emit(point.id)

    def _run(
        self,
        edit: Callable[[Casebook, str], T],
        message: str = "",
        done: Callable[[T], None] | None = None,
    ) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id

        def tell(answer: T) -> None:
            if message:
                self._session.notify(message, undo=True)
            if done is not None:
                done(answer)

        self._session.tasks.run(
            "Saving the context",
            lambda _progress: edit(casebook, case_id),
            tell,
            quiet=True,
            lane=Lane.WRITE,
        )
