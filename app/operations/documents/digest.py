"""The digest of a quarter, over all incident cases of the casebook."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.practice.digest import DigestView, digest_of, quarter_of, quarter_words, quarters
from app.domain.practice.lessons import Lesson
from app.operations.documents.reading import Reading, Subject
from app.operations.practice.metrics import records_in


def subjects(reading: Reading) -> Sequence[Subject]:
    """The present quarter, and those in which a review was published."""
    found = quarters(records_in(reading.shared), reading.now_us, reading.zone)
    return [Subject(quarter, quarter_words(quarter)) for quarter in found]


def view_of(reading: Reading, subject_id: str = "") -> DigestView:
    """What the published reviews show; without a quarter, that of the present one."""
    records = records_in(reading.shared)
    lessons = {each.case.id: reading.shared.of_case(Lesson, each.case.id) for each in records}
    quarter = subject_id or quarter_of(reading.now_us, reading.zone)
    return digest_of(records, lessons, quarter, reading.now_us, reading.zone)
