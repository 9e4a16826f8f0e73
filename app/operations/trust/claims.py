"""The claim check: public statements, the claims that a person marks in them, and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Edit
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.practice.ranking import next_rank
from app.domain.review_words import shortened
from app.domain.trust.claim_check import (
    CheckedStatement,
    anchored,
    checked,
    is_lost,
    overlapping,
    trimmed,
)
from app.domain.trust.claims import Claim, PublicStatement
from app.operations import drafting

_SHORT = 60
"""As much of a claim as one line shows."""


def statements(casebook: Casebook, case_id: str) -> list[CheckedStatement]:
    """The public statements of a case with their claims and what these cite, in order."""
    with casebook.drafts() as drafts:
        return checked(
            drafts.of_case(PublicStatement, case_id),
            drafts.of_case(Claim, case_id),
            drafting.cited_in(drafts, case_id),
        )


def add(casebook: Casebook, case_id: str, title: str = "", text: str = "") -> PublicStatement:
    """Add a public statement; its words come in as they are."""
    with casebook.edit("Add public statement", case_id) as edit:
        rank = next_rank(edit.of_case(PublicStatement, case_id))
        added = PublicStatement(new_id(), case_id, title.strip(), text=text, rank=rank)
        edit.add(added)
    return added


def change(
    casebook: Casebook, case_id: str, statement_id: str, changes: Mapping[str, object]
) -> list[Claim]:
    """Change some fields. Where the text changes, its claims follow their words.

    Hands back the claims that lost their words with this change. Raises `NotFoundError`.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Edit public statement", case_id) as edit:
        before = edit.get(PublicStatement, statement_id)
        after = replace(before, **fields)
        edit.save(after)
        if after.text == before.text:
            return []
        claims = _claims(edit, case_id, statement_id)
        stood = {each.id for each in claims if not is_lost(each)}
        found = anchored(claims, before.text, after.text)
        edit.save_all(found)
    return [each for each in found if is_lost(each) and each.id in stood]


def remove(casebook: Casebook, case_id: str, statement_id: str) -> None:
    """Remove a statement with its claims and what these cite. Raises `NotFoundError`."""
    with casebook.edit("Remove public statement", case_id) as edit:
        take_out(edit, case_id, statement_id)


def take_out(edit: Edit, case_id: str, statement_id: str) -> None:
    """The same within a transaction."""
    for claim in _claims(edit, case_id, statement_id):
        edit.remove(Claim, claim.id)
    edit.remove(PublicStatement, statement_id)


def mark(casebook: Casebook, case_id: str, statement_id: str, start: int, end: int) -> Claim:
    """Mark the words from code point ``start`` to before ``end`` as a claim.

    Raises `InvalidInputError` where no words are there, or some belong to another claim;
    `NotFoundError` for an unknown statement.
    """
    with casebook.edit("Mark claim", case_id) as edit:
        text = edit.get(PublicStatement, statement_id).text
        start, end = _free(text, start, end, _claims(edit, case_id, statement_id))
        added = Claim(new_id(), case_id, statement_id, start, end, text[start:end])
        edit.add(added)
    return added


def mark_anew(casebook: Casebook, case_id: str, claim_id: str, start: int, end: int) -> None:
    """Let a claim stand for other words of its statement; verdict and citations stay.

    Raises as `mark`.
    """
    with casebook.edit("Mark claim anew", case_id) as edit:
        claim = edit.get(Claim, claim_id)
        text = edit.get(PublicStatement, claim.statement_id).text
        others = [
            each for each in _claims(edit, case_id, claim.statement_id) if each.id != claim_id
        ]
        start, end = _free(text, start, end, others)
        edit.save(replace(claim, start=start, end=end, quote=text[start:end]))


def judge(casebook: Casebook, case_id: str, claim_id: str, changes: Mapping[str, object]) -> None:
    """Change the verdict on a claim, or the note with it. Raises `NotFoundError`."""
    drafting.change(casebook, Claim, case_id, claim_id, changes, "Judge claim")


def unmark(casebook: Casebook, case_id: str, claim_id: str) -> None:
    """Remove a claim with what it cites. Raises `NotFoundError`."""
    drafting.remove(casebook, Claim, case_id, [claim_id], "Remove claim")


def _claims(edit: Edit, case_id: str, statement_id: str) -> list[Claim]:
    return [each for each in edit.of_case(Claim, case_id) if each.statement_id == statement_id]


def _free(text: str, start: int, end: int, others: list[Claim]) -> tuple[int, int]:
    start, end = trimmed(text, start, end)
    if end <= start:
        raise InvalidInputError("Select the words of the claim first.")
    if (other := overlapping(others, start, end)) is not None:
        raise InvalidInputError(
            f"Some of these words belong to the claim “{shortened(other.quote, _SHORT)}”. "
            "Select words beside it, or remove that claim first."
        )
    return start, end
