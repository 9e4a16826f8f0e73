"""Whether those who responded call the account of their part fair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a responder answered."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    FAIR = "fair"
    NOT_FAIR = "not_fair"
    OWN_WORDS = "own_words"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class FairAccount:
    """The page of one responder, known by a role.

    ``person_id`` is the person whose evidence the page gathers, empty where nobody imported
    bears the role. ``words`` are the responder's own and private; they leave the program only
    where ``consent`` says so.
    """

    id: str
    case_id: str
    role: str
    person_id: str = ""
    verdict: Verdict = Verdict.NOT_ASKED
    words: str = ""
    consent: bool = False
    asked_us: int | None = None
    answered_us: int | None = None
