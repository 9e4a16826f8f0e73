"""Everything drafted in a case that can cite evidence, besides the entries of its timeline."""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.practice.citable import KINDS, Citable, in_order, parts_of


def citable(casebook: Casebook, case_id: str) -> list[Citable]:
    """What in a case can cite evidence: kind by kind, in the order of time or rank."""
    with casebook.drafts() as drafts:
        things = [thing for kind in KINDS for thing in in_order(drafts.of_case(kind, case_id))]
    return [part for thing in things for part in parts_of(thing)]
