"""A case as the rules over its structure see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args, get_type_hints

from app.casebook import Drafts
from app.casebook.certainties import raised_certainties
from app.casebook.rows import table_of
from app.domain.audiences import AudienceChoice
from app.domain.drafted import Draft
from app.domain.drafts import CaseKind
from app.domain.moments import zone_named
from app.domain.practice.action_plan import plan_of
from app.domain.practice.failure_chain import chain_of
from app.domain.practice.meeting_section import first_meeting
from app.domain.practice.meetings import Meeting
from app.domain.practice.ranking import in_rank
from app.domain.practice.response_record import ResponseRecord
from app.domain.timeline import CitedItem
from app.domain.trust.apology import Apology
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.pieces import WORDED
from app.domain.trust.repair_plan import repair_plan_of
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.lint.structure.record import CaseRecord, Raised, TrustRecord
from app.operations import drafting
from app.operations.practice.context import explained_in
from app.operations.practice.meetings import facilitator_asked
from app.operations.practice.steps import drafted_in

_JUDGED: tuple[type[Draft], ...] = tuple(
    kind for kind in get_args(Draft) if "certainty" in get_type_hints(kind)
)
"""What people say how sure they are of."""


def record_in(drafts: Drafts, case_id: str, today: date, now_us: int) -> CaseRecord:
    """A case as it stands within a transaction. Raises `NotFoundError`."""
    drafted = drafted_in(drafts, case_id)
    case = drafted.case
    cited = drafting.cited_in(drafts, case_id)
    chain = chain_of(drafts, case_id, cited)
    return CaseRecord(
        drafted=drafted,
        zone=zone_named(case.zone),
        today=today,
        now_us=now_us,
        plan=plan_of(drafts, case_id, chain, cited),
        response=ResponseRecord.of(drafts, case_id),
        explained=explained_in(drafts, case, cited),
        raised=tuple(_raised(drafts, case_id)),
        choices=drafts.of_case(AudienceChoice, case_id),
        meeting=first_meeting(drafts.of_case(Meeting, case_id)),
        facilitator_asked=facilitator_asked(drafts, case),
        trust=_trust(drafts, case_id, cited) if case.kind is CaseKind.TRUST else TrustRecord(),
    )


def _trust(drafts: Drafts, case_id: str, cited: Mapping[str, Sequence[CitedItem]]) -> TrustRecord:
    return TrustRecord(
        settings=next(iter(drafts.of_case(TrustSettings, case_id)), None),
        plan=repair_plan_of(drafts, case_id, cited),
        apologies=drafts.of_case(Apology, case_id),
        signals=drafts.of_case(Signal, case_id),
        readings=drafts.of_case(SignalReading, case_id),
        updates=in_rank(drafts.of_case(UpdateNote, case_id)),
        pieces=[row for kind in WORDED for row in _rows(drafts, kind, case_id)],
    )


def _rows(drafts: Drafts, kind: type[Draft], case_id: str) -> list[Draft]:
    return sorted(drafts.of_case(kind, case_id), key=lambda row: getattr(row, "rank", 0))


def _raised(drafts: Drafts, case_id: str) -> Iterator[Raised]:
    found = raised_certainties(drafts.connection, case_id)
    for kind in _JUDGED:
        table = table_of(kind)
        if any(of == table for of, _ in found):
            for row in drafts.of_case(kind, case_id):
                if (judged := found.get((table, row.id))) is not None:
                    yield Raised(row, *judged)
