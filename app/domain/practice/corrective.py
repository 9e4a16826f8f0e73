"""Corrective actions: few, owned, dated, and tied to the condition that each closes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActionKind(StrEnum):
    """Whether an action stops the next time now, or changes the system."""

    UNSORTED = "unsorted"
    IMMEDIATE = "immediate"
    SYSTEMIC = "systemic"
    TRUST_REPAIR = "trust_repair"


class Priority(StrEnum):
    """How much an action matters; nobody has said yet where it starts."""

    UNSORTED = "unsorted"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ActionState(StrEnum):
    """How far an action is."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Helped(StrEnum):
    """Whether an action reduced the risk that it aimed at, asked some time after it was done."""

    NOT_ASKED = "not_asked"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CorrectiveAction:
    """An action of the review.

    ``owner`` is a role or a person. ``due`` is a day such as 2026-12-01, empty where none was
    agreed. ``shown_by`` says which evidence will show completion; that evidence is cited with the
    part `COMPLETION`, other citations have none. ``tracker`` is a link or key in the team's
    tracker. ``dropped_because`` says why an action was given up.
    """

    id: str
    case_id: str
    text: str
    kind: ActionKind = ActionKind.UNSORTED
    priority: Priority = Priority.UNSORTED
    owner: str = ""
    due: str = ""
    shown_by: str = ""
    state: ActionState = ActionState.OPEN
    completion: str = ""
    done_us: int | None = None
    helped: Helped = Helped.NOT_ASKED
    helped_why: str = ""
    dropped_because: str = ""
    tracker: str = ""
    rank: int = 0


COMPLETION = "completion"
"""The part of those citations that show that an action was completed."""


@dataclass(frozen=True, slots=True)
class ActionTarget:
    """A factor or a link of the chain (``target_id``) that an action closes."""

    id: str
    case_id: str
    action_id: str
    target_id: str
