"""A public statement and its claims, each held against the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimVerdict(StrEnum):
    """What evidence says to a claim."""

    UNJUDGED = ""
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_EVIDENCE = "not_in_evidence"


@dataclass(frozen=True, slots=True)
class PublicStatement:
    """What was said in public, word for word. ``said_by`` is a role, ``said_on`` a day (ISO)."""

    id: str
    case_id: str
    title: str = ""
    said_by: str = ""
    said_on: str = ""
    text: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that a person marked in a public statement; it cites evidence.

    ``start`` and ``end`` count code points of the statement's text, ``quote`` is what stood there.
    """

    id: str
    case_id: str
    statement_id: str
    start: int
    end: int
    quote: str
    verdict: ClaimVerdict = ClaimVerdict.UNJUDGED
    note: str = ""
