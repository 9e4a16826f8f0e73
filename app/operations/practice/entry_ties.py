"""What other drafted things say of a timeline entry, and what becomes of that when it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.casebook import Casebook, Edit
from app.domain.practice.context import DecisionPoint
from app.domain.practice.entry_ties import EntryTies, ties_of
from app.domain.practice.response import DrasticAction, Milestone
from app.operations.practice import context


def ties(casebook: Casebook, case_id: str) -> Mapping[str, EntryTies]:
    """What else a case says of its entries, by their ids."""
    with casebook.drafts() as drafts:
        return ties_of(
            drafts.of_case(Milestone, case_id),
            drafts.of_case(DrasticAction, case_id),
            context.flags_in(drafts, case_id),
        )


def untie(edit: Edit, case_id: str, entry_id: str) -> None:
    """Take away the marks at an entry, and let what is linked to it stand alone.

    In the transaction that removes the entry, so that an undo brings all of it back.
    """
    for mark in edit.of_case(Milestone, case_id):
        if mark.entry_id == entry_id:
            edit.remove(Milestone, mark.id)
    linked: list[DrasticAction | DecisionPoint] = [
        *edit.of_case(DrasticAction, case_id),
        *edit.of_case(DecisionPoint, case_id),
    ]
    edit.save_all(replace(each, entry_id="") for each in linked if each.entry_id == entry_id)
