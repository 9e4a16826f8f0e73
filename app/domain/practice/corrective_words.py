"""How people read what an action is, how far it is, and whether it helped."""

from __future__ import annotations

from datetime import date

from app.domain.moments import typed_day
from app.domain.practice import overdue
from app.domain.practice.corrective import (
    ActionKind,
    ActionState,
    CorrectiveAction,
    Helped,
    Priority,
)

KIND_WORDS = {
    ActionKind.UNSORTED: "not sorted yet",
    ActionKind.IMMEDIATE: "immediate",
    ActionKind.SYSTEMIC: "systemic",
    ActionKind.TRUST_REPAIR: "trust repair",
}

PRIORITY_WORDS = {
    Priority.UNSORTED: "not said yet",
    Priority.HIGH: "high",
    Priority.MEDIUM: "medium",
    Priority.LOW: "low",
}

STATE_WORDS = {
    ActionState.OPEN: "open",
    ActionState.UNDER_WAY: "under way",
    ActionState.DONE: "done",
    ActionState.DROPPED: "dropped",
}

HELPED_WORDS = {
    Helped.NOT_ASKED: "not asked yet",
    Helped.YES: "yes",
    Helped.PARTLY: "partly",
    Helped.NO: "no",
    Helped.UNKNOWN: "not known",
}

UNFINISHED = frozenset({ActionState.OPEN, ActionState.UNDER_WAY})
"""The states in which an action is still to be done."""


def due_day(action: CorrectiveAction) -> date | None:
    """The day that an action is due; None where none was agreed, or it is no day."""
    return typed_day(action.due)


def is_overdue(action: CorrectiveAction, today: date) -> bool:
    """Whether an action should have been done by now and is not."""
    due = due_day(action)
    return action.state in UNFINISHED and due is not None and due < today


def due_words(action: CorrectiveAction, today: date) -> str:
    """``due 2026-12-01``; where that has passed, how long ago; empty where no day was agreed."""
    return overdue.due_words(action.due, today, late=is_overdue(action, today))
