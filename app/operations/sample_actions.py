"""The actions of the sample: one done and shown, one to do, and one that is thin on purpose.

What is left to do: the third has no owner in particular, no day and no factor, and would fit any
incident; several factors are left open.
"""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.moments import parse_typed, zone_named
from app.domain.practice.chain import Factor, FactorPart
from app.domain.practice.corrective import COMPLETION, ActionKind, Priority
from app.operations import drafting
from app.operations.practice import corrective
from app.operations.sample_evidence import spans
from app.operations.sample_story import CHAT, ZONE, Cited

_HOST = "The alert for a full pool gets the new host name of capacity-db, and is tried."
_WAIT = (
    "slots-api tells a checkout page how long to wait before it asks again, longer each time while "
    "the pool is full."
)
_THIN = "Improve alerting"


def add_actions(casebook: Casebook, case_id: str) -> None:
    """Draft the actions in a case that holds the sample's evidence and its chain."""
    factors = drafting.of_case(casebook, Factor, case_id)
    parts = {factor.part: factor.id for factor in factors}
    _add_done(casebook, case_id, parts[FactorPart.FRICTION])
    action = corrective.add(casebook, case_id, _WAIT, [parts[FactorPart.AMPLIFIER]])
    changes = {
        "kind": ActionKind.SYSTEMIC,
        "priority": Priority.HIGH,
        "owner": "web engineer",
        "due": "2026-03-06",
        "shown_by": "With a full pool in the test shop, one page asks at most 4 times in 28 s.",
    }
    corrective.change(casebook, case_id, action.id, changes)
    action = corrective.add(casebook, case_id, _THIN)
    corrective.change(casebook, case_id, action.id, {"owner": "the team"})


def _add_done(casebook: Casebook, case_id: str, factor_id: str) -> None:
    action = corrective.add(casebook, case_id, _HOST, [factor_id])
    changes = {
        "kind": ActionKind.IMMEDIATE,
        "priority": Priority.MEDIUM,
        "owner": "database engineer",
        "due": "2026-02-11",
        "shown_by": "The alert fires when it is tried.",
    }
    corrective.change(casebook, case_id, action.id, changes)
    tried = Cited(
        CHAT, "The alert has had the new host name since 10:30. I tried it, and it fires."
    )
    shown = spans(casebook, case_id, [tried])
    drafting.cite(casebook, case_id, action.id, shown, COMPLETION)
    done_us, _ = parse_typed("2026-02-11 10:30", zone_named(ZONE))
    corrective.complete(casebook, case_id, action.id, done_us)
