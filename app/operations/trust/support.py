"""When more support is needed: what was answered, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.casebook import Casebook
from app.domain.errors import InvalidInputError
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.support_words import ASKED, Condition, holding
from app.operations.practice import playbooks


@dataclass(frozen=True, slots=True)
class Support:
    """The answers of a case by their items, and the conditions that hold because of them."""

    answers: Mapping[str, PlaybookAnswer] = field(default_factory=dict)
    holding: tuple[Condition, ...] = ()


def support(casebook: Casebook, case_id: str) -> Support:
    """What was answered in a case."""
    answers = playbooks.answers(casebook, case_id)
    return Support(answers, holding(answers))


def answer(casebook: Casebook, case_id: str, item: str, state: AnswerState, text: str = "") -> None:
    """Answer whether a condition holds. Raises `InvalidInputError` for another item."""
    if item not in {each.item for each in ASKED}:
        raise InvalidInputError("That is not asked here.")
    playbooks.answer(casebook, case_id, item, state, text, label="Answer about more support")
