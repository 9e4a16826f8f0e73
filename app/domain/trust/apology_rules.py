"""What is asked about an apology, and why it may not leave yet.

Conditional and excusing words are asked about by the candour check, as they are typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.moments import typed_day
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.position import guidance
from app.domain.trust.setting import Position

COUNSEL_FIRST = (
    "Counsel sees this apology first, so it is not exported now. Show it to them here or on "
    "paper; afterwards say that counsel has seen it."
)
_WORDS = ("recipient", "act", "harm", "changes", "words")
"""What counsel saw of an apology; where it changes, they are asked about anew."""


@dataclass(frozen=True, slots=True)
class ApologyQuestion:
    """A question to people; ``field`` is the field of the apology it stands beside."""

    field: str
    words: str


def asked_of(
    apology: Apology, position: Position, today: date, *, repairs: bool
) -> tuple[ApologyQuestion, ...]:
    """What is asked about one apology, in the order of its fields.

    ``repairs`` is whether the case has a repair that was not given up.
    """
    pairs = (
        ("recipient", "" if apology.recipient.strip() else "To whom is it said?"),
        ("recipient", _about_position(position)),
        ("act", "" if apology.act.strip() else "Which act or decision is it for? Name one."),
        ("harm", "" if apology.harm.strip() else "What did it do to them?"),
        ("changes", _about_change(apology, repairs=repairs)),
        ("words", "" if apology.words.strip() else "How will you say it, in your own words?"),
        ("counsel", _about_counsel(apology)),
        ("given_on", _about_day(apology, today)),
    )
    return tuple(ApologyQuestion(field, words) for field, words in pairs if words)


def refusal(apology: Apology) -> str:
    """Why an apology may not leave; empty where it may."""
    if not apology.recipient.strip():
        return "Say to whom the apology goes before it is exported."
    if not apology.words.strip():
        return "Write the apology in your own words before it is exported."
    if apology.counsel is Counsel.UNASKED:
        return "Say whether counsel should see the apology first before it is exported."
    return COUNSEL_FIRST if apology.counsel is Counsel.FIRST else ""


def is_reworded(before: Apology, after: Apology) -> bool:
    """Whether an apology says something else, or to somebody else, than it did."""
    return any(getattr(before, field) != getattr(after, field) for field in _WORDS)


def _about_position(position: Position) -> str:
    if not guidance(position).apologises:
        return "You facilitate. Whose apology is this, and do they write it themselves?"
    if position is Position.LEADS:
        return "Is it for what you did or left undone yourself? The other act is not yours to own."
    return ""


def _about_change(apology: Apology, *, repairs: bool) -> str:
    if not apology.changes.strip():
        return "What changes because of it? Without a change, the words stand alone."
    if not repairs:
        return "A change is promised here, and no repair carries it. Which one will?"
    return ""


def _about_counsel(apology: Apology) -> str:
    if apology.counsel is Counsel.UNASKED and apology.words.strip():
        return "Should counsel see it before it leaves?"
    return COUNSEL_FIRST if apology.counsel is Counsel.FIRST else ""


def _about_day(apology: Apology, today: date) -> str:
    given = apology.given_on.strip()
    if not given:
        return ""
    day = typed_day(given)
    if day is None:
        return f"“{given}” is not a day. On which day was it given?"
    return f"{given} is still to come; it says that it was given." if day > today else ""
