"""Apologies: each a document of its own, which leaves only to whom and when a person says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.casebook import Casebook
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.practice.ranking import in_rank, next_rank
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.apology_rules import is_reworded, refusal
from app.operations import drafting
from app.operations.drafting import one_of_case


def apologies(casebook: Casebook, case_id: str) -> list[Apology]:
    """The apologies of a case, in the order that people gave them."""
    return in_rank(drafting.of_case(casebook, Apology, case_id))


def add(casebook: Casebook, case_id: str, recipient: str = "") -> Apology:
    """Begin an apology to somebody."""
    with casebook.edit("Begin apology", case_id) as edit:
        rank = next_rank(edit.of_case(Apology, case_id))
        apology = Apology(new_id(), case_id, recipient.strip(), rank=rank)
        edit.add(apology)
    return apology


def change(
    casebook: Casebook, case_id: str, apology_id: str, changes: Mapping[str, object]
) -> Apology:
    """Change fields of an apology. Raises `NotFoundError`.

    Where its words or its recipient change, whether counsel should see it is open again: what
    they saw, or need not see, was another text.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Change apology", case_id) as edit:
        before = one_of_case(edit, Apology, case_id, apology_id)
        after = replace(before, **fields)
        if is_reworded(before, after) and "counsel" not in fields:
            after = replace(after, counsel=Counsel.UNASKED)
        edit.save(after)
    return after


def remove(casebook: Casebook, case_id: str, apology_id: str) -> None:
    """Remove an apology. Raises `NotFoundError`."""
    drafting.remove(casebook, Apology, case_id, (apology_id,), "Remove apology")


def release(
    casebook: Casebook, case_id: str, apology_id: str, recipient: str, counsel: Counsel
) -> Apology:
    """Answer what an export asks: to whom it goes, and whether counsel should see it first.

    Where counsel comes first, that is kept, and it does not leave. Raises `InvalidInputError`
    where one of them is not said, or the apology has no words yet; `NotFoundError`.
    """
    with casebook.edit("Release apology", case_id) as edit:
        before = one_of_case(edit, Apology, case_id, apology_id)
        apology = replace(before, recipient=recipient.strip(), counsel=counsel)
        problem = refusal(apology)
        if problem and counsel is not Counsel.FIRST:
            raise InvalidInputError(problem)
        edit.save(apology)
    return apology


def keep_back(casebook: Casebook, case_id: str, apology_id: str) -> None:
    """Release an apology no longer: whether counsel should see it is open again."""
    changes = {"counsel": Counsel.UNASKED}
    drafting.change(casebook, Apology, case_id, apology_id, changes, "Keep apology back")
