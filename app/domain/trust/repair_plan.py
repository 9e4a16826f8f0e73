"""The repairs of a trust case as a whole: what each is for, and which breaks have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.drafted_rows import Rows
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedItem
from app.domain.trust.break_map import numbers_of
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repairs import Invitation, Repair, RepairState, RepairTarget

PROOF = "proof"
"""The part of a repair whose citations show that it is done."""

LEFT = "TR-4.1"
"""The item of the playbook on few repairs. ``TR-4.1/<break>`` says why a break has none."""


MOST_NOW = "TR-Q2"
"""The item of the playbook that asks which visible repair matters most now."""


@dataclass(frozen=True)
class RepairPlan:
    """All of it as it stands, each list in the order that people gave it.

    ``most_now`` is the id of the repair that matters most now, empty while nobody said.
    ``targets`` are the ids of the breaks that a repair is for, by the repair's id. ``cited`` is
    what each repair cites. ``accepted`` says, by the break's id, why it has no repair.
    """

    repairs: tuple[Repair, ...] = ()
    breaks: tuple[TrustBreak, ...] = ()
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cited: Mapping[str, tuple[CitedItem, ...]] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)
    invitations: tuple[Invitation, ...] = ()
    groups: tuple[AffectedGroup, ...] = ()
    most_now: str = ""
    otherwise: frozenset[str] = frozenset()
    """What the readers of a document hear in words of their own, which are all they get of it."""

    @cached_property
    def by_id(self) -> Mapping[str, Repair]:
        """The repairs by their ids."""
        return {repair.id: repair for repair in self.repairs}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """What each repair and each break is called for short: ``R1``, ``B1``."""
        repairs = {repair.id: f"R{number}" for number, repair in enumerate(self.repairs, 1)}
        return {**repairs, **numbers_of(self.breaks)}

    @cached_property
    def group_names(self) -> Mapping[str, str]:
        """What the affected groups are called, by their ids."""
        return {group.id: group.name.strip() for group in self.groups}

    @cached_property
    def pursued(self) -> tuple[Repair, ...]:
        """The repairs that were not given up."""
        return tuple(one for one in self.repairs if one.state is not RepairState.DROPPED)

    @cached_property
    def still_open(self) -> tuple[Repair, ...]:
        """The repairs that are still to be done."""
        return tuple(one for one in self.repairs if one.state is RepairState.OPEN)

    def breaks_of(self, repair_id: str) -> tuple[str, ...]:
        """The breaks that a repair is for, in their order."""
        return self.targets.get(repair_id, ())

    def repairs_of(self, break_id: str) -> tuple[Repair, ...]:
        """The repairs for a break that were not given up."""
        return tuple(one for one in self.pursued if break_id in self.breaks_of(one.id))

    @cached_property
    def repaired_by(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers of the repairs for each break that has one, such as ``R2``, by its id."""
        found = {
            one.id: tuple(self.numbers[each.id] for each in self.repairs_of(one.id))
            for one in self.breaks
        }
        return {break_id: numbers for break_id, numbers in found.items() if numbers}

    @cached_property
    def unrepaired(self) -> tuple[TrustBreak, ...]:
        """The breaks that no repair is for, also those left so on purpose."""
        return tuple(one for one in self.breaks if one.id not in self.repaired_by)

    @cached_property
    def outward_only(self) -> tuple[TrustBreak, ...]:
        """The breaks inside without a repair, where every repair there is aims elsewhere."""
        aimed = {break_id for one in self.pursued for break_id in self.breaks_of(one.id)}
        sides = {one.side for one in self.breaks if one.id in aimed}
        if not sides & {Side.UPWARD, Side.OUTWARD} or Side.INSIDE in sides:
            return ()
        return tuple(one for one in self.breaks if one.side is Side.INSIDE)

    def proof(self, repair_id: str) -> tuple[CitedItem, ...]:
        """The evidence that shows that a repair was done."""
        return tuple(one for one in self.cited.get(repair_id, ()) if one.citation.part == PROOF)

    def grounds(self, repair_id: str) -> tuple[CitedItem, ...]:
        """The evidence that a repair cites for anything but its completion."""
        return tuple(one for one in self.cited.get(repair_id, ()) if one.citation.part != PROOF)

    def invited_to(self, repair_id: str) -> tuple[Invitation, ...]:
        """The invitations to design a repair."""
        return tuple(one for one in self.invitations if one.repair_id == repair_id)


def repair_plan_of(
    rows: Rows, case_id: str, cited: Mapping[str, Sequence[CitedItem]]
) -> RepairPlan:
    """The repairs of a case, out of its rows and what each repair cites."""
    repairs = in_rank(rows.of_case(Repair, case_id))
    breaks = in_rank(rows.of_case(TrustBreak, case_id))
    order = {one.id: at for at, one in enumerate(breaks)}
    targets: dict[str, list[str]] = defaultdict(list)
    for tie in rows.of_case(RepairTarget, case_id):
        if tie.break_id in order:
            targets[tie.repair_id].append(tie.break_id)
    answers = rows.of_case(PlaybookAnswer, case_id)
    accepted = {
        answer.target_id: answer.text.strip()
        for answer in answers
        if answer.item.startswith(f"{LEFT}/") and answer.target_id in order
    }
    return RepairPlan(
        repairs=tuple(repairs),
        breaks=tuple(breaks),
        targets={one: tuple(sorted(ids, key=order.__getitem__)) for one, ids in targets.items()},
        cited={one.id: tuple(cited.get(one.id, ())) for one in repairs},
        accepted=accepted,
        invitations=tuple(in_rank(rows.of_case(Invitation, case_id))),
        groups=tuple(in_rank(rows.of_case(AffectedGroup, case_id))),
        most_now=next((one.target_id for one in answers if one.item == MOST_NOW), ""),
    )
