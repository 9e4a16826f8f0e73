"""The trust breaks of a case as a whole: in order, what each cites, and what repairs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.audiences import AudienceChoice
from app.domain.drafted_rows import Rows
from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedItem
from app.domain.trust.break_map import BreakMap, break_map, numbers_of
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repair_plan import repair_plan_of


@dataclass(frozen=True)
class BreakList:
    """All of it as it stands.

    By the id of a break: ``cited`` is what it cites, ``repaired_by`` the numbers of its repairs,
    ``shown`` the choices of who may see it.
    """

    breaks: tuple[TrustBreak, ...] = ()
    groups: tuple[AffectedGroup, ...] = ()
    cited: Mapping[str, tuple[CitedItem, ...]] = field(default_factory=dict)
    repaired_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Mapping[str, tuple[AudienceChoice, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, TrustBreak]:
        """The breaks by their ids."""
        return {each.id: each for each in self.breaks}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """What each break is called for short, such as B1, by its id."""
        return numbers_of(self.breaks)

    @cached_property
    def map(self) -> BreakMap:
        """All breaks as the window draws them."""
        return break_map(self.breaks, self.groups)

    def of_side(self, side: Side | None) -> tuple[TrustBreak, ...]:
        """The breaks of one direction, or all of them."""
        return tuple(each for each in self.breaks if side is None or each.side is side)


def break_list_of(
    rows: Rows,
    case_id: str,
    cited: Mapping[str, Sequence[CitedItem]],
    shown: Mapping[str, tuple[AudienceChoice, ...]],
) -> BreakList:
    """The breaks of a case, out of its rows."""
    breaks = in_rank(rows.of_case(TrustBreak, case_id))
    return BreakList(
        tuple(breaks),
        tuple(in_rank(rows.of_case(AffectedGroup, case_id))),
        {each.id: tuple(cited.get(each.id, ())) for each in breaks},
        repair_plan_of(rows, case_id, cited).repaired_by,
        shown,
    )
