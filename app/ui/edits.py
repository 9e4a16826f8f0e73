"""What a person does to a case: each edit a task in one lane, so that they keep their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.casebook import Casebook
from app.domain.errors import GoldseamError
from app.ui.session import Session
from app.ui.tasks import Lane

T = TypeVar("T")


class Edits(QObject):
    """Does edits beside the window, and knows whether one is still under way."""

    settled = Signal()
    """No edit is under way any more: what is read now is what was typed."""

    def __init__(self, session: Session, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = title
        self._pending = 0

    @property
    def are_pending(self) -> bool:
        """Whether what is read now may be older than what was typed."""
        return self._pending > 0

    def run(
        self,
        edit: Callable[[Casebook, str], T],
        message: str = "",
        done: Callable[[T], object] | None = None,
        failed: Callable[[GoldseamError], object] | None = None,
        *,
        case_id: str | None = None,
    ) -> None:
        """Edit that case, or the one in hand; a message offers to take the edit back.

        ``done`` gets what the edit answers. A failure is told, unless ``failed`` does that.
        """
        casebook, of_case = self._session.casebook, case_id or self._session.case.id
        self._pending += 1

        def finish(answer: T) -> None:
            self._pending -= 1
            if message:
                self._session.notify(message, undo=True)
            if done is not None:
                done(answer)
            self._settle()

        def give_up(error: GoldseamError) -> None:
            self._pending -= 1
            (failed or self._session.fail)(error)
            self._settle()

        self._session.tasks.run(
            self._title,
            lambda _progress: edit(casebook, of_case),
            finish,
            give_up,
            quiet=True,
            lane=Lane.WRITE,
        )

    def _settle(self) -> None:
        if not self._pending:
            self.settled.emit()
