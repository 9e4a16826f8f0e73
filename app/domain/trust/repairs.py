"""Repairs: few, each tied to breaks, told as an uncertainty removed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RepairKind(StrEnum):
    """What a repair puts right."""

    UNSAID = ""
    STATUS = "status"
    OWNERSHIP = "ownership"
    ROLLBACK = "rollback"
    ALERTS = "alerts"
    PROCESS = "process"
    PROMISE = "promise"
    INCENTIVES = "incentives"
    RECORD = "record"
    OTHER = "other"


class Reach(StrEnum):
    """Whether a repair is in the hands of the person at the desk, or must be asked of somebody."""

    OWN = "own"
    ASKED = "asked"


class Telling(StrEnum):
    """Whether a repair is told widely now, or put right quietly first."""

    UNSAID = ""
    WIDELY = "widely"
    QUIETLY_FIRST = "quietly_first"


class RepairState(StrEnum):
    """How far a repair is. ``DONE`` needs proof; ``VERIFIED`` says somebody affected saw it."""

    OPEN = "open"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair. ``before`` is what people could not rely on, ``after`` what they can rely on then.

    ``asked_of`` is the role it is asked of where it is not in one's own reach. ``shown_by`` says
    what will show it, ``proof`` what did; it cites evidence (part ``proof``). ``small`` marks a
    small win that can be verified. ``due`` is a day (ISO), times are UTC microseconds.
    """

    id: str
    case_id: str
    text: str = ""
    before: str = ""
    after: str = ""
    kind: RepairKind = RepairKind.UNSAID
    reach: Reach = Reach.OWN
    asked_of: str = ""
    owner: str = ""
    due: str = ""
    shown_by: str = ""
    telling: Telling = Telling.UNSAID
    telling_why: str = ""
    state: RepairState = RepairState.OPEN
    proof: str = ""
    done_us: int | None = None
    verified_by: str = ""
    verified_us: int | None = None
    dropped_because: str = ""
    small: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class RepairTarget:
    """A break that a repair is for."""

    id: str
    case_id: str
    repair_id: str
    break_id: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """Affected people who were invited to design a repair, and what changed because of it.

    ``group_id`` is an `AffectedGroup`, ``repair_id`` may be empty. ``asked_on`` is a day (ISO).
    """

    id: str
    case_id: str
    group_id: str = ""
    repair_id: str = ""
    asked: str = ""
    asked_on: str = ""
    answer: str = ""
    changed: str = ""
    rank: int = 0
