"""An apology: a document of its own, never a part of a review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Counsel(StrEnum):
    """Whether counsel should see an apology before it leaves; asked before every export."""

    UNASKED = ""
    NOT_NEEDED = "not_needed"
    FIRST = "first"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Apology:
    """What is named to one recipient: the ``act``, the ``harm``, and what ``changes``.

    ``words`` is the apology as it will be said. It leaves only with a recipient and with the
    question of counsel answered. ``given_on`` is the day (ISO) on which it was given.
    """

    id: str
    case_id: str
    recipient: str = ""
    act: str = ""
    harm: str = ""
    changes: str = ""
    words: str = ""
    counsel: Counsel = Counsel.UNASKED
    given_on: str = ""
    rank: int = 0
