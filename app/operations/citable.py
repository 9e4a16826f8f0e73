"""Everything drafted in a case that can cite evidence, besides the entries of its timeline."""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook
from app.domain.drafted import Draft
from app.domain.practice.chain import Factor
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.context_rules import FIELD_WORDS
from app.domain.practice.corrective import COMPLETION, CorrectiveAction
from app.domain.practice.drastic import HYPOTHESIS
from app.domain.practice.lessons import Lesson
from app.domain.practice.response import DrasticAction, StatusUpdate


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


_KINDS: tuple[tuple[type[Draft], str, str], ...] = (
    (Factor, "Factor", "text"),
    (DecisionPoint, "Decision", "title"),
    (DrasticAction, "Drastic action", "action"),
    (StatusUpdate, "Update", "status"),
    (Lesson, "Lesson", "text"),
    (CorrectiveAction, "Action", "text"),
)
"""What can cite evidence: its kind for people, and the field that names it. In this order."""


def citable(casebook: Casebook, case_id: str) -> list[Citable]:
    """What in a case can cite evidence: kind by kind, in the order of time or rank."""
    found: list[Citable] = []
    with casebook.drafts() as drafts:
        for kind, words, field in _KINDS:
            for row in sorted(drafts.of_case(kind, case_id), key=_place):
                named = " ".join(str(getattr(row, field)).split()) or "Untitled"
                found += _parts(row, words, named)
    return found


def _place(row: Draft) -> tuple[bool, int, int, str]:
    at_us = getattr(row, "at_us", None)
    return at_us is None, at_us or 0, getattr(row, "rank", 0), row.id


def _parts(row: Draft, kind: str, named: str) -> list[Citable]:
    at_us = getattr(row, "at_us", None)
    match row:
        case DecisionPoint():
            return [
                Citable(row.id, f"{kind} · {FIELD_WORDS[part]}", named, part, at_us)
                for part in (*THEN, NOW)
            ]
        case DrasticAction():
            return [
                Citable(row.id, kind, named, "", at_us),
                Citable(row.id, f"{kind} · Hypothesis", named, HYPOTHESIS, at_us),
            ]
        case CorrectiveAction():
            return [
                Citable(row.id, kind, named),
                Citable(row.id, f"{kind} · Shows completion", named, COMPLETION),
            ]
    return [Citable(row.id, kind, named, "", at_us)]
