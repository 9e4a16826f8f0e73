"""What is done on the Frame page: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.apology import Apology
from app.domain.trust.frame import AffectedGroup, FramePart
from app.domain.trust.setting import Position
from app.operations.trust import apologies, frame, setting
from app.ui.edits import Edits
from app.ui.session import Session


class FrameEdits(Edits):
    """Edits the frame, those affected and the apologies of the case in hand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving the frame", parent)

    def take_position(self, position: Position) -> None:
        """Say how one stands to what happened."""
        self.run(lambda book, case: setting.take_position(book, case, position))

    def name_matter(self, case_id: str, changes: Mapping[str, object]) -> None:
        """Say what documents call the matter, maybe of a case that is in hand no more."""
        label = "Name the matter"
        self.run(lambda book, case: setting.change(book, case, changes, label), case_id=case_id)

    def answer(self, case_id: str, item: str, state: AnswerState, text: str) -> None:
        """Answer a question, maybe of a case that is in hand no more."""
        self.run(lambda book, case: frame.answer(book, case, item, state, text), case_id=case_id)

    def write(self, case_id: str, part: FramePart, changes: Mapping[str, object]) -> None:
        """Write a part of the frame, maybe of a case that is in hand no more."""
        self.run(lambda book, case: frame.write(book, case, part, changes), case_id=case_id)

    def add_group(self, done: Callable[[AffectedGroup], object]) -> None:
        """Add a group that is still to be named."""
        self.run(frame.add_group, "Group added.", done)

    def change_group(self, group: AffectedGroup, changes: Mapping[str, object]) -> None:
        """Change fields of a group; what was typed is there to see."""
        self.run(
            lambda book, case: frame.change_group(book, case, group.id, changes),
            case_id=group.case_id,
        )

    def remove_group(self, group_id: str) -> None:
        """Remove a group."""
        self.run(lambda book, case: frame.remove_group(book, case, group_id), "Group removed.")

    def move_group(self, group_id: str, by: int) -> None:
        """Move a group up or down the list."""
        self.run(lambda book, case: frame.move_group(book, case, group_id, by))

    def add_apology(self, done: Callable[[Apology], object]) -> None:
        """Begin an apology."""
        self.run(apologies.add, "Apology begun. It is private.", done)

    def change_apology(self, apology: Apology, changes: Mapping[str, object]) -> None:
        """Change fields of an apology."""
        self.run(
            lambda book, case: apologies.change(book, case, apology.id, changes),
            case_id=apology.case_id,
        )

    def remove_apology(self, apology_id: str) -> None:
        """Remove an apology."""
        self.run(lambda book, case: apologies.remove(book, case, apology_id), "Apology removed.")
