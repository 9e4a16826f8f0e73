"""The trust break map for one reader: the breaks that were chosen for them, and nothing else."""

from __future__ import annotations

from app.domain.trust.break_map import break_map
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.breaks_document import HEADING, breaks_document, repairs_told
from app.domain.trust.document import TrustView
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repairs import Repair, RepairTarget
from app.operations.documents.reading import Reading
from app.operations.documents.trust_reading import Content, Shown, of_reader, view_for


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The map as the reader ``subject_id`` may see it."""
    shown = Shown(reading, of_reader(subject_id))
    breaks = shown.of(TrustBreak)
    repairs = repairs_told(shown.of(Repair), reading.of_case(RepairTarget))
    drawn = break_map(breaks, shown.of(AffectedGroup), by_number=True)
    sections = breaks_document(breaks, drawn, repairs, shown.cited, shown.notes)
    return view_for(shown, Content(HEADING, sections, break_map=drawn))
