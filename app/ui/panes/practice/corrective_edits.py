"""What is done to corrective actions: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from app.domain.practice.corrective import CorrectiveAction
from app.operations.practice import corrective
from app.ui.edits import Edits
from app.ui.session import Session


class CorrectiveEdits(Edits):
    """Edits the actions of the case in hand; the messages offer to take it back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving actions", parent)

    def add(self, done: Callable[[CorrectiveAction], object], closes: Sequence[str] = ()) -> None:
        """Add an action whose words are still to be written."""
        self.run(
            lambda book, case: corrective.add(book, case, closes=closes), "Action added.", done
        )

    def change(self, action: CorrectiveAction, changes: Mapping[str, Any]) -> None:
        """Change fields of an action, without a message: what was typed is there to see.

        It may be one of a case that is in hand no more.
        """
        self.run(
            lambda book, case: corrective.change(book, case, action.id, changes),
            case_id=action.case_id,
        )

    def remove(self, action_id: str) -> None:
        """Remove an action."""
        self.run(lambda book, case: corrective.remove(book, case, action_id), "Action removed.")

    def move(self, action_id: str, by: int) -> None:
        """Move an action up or down the list."""
        self.run(lambda book, case: corrective.move(book, case, action_id, by))

    def aim(self, action_id: str, target_ids: Sequence[str]) -> None:
        """Say what an action closes."""
        self.run(lambda book, case: corrective.aim(book, case, action_id, target_ids))

    def start(self, action_id: str) -> None:
        """Somebody works on it."""
        self.run(lambda book, case: corrective.start(book, case, action_id), "Action under way.")

    def complete(self, action_id: str) -> None:
        """It is done."""
        self.run(lambda book, case: corrective.complete(book, case, action_id), "Done.")

    def drop(self, action_id: str, because: str) -> None:
        """It is given up."""
        self.run(
            lambda book, case: corrective.drop(book, case, action_id, because), "Action dropped."
        )

    def reopen(self, action_id: str) -> None:
        """It is to be done after all."""
        self.run(lambda book, case: corrective.reopen(book, case, action_id), "Open again.")

    def accept_open(self, factor_id: str, because: str) -> None:
        """Leave a factor open on purpose, or no longer so."""
        message = "Left open on purpose." if because else "No longer left open on purpose."
        self.run(lambda book, case: corrective.accept_open(book, case, factor_id, because), message)
