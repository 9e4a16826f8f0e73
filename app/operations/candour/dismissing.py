"""Setting a finding aside with a reason, and asking again."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args

from app.casebook import Casebook, Edit
from app.domain.candour.case_findings import CaseFinding, key_of
from app.domain.candour.dismissals import Dismissal
from app.domain.drafted import Draft
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.operations import drafting
from app.operations.now import now_us

_OF_A_CASE: tuple[type[Draft], ...] = tuple(
    kind for kind in get_args(Draft) if "case_id" in {each.name for each in fields(kind)}
)


def dismissals(casebook: Casebook, case_id: str) -> tuple[Dismissal, ...]:
    """What was set aside in a case, oldest first."""
    found = drafting.of_case(casebook, Dismissal, case_id)
    return tuple(sorted(found, key=lambda one: (one.at_us, one.id)))


def dismiss(casebook: Casebook, case_id: str, finding: CaseFinding, reason: str) -> Dismissal:
    """Set a finding aside, in one step; one that is set aside already gets the new reason.

    Only its `CaseFinding.key` matters. Raises `InvalidInputError` without a reason, `NotFoundError`
    where what it speaks of is not in the case.
    """
    if not reason.strip():
        raise InvalidInputError("Say why it does not apply here; only you see the reason.")
    target_id = finding.key[1]
    with casebook.edit("Set a question aside", case_id) as edit:
        _ensure(edit, case_id, target_id)
        before = [one for one in edit.of_case(Dismissal, case_id) if key_of(one) == finding.key]
        if before:
            made = replace(before[0], reason=reason.strip())
            edit.save(made)
        else:
            made = Dismissal(new_id(), case_id, *finding.key, reason.strip(), now_us())
            edit.add(made)
    return made


def ask_again(casebook: Casebook, case_id: str, dismissal_id: str) -> None:
    """Take a dismissal back, so that its question is asked again. Raises `NotFoundError`."""
    drafting.remove(casebook, Dismissal, case_id, [dismissal_id], "Ask a question again")


def _ensure(edit: Edit, case_id: str, target_id: str) -> None:
    if target_id not in ("", case_id) and not edit.holds(_OF_A_CASE, case_id, target_id):
        raise NotFoundError(
            "What this finding speaks of is not kept in the case yet, or not any more; nothing was "
            "set aside."
        )
