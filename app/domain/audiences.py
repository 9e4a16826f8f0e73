"""Who a document is for, and what of a case is shown to them, in which words.

One record, several audiences: a choice never changes the record, only what one audience reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who a document is for."""

    ENGINEERS = "engineers"
    STAKEHOLDERS = "stakeholders"
    TEAM = "team"
    LEADERSHIP = "leadership"
    OUTSIDE = "outside"


READERS = (Audience.TEAM, Audience.LEADERSHIP, Audience.OUTSIDE)
"""Who may be shown pieces of a trust case: those inside, above, and outside the team."""


@dataclass(frozen=True, slots=True)
class AudienceChoice:
    """What a person chose for one drafted thing (``target_id``) and one audience.

    ``wording`` is the paraphrase these readers get, empty for the drafted words. Where ``shown``
    is false, ``reason`` says why the thing is left out. What nobody chose is proposed by a rule in
    an incident case, and private in a trust case.
    """

    id: str
    case_id: str
    target_id: str
    audience: Audience
    shown: bool
    wording: str = ""
    reason: str = ""
