"""Repairs of a trust case: add, change, order and aim them, and say how far they are.

Done needs what shows it, verified who saw it, dropped its reason
(`app.domain.trust.repair_rules.refusal`). Beside them stand the invitations to design them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Drafts, Edit
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.ranking import moved, next_rank
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.position import guidance
from app.domain.trust.repair_plan import LEFT, MOST_NOW, RepairPlan, repair_plan_of
from app.domain.trust.repair_rules import refusal
from app.domain.trust.repairs import Invitation, Reach, Repair, RepairState, RepairTarget
from app.operations.drafting import cited_in, one_of_case
from app.operations.now import now_us
from app.operations.practice.playbooks import answer_in
from app.operations.trust.setting import setting_in


def plan(casebook: Casebook, case_id: str) -> RepairPlan:
    """The repairs of a case, what each is for and cites, and which breaks have none."""
    with casebook.drafts() as drafts:
        return plan_in(drafts, case_id)


def plan_in(drafts: Drafts, case_id: str) -> RepairPlan:
    """The same within a transaction."""
    return repair_plan_of(drafts, case_id, cited_in(drafts, case_id))


# -- one repair -----------------------------------------------------------------------------------


def add(casebook: Casebook, case_id: str, text: str = "", breaks: Sequence[str] = ()) -> Repair:
    """Add a repair at the end, for these breaks. Who only facilitates asks it of somebody.

    Raises `NotFoundError` where a break is not of this case.
    """
    with casebook.edit("Add repair", case_id) as edit:
        rank = next_rank(edit.of_case(Repair, case_id))
        own = guidance(setting_in(edit, case_id).position).own_acts
        reach = Reach.OWN if own else Reach.ASKED
        repair = Repair(new_id(), case_id, text.strip(), reach=reach, rank=rank)
        edit.add(repair)
        _aim(edit, repair, breaks)
    return repair


def change(
    casebook: Casebook, case_id: str, repair_id: str, changes: Mapping[str, object]
) -> Repair:
    """Change fields of a repair; how far it is, `complete` and the others say.

    Raises `NotFoundError`.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Change repair", case_id) as edit:
        repair = replace(one_of_case(edit, Repair, case_id, repair_id), **fields)
        edit.save(repair)
    return repair


def remove(casebook: Casebook, case_id: str, repair_id: str) -> None:
    """Remove a repair with what it cites and what ties it to breaks.

    Who was invited to it stays, without it. Raises `NotFoundError`.
    """
    with casebook.edit("Remove repair", case_id) as edit:
        take_out(edit, case_id, repair_id)


def take_out(edit: Edit, case_id: str, repair_id: str) -> None:
    """The same within a transaction."""
    _aim(edit, one_of_case(edit, Repair, case_id, repair_id), ())
    for invitation in edit.of_case(Invitation, case_id):
        if invitation.repair_id == repair_id:
            edit.save(replace(invitation, repair_id=""))
    if plan_in(edit, case_id).most_now == repair_id:
        answer_in(edit, PlaybookAnswer("", case_id, MOST_NOW))
    edit.remove(Repair, repair_id)


def mark_most(casebook: Casebook, case_id: str, repair_id: str) -> None:
    """Say that this repair matters most now, or take that back. Raises `NotFoundError`."""
    with casebook.edit("Mark what matters most now", case_id) as edit:
        one_of_case(edit, Repair, case_id, repair_id)
        given = PlaybookAnswer("", case_id, MOST_NOW)
        if plan_in(edit, case_id).most_now != repair_id:
            given = replace(given, state=AnswerState.YES, target_id=repair_id)
        answer_in(edit, given)


def move(casebook: Casebook, case_id: str, repair_id: str, by: int) -> None:
    """Move a repair up (negative) or down the list, as far as that goes. Raises `NotFoundError`."""
    with casebook.edit("Move repair", case_id) as edit:
        one_of_case(edit, Repair, case_id, repair_id)
        edit.save_all(moved(edit.of_case(Repair, case_id), repair_id, by))


def aim(casebook: Casebook, case_id: str, repair_id: str, break_ids: Iterable[str]) -> None:
    """Say which breaks a repair is for; what was said before no longer holds.

    Raises `NotFoundError` where one of them is not of this case.
    """
    with casebook.edit("Change what a repair is for", case_id) as edit:
        _aim(edit, one_of_case(edit, Repair, case_id, repair_id), break_ids)


# -- how far it is --------------------------------------------------------------------------------


def complete(casebook: Casebook, case_id: str, repair_id: str, done_us: int | None = None) -> None:
    """It is done, as its cited proof or the words in ``proof`` show; at ``done_us``, or now.

    Raises `InvalidInputError` where nothing shows it, `NotFoundError`.
    """
    with casebook.edit("Mark repair as done", case_id) as edit:
        before = one_of_case(edit, Repair, case_id, repair_id)
        if before.state is not RepairState.DONE:
            done_us = now_us() if done_us is None else done_us
            _step(edit, before, state=RepairState.DONE, done_us=done_us)


def verify(
    casebook: Casebook, case_id: str, repair_id: str, by: str, verified_us: int | None = None
) -> None:
    """Somebody affected, told by role, saw for themselves that it is done; at that time, or now.

    Raises `InvalidInputError` without a role or where nothing shows it, `NotFoundError`.
    """
    with casebook.edit("Mark repair as verified", case_id) as edit:
        before = one_of_case(edit, Repair, case_id, repair_id)
        seen_us = now_us() if verified_us is None else verified_us
        _step(
            edit,
            before,
            state=RepairState.VERIFIED,
            done_us=seen_us if before.done_us is None else before.done_us,
            verified_by=by.strip(),
            verified_us=seen_us,
        )


def drop(casebook: Casebook, case_id: str, repair_id: str, because: str) -> None:
    """It is given up, for a reason. Raises `InvalidInputError` without one, `NotFoundError`."""
    with casebook.edit("Drop repair", case_id) as edit:
        before = one_of_case(edit, Repair, case_id, repair_id)
        _step(edit, before, state=RepairState.DROPPED, dropped_because=because.strip())


def reopen(casebook: Casebook, case_id: str, repair_id: str) -> None:
    """It is to be done after all. Raises `NotFoundError`."""
    with casebook.edit("Open repair again", case_id) as edit:
        _step(edit, one_of_case(edit, Repair, case_id, repair_id), state=RepairState.OPEN)


def _step(edit: Edit, before: Repair, **changes: object) -> None:
    afresh: dict[str, Any] = {
        "done_us": None,
        "verified_by": "",
        "verified_us": None,
        "dropped_because": "",
        **changes,
    }
    repair = replace(before, **afresh)
    if problem := refusal(plan_in(edit, before.case_id), repair):
        raise InvalidInputError(problem)
    edit.save(repair)


# -- breaks ---------------------------------------------------------------------------------------


def accept(casebook: Casebook, case_id: str, break_id: str, because: str) -> None:
    """Leave a break without a repair on purpose, for a reason; no words take that back.

    Raises `NotFoundError`.
    """
    label = "Leave a break" if because.strip() else "Leave a break no longer"
    with casebook.edit(label, case_id) as edit:
        one_of_case(edit, TrustBreak, case_id, break_id)
        given = PlaybookAnswer("", case_id, f"{LEFT}/{break_id}")
        if because.strip():
            given = replace(
                given, state=AnswerState.ABSENT, text=because.strip(), target_id=break_id
            )
        answer_in(edit, given)


def forget_breaks(edit: Edit, case_id: str, break_ids: Iterable[str]) -> None:
    """What repairs and answers say about breaks that are about to be removed."""
    gone = set(break_ids)
    for tie in edit.of_case(RepairTarget, case_id):
        if tie.break_id in gone:
            edit.remove(RepairTarget, tie.id)
    for answer in edit.of_case(PlaybookAnswer, case_id):
        if answer.item.startswith(f"{LEFT}/") and answer.target_id in gone:
            edit.remove(PlaybookAnswer, answer.id)


def _aim(edit: Edit, repair: Repair, break_ids: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(break_ids))
    there = {one.id for one in edit.of_case(TrustBreak, repair.case_id)}
    if not there.issuperset(wanted):
        raise NotFoundError("A repair is for trust breaks of its own case only.")
    ties = [one for one in edit.of_case(RepairTarget, repair.case_id) if one.repair_id == repair.id]
    for tie in ties:
        if tie.break_id not in wanted:
            edit.remove(RepairTarget, tie.id)
    held = {tie.break_id for tie in ties}
    for break_id in wanted:
        if break_id not in held:
            edit.add(RepairTarget(new_id(), repair.case_id, repair.id, break_id))


# -- who was invited ------------------------------------------------------------------------------


def invite(casebook: Casebook, case_id: str, group_id: str = "", repair_id: str = "") -> Invitation:
    """Note that those affected were invited to design a repair; the rest is written then.

    Raises `NotFoundError` where group or repair are not of this case.
    """
    with casebook.edit("Add invitation", case_id) as edit:
        rank = next_rank(edit.of_case(Invitation, case_id))
        invitation = Invitation(new_id(), case_id, group_id, repair_id, rank=rank)
        _check(edit, invitation)
        edit.add(invitation)
    return invitation


def change_invitation(
    casebook: Casebook, case_id: str, invitation_id: str, changes: Mapping[str, object]
) -> None:
    """Change fields of an invitation.

    Raises `NotFoundError` also where group or repair are not of this case.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Change invitation", case_id) as edit:
        invitation = replace(edit.get(Invitation, invitation_id), **fields)
        _check(edit, invitation)
        edit.save(invitation)


def remove_invitation(casebook: Casebook, case_id: str, invitation_id: str) -> None:
    """Remove an invitation. Raises `NotFoundError`."""
    with casebook.edit("Remove invitation", case_id) as edit:
        edit.remove(Invitation, invitation_id)


def forget_groups(edit: Edit, case_id: str, group_ids: Iterable[str]) -> None:
    """Let invitations stand without groups that are about to be removed."""
    gone = set(group_ids)
    for invitation in edit.of_case(Invitation, case_id):
        if invitation.group_id in gone:
            edit.save(replace(invitation, group_id=""))


def _check(edit: Edit, invitation: Invitation) -> None:
    for kind, row_id in ((AffectedGroup, invitation.group_id), (Repair, invitation.repair_id)):
        if row_id and not edit.holds((kind,), invitation.case_id, row_id):
            raise NotFoundError("Those invited and the repair belong to the same case.")
