"""What is done to trust breaks: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from app.domain.trust.breaks import Side, TrustBreak
from app.operations.trust import breaks
from app.ui.edits import Edits
from app.ui.session import Session


class BreakEdits(Edits):
    """Edits the breaks of the case in hand; the messages offer to take it back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving trust breaks", parent)

    def add(self, side: Side, done: Callable[[TrustBreak], object]) -> None:
        """Add a break of a direction, whose words are still to be written."""
        self.run(lambda book, case: breaks.add(book, case, side=side), "Break added.", done)

    def change(self, each: TrustBreak, changes: Mapping[str, Any]) -> None:
        """Change fields of a break, without a message; it may be one of another case by now."""
        self.run(
            lambda book, case: breaks.change(book, case, each.id, changes), case_id=each.case_id
        )

    def remove(self, break_id: str) -> None:
        """Remove a break."""
        self.run(lambda book, case: breaks.remove(book, case, break_id), "Break removed.")

    def reorder(self, break_id: str, by: int) -> None:
        """Move a break up or down the table."""
        self.run(lambda book, case: breaks.move(book, case, break_id, by))
