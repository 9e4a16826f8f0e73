"""What is done to follow a repair through: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject

from app.domain.practice.playbook_answers import AnswerState
from app.domain.review_words import counted
from app.domain.trust.follow_through import Checkpoint, CheckpointKind, UpdateNote
from app.domain.trust.setting import TrustSettings
from app.operations.trust import checkpoints, follow_page, recovery, setting, updates
from app.ui.edits import Edits
from app.ui.session import Session


class FollowEdits(Edits):
    """Edits checkpoints, updates and what is said of the recovery of the case in hand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving what is followed through", parent)

    def change_setting(
        self, settings: TrustSettings, changes: Mapping[str, object], label: str
    ) -> None:
        """Change what holds for the whole case; it may be another by now."""
        self.run(
            lambda book, case: setting.change(book, case, changes, label),
            case_id=settings.case_id,
        )

    # Checkpoints

    def plan(self, start: date) -> None:
        """Plan the days from a first day on."""
        self.run(
            lambda book, case: checkpoints.plan(book, case, start),
            done=lambda added: self._session.notify(_planned(added), undo=bool(added)),
        )

    def add_checkpoint(self, due: date, done: Callable[[Checkpoint], object]) -> None:
        """Add one on a day; its kind is chosen then."""
        self.run(
            lambda book, case: checkpoints.add(book, case, due, CheckpointKind.WEEKLY),
            "Checkpoint added.",
            done,
        )

    def change_checkpoint(self, checkpoint: Checkpoint, changes: Mapping[str, object]) -> None:
        """Change fields of a checkpoint, without a message."""
        self.run(
            lambda book, case: checkpoints.change(book, case, checkpoint.id, changes),
            case_id=checkpoint.case_id,
        )

    def hold(self, checkpoint: Checkpoint) -> None:
        """It was held, or not after all."""
        held = checkpoint.done_us is None
        self.run(
            lambda book, case: checkpoints.hold(book, case, checkpoint.id, held=held),
            "Checkpoint held." if held else "Not held after all.",
        )

    def remove_checkpoint(self, checkpoint_id: str) -> None:
        """Remove one."""
        self.run(
            lambda book, case: checkpoints.remove(book, case, checkpoint_id),
            "Checkpoint removed.",
        )

    # Updates

    def begin_update(self, done: Callable[[UpdateNote], object]) -> None:
        """Begin an update with an empty outline."""
        self.run(updates.begin, "Update begun. It is private.", done)

    def change_update(self, note: UpdateNote, changes: Mapping[str, object]) -> None:
        """Change fields of an update, without a message."""
        self.run(
            lambda book, case: updates.change(book, case, note.id, changes), case_id=note.case_id
        )

    def send(self, note_id: str) -> None:
        """It was sent today."""
        self.run(lambda book, case: updates.send(book, case, note_id), "Noted as sent today.")

    def remove_update(self, note_id: str) -> None:
        """Remove one."""
        self.run(lambda book, case: updates.remove(book, case, note_id), "Update removed.")

    # Whether it is repaired

    def say_because(self, settings: TrustSettings, because: str) -> None:
        """Say what “repaired” rests on, without a message; it may be of another case by now."""
        self.run(
            lambda book, case: recovery.say_because(book, case, because),
            case_id=settings.case_id,
        )

    def call_repaired(self, because: str) -> None:
        """Call the trust repaired, for a reason."""
        self.run(lambda book, case: recovery.call_repaired(book, case, because), "Called repaired.")

    def take_back(self) -> None:
        """Not repaired after all."""
        self.run(recovery.take_back, "Not repaired after all.")

    def answer(self, item: str, state: AnswerState, text: str) -> None:
        """Say where a lesson went, without a message."""
        self.run(lambda book, case: follow_page.answer(book, case, item, state, text))


def _planned(added: int) -> str:
    if not added:
        return "All of these days are there already."
    return f"{counted(added, 'checkpoint')} planned."
