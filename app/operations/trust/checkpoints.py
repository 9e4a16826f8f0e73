"""Checkpoints of a trust case: plan their days, move them, and write down what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.casebook import Casebook
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import typed_day
from app.domain.trust.checkpoint_rules import in_order, planned
from app.domain.trust.follow_through import Checkpoint, CheckpointKind
from app.operations import drafting
from app.operations.now import now_us
from app.operations.trust.setting import setting_in


def checkpoints(casebook: Casebook, case_id: str) -> list[Checkpoint]:
    """The checkpoints of a case, by their days."""
    return in_order(drafting.of_case(casebook, Checkpoint, case_id))


def plan(casebook: Casebook, case_id: str, start: date) -> int:
    """Plan the days from a first day on, in one step; days that are there already stay.

    Returns how many were added.
    """
    with casebook.edit("Plan checkpoints", case_id) as edit:
        taken = {one.due for one in edit.of_case(Checkpoint, case_id)}
        again = typed_day(setting_in(edit, case_id).look_again)
        days = [
            (day.isoformat(), kind)
            for day, kind in planned(start, again)
            if day.isoformat() not in taken
        ]
        for due, kind in days:
            edit.add(Checkpoint(new_id(), case_id, due, kind))
    return len(days)


def add(casebook: Casebook, case_id: str, due: date, kind: CheckpointKind) -> Checkpoint:
    """Add a checkpoint on a day that was not planned."""
    added = Checkpoint(new_id(), case_id, due.isoformat(), kind)
    drafting.add(casebook, case_id, added, "Add checkpoint")
    return added


def change(
    casebook: Casebook, case_id: str, checkpoint_id: str, changes: Mapping[str, object]
) -> None:
    """Change fields of a checkpoint; whether it was held, `hold` says.

    Raises `InvalidInputError` for a day that is none, `NotFoundError`.
    """
    if typed_day(str(changes.get("due", "2000-01-01"))) is None:
        raise InvalidInputError("A checkpoint needs a day, such as 2026-03-02.")
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Edit checkpoint", case_id) as edit:
        edit.save(replace(edit.get(Checkpoint, checkpoint_id), **fields))


def hold(casebook: Casebook, case_id: str, checkpoint_id: str, *, held: bool = True) -> None:
    """Say that it was held, or not after all. Raises `NotFoundError`."""
    done_us = now_us() if held else None
    label = "Checkpoint held" if held else "Checkpoint not held"
    drafting.change(casebook, Checkpoint, case_id, checkpoint_id, {"done_us": done_us}, label)


def remove(casebook: Casebook, case_id: str, checkpoint_id: str) -> None:
    """Remove a checkpoint with what was written at it. Raises `NotFoundError`."""
    drafting.remove(casebook, Checkpoint, case_id, [checkpoint_id], "Remove checkpoint")
