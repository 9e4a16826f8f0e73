"""The shared account, and what affected groups say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import Certainty


class AccountPart(StrEnum):
    """What a paragraph of the shared account tells."""

    EVENTS = "events"
    TECHNICAL = "technical"
    ORGANISATIONAL = "organisational"
    MISLED = "misled"
    OVERLOADED = "overloaded"
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the shared account; it cites evidence."""

    id: str
    case_id: str
    part: AccountPart = AccountPart.EVENTS
    text: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    rank: int = 0


class GroupVerdict(StrEnum):
    """What a group says to “is it true?”."""

    UNSAID = ""
    TRUE = "true"
    PARTLY = "partly"
    NOT_TRUE = "not_true"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class GroupStatement:
    """What a group let a neutral person bring back, with nobody's name.

    ``group_id`` is an `AffectedGroup`; ``paragraph_id`` is empty where it is about the whole.
    ``dissent`` marks words that not all of the group share. Times are UTC microseconds.
    """

    id: str
    case_id: str
    group_id: str
    paragraph_id: str = ""
    verdict: GroupVerdict = GroupVerdict.UNSAID
    words: str = ""
    dissent: bool = False
    asked_us: int | None = None
    came_us: int | None = None
    rank: int = 0
