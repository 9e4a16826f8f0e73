"""A short update for one reader. Its subject is ``<update>/<reader>``."""

from __future__ import annotations

from collections.abc import Sequence

from app.casebook import Drafts
from app.domain.audiences import READERS
from app.domain.errors import NotFoundError
from app.domain.trust.document import TrustView
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.pieces import READER_WORDS
from app.domain.trust.update_document import HEADING, update_document
from app.domain.trust.update_rules import in_order
from app.domain.views import Fact
from app.operations.documents.reading import Reading, Subject
from app.operations.documents.trust_reading import Content, Shown, heard_by, of_reader, view_for

_BETWEEN = "/"


def subjects(reading: Reading) -> Sequence[Subject]:
    """The updates that are shown to each reader, by their days."""
    return [
        Subject(f"{note.id}{_BETWEEN}{reader}", f"{note.written_on}, for {READER_WORDS[reader]}")
        for reader in READERS
        for note in in_order(Shown(reading, reader).of(UpdateNote))
    ]


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The update. Raises `NotFoundError` where it is not shown to these readers."""
    note_id, _, audience = subject_id.partition(_BETWEEN)
    shown = Shown(reading, of_reader(audience))
    note = next((one for one in shown.of(UpdateNote) if one.id == note_id), None)
    if note is None:
        raise NotFoundError(
            "This update is not shown to these readers. Choose who sees it first; then it can be "
            "exported."
        )
    facts = (Fact("Of", note.written_on),) if note.written_on else ()
    return view_for(shown, Content(HEADING, update_document(note), facts))


def heard(drafts: Drafts, case_id: str, subject_id: str) -> Sequence[str]:
    """Every text that the reader of an update may hear."""
    return heard_by(drafts, case_id, subject_id.partition(_BETWEEN)[2])
