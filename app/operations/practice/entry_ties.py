"""What other drafted things say of a timeline entry, and what becomes of that when it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.casebook import Casebook, Drafts, Edit
from app.domain.audiences import AudienceChoice
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.practice.context import DecisionPoint
from app.domain.practice.entry_ties import NO_TIES, EntryTies, ties_of
from app.domain.practice.response import DrasticAction, Milestone
from app.domain.trust.shown_words import shown_words
from app.operations.practice import context
from app.operations.trust import showing


def ties(casebook: Casebook, case_id: str) -> Mapping[str, EntryTies]:
    """What else a case says of its entries, by their ids."""
    with casebook.drafts() as drafts:
        found = ties_of(
            drafts.of_case(Milestone, case_id),
            drafts.of_case(DrasticAction, case_id),
            context.flags_in(drafts, case_id),
        )
        if drafts.get(Case, case_id).kind is not CaseKind.TRUST:
            return found
        return {
            entry_id: replace(found.get(entry_id, NO_TIES), readers=readers)
            for entry_id, readers in _readers(drafts, case_id)
        }


def _readers(drafts: Drafts, case_id: str) -> Iterator[tuple[str, str]]:
    """Who may see each entry of a trust case."""
    shown = showing.by_piece(drafts.of_case(AudienceChoice, case_id))
    for entry in drafts.of_case(Entry, case_id):
        words = shown_words(shown.get(entry.id, ()))
        yield entry.id, words[:1].lower() + words[1:]


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
