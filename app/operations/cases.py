"""Cases of a casebook: list, add, change the header."""

from __future__ import annotations

from dataclasses import replace

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import zone_named
from app.domain.progress import NoProgress, Progress
from app.operations import imports

QUIET = NoProgress()


def cases(casebook: Casebook) -> list[Case]:
    """All cases, oldest first."""
    with casebook.drafts() as drafts:
        return drafts.cases()


def case(casebook: Casebook, case_id: str) -> Case:
    """One case. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        return drafts.get(Case, case_id)


def add_case(casebook: Casebook, kind: CaseKind, title: str, zone: str = "UTC") -> Case:
    """Begin a case. Raises `InvalidInputError` for an empty title or an unknown zone."""
    added = Case(new_id(), kind, _titled(title), zone_named(zone).key)
    # A case's own beginning is no step of its undo: nothing would be left to stand in.
    with casebook.edit("Add case", added.id, barrier=True) as edit:
        edit.add(added)
    return added


def update_case(
    casebook: Casebook,
    changed: Case,
    label: str = "Edit case header",
    progress: Progress = QUIET,
) -> None:
    """Save the header of a case; where its zone changed, sources without one follow.

    Raises `InvalidInputError` for an empty title, an unknown zone, or another kind of case: what
    was written as private would be open to every document.
    """
    _titled(changed.title)
    zone_named(changed.zone)
    with casebook.edit(label, changed.id) as edit:
        if edit.get(Case, changed.id).kind is not changed.kind:
            raise InvalidInputError("A case stays of the kind it was begun as; begin another one.")
        edit.save(changed)
    imports.follow(casebook, changed.id, progress)


def set_hold(casebook: Casebook, case_id: str, *, held: bool) -> None:
    """Put a case under a legal hold, or lift it: what is held is neither erased nor pruned."""
    label = "Put under legal hold" if held else "Lift the legal hold"
    with casebook.edit(label, case_id) as edit:
        edit.save(replace(edit.get(Case, case_id), legal_hold=held))


def _titled(title: str) -> str:
    if not title.strip():
        raise InvalidInputError("A case needs a title.")
    return title.strip()
