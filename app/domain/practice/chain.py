"""The failure chain of a case: factors, what leads from one to another, and ladders of whys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import Certainty


class FactorPart(StrEnum):
    """What part a factor played; nobody has said yet where it starts."""

    UNSORTED = "unsorted"
    TRIGGER = "trigger"
    ENABLING = "enabling"
    AMPLIFIER = "amplifier"
    FRICTION = "friction"


class FactorSide(StrEnum):
    """Whether a factor is technical or organisational."""

    UNSORTED = "unsorted"
    TECHNICAL = "technical"
    ORGANISATIONAL = "organisational"


class FactorNature(StrEnum):
    """What kind of condition or decision a factor is."""

    UNSORTED = "unsorted"
    MISSING_CONTROL = "missing_control"
    UNCLEAR_OWNERSHIP = "unclear_ownership"
    WEAK_OBSERVABILITY = "weak_observability"
    HANDOFF = "handoff"
    PROCESS = "process"
    TOOLING = "tooling"
    DESIGN = "design"
    COMMUNICATION = "communication"
    CAPACITY = "capacity"
    CHANGE = "change"
    DECISION = "decision"
    OTHER = "other"


class LinkKind(StrEnum):
    """What one factor does to another."""

    CAUSE = "cause"
    ENABLE = "enable"
    AMPLIFY = "amplify"
    SLOW = "slow"


class Sign(StrEnum):
    """Whether more of one makes more of the other, or less."""

    MORE = "+"
    LESS = "-"


@dataclass(frozen=True, slots=True)
class Factor:
    """A condition or decision that contributed.

    ``why_open`` answers why this path was open. ``x`` and ``y`` are where a person put it in the
    graph, in the graph's own units; None where the layout decides. ``rank`` orders the list.
    """

    id: str
    case_id: str
    text: str
    part: FactorPart = FactorPart.UNSORTED
    side: FactorSide = FactorSide.UNSORTED
    nature: FactorNature = FactorNature.UNSORTED
    why_open: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    x: int | None = None
    y: int | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class FactorLink:
    """An edge of the graph, from one factor to another; loops are allowed."""

    id: str
    case_id: str
    from_id: str
    to_id: str
    kind: LinkKind = LinkKind.CAUSE
    sign: Sign = Sign.MORE
    note: str = ""
    certainty: Certainty = Certainty.UNJUDGED


@dataclass(frozen=True, slots=True)
class Why:
    """A step of a ladder of whys; ``rank`` 0 is what is to be explained.

    ``factor_id`` is the factor that the step became, empty where it did not.
    """

    id: str
    case_id: str
    ladder_id: str
    text: str
    rank: int = 0
    factor_id: str = ""
