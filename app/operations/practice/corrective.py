"""Corrective actions: add, change, order and aim them, and say how far they are.

Done needs what shows it, dropped its reason (`app.domain.practice.corrective_rules.refusal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Drafts, Edit
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.practice.action_plan import TIED, ActionPlan, plan_of
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.closing import closed_by_rows
from app.domain.practice.corrective import ActionState, ActionTarget, CorrectiveAction, Helped
from app.domain.practice.corrective_rules import refusal
from app.domain.practice.failure_chain import chain_of
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.ranking import moved, next_rank
from app.operations.drafting import cited_in, one_of_case
from app.operations.now import now_us
from app.operations.practice.playbooks import answer_in


def plan(casebook: Casebook, case_id: str) -> ActionPlan:
    """The actions of a case, what each closes and cites, and what stays open."""
    with casebook.drafts() as drafts:
        return _plan(drafts, case_id)


def _plan(drafts: Drafts, case_id: str) -> ActionPlan:
    cited = cited_in(drafts, case_id)
    return plan_of(drafts, case_id, chain_of(drafts, case_id, cited), cited)


def closed_by(casebook: Casebook, case_id: str) -> Mapping[str, tuple[str, ...]]:
    """The numbers of the actions that close a factor or link, such as ``A2``, by its id."""
    with casebook.drafts() as drafts:
        return closed_by_rows(drafts, case_id)


# -- one action -----------------------------------------------------------------------------------


def add(
    casebook: Casebook, case_id: str, text: str = "", closes: Sequence[str] = ()
) -> CorrectiveAction:
    """Add an action at the end, aimed at factors or links of the chain.

    Raises `NotFoundError` where a target is not of this case.
    """
    with casebook.edit("Add action", case_id) as edit:
        rank = next_rank(edit.of_case(CorrectiveAction, case_id))
        action = CorrectiveAction(new_id(), case_id, text.strip(), rank=rank)
        edit.add(action)
        _aim(edit, action, closes)
    return action


def change(
    casebook: Casebook, case_id: str, action_id: str, changes: Mapping[str, object]
) -> CorrectiveAction:
    """Change fields of an action; how far it is, `start` and the others say.

    Raises `NotFoundError`.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Change action", case_id) as edit:
        action = replace(one_of_case(edit, CorrectiveAction, case_id, action_id), **fields)
        edit.save(action)
    return action


def remove(casebook: Casebook, case_id: str, action_id: str) -> None:
    """Remove an action with its citations and what ties it to the chain. Raises `NotFoundError`."""
    with casebook.edit("Remove action", case_id) as edit:
        take_out(edit, case_id, action_id)


def take_out(edit: Edit, case_id: str, action_id: str) -> None:
    """The same within a transaction."""
    _aim(edit, one_of_case(edit, CorrectiveAction, case_id, action_id), ())
    edit.remove(CorrectiveAction, action_id)


def move(casebook: Casebook, case_id: str, action_id: str, by: int) -> None:
    """Move an action up (negative) or down the list, as far as that goes.

    Raises `NotFoundError`.
    """
    with casebook.edit("Move action", case_id) as edit:
        one_of_case(edit, CorrectiveAction, case_id, action_id)
        edit.save_all(moved(edit.of_case(CorrectiveAction, case_id), action_id, by))


def aim(casebook: Casebook, case_id: str, action_id: str, target_ids: Iterable[str]) -> None:
    """Say which factors and links an action closes; what was said before no longer holds.

    Raises `NotFoundError` where one of them is not of this case.
    """
    with casebook.edit("Change what an action closes", case_id) as edit:
        _aim(edit, one_of_case(edit, CorrectiveAction, case_id, action_id), target_ids)


# -- how far it is --------------------------------------------------------------------------------


def start(casebook: Casebook, case_id: str, action_id: str) -> None:
    """Somebody works on it. Raises `NotFoundError`."""
    _step(casebook, case_id, action_id, "Begin action", state=ActionState.UNDER_WAY)


def complete(casebook: Casebook, case_id: str, action_id: str, done_us: int | None = None) -> None:
    """It is done, as cited evidence of completion or the words in ``completion`` show.

    It was at ``done_us``, or now. Raises `InvalidInputError` where nothing shows it,
    `NotFoundError`.
    """
    label = "Mark action as done"
    done_us = now_us() if done_us is None else done_us
    _step(casebook, case_id, action_id, label, state=ActionState.DONE, done_us=done_us)


def drop(casebook: Casebook, case_id: str, action_id: str, because: str) -> None:
    """It is given up, for a reason that the review tells.

    Raises `InvalidInputError` without a reason, `NotFoundError`.
    """
    because = because.strip()
    label = "Drop action"
    _step(casebook, case_id, action_id, label, state=ActionState.DROPPED, dropped_because=because)


def reopen(casebook: Casebook, case_id: str, action_id: str) -> None:
    """It is to be done after all; whether it helped is asked anew later. Raises `NotFoundError`."""
    _step(casebook, case_id, action_id, "Open action again", state=ActionState.OPEN)


def _step(casebook: Casebook, case_id: str, action_id: str, label: str, **changes: object) -> None:
    afresh: dict[str, Any] = {
        "done_us": None,
        "dropped_because": "",
        "helped": Helped.NOT_ASKED,
        "helped_why": "",
        **changes,
    }
    with casebook.edit(label, case_id) as edit:
        before = one_of_case(edit, CorrectiveAction, case_id, action_id)
        if before.state is changes["state"] is ActionState.DONE:
            return
        action = replace(before, **afresh)
        if problem := refusal(_plan(edit, case_id), action):
            raise InvalidInputError(problem)
        edit.save(action)


# -- what stays open ------------------------------------------------------------------------------


def accept_open(casebook: Casebook, case_id: str, factor_id: str, because: str) -> None:
    """Leave a factor open on purpose, for a reason that the review tells; none takes it back.

    Raises `NotFoundError`.
    """
    item = f"{TIED}/{factor_id}"
    label = "Leave a factor open" if because.strip() else "Leave a factor open no longer"
    with casebook.edit(label, case_id) as edit:
        one_of_case(edit, Factor, case_id, factor_id)
        given = PlaybookAnswer("", case_id, item)
        if because.strip():
            given = replace(
                given, state=AnswerState.ABSENT, text=because.strip(), target_id=factor_id
            )
        answer_in(edit, given)


def forget_targets(edit: Edit, case_id: str, target_ids: Iterable[str]) -> None:
    """What actions and answers say about factors and links that are about to be removed."""
    gone = set(target_ids)
    for tie in edit.of_case(ActionTarget, case_id):
        if tie.target_id in gone:
            edit.remove(ActionTarget, tie.id)
    for answer in edit.of_case(PlaybookAnswer, case_id):
        if answer.item.startswith(f"{TIED}/") and answer.target_id in gone:
            edit.remove(PlaybookAnswer, answer.id)


def _aim(edit: Edit, action: CorrectiveAction, target_ids: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(target_ids))
    things = {one.id for kind in (Factor, FactorLink) for one in edit.of_case(kind, action.case_id)}
    for target_id in wanted:
        if target_id not in things:
            raise NotFoundError("An action closes factors and links of its own case only.")
    ties = [one for one in edit.of_case(ActionTarget, action.case_id) if one.action_id == action.id]
    for tie in ties:
        if tie.target_id not in wanted:
            edit.remove(ActionTarget, tie.id)
    held = {tie.target_id for tie in ties}
    for target_id in wanted:
        if target_id not in held:
            edit.add(ActionTarget(new_id(), action.case_id, action.id, target_id))
