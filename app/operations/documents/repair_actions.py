"""The repair actions for one reader: those that were chosen for them, in their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from app.domain.moments import in_zone
from app.domain.practice.corrective import CorrectiveAction
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.document import TrustView
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import Invitation, Repair, RepairTarget
from app.domain.trust.repairs_document import HEADING, repairs_document
from app.operations.documents.reading import Reading
from app.operations.documents.trust_reading import Content, Shown, of_reader, view_for


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The repairs as the reader ``subject_id`` may see them."""
    shown = Shown(reading, of_reader(subject_id))
    today = in_zone(reading.now_us, reading.zone).date()
    actions = shown.of(CorrectiveAction)
    cited = {one.id: tuple(shown.cited(one.id)) for one in actions}
    plan = plan_shown(shown)
    plan = replace(plan, cited={**plan.cited, **cited})
    sections = repairs_document(plan, shown.notes, reading.zone, today, actions)
    return view_for(shown, Content(HEADING, sections))


def plan_shown(shown: Shown) -> RepairPlan:
    """The plan, as far as these readers may see it: their numbers leave no gap."""
    repairs, breaks = shown.of(Repair), shown.of(TrustBreak)
    order = {one.id: at for at, one in enumerate(breaks)}
    targets: dict[str, list[str]] = defaultdict(list)
    for tie in shown.reading.of_case(RepairTarget):
        if tie.break_id in order:
            targets[tie.repair_id].append(tie.break_id)
    return RepairPlan(
        repairs=tuple(repairs),
        breaks=tuple(breaks),
        targets={one: tuple(sorted(ids, key=order.__getitem__)) for one, ids in targets.items()},
        cited={one: tuple(shown.cited(one)) for one in [*(each.id for each in repairs), *order]},
        invitations=tuple(shown.of(Invitation)),
        groups=tuple(shown.of(AffectedGroup)),
        otherwise=shown.otherwise,
    )
