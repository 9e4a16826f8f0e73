"""The trust breaks of the sample's trust case: five over three directions.

What is left to do: the break with customers has no repair, and is worded from one side; the one
with the head of engineering cites nothing, and says nothing of its trend.
"""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Certainty
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend
from app.operations import drafting
from app.operations.sample_evidence import quoted
from app.operations.trust import breaks, showing

_BREAKS: tuple[dict[str, object], ...] = (
    {
        "party": "Support shift",
        "toward": "Incident channel",
        "side": Side.INSIDE,
        "kind": BreakKind.SYSTEM,
        "text": "A question in the channel counted as asked and heard. On 10 February it was "
        "neither.",
        "fear": "That they stand between customers and silence again, and nobody reads.",
        "severity": Severity.BROKEN,
        "trend": Trend.BETTER,
        "certainty": Certainty.CONFIRMED,
    },
    {
        "party": "Support shift",
        "toward": "Engineers on call",
        "side": Side.INSIDE,
        "kind": BreakKind.CONDUCT,
        "text": "What support reported was made smaller in the update, and nobody asked back.",
        "fear": "That their count is corrected by people who did not see it.",
        "severity": Severity.DAMAGED,
        "trend": Trend.SAME,
        "certainty": Certainty.PROBABLE,
    },
    {
        "party": "Engineers on call",
        "toward": "Head of the web shop",
        "side": Side.UPWARD,
        "kind": BreakKind.LEADERSHIP,
        "text": "A sentence about the release was heard as being about one of them, and was not "
        "taken back the same day.",
        "fear": "That the next release with a fault is theirs alone.",
        "severity": Severity.DAMAGED,
        "trend": Trend.SAME,
        "certainty": Certainty.DISPUTED,
    },
    {
        "party": "Head of engineering",
        "toward": "Releases of the web shop",
        "side": Side.UPWARD,
        "kind": BreakKind.SYSTEM,
        "text": "Since then each release is approved twice.",
        "fear": "That a flag goes to all areas in one step again.",
        "severity": Severity.STRAINED,
        "certainty": Certainty.UNCERTAIN,
    },
    {
        "party": "Customers at checkout",
        "toward": "What the status page says",
        "side": Side.OUTWARD,
        "kind": BreakKind.USERS,
        "text": "The page said “some customers”; those who wrote to us had all lost an order.",
        "fear": "That an order is lost and nobody says so.",
        "severity": Severity.STRAINED,
        "trend": Trend.SAME,
        "certainty": Certainty.PROBABLE,
    },
)
_CITES = (
    ("support had counted the first one two minutes later",),
    (),
    (),
    (),
    ("an empty list of delivery times",),
)
"""What each break cites, in words of the review that was pulled in."""

_FOR_LEADERSHIP = "A question of support stayed without an answer for 22 minutes."


def add_breaks(casebook: Casebook, case_id: str) -> None:
    """Draft the breaks in the sample's trust case; two are shown to the team, one above."""
    made = []
    for fields, cites in zip(_BREAKS, _CITES, strict=True):
        added = breaks.add(casebook, case_id)
        made.append(breaks.change(casebook, case_id, added.id, fields))
        if spans := quoted(casebook, case_id, cites):
            drafting.cite(casebook, case_id, added.id, spans)
    for shown in made[:2]:
        showing.show(casebook, case_id, shown.id, Audience.TEAM)
    showing.show(casebook, case_id, made[0].id, Audience.LEADERSHIP, _FOR_LEADERSHIP)
