"""What of a case can cite evidence, besides the entries of its timeline, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.practice.chain import Factor
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.context_rules import FIELD_WORDS
from app.domain.practice.corrective import COMPLETION, CorrectiveAction
from app.domain.practice.drastic import HYPOTHESIS
from app.domain.practice.lessons import Lesson
from app.domain.practice.response import DrasticAction, StatusUpdate

Citing = Factor | DecisionPoint | DrasticAction | StatusUpdate | Lesson | CorrectiveAction

KINDS: tuple[type[Citing], ...] = (
    Factor,
    DecisionPoint,
    DrasticAction,
    StatusUpdate,
    Lesson,
    CorrectiveAction,
)
"""The kinds of things that cite evidence, in the order of the window."""


@dataclass(frozen=True, slots=True)
class Citable:
    """A thing, or one part of it, that evidence can be attached to.

    ``kind`` says what it is, ``words`` which one, ``part`` is that of a `Citation`.
    ``at_us`` is when it was, where it has a time.
    """

    target_id: str
    kind: str
    words: str
    part: str = ""
    at_us: int | None = None


def in_order(things: Iterable[Citing]) -> list[Citing]:
    """Things of one kind: those with a time by it, then the others by their rank."""
    return sorted(things, key=_place)


def parts_of(thing: Citing) -> list[Citable]:
    """The thing as a whole, or each part of it that can cite by itself."""
    match thing:
        case Factor():
            return [_part(thing.id, "Factor", thing.text)]
        case DecisionPoint():
            return [
                _part(thing.id, f"Decision · {FIELD_WORDS[part]}", thing.title, part, thing.at_us)
                for part in (*THEN, NOW)
            ]
        case DrasticAction():
            kinds = (("Drastic action", ""), ("Drastic action · Hypothesis", HYPOTHESIS))
            return [_part(thing.id, kind, thing.action, part, thing.at_us) for kind, part in kinds]
        case StatusUpdate():
            return [_part(thing.id, "Update", thing.status, "", thing.at_us)]
        case Lesson():
            return [_part(thing.id, "Lesson", thing.text)]
        case CorrectiveAction():
            kinds = (("Action", ""), ("Action · Shows completion", COMPLETION))
            return [_part(thing.id, kind, thing.text, part) for kind, part in kinds]


def _part(
    target_id: str, kind: str, text: str, part: str = "", at_us: int | None = None
) -> Citable:
    return Citable(target_id, kind, " ".join(text.split()) or "Untitled", part, at_us)


def _place(thing: Citing) -> tuple[bool, int, int, str]:
    match thing:
        case DrasticAction() | StatusUpdate():
            at_us, rank = thing.at_us, 0
        case DecisionPoint():
            at_us, rank = thing.at_us, thing.rank
        case _:
            at_us, rank = None, thing.rank
    return at_us is None, at_us or 0, rank, thing.id
