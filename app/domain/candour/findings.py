"""What the candour check finds in the words of a text. It asks; it never rewrites or scores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a rule on language looks for."""

    BLAME = "blame"
    HINDSIGHT = "hindsight"
    PR_SOFTENING = "pr_softening"
    APOLOGY = "apology"
    CERTAINTY = "certainty"
    GENERIC_ACTION = "generic_action"
    MISSING = "missing"
    SINGLE_CAUSE = "single_cause"
    PASSIVE = "passive"
    HEROICS = "heroics"


GROUP_WORDS = {
    Group.BLAME: "Blame",
    Group.HINDSIGHT: "Hindsight",
    Group.PR_SOFTENING: "Softening",
    Group.APOLOGY: "Apology",
    Group.CERTAINTY: "Certainty",
    Group.GENERIC_ACTION: "Generic action",
    Group.MISSING: "Missing facts",
    Group.SINGLE_CAUSE: "Single cause",
    Group.PASSIVE: "Hidden actor",
    Group.HEROICS: "Heroics",
}
"""What people call each group."""

LOOKED_FOR = {
    Group.BLAME: "a person or role as the explanation",
    Group.HINDSIGHT: "what should or could have been seen or done",
    Group.PR_SOFTENING: "words that make harm smaller, and promises without content",
    Group.APOLOGY: "conditions and excuses in an apology",
    Group.CERTAINTY: "certainty where nothing says what it rests on",
    Group.GENERIC_ACTION: "actions that would fit any incident",
    Group.MISSING: "owners, dates and counts that are left open",
    Group.SINGLE_CAUSE: "one cause that closes the search",
    Group.PASSIVE: "acts that nobody seems to have done",
    Group.HEROICS: "rescue by single people instead of support",
}
"""What each group looks for, to be said where nothing was found."""


class Scope(StrEnum):
    """What a text is, which decides the rules that apply to it.

    `FILE` is running text without fields. A `CLAIM` is a statement that is not marked as
    confirmed, `CONFIRMED` one that is. `APOLOGY` is what people say of their own act to those it
    harmed. `NARRATIVE` is any other text of a case.
    """

    FILE = "file"
    NARRATIVE = "narrative"
    CLAIM = "claim"
    CONFIRMED = "confirmed"
    ACTION = "action"
    APOLOGY = "apology"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a text that a rule asks about.

    ``start`` and ``end`` count code points of the text; ``text`` is what stands between them and
    ``sentence`` the sentence around it, as written.
    """

    rule: str
    group: Group
    message: str
    question: str
    start: int
    end: int
    text: str
    sentence: str
