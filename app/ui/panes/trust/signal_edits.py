"""What is done to signals: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from app.domain.review_words import counted
from app.domain.trust.signal_readings import Read
from app.domain.trust.signals import Signal
from app.operations.trust import signals
from app.ui.edits import Edits
from app.ui.session import Session


class SignalEdits(Edits):
    """Edits the signals of the case in hand; the messages offer to take it back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving signals", parent)

    def add(self, done: Callable[[Signal], object], item: str = "") -> None:
        """Add a signal that is proposed as ``item``, or one of one's own."""
        self.run(lambda book, case: signals.add(book, case, item), "Signal added.", done)

    def change(self, signal: Signal, changes: Mapping[str, Any]) -> None:
        """Change fields of a signal, without a message; it may be one of another case by now."""
        self.run(
            lambda book, case: signals.change(book, case, signal.id, changes),
            case_id=signal.case_id,
        )

    def remove(self, signal_id: str) -> None:
        """Remove a signal with its readings."""
        self.run(lambda book, case: signals.remove(book, case, signal_id), "Signal removed.")

    def move(self, signal_id: str, by: int) -> None:
        """Move a signal up or down the list."""
        self.run(lambda book, case: signals.move(book, case, signal_id, by))

    def write(self, typed: Sequence[Read], case_id: str) -> None:
        """Write down what was read, without a message: what was typed is there to see."""
        self.run(lambda book, case: signals.write_readings(book, case, typed), case_id=case_id)

    def take_over(self, typed: Sequence[Read]) -> None:
        """Write down readings that were pasted."""
        self.run(
            lambda book, case: signals.write_readings(book, case, typed),
            f"{counted(len(typed), 'reading')} taken over.",
        )
