"""How a trust case stands: what it began with, who prepares it, and whether trust came back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """What a trust case began with."""

    UNSAID = ""
    INCIDENT = "incident"
    LEADER = "leader"


class Position(StrEnum):
    """How the person at the desk stands to what happened; asked first."""

    UNSAID = ""
    MADE = "made"
    LEADS = "leads"
    FACILITATES = "facilitates"


@dataclass(frozen=True, slots=True)
class TrustSettings:
    """What holds for a whole trust case; there is one at most. Only ``about`` can leave.

    ``about`` is what documents call the matter; the title of the case stays private.
    ``origin_title`` names the incident case it was begun from. ``neutral`` carries the account to
    the groups and their answers back, ``partner`` keeps the weekly checkpoint. ``look_again`` is
    the day on which everything is looked at anew. ``repaired_us`` is when a person called the
    trust repaired, ``repaired_because`` what they rest that on.
    """

    id: str
    case_id: str
    about: str = ""
    origin: Origin = Origin.UNSAID
    origin_title: str = ""
    position: Position = Position.UNSAID
    neutral: str = ""
    partner: str = ""
    look_again: str = ""
    repaired_us: int | None = None
    repaired_because: str = ""
