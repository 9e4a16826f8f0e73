"""The initial frame: the gap between what was promised and what happened, and who was affected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.drafts import Certainty
from app.domain.trust.breaks import Side


class FramePart(StrEnum):
    """What a piece of the frame tells."""

    PROMISED = "promised"
    HAPPENED = "happened"
    TO_WHOM = "to_whom"
    OPERATIONS = "operations"
    TALKS = "talks"


@dataclass(frozen=True, slots=True)
class FramePiece:
    """One text of the frame; a case has each part at most once.

    Operational follow-up (``OPERATIONS``) stands apart from the talks about trust (``TALKS``).
    """

    id: str
    case_id: str
    part: FramePart
    text: str = ""
    certainty: Certainty = Certainty.UNJUDGED


@dataclass(frozen=True, slots=True)
class AffectedGroup:
    """A group that was affected. ``harm`` says how, ``acknowledged`` what is said to them plainly.

    ``said_by`` is the role that says it, ``told_on`` the day (ISO). ``detail`` is what these
    people need to know, and in which depth. ``size`` is how many they are, None where not known.
    """

    id: str
    case_id: str
    name: str = ""
    side: Side = Side.UNSAID
    size: int | None = None
    harm: str = ""
    acknowledged: str = ""
    said_by: str = ""
    told_on: str = ""
    detail: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    rank: int = 0
