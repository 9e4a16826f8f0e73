"""From each position to the recovery review, over a quarter of weekly readings."""

from __future__ import annotations

import pytest

from app.casebook import Casebook
from app.domain.trust.setting import Position
from app.operations import exports
from tests.trust_quarter import PRIVATE, TITLE, run, undone_and_redone


@pytest.mark.parametrize("position", list(Position)[1:])
def test_a_quarter_ends_in_a_review_that_reads_no_rosier_than_it_was(
    casebook: Casebook, position: Position
) -> None:
    quarter = run(casebook, position)
    text = review(casebook, quarter.case.id)
    assert "called the trust repaired" in text
    assert "“Second approvals asked for” has not moved" in text
    assert "“Decisions taken back” has moved towards better" in text
    assert "Before: Whether a plan still held on Tuesday" in text
    assert "The plan of 2026-06-02 held" in text
    for private in (PRIVATE, "Kestrel", TITLE, "step down", "saw two plans being made"):
        assert private not in text
    offered = {choice.template.id for choice in exports.choices(casebook, quarter.case.id)}
    assert ("apology" in offered) is (position is Position.MADE)


def test_each_step_of_the_quarter_can_be_taken_back(casebook: Casebook) -> None:
    quarter = run(casebook, Position.LEADS)
    before = review(casebook, quarter.case.id)
    assert undone_and_redone(casebook, quarter.case.id) > 60
    assert review(casebook, quarter.case.id) == before


def review(casebook: Casebook, case_id: str) -> str:
    return exports.preview(casebook, case_id, "recovery-review", subject_id="team")
