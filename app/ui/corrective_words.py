"""The words of the Actions page: rows of its lists, and what can be checked or chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.chain_words import LINK_WORDS
from app.domain.practice.corrective import ActionKind, ActionState, CorrectiveAction, Priority
from app.domain.practice.corrective_rules import asked_of
from app.domain.practice.corrective_words import KIND_WORDS, STATE_WORDS, due_day, is_overdue
from app.domain.review_words import counted
from app.ui.widgets.headed_list import HeadedRow
from app.ui.widgets.target_list import TargetRow

E = TypeVar("E", bound=Enum)

KINDS = (ActionKind.UNSORTED, ActionKind.IMMEDIATE, ActionKind.SYSTEMIC)
"""What an action of an incident can be; trust is repaired elsewhere."""

_GROUPS = {
    ActionKind.IMMEDIATE: "Immediate",
    ActionKind.SYSTEMIC: "Systemic",
    ActionKind.TRUST_REPAIR: "Trust repair",
    ActionKind.UNSORTED: "Not sorted yet",
}


def offered(words: Mapping[E, str]) -> tuple[tuple[E, str], ...]:
    """Values with their words, as a form offers them."""
    return tuple((value, said.capitalize()) for value, said in words.items())


def kinds_offered() -> tuple[tuple[ActionKind, str], ...]:
    """The kinds that can be chosen on this page."""
    return offered({kind: KIND_WORDS[kind] for kind in KINDS})


def count_words(plan: ActionPlan) -> str:
    """How many there are; of which how many are done."""
    if not plan.actions:
        return ""
    done = sum(one.state is ActionState.DONE for one in plan.actions)
    return counted(len(plan.actions), "action") + (f", {done} done" if done else "")


def action_rows(plan: ActionPlan, today: date) -> list[HeadedRow]:
    """The actions below the heading of their kind, those given up last."""
    groups = [
        (heading, [one for one in plan.pursued if one.kind is kind])
        for kind, heading in _GROUPS.items()
    ]
    dropped = [one for one in plan.actions if one.state is ActionState.DROPPED]
    rows: list[HeadedRow] = []
    for heading, listed in (*groups, ("Dropped", dropped)):
        if listed:
            rows.append(HeadedRow("", heading))
            rows += (_row(plan, one, today) for one in listed)
    return rows


def _row(plan: ActionPlan, action: CorrectiveAction, today: date) -> HeadedRow:
    text = " ".join(action.text.split()) or "Nothing written yet"
    closes = ", ".join(plan.short(target) for target in plan.closes(action.id))
    open_questions = len(asked_of(plan, action, today))
    parts = (
        "" if action.priority is Priority.UNSORTED else action.priority.value,
        action.owner.strip() or "no owner",
        f"due {due}" if (due := due_day(action)) else "no due date",
        f"closes {closes}" if closes else "closes nothing yet",
        f"{counted(open_questions, 'question')}" if open_questions else "",
    )
    below = " · ".join(part for part in parts if part)
    state = "overdue" if is_overdue(action, today) else STATE_WORDS[action.state]
    return HeadedRow(action.id, f"{plan.numbers[action.id]}  {text}", below, state)


def open_rows(plan: ActionPlan) -> list[HeadedRow]:
    """The factors that no action closes."""
    return [
        HeadedRow(
            factor.id,
            f"{plan.chain.number(factor.id)}  {' '.join(factor.text.split()) or 'No words yet'}",
            _open_words(plan, factor.id),
        )
        for factor in plan.left_open
    ]


def _open_words(plan: ActionPlan, factor_id: str) -> str:
    if because := plan.accepted.get(factor_id):
        return f"left open on purpose: {because}"
    beside = plan.closed_links_of(factor_id)
    if beside:
        return "; ".join(
            f"{', '.join(plan.closed_by[link.id])} closes {plan.short(link.id)}" for link in beside
        )
    return "no action closes it"


def target_rows(plan: ActionPlan, action_id: str) -> list[TargetRow]:
    """What the action can close: the factors, then the links."""
    mine = set(plan.closes(action_id))
    told = {factor.id: " ".join(plan.told(factor.id).split()) for factor in plan.chain.factors}
    for link in plan.chain.links:
        ends = (plan.chain.number(end) for end in (link.from_id, link.to_id))
        told[link.id] = f" {LINK_WORDS[link.kind]} ".join(ends)
    return [TargetRow(one, words, _aside(plan, one), one in mine) for one, words in told.items()]


def _aside(plan: ActionPlan, thing_id: str) -> str:
    numbers = plan.closed_by.get(thing_id, ())
    return f"closed by {', '.join(numbers)}" if numbers else "open"
