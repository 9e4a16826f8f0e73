"""How people read what a repair puts right, how far it is, and who may hear of it."""

from __future__ import annotations

from datetime import date

from app.domain.moments import typed_day
from app.domain.practice import overdue
from app.domain.trust.repairs import Reach, Repair, RepairKind, RepairState, Telling

KIND_WORDS = {
    RepairKind.UNSAID: "not said yet",
    RepairKind.STATUS: "misleading status",
    RepairKind.OWNERSHIP: "unclear ownership",
    RepairKind.ROLLBACK: "weak rollback",
    RepairKind.ALERTS: "alert gaps",
    RepairKind.PROCESS: "procedure",
    RepairKind.PROMISE: "a promise",
    RepairKind.INCENTIVES: "incentives",
    RepairKind.RECORD: "the record",
    RepairKind.OTHER: "something else",
}

REACH_WORDS = {
    Reach.OWN: "within my reach",
    Reach.ASKED: "asked of somebody else",
}

TELLING_WORDS = {
    Telling.UNSAID: "not said yet",
    Telling.WIDELY: "told widely now",
    Telling.QUIETLY_FIRST: "put right quietly first",
}

STATE_WORDS = {
    RepairState.OPEN: "open",
    RepairState.DONE: "done",
    RepairState.VERIFIED: "verified",
    RepairState.DROPPED: "dropped",
}

SHOWN = frozenset({RepairState.DONE, RepairState.VERIFIED})
"""The states in which something must show the repair."""


def due_day(repair: Repair) -> date | None:
    """The day that a repair is due; None where none was agreed, or it is no day."""
    return typed_day(repair.due)


def is_overdue(repair: Repair, today: date) -> bool:
    """Whether a repair should have been done by now and is not."""
    due = due_day(repair)
    return repair.state is RepairState.OPEN and due is not None and due < today


def due_words(repair: Repair, today: date) -> str:
    """``due 2026-12-01``; where that has passed, how long ago; empty where no day was agreed."""
    return overdue.due_words(repair.due, today, late=is_overdue(repair, today))
