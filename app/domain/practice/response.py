"""The record of the live phase: marked times, drastic actions, updates, and the process card."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import Certainty


class MilestoneKind(StrEnum):
    """The moments between which an incident is measured."""

    STARTED = "started"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A timeline entry that a person marked as one of these moments; one of each in a case."""

    id: str
    case_id: str
    kind: MilestoneKind
    entry_id: str


class Outcome(StrEnum):
    """Whether a drastic action showed what was expected."""

    NOT_SEEN = "not_seen"
    AS_EXPECTED = "as_expected"
    OTHERWISE = "otherwise"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class DrasticAction:
    """A drastic or destructive action with the hypothesis behind it (H-1, H-2 … by time).

    ``owner`` is the role of the person who owns the call, also where a tool suggested it
    (``tool_suggested``). ``seen`` is what was seen then. Times are UTC microseconds.
    """

    id: str
    case_id: str
    action: str
    at_us: int | None = None
    hypothesis: str = ""
    expected: str = ""
    risk: str = ""
    way_back: str = ""
    owner: str = ""
    tool_suggested: bool = False
    outcome: Outcome = Outcome.NOT_SEEN
    seen: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """An update that stakeholders were given, entered afterwards from evidence.

    ``next_us`` is when it promised the next one.
    """

    id: str
    case_id: str
    status: str
    at_us: int | None = None
    hypothesis: str = ""
    current_action: str = ""
    next_us: int | None = None
    channel: str = ""
    certainty: Certainty = Certainty.UNJUDGED


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """How an incident is led, written before it is needed; one for the casebook.

    ``update_minutes`` is the interval of updates; ``decides`` says who may decide what.
    """

    id: str
    commander: str = ""
    diggers: str = ""
    place: str = ""
    update_minutes: int = 20
    decides: str = ""
    reviews: str = ""
    policy: str = ""
