"""Trust breaks: who trusts whom, or what, less than before, and what they fear."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import Certainty


class Side(StrEnum):
    """Where people stand from the team's point of view, and so where a break runs."""

    UNSAID = ""
    INSIDE = "inside"
    UPWARD = "upward"
    OUTWARD = "outward"


class BreakKind(StrEnum):
    """What is trusted less: the system, how the team acted, its leaders, or what users are told."""

    UNSAID = ""
    SYSTEM = "system"
    CONDUCT = "conduct"
    LEADERSHIP = "leadership"
    USERS = "users"


class Severity(StrEnum):
    """How deep a break is."""

    UNSAID = ""
    STRAINED = "strained"
    DAMAGED = "damaged"
    BROKEN = "broken"


class Trend(StrEnum):
    """Where something is moving."""

    UNSAID = ""
    WORSE = "worse"
    SAME = "same"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class TrustBreak:
    """A break: ``party`` trusts ``toward`` (a group, a role or a system) less. It cites evidence.

    ``text`` says what broke, ``fear`` what the party fears will happen again.
    """

    id: str
    case_id: str
    party: str = ""
    toward: str = ""
    side: Side = Side.UNSAID
    kind: BreakKind = BreakKind.UNSAID
    text: str = ""
    fear: str = ""
    severity: Severity = Severity.UNSAID
    trend: Trend = Trend.UNSAID
    certainty: Certainty = Certainty.UNJUDGED
    rank: int = 0
