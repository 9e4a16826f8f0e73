"""What went well, what to improve, what goes into guidance, and earlier cases of similar shape."""

from __future__ import annotations

from collections.abc import Iterable
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


LESSON_WORDS = {
    LessonKind.WENT_WELL: "What went well",
    LessonKind.IMPROVE: "What to improve",
    LessonKind.GUIDANCE: "What should change guidance",
}

GOES_INTO_WORDS = {
    GoesInto.UNSORTED: "not yet said",
    GoesInto.RUNBOOK: "runbook",
    GoesInto.ONBOARDING: "onboarding",
    GoesInto.RELEASE: "release guidance",
    GoesInto.TOOLING: "tooling",
    GoesInto.ARCHITECTURE: "architecture",
    GoesInto.OWNERSHIP: "ownership",
}


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

    @property
    def to_carry(self) -> bool:
        """Whether it still has to be carried somewhere: guidance, or a place that was named."""
        somewhere = self.kind is LessonKind.GUIDANCE or self.goes_into is not GoesInto.UNSORTED
        return somewhere and not self.carried.strip()


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


def in_order(lessons: Iterable[Lesson]) -> list[Lesson]:
    """What went well first, then what to improve, then guidance; each as people ordered it."""
    kinds = list(LessonKind)
    return sorted(lessons, key=lambda one: (kinds.index(one.kind), one.rank, one.id))
