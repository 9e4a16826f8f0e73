"""What is done to lessons, follow-up dates and links to earlier cases: each a task, in order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.casebook import Casebook
from app.domain.practice.lessons import LessonKind
from app.domain.practice.playbook_answers import AnswerState
from app.operations.practice import follow_up, lessons, playbooks, similar
from app.ui.edits import Edits
from app.ui.session import Session


class LearningEdits(Edits):
    """Edits the case in hand. What takes something away says so, with a way to take it back."""

    added = Signal(str)
    """The id of a lesson or a date that a person began."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving what was learned", parent)

    def add_lesson(self, kind: LessonKind) -> None:
        """Begin a lesson."""
        self.run(lambda book, case: lessons.add(book, case, kind).id, done=self.added.emit)

    def change_lesson(self, lesson_id: str, changes: Mapping[str, object]) -> None:
        """Change some fields of a lesson."""
        self.run(lambda book, case: lessons.change(book, case, lesson_id, changes))

    def move_lesson(self, lesson_id: str, by: int) -> None:
        """Move a lesson among its kind."""
        self.run(lambda book, case: lessons.move(book, case, lesson_id, by))

    def remove_lesson(self, lesson_id: str) -> None:
        """Remove a lesson."""
        self.run(lambda book, case: lessons.remove(book, case, [lesson_id]), "Lesson removed.")

    def add_date(self) -> None:
        """Begin a follow-up date."""
        self.run(lambda book, case: follow_up.add(book, case).id, done=self.added.emit)

    def change_date(self, date_id: str, changes: Mapping[str, object]) -> None:
        """Change some fields of a date."""
        self.run(lambda book, case: follow_up.change(book, case, date_id, changes))

    def remove_date(self, date_id: str) -> None:
        """Remove a date."""
        self.run(lambda book, case: follow_up.remove(book, case, [date_id]), "Date removed.")

    def link(self, other_id: str, why: str) -> None:
        """Link an earlier case."""
        self.run(lambda book, case: similar.link(book, case, other_id, why), "Case linked.")

    def unlink(self, link_id: str) -> None:
        """Take a link away."""
        self.run(lambda book, case: similar.unlink(book, case, link_id), "Link removed.")

    def answer(self, item: str, state: AnswerState, text: str) -> None:
        """Answer what is asked of stakeholders."""
        self.run(partial(_answer, item=item, state=state, text=text))


def _answer(casebook: Casebook, case_id: str, *, item: str, state: AnswerState, text: str) -> None:
    playbooks.answer(casebook, case_id, item, state, text)
