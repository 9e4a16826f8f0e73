"""The review for engineers, and the preliminary page."""

from __future__ import annotations

from app.domain.review import review_of
from app.domain.views import ReviewView
from app.operations import formats
from app.operations.documents.reading import Reading


def view_of(reading: Reading, _subject_id: str = "") -> ReviewView:
    """The whole case, with its evidence."""
    return review_of(
        reading.case,
        reading.entries,
        reading.sources,
        reading.now_us,
        formats.labels(),
        reading.people,
    )
