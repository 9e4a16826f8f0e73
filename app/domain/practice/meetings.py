"""The review meeting: who leads it, its agenda, notes taken in place, and the group's answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Openness(StrEnum):
    """The group's answer afterwards, whether people speak more or less openly."""

    NOT_ASKED = "not_asked"
    MORE = "more"
    SAME = "same"
    LESS = "less"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One review meeting. The facilitator stands in the case.

    ``outsiders`` are people from outside the team, ``invited`` the others, a line each, by role.
    ``agenda`` has a line each, ``minutes · words``. ``openness_words`` is what the group said, as
    a group.
    """

    id: str
    case_id: str
    starts_us: int | None = None
    minutes: int = 60
    scribe: str = ""
    outsiders: str = ""
    invited: str = ""
    agenda: str = ""
    openness: Openness = Openness.NOT_ASKED
    openness_words: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """A note taken in a meeting.

    ``target_id`` is the entry or factor that it is about, empty for none; ``part`` the point of
    the agenda that was on.
    """

    id: str
    case_id: str
    meeting_id: str
    text: str
    part: str = ""
    target_id: str = ""
    taken_us: int | None = None
