"""The page for readers outside engineering."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.assist.answers import SuggestionAnswer
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import CaseKind
from app.domain.practice.action_plan import plan_of
from app.domain.practice.action_section import ChangeRow, change_section
from app.domain.practice.failure_chain import chain_of
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.response_section import stakeholder_times
from app.domain.stakeholders import Beside, stakeholder_view_of
from app.domain.views import StakeholderView
from app.operations.documents.beginning import start_of
from app.operations.documents.reading import Reading


def view_of(reading: Reading, _subject_id: str = "") -> StakeholderView:
    """The case as was chosen for them: minutes, roles, no quotes."""
    chosen = {
        choice.target_id: choice
        for choice in reading.shared.audience_choices(reading.case.id)
        if choice.audience is Audience.STAKEHOLDERS
    }
    beside = _beside(reading, chosen)
    return stakeholder_view_of(reading.case, reading.entries, chosen, reading.now_us, beside)


def _beside(reading: Reading, chosen: Mapping[str, AudienceChoice]) -> Beside:
    if reading.case.kind is not CaseKind.INCIDENT:
        return Beside()
    shared, case_id = reading.shared, reading.case.id
    start = start_of(reading)
    chain = chain_of(shared, case_id, reading.cited)
    plan = plan_of(shared, case_id, chain, reading.cited)
    changes = change_section(plan, chosen, reading.zone)
    return Beside(
        facts=stakeholder_times(ResponseRecord.of(shared, case_id)),
        notices=start.overridden,
        actions=tuple(map(_said, changes.rows)),
        left_out=changes.left_out,
        missing=start.missing,
        origins=reading.of_case(SuggestionAnswer),
    )


def _said(row: ChangeRow) -> str:
    words = row.text if row.text.endswith((".", "!", "?")) else f"{row.text}."
    far = ", ".join(part for part in (row.state, row.due) if part)
    return f"{words} ({far[:1].upper()}{far[1:]}.)"
