"""What is asked about the actions of a review. They ask a person and judge nobody.

How an action is worded is asked by the candour check. Whether an action may be called done or
dropped is a rule too: see `refusal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.folding import folded
from app.domain.moments import UTC_ZONE, in_zone
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.corrective import (
    ActionKind,
    ActionState,
    CorrectiveAction,
    Helped,
    Priority,
)
from app.domain.practice.corrective_words import UNFINISHED, due_day
from app.domain.review_words import counted

MOST: Final = 7
"""So many actions are carried through, seldom more."""
LOOK_BACK: Final = timedelta(days=30)
"""How long after an action was done it is asked whether it helped."""

_GROUPS = {
    *("all", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "nobody"),
    *("team", "teams", "we", "us", "tbd", "tba", "tbc", "n/a", "na", "none", "unknown", "?", "-"),
    *("to be decided", "to be defined", "engineering", "engineers", "developers", "operations"),
}


@dataclass(frozen=True, slots=True)
class ActionQuestion:
    """A question to people; ``field`` is the field of the action it stands beside."""

    field: str
    words: str


def asked_of_all(plan: ActionPlan) -> tuple[str, ...]:
    """What is asked about the actions together."""
    count = len(plan.pursued)
    if count == 0:
        return (
            "There is no action yet. What would make this less likely, or smaller the next time?",
        )
    asked = []
    if count > MOST:
        asked.append(
            f"There are {count} actions, and few are carried through. Which of them would "
            "reduce recurrence or impact most?"
        )
    if not any(action.kind is ActionKind.SYSTEMIC for action in plan.pursued):
        asked.append("None of them is systemic. What would change the system that left this open?")
    return tuple(asked)


def asked_of(plan: ActionPlan, action: CorrectiveAction, today: date) -> tuple[ActionQuestion, ...]:
    """What is asked about one action, in the order of its fields; of one given up only why."""
    if action.state is ActionState.DROPPED:
        why = () if action.dropped_because.strip() else ("Why was it dropped?",)
        return tuple(ActionQuestion("dropped_because", words) for words in why)
    pairs = (
        ("text", _about_text(action)),
        ("kind", _about_kind(action)),
        ("priority", _about_priority(action)),
        ("owner", owner_question(action.owner)),
        ("due", _about_due(action)),
        ("closes", "" if plan.closes(action.id) else "Which factor or link does it close?"),
        ("shown_by", "" if action.shown_by.strip() else "What will show that it is done?"),
        ("completion", _about_completion(plan, action)),
        ("helped", _about_help(action, today)),
    )
    return tuple(ActionQuestion(name, words) for name, words in pairs if words)


def refusal(plan: ActionPlan, action: CorrectiveAction) -> str:
    """Why an action cannot be kept as it is; empty where it can.

    Done needs what shows it: a cited item, or words that say where it can be seen. Dropped needs
    its reason.
    """
    if action.state is ActionState.DONE and not is_shown(plan, action):
        return (
            "Done needs what shows it: cite evidence of completion, or write where it can be seen."
        )
    if action.state is ActionState.DROPPED and not action.dropped_because.strip():
        return "Say why the action is dropped; the review tells the reason."
    return ""


def is_shown(plan: ActionPlan, action: CorrectiveAction) -> bool:
    """Whether something shows that an action was completed: a citation, or a place to see it."""
    return bool(action.completion.strip() or plan.completion(action.id))


def _about_text(action: CorrectiveAction) -> str:
    return "" if action.text.strip() else "What will be done?"


def _about_kind(action: CorrectiveAction) -> str:
    return "" if action.kind is not ActionKind.UNSORTED else "Is it immediate or systemic?"


def _about_priority(action: CorrectiveAction) -> str:
    return "" if action.priority is not Priority.UNSORTED else "How much does it matter?"


def owner_question(owner: str) -> str:
    """What is asked of an owner: nobody yet, nobody in particular, several people; else nothing."""
    owner = owner.strip()
    if not owner:
        return "Who will see it through? A role or a person."
    plain = folded(owner).strip(" .!").removeprefix("the ")
    if plain in _GROUPS or not any(map(str.isalnum, plain)):
        return f"“{owner}” is nobody in particular. Which role or person will see it through?"
    if plain.endswith((" team", " teams")):
        return f"“{owner}” is several people. Which role or person of it will see it through?"
    return ""


def _about_due(action: CorrectiveAction) -> str:
    if not action.due.strip():
        return "By which day?" if action.state in UNFINISHED else ""
    return "" if due_day(action) else f"“{action.due.strip()}” is not a day. By which day?"


def _about_completion(plan: ActionPlan, action: CorrectiveAction) -> str:
    if action.state is ActionState.DONE and not is_shown(plan, action):
        return "Nothing shows any more that it is done. Where can it be seen?"
    return ""


def _about_help(action: CorrectiveAction, today: date) -> str:
    if action.state is not ActionState.DONE:
        return ""
    if action.helped is not Helped.NOT_ASKED:
        return "" if action.helped_why.strip() else "What shows whether it helped?"
    done = _done_day(action)
    if done is None or today - done < LOOK_BACK:
        return ""
    since = counted((today - done).days, "day")
    return f"It was done {since} ago. Did it reduce the risk that it aimed at?"


def _done_day(action: CorrectiveAction) -> date | None:
    return None if action.done_us is None else in_zone(action.done_us, UTC_ZONE).date()
