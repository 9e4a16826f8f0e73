"""What the actions of a case are called for short, and which of them close a factor or a link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.domain.drafted_rows import Rows
from app.domain.practice.corrective import ActionState, ActionTarget, CorrectiveAction
from app.domain.practice.ranking import in_rank


def numbers_of(actions: Sequence[CorrectiveAction]) -> dict[str, str]:
    """What each action is called for short, by its id."""
    return {action.id: f"A{number}" for number, action in enumerate(in_rank(actions), 1)}


def closed_by(
    actions: Sequence[CorrectiveAction], tied: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Numbers of actions by what they close, from pairs of an action's id and its target's.

    An action that was given up closes nothing.
    """
    closing: dict[str, set[str]] = defaultdict(set)
    for action_id, target_id in tied:
        closing[target_id].add(action_id)
    pursued = [one for one in in_rank(actions) if one.state is not ActionState.DROPPED]
    numbers = numbers_of(actions)
    found = {
        target: tuple(numbers[one.id] for one in pursued if one.id in ids)
        for target, ids in closing.items()
    }
    return {target: names for target, names in found.items() if names}


def closed_by_rows(rows: Rows, case_id: str) -> dict[str, tuple[str, ...]]:
    """The same, out of the rows of a case."""
    tied = ((tie.action_id, tie.target_id) for tie in rows.of_case(ActionTarget, case_id))
    return closed_by(rows.of_case(CorrectiveAction, case_id), tied)
