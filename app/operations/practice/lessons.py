"""What was learned in a case: went well, to improve, into guidance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.casebook import Casebook
from app.domain.drafts import new_id
from app.domain.practice.lessons import Lesson, LessonKind, in_order
from app.domain.practice.ranking import moved, next_rank
from app.operations import drafting


def lessons(casebook: Casebook, case_id: str) -> list[Lesson]:
    """The lessons of a case, by kind and in the order that people gave them."""
    return in_order(drafting.of_case(casebook, Lesson, case_id))


def add(casebook: Casebook, case_id: str, kind: LessonKind, text: str = "") -> Lesson:
    """Add a lesson after the others of its kind."""
    with casebook.edit("Add lesson", case_id) as edit:
        alike = [each for each in edit.of_case(Lesson, case_id) if each.kind is kind]
        added = Lesson(new_id(), case_id, kind, text.strip(), rank=next_rank(alike))
        edit.add(added)
    return added


def change(casebook: Casebook, case_id: str, lesson_id: str, changes: Mapping[str, object]) -> None:
    """Change some fields. Raises `NotFoundError`."""
    drafting.change(casebook, Lesson, case_id, lesson_id, changes, "Edit lesson")


def remove(casebook: Casebook, case_id: str, lesson_ids: Sequence[str]) -> None:
    """Remove lessons with their citations. Raises `NotFoundError`."""
    label = "Remove lesson" if len(lesson_ids) == 1 else "Remove lessons"
    drafting.remove(casebook, Lesson, case_id, lesson_ids, label)


def move(casebook: Casebook, case_id: str, lesson_id: str, by: int) -> None:
    """Move a lesson up (−1) or down (1) among its kind; at the end nothing happens.

    Raises `NotFoundError`.
    """
    with casebook.edit("Move lesson", case_id) as edit:
        kind = edit.get(Lesson, lesson_id).kind
        alike = [each for each in edit.of_case(Lesson, case_id) if each.kind is kind]
        edit.save_all(moved(alike, lesson_id, by))
