"""Trust breaks: list, add, change, order and remove them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Drafts, Edit
from app.domain.audiences import AudienceChoice
from app.domain.drafts import new_id
from app.domain.practice.ranking import moved, next_rank
from app.domain.trust.break_list import BreakList, break_list_of
from app.domain.trust.breaks import Side, TrustBreak
from app.operations.drafting import cited_in, one_of_case
from app.operations.trust.repairs import forget_breaks
from app.operations.trust.showing import by_piece


def breaks(casebook: Casebook, case_id: str) -> BreakList:
    """The breaks of a case, what each cites, what repairs it, and who may see it."""
    with casebook.drafts() as drafts:
        return breaks_in(drafts, case_id)


def breaks_in(drafts: Drafts, case_id: str) -> BreakList:
    """The same within a transaction."""
    shown = by_piece(drafts.of_case(AudienceChoice, case_id))
    return break_list_of(drafts, case_id, cited_in(drafts, case_id), shown)


def add(casebook: Casebook, case_id: str, party: str = "", side: Side = Side.UNSAID) -> TrustBreak:
    """Add a break at the end."""
    with casebook.edit("Add trust break", case_id) as edit:
        rank = next_rank(edit.of_case(TrustBreak, case_id))
        added = TrustBreak(new_id(), case_id, party.strip(), side=side, rank=rank)
        edit.add(added)
    return added


def change(
    casebook: Casebook, case_id: str, break_id: str, changes: Mapping[str, object]
) -> TrustBreak:
    """Change fields of a break. Raises `NotFoundError`."""
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Change trust break", case_id) as edit:
        changed = replace(one_of_case(edit, TrustBreak, case_id, break_id), **fields)
        edit.save(changed)
    return changed


def move(casebook: Casebook, case_id: str, break_id: str, by: int) -> None:
    """Move a break up (negative) or down the table, as far as that goes. Raises `NotFoundError`."""
    with casebook.edit("Move trust break", case_id) as edit:
        one_of_case(edit, TrustBreak, case_id, break_id)
        edit.save_all(moved(edit.of_case(TrustBreak, case_id), break_id, by))


def remove(casebook: Casebook, case_id: str, break_id: str) -> None:
    """Remove a break with its citations, its readers, its repairs' ties, why it had none.

    Raises `NotFoundError`.
    """
    with casebook.edit("Remove trust break", case_id) as edit:
        one_of_case(edit, TrustBreak, case_id, break_id)
        take_out(edit, case_id, break_id)


def take_out(edit: Edit, case_id: str, break_id: str) -> None:
    """The same within a transaction."""
    forget_breaks(edit, case_id, (break_id,))
    edit.remove(TrustBreak, break_id)
