"""What is done to corrective actions: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.casebook import Casebook
from app.domain.errors import GoldseamError
from app.domain.practice.corrective import CorrectiveAction
from app.operations.practice import corrective
from app.ui.session import Session
from app.ui.tasks import Lane

T = TypeVar("T")


class CorrectiveEdits(QObject):
    """Edits the actions of the case in hand; the messages offer to take it back."""

    settled = Signal()
    """No edit is under way any more: what is read now is what was typed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending = 0

    @property
    def are_pending(self) -> bool:
        """Whether what is read now may be older than what was typed."""
        return self._pending > 0

    def add(self, done: Callable[[CorrectiveAction], object], closes: Sequence[str] = ()) -> None:
        """Add an action whose words are still to be written."""
        self._run(
            lambda book, case: corrective.add(book, case, closes=closes), "Action added.", done
        )

    def change(self, action: CorrectiveAction, changes: Mapping[str, Any]) -> None:
        """Change fields of an action, without a message: what was typed is there to see.

        It may be one of a case that is in hand no more.
        """
        case_id, action_id = action.case_id, action.id
        self._run(lambda book, _case: corrective.change(book, case_id, action_id, changes), "")

    def remove(self, action_id: str) -> None:
        """Remove an action."""
        self._run(lambda book, case: corrective.remove(book, case, action_id), "Action removed.")

    def move(self, action_id: str, by: int) -> None:
        """Move an action up or down the list."""
        self._run(lambda book, case: corrective.move(book, case, action_id, by), "")

    def aim(self, action_id: str, target_ids: Sequence[str]) -> None:
        """Say what an action closes."""
        self._run(lambda book, case: corrective.aim(book, case, action_id, target_ids), "")

    def start(self, action_id: str) -> None:
        """Somebody works on it."""
        self._run(lambda book, case: corrective.start(book, case, action_id), "Action under way.")

    def complete(self, action_id: str) -> None:
        """It is done."""
        self._run(lambda book, case: corrective.complete(book, case, action_id), "Done.")

    def drop(self, action_id: str, because: str) -> None:
        """It is given up."""
        self._run(
            lambda book, case: corrective.drop(book, case, action_id, because), "Action dropped."
        )

    def reopen(self, action_id: str) -> None:
        """It is to be done after all."""
        self._run(lambda book, case: corrective.reopen(book, case, action_id), "Open again.")

    def accept_open(self, factor_id: str, because: str) -> None:
        """Leave a factor open on purpose, or no longer so."""
        message = "Left open on purpose." if because else "No longer left open on purpose."
        self._run(
            lambda book, case: corrective.accept_open(book, case, factor_id, because), message
        )

    def _run(
        self,
        edit: Callable[[Casebook, str], T],
        message: str,
        done: Callable[[T], object] = lambda _done: None,
    ) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._pending += 1

        def finish(result: T) -> None:
            self._pending -= 1
            if message:
                self._session.notify(message, undo=True)
            done(result)
            self._settle()

        def fail(error: GoldseamError) -> None:
            self._pending -= 1
            self._session.fail(error)
            self._settle()

        self._session.tasks.run(
            "Saving actions",
            lambda _progress: edit(casebook, case_id),
            finish,
            fail,
            lane=Lane.WRITE,
            quiet=True,
        )

    def _settle(self) -> None:
        if not self._pending:
            self.settled.emit()
