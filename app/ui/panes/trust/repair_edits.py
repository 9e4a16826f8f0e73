"""What is done to repairs: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from app.domain.trust.repairs import Invitation, Repair
from app.operations.trust import helps, repairs
from app.ui.edits import Edits
from app.ui.session import Session


class RepairEdits(Edits):
    """Edits the repairs of the case in hand; the messages offer to take it back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving repairs", parent)

    def add(self, done: Callable[[Repair], object], breaks: Sequence[str] = ()) -> None:
        """Add a repair whose words are still to be written."""
        self.run(lambda book, case: repairs.add(book, case, breaks=breaks), "Repair added.", done)

    def change(self, repair: Repair, changes: Mapping[str, Any]) -> None:
        """Change fields of a repair, without a message; it may be one of another case by now."""
        self.run(
            lambda book, case: repairs.change(book, case, repair.id, changes),
            case_id=repair.case_id,
        )

    def remove(self, repair_id: str) -> None:
        """Remove a repair."""
        self.run(lambda book, case: repairs.remove(book, case, repair_id), "Repair removed.")

    def move(self, repair_id: str, by: int) -> None:
        """Move a repair up or down the list."""
        self.run(lambda book, case: repairs.move(book, case, repair_id, by))

    def mark_most(self, repair_id: str) -> None:
        """It matters most now, or no longer."""
        self.run(lambda book, case: repairs.mark_most(book, case, repair_id))

    def aim(self, repair_id: str, break_ids: Sequence[str]) -> None:
        """Say which breaks a repair is for."""
        self.run(lambda book, case: repairs.aim(book, case, repair_id, break_ids))

    def complete(self, repair_id: str) -> None:
        """It is done."""
        self.run(lambda book, case: repairs.complete(book, case, repair_id), "Done.")

    def verify(self, repair_id: str, by: str) -> None:
        """Somebody affected saw it."""
        self.run(lambda book, case: repairs.verify(book, case, repair_id, by), "Verified.")

    def drop(self, repair_id: str, because: str) -> None:
        """It is given up."""
        self.run(lambda book, case: repairs.drop(book, case, repair_id, because), "Repair dropped.")

    def reopen(self, repair_id: str) -> None:
        """It is to be done after all."""
        self.run(lambda book, case: repairs.reopen(book, case, repair_id), "Open again.")

    def accept(self, break_id: str, because: str) -> None:
        """Leave a break without a repair, or no longer so."""
        message = "Left without a repair." if because else "No longer left without a repair."
        self.run(lambda book, case: repairs.accept(book, case, break_id, because), message)

    # Invitations, and what helps

    def invite(self, done: Callable[[Invitation], object], repair_id: str = "") -> None:
        """Note an invitation; the rest is written then."""
        self.run(
            lambda book, case: repairs.invite(book, case, repair_id=repair_id),
            "Invitation added.",
            done,
        )

    def change_invitation(self, invitation: Invitation, changes: Mapping[str, Any]) -> None:
        """Change fields of an invitation, without a message."""
        self.run(
            lambda book, case: repairs.change_invitation(book, case, invitation.id, changes),
            case_id=invitation.case_id,
        )

    def remove_invitation(self, invitation_id: str) -> None:
        """Remove an invitation."""
        self.run(
            lambda book, case: repairs.remove_invitation(book, case, invitation_id),
            "Invitation removed.",
        )

    def say_where(self, item: str, where: str) -> None:
        """Something that helps is there, as a person says."""
        self.run(lambda book, case: helps.say_where(book, case, item, where), "Kept.")

    def not_for_us(self, item: str, because: str) -> None:
        """Something that helps is not for these people."""
        self.run(lambda book, case: helps.not_for_us(book, case, item, because), "Kept.")
