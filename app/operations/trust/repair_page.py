"""All that the Repairs page shows, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.casebook import Casebook
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Case
from app.domain.trust.helps import Help
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repair_rules import RepairQuestion, asked_of
from app.domain.trust.repairs import Repair
from app.domain.trust.setting import Position
from app.operations.now import today_of
from app.operations.trust import helps, repairs, setting, showing


@dataclass(frozen=True)
class RepairPage:
    """The repairs, on which day, who is shown which, how one stands to it all, what helps."""

    plan: RepairPlan = field(default_factory=RepairPlan)
    today: date = date.min
    shown: Mapping[str, frozenset[Audience]] = field(default_factory=dict)
    position: Position = Position.UNSAID
    helps: tuple[Help, ...] = ()

    def asked_of(self, repair: Repair) -> tuple[RepairQuestion, ...]:
        """What is asked about one repair."""
        return asked_of(self.plan, repair, self.today, self.shown.get(repair.id, frozenset()))


def page_of(casebook: Casebook, case_id: str) -> RepairPage:
    """Read it. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        plan = repairs.plan_in(drafts, case_id)
        shown = showing.by_piece(drafts.of_case(AudienceChoice, case_id))
        return RepairPage(
            plan=plan,
            today=today_of(drafts.get(Case, case_id)),
            shown={one: frozenset(each.audience for each in who) for one, who in shown.items()},
            position=setting.setting_in(drafts, case_id).position,
            helps=helps.helps_in(drafts, case_id, plan),
        )
