"""Checkpoints and the short updates between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CheckpointKind(StrEnum):
    """How often, or when, a checkpoint is held."""

    WEEKLY = "weekly"
    MONTH = "month"
    QUARTER = "quarter"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A day (``due``, ISO) on which the repair is looked at with somebody, and what was found.

    The four texts answer the questions of its kind: did the repairs ``happened``, what conditions
    ``changed``, how open ``people`` are, what comes ``next``.
    """

    id: str
    case_id: str
    due: str
    kind: CheckpointKind = CheckpointKind.WEEKLY
    happened: str = ""
    changed: str = ""
    people: str = ""
    next: str = ""
    done_us: int | None = None


@dataclass(frozen=True, slots=True)
class UpdateNote:
    """A short update to those affected. Days are ISO.

    ``since`` is what happened since the last one, ``changed`` what that changes for the readers,
    ``not_yet`` what is not done or not known, ``next_step`` what they hear next, ``next_on`` when.
    """

    id: str
    case_id: str
    written_on: str = ""
    since: str = ""
    changed: str = ""
    not_yet: str = ""
    next_step: str = ""
    next_on: str = ""
    sent_on: str = ""
    rank: int = 0
