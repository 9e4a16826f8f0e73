"""What went well, what to improve, what goes into guidance, and earlier cases of similar shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import Certainty


class LessonKind(StrEnum):
    """What a lesson speaks of."""

    WENT_WELL = "went_well"
    IMPROVE = "improve"
    GUIDANCE = "guidance"


class GoesInto(StrEnum):
    """Where a lesson is carried to; nobody has said yet where it starts."""

    UNSORTED = "unsorted"
    RUNBOOK = "runbook"
    ONBOARDING = "onboarding"
    RELEASE = "release"
    TOOLING = "tooling"
    ARCHITECTURE = "architecture"
    OWNERSHIP = "ownership"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing learned. ``carried`` says where it was put, once it was."""

    id: str
    case_id: str
    kind: LessonKind
    text: str
    goes_into: GoesInto = GoesInto.UNSORTED
    carried: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    rank: int = 0


@dataclass(frozen=True, slots=True)
class CaseLink:
    """An earlier case that a person linked as similar, and in what."""

    id: str
    case_id: str
    other_id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An agreed date on which the follow-through is looked at.

    ``due`` is a day such as 2026-12-01. ``found`` says what was found then; ``done_us`` when.
    """

    id: str
    case_id: str
    due: str
    about: str = ""
    found: str = ""
    done_us: int | None = None
