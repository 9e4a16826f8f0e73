"""Decision points: what people did, in the context of the moment."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.drafts import Certainty

THEN = (
    "saw",
    "believed",
    "put_first",
    "ambiguity",
    "overload",
    "handoff",
    "missing_context",
    "made_sense",
)
"""The fields of a decision point that speak of the moment, in their order."""

NOW = "known_now"
"""The field for what is known today; only here may later evidence stay."""


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """Human context at a moment: who (a role) decided what, and why it made sense.

    ``at_us`` is the as-of time in UTC microseconds, None where nobody has said. ``entry_id`` is
    the timeline entry that tells of the decision, empty for none. Citations hang on its fields:
    their ``part`` is one of `THEN` or `NOW`.
    """

    id: str
    case_id: str
    title: str
    at_us: int | None = None
    role: str = ""
    saw: str = ""
    believed: str = ""
    put_first: str = ""
    ambiguity: str = ""
    overload: str = ""
    handoff: str = ""
    missing_context: str = ""
    made_sense: str = ""
    known_now: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    entry_id: str = ""
    rank: int = 0

    def said(self, part: str) -> str:
        """What stands in one of the fields that `THEN` and `NOW` name."""
        text: str = getattr(self, part)
        return text
