"""The page for readers outside engineering."""

from __future__ import annotations

from app.domain.audiences import Audience
from app.domain.stakeholders import stakeholder_view_of
from app.domain.views import StakeholderView
from app.operations.documents.reading import Reading


def view_of(reading: Reading, _subject_id: str = "") -> StakeholderView:
    """The case as was chosen for them: minutes, roles, no quotes."""
    chosen = {
        choice.target_id: choice
        for choice in reading.shared.audience_choices(reading.case.id)
        if choice.audience is Audience.STAKEHOLDERS
    }
    return stakeholder_view_of(reading.case, reading.entries, chosen, reading.now_us)
