"""The words of the Repairs page: rows of its lists, and what can be checked or chosen."""

from __future__ import annotations

from app.domain.review_words import counted
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.helps import Help, Presence
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repair_words import STATE_WORDS, due_day, is_overdue
from app.domain.trust.repairs import Invitation, Reach, Repair, RepairState
from app.operations.trust.repair_page import RepairPage
from app.ui.widgets.headed_list import HeadedRow
from app.ui.widgets.target_list import TargetRow

_PRESENCE = {
    Presence.PRESENT: "present",
    Presence.MISSING: "missing",
    Presence.NOT_FOR_US: "not for us",
}


def count_words(plan: RepairPlan) -> str:
    """How many there are; of which how many are still open."""
    if not plan.repairs:
        return ""
    return f"{counted(len(plan.repairs), 'repair')}, {len(plan.still_open)} open"


def repair_rows(page: RepairPage) -> list[HeadedRow]:
    """The repairs in their order; those given up last, below a heading."""
    dropped = [one for one in page.plan.repairs if one.state is RepairState.DROPPED]
    rows = [_repair_row(page, one) for one in page.plan.pursued]
    if dropped:
        rows.append(HeadedRow("", "Dropped"))
        rows += (_repair_row(page, one) for one in dropped)
    return rows


def _repair_row(page: RepairPage, repair: Repair) -> HeadedRow:
    plan = page.plan
    said = repair.after or repair.text
    text = " ".join(said.split()) or "Nothing written yet"
    breaks = ", ".join(plan.numbers[one] for one in plan.breaks_of(repair.id))
    questions = len(page.asked_of(repair))
    parts = (
        "matters most now" if repair.id == plan.most_now else "",
        f"for {breaks}" if breaks else "for no break yet",
        _asked(repair),
        repair.owner.strip() or "no owner",
        f"due {due}" if (due := due_day(repair)) else "no day",
        "small win" if repair.small else "",
        counted(questions, "question") if questions else "",
    )
    below = " · ".join(part for part in parts if part)
    state = "overdue" if is_overdue(repair, page.today) else STATE_WORDS[repair.state]
    return HeadedRow(repair.id, f"{plan.numbers[repair.id]}  {text}", below, state)


def _asked(repair: Repair) -> str:
    if repair.reach is Reach.OWN:
        return ""
    return f"asked of {repair.asked_of.strip() or 'somebody'}"


def unrepaired_rows(plan: RepairPlan) -> list[HeadedRow]:
    """The breaks that no repair is for."""
    return [
        HeadedRow(
            one.id,
            f"No repair for {plan.numbers[one.id]}: {break_words(one)}",
            f"left so: {plan.accepted[one.id]}" if one.id in plan.accepted else _fear(one),
        )
        for one in plan.unrepaired
    ]


def _fear(broken: TrustBreak) -> str:
    fear = " ".join(broken.fear.split())
    return f"they fear: {fear}" if fear else ""


def break_words(broken: TrustBreak) -> str:
    """A break in one line: what broke, or between whom."""
    said = " ".join(broken.text.split())
    ends = " → ".join(part for part in (broken.party.strip(), broken.toward.strip()) if part)
    return said or ends or "no words yet"


def target_rows(plan: RepairPlan, repair_id: str) -> list[TargetRow]:
    """The breaks that the repair can be for."""
    mine = set(plan.breaks_of(repair_id))
    return [
        TargetRow(
            one.id,
            f"{plan.numbers[one.id]}  {break_words(one)}",
            ", ".join(plan.repaired_by.get(one.id, ())) or "no repair yet",
            one.id in mine,
        )
        for one in plan.breaks
    ]


def invitation_rows(plan: RepairPlan) -> list[HeadedRow]:
    """Who was invited to design a repair, and whether it changed anything."""
    return [_invitation_row(plan, one) for one in plan.invitations]


def _invitation_row(plan: RepairPlan, one: Invitation) -> HeadedRow:
    name = plan.group_names.get(one.group_id, "") or "Nobody chosen yet"
    number = plan.numbers.get(one.repair_id, "")
    changed = " ".join(one.changed.split())
    below = f"changed: {changed}" if changed else "What changed because of it is not written yet"
    return HeadedRow(one.id, f"{name}{f', about {number}' if number else ''}", below, one.asked_on)


def help_rows(page: RepairPage) -> list[HeadedRow]:
    """What helps, with where it is or what is missing."""
    return [
        HeadedRow(one.item, one.words, _where(one), _PRESENCE[one.presence]) for one in page.helps
    ]


def _where(one: Help) -> str:
    because = one.presence is Presence.NOT_FOR_US
    return f"because {one.where}" if because else one.where
