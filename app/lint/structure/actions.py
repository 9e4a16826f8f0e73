"""Actions that nobody can carry through, or that nobody looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.corrective_rules import MOST, asked_of, asked_of_all
from app.domain.practice.corrective_words import UNFINISHED
from app.domain.review_words import counted
from app.lint.structure.record import CaseRecord, Found, StructuralRule


def _asked(field: str) -> Callable[[CaseRecord], Iterable[Found]]:
    """What the page of the actions asks beside that field."""

    def find(record: CaseRecord) -> Iterable[Found]:
        for action in record.plan.pursued:
            for question in asked_of(record.plan, action, record.today):
                if question.field == field:
                    yield Found((record.thing(action),), question.words, _state(action))

    return find


def _state(action: CorrectiveAction) -> str:
    return f"{action.text}\n{action.owner}\n{action.due}\n{action.state}"


def _none(record: CaseRecord) -> Iterable[Found]:
    if record.drafted.factors and not record.plan.pursued:
        yield Found((), asked_of_all(record.plan)[0])


def _too_many(record: CaseRecord) -> Iterable[Found]:
    still_open = [one for one in record.plan.pursued if one.state in UNFINISHED]
    if len(still_open) > MOST:
        many = counted(len(still_open), "action")
        yield Found(
            tuple(record.thing(one) for one in still_open),
            f"{many} are open, and few are carried through. Which of them would reduce "
            "recurrence or impact most?",
            many,
        )


def _of(name: str, message: str, looked_for: str, field: str) -> StructuralRule:
    return StructuralRule(name, message, "", "actions", looked_for, _asked(field))


RULES = (
    StructuralRule(
        "no-action",
        "There are factors, and no action.",
        "",
        "actions",
        "a review without actions",
        _none,
    ),
    StructuralRule(
        "too-many-actions",
        "More actions are open than are carried through as a rule.",
        "",
        "actions",
        f"more than {MOST} open actions",
        _too_many,
    ),
    _of(
        "action-owner", "Nobody in particular owns an action.", "actions without an owner", "owner"
    ),
    _of("action-day", "An action has no day.", "actions without a day", "due"),
    _of(
        "action-closes-nothing",
        "An action closes no factor and no link.",
        "actions that close nothing",
        "closes",
    ),
    _of(
        "action-not-shown",
        "An action does not say what will show that it is done.",
        "actions without evidence of completion to come",
        "shown_by",
    ),
    _of(
        "action-done-unseen",
        "An action is called done, and nothing shows it.",
        "actions called done without evidence",
        "completion",
    ),
    _of(
        "action-did-it-help",
        "Nobody has said whether a finished action helped.",
        "finished actions that nobody looked at again",
        "helped",
    ),
)
