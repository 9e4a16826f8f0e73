"""The repairs of the sample's trust case: one verified, one under way, one asked, one thin.

What is left to do: the last names work done and nothing that people can rely on, has no owner and
is for no break; a break outside has no repair yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.moments import parse_typed, zone_named
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repairs import Reach, RepairKind, Telling
from app.operations import drafting
from app.operations.sample_story import ZONE
from app.operations.trust import helps, repairs, showing

_SHOWN = {
    "text": "During an incident one person answers support, and nothing else.",
    "before": "Whether anybody reads what support asks in a busy channel.",
    "after": "Support gets an answer within ten minutes, or hears that there is none yet.",
    "kind": RepairKind.OWNERSHIP,
    "owner": "head of the web shop",
    "due": "2026-02-20",
    "shown_by": "The time between question and answer in the channel, which support notes.",
    "telling": Telling.WIDELY,
    "telling_why": "Support has to know whom to ask.",
    "small": True,
    "proof": "The rota has the role since 18 February; it was used on the 24th.",
}
_QUIET = {
    "text": "Updates say how many are affected, by whose count, or that nobody knows.",
    "before": "Whether “some customers” means few, or that nobody has counted.",
    "after": "A number with its source in each update, or the words “not known yet”.",
    "kind": RepairKind.STATUS,
    "owner": "incident lead",
    "due": "2026-03-13",
    "shown_by": "The first updates of the next three incidents.",
    "telling": Telling.QUIETLY_FIRST,
    "telling_why": "Told before it works, it is one more promise.",
}
_ASKED = {
    "text": "The review tells how CR-5521 was planned, and that no step of it checked the pool.",
    "before": "Whether the story above still ends at the release.",
    "after": "The record that leadership reads names the conditions, not the one who released.",
    "kind": RepairKind.RECORD,
    "reach": Reach.ASKED,
    "asked_of": "head of engineering",
    "owner": "head of the web shop",
    "due": "2026-03-06",
    "shown_by": "The corrected page, with its date.",
    "telling": Telling.WIDELY,
}
_THIN = {"text": "Held a meeting about communication"}


def add_repairs(casebook: Casebook, case_id: str) -> None:
    """Draft the repairs in a case that holds the sample's breaks and affected groups."""
    breaks = drafting.of_case(casebook, TrustBreak, case_id)
    of_side = {
        side: [one.id for one in breaks if one.side is side][:1]
        for side in (Side.INSIDE, Side.UPWARD)
    }
    inside, upward = of_side[Side.INSIDE], of_side[Side.UPWARD]
    shown = _add(casebook, case_id, _SHOWN, inside)
    verified_us, _ = parse_typed("2026-02-25 09:30", zone_named(ZONE))
    repairs.verify(casebook, case_id, shown, "support lead", verified_us)
    showing.show(casebook, case_id, shown, Audience.TEAM)
    quiet = _add(casebook, case_id, _QUIET, inside)
    _add(casebook, case_id, _ASKED, upward)
    _add(casebook, case_id, _THIN, ())
    repairs.mark_most(casebook, case_id, quiet)
    _invite(casebook, case_id, shown)
    helps.not_for_us(
        casebook, case_id, "LM-H10", "nobody was paid or judged by how fast the flag went up"
    )


def _add(
    casebook: Casebook, case_id: str, fields: Mapping[str, object], breaks: Sequence[str]
) -> str:
    repair = repairs.add(casebook, case_id, breaks=breaks)
    repairs.change(casebook, case_id, repair.id, fields)
    return repair.id


def _invite(casebook: Casebook, case_id: str, repair_id: str) -> None:
    groups = drafting.of_case(casebook, AffectedGroup, case_id)
    inside = next((one.id for one in groups if one.side is Side.INSIDE), "")
    invitation = repairs.invite(casebook, case_id, inside, repair_id)
    changes = {
        "asked": "Who answers, and how fast is fast enough",
        "asked_on": "2026-02-13",
        "answer": "An answer that there is none yet is better than silence.",
        "changed": "“None yet” counts as an answer; we had planned for full answers only.",
    }
    repairs.change_invitation(casebook, case_id, invitation.id, changes)
