"""Who may see which piece of a trust case: chosen one by one, and taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.casebook import Casebook, Edit
from app.domain.audiences import READERS, Audience, AudienceChoice
from app.domain.drafts import Entry, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.trust.pieces import READER_WORDS, WORDED

ChosenReaders = Mapping[str, tuple[AudienceChoice, ...]]


def shown_to(casebook: Casebook, case_id: str) -> ChosenReaders:
    """Who may see what: the choices for each piece, by its id, readers in their order."""
    with casebook.drafts() as drafts:
        return by_piece(drafts.of_case(AudienceChoice, case_id))


def by_piece(choices: Iterable[AudienceChoice]) -> ChosenReaders:
    """Choices of readers that show a piece, by the id of the piece."""
    found: dict[str, tuple[AudienceChoice, ...]] = {}
    for choice in sorted(
        (each for each in choices if each.shown and each.audience in READERS),
        key=lambda each: READERS.index(each.audience),
    ):
        found[choice.target_id] = (*found.get(choice.target_id, ()), choice)
    return found


def show(
    casebook: Casebook, case_id: str, target_id: str, audience: Audience, wording: str = ""
) -> None:
    """Show a piece to readers, in ``wording`` where that is given; one step.

    Raises `NotFoundError` where there is no such piece, `InvalidInputError` for other readers.
    """
    with casebook.edit(f"Show to {_words(audience)}", case_id) as edit:
        _show(edit, case_id, target_id, audience, wording)


def show_all(
    casebook: Casebook, case_id: str, target_ids: Iterable[str], audience: Audience
) -> None:
    """Show several pieces to readers in one step; those they see already keep their wording."""
    with casebook.edit(f"Show to {_words(audience)}", case_id) as edit:
        seen = by_piece(edit.of_case(AudienceChoice, case_id))
        for target_id in target_ids:
            if all(each.audience is not audience for each in seen.get(target_id, ())):
                _show(edit, case_id, target_id, audience, "")


def hide(casebook: Casebook, case_id: str, target_id: str, audience: Audience) -> None:
    """Make a piece private again for these readers; nothing happens where it was."""
    with casebook.edit(f"Keep from {_words(audience)}", case_id) as edit:
        if (made := _made(edit, case_id, target_id, audience)) is not None:
            edit.remove(AudienceChoice, made.id)


def _show(edit: Edit, case_id: str, target_id: str, audience: Audience, wording: str) -> None:
    _words(audience)
    if not edit.holds(tuple(WORDED), case_id, target_id):
        raise NotFoundError("What was to be shown is not in the case any more.")
    made = _made(edit, case_id, target_id, audience)
    choice = AudienceChoice(
        made.id if made else new_id(), case_id, target_id, audience, True, wording.strip()
    )
    if made:
        edit.save(choice)
    else:
        edit.add(choice)
    for entry in edit.of_case(Entry, case_id):
        if entry.id == target_id and entry.private:  # the readers decide from now on
            edit.save(replace(entry, private=False))


def _made(edit: Edit, case_id: str, target_id: str, audience: Audience) -> AudienceChoice | None:
    for choice in edit.of_case(AudienceChoice, case_id):
        if choice.target_id == target_id and choice.audience is audience:
            return choice
    return None


def _words(audience: Audience) -> str:
    if audience not in READER_WORDS:
        raise InvalidInputError("Choose the team, leadership, or partners and users.")
    return READER_WORDS[audience]
