"""Short updates to those affected: begun with an empty outline, sent, or thrown away."""

from __future__ import annotations

from collections.abc import Mapping

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case, new_id
from app.domain.errors import InvalidInputError
from app.domain.practice.ranking import next_rank
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.update_document import plain_text
from app.domain.trust.update_rules import in_order
from app.operations import copying, drafting, exports
from app.operations.now import today_of
from app.operations.trust import showing
from app.operations.trust.for_reader import trust_view

DOCUMENT = "update-note"
PRIVATE = (
    "It is not shown to these readers. Choose who sees it first; then it can be copied for them."
)


def updates(casebook: Casebook, case_id: str) -> list[UpdateNote]:
    """The updates of a case, by the days they were written on."""
    return in_order(drafting.of_case(casebook, UpdateNote, case_id))


def begin(casebook: Casebook, case_id: str) -> UpdateNote:
    """An update of today with nothing in it but its headings."""
    with casebook.edit("Add update", case_id) as edit:
        today = today_of(edit.get(Case, case_id)).isoformat()
        rank = next_rank(edit.of_case(UpdateNote, case_id))
        note = UpdateNote(new_id(), case_id, written_on=today, rank=rank)
        edit.add(note)
    return note


def change(casebook: Casebook, case_id: str, note_id: str, changes: Mapping[str, object]) -> None:
    """Change fields of an update. Raises `NotFoundError`."""
    drafting.change(casebook, UpdateNote, case_id, note_id, changes, "Edit update")


def send(casebook: Casebook, case_id: str, note_id: str) -> None:
    """Say that it was sent today. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        today = today_of(drafts.get(Case, case_id)).isoformat()
    drafting.change(casebook, UpdateNote, case_id, note_id, {"sent_on": today}, "Update sent")


def remove(casebook: Casebook, case_id: str, note_id: str) -> None:
    """Remove an update. Raises `NotFoundError`."""
    drafting.remove(casebook, UpdateNote, case_id, [note_id], "Remove update")


def text_for(casebook: Casebook, case_id: str, note_id: str, reader: Audience) -> str:
    """An update as plain text to paste, as its document says it to that reader.

    Raises `InvalidInputError` where it is not shown to them, or holds what must not leave.
    """
    seen = showing.shown_to(casebook, case_id).get(note_id, ())
    if all(choice.audience is not reader for choice in seen):
        raise InvalidInputError(PRIVATE)
    subject = f"{note_id}/{reader}"
    made = trust_view(casebook, case_id, DOCUMENT, subject)
    secrets = exports.secrets_for(casebook, case_id, DOCUMENT, subject)
    return copying.checked(plain_text(made.sections), secrets)
