"""The initial repair frame for one reader: what was chosen for them, and nothing else."""

from __future__ import annotations

from app.domain.trust.document import TrustView
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.frame_document import HEADING, frame_document
from app.operations.documents.reading import Reading
from app.operations.documents.trust_reading import Content, Shown, of_reader, view_for


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The frame as the reader ``subject_id`` may see it."""
    shown = Shown(reading, of_reader(subject_id))
    sections = frame_document(
        shown.of(FramePiece), shown.of(AffectedGroup), shown.cited, shown.notes
    )
    return view_for(shown, Content(HEADING, sections))
