"""What people call the verdicts on a claim."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.trust.claims import ClaimVerdict

CLAIM_WORDS: Mapping[ClaimVerdict, str] = {
    ClaimVerdict.UNJUDGED: "not judged yet",
    ClaimVerdict.SUPPORTED: "supported by evidence",
    ClaimVerdict.CONTRADICTED: "contradicted by evidence",
    ClaimVerdict.NOT_IN_EVIDENCE: "not in the evidence",
}

NOTHING_CITED = "nothing cited"
"""What stands beside a verdict that rests on evidence and cites none."""
