"""What is done to decision points: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from app.domain.practice.context import DecisionPoint
from app.domain.timeline import Span
from app.operations import drafting
from app.operations.practice import context
from app.ui.edits import Edits
from app.ui.session import Session


class ContextEdits(Edits):
    """Edits the context of the case in hand; what takes something away offers to take it back."""

    added = Signal(str)
    """The id of a decision point that a person began."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving the context", parent)

    def add(self) -> None:
        """Begin a decision point."""
        self.run(context.add, "", self._begun)

    def add_from_entry(self, entry_id: str) -> None:
        """Begin one at the time of a timeline entry."""
        self.run(lambda book, case: context.add_from_entry(book, case, entry_id), "", self._begun)

    def change(self, point_id: str, changes: Mapping[str, object]) -> None:
        """Change some fields."""
        self.run(lambda book, case: context.change(book, case, point_id, changes))

    def remove(self, point_id: str) -> None:
        """Remove one with what it cites."""
        self.run(lambda book, case: context.remove(book, case, point_id), "Decision point removed.")

    def cite(self, point_id: str, part: str, spans: Sequence[Span]) -> None:
        """Let a field cite these places."""
        self.run(
            lambda book, case: drafting.cite(book, case, point_id, spans, part),
            "Evidence attached.",
        )

    def move_to_now(self, citation_id: str) -> None:
        """Let later evidence stand in “What we know now”."""
        self.run(
            lambda book, case: context.move_to_now(book, case, citation_id),
            "Moved to “What we know now”.",
        )

    def _begun(self, point: DecisionPoint) -> None:
        self.added.emit(point.id)
