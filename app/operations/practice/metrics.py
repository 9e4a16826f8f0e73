"""What the incident cases of a casebook show together. Read as documents are: nothing private."""

from __future__ import annotations

from app.casebook import Casebook
from app.casebook.sharing import SharedDrafts
from app.domain.drafts import Case, CaseKind
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import COMPLETION, CorrectiveAction
from app.domain.practice.incident_times import marked_entries
from app.domain.practice.incident_times import measures as times_of
from app.domain.practice.metrics import CaseRecord, Measure, measures
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.response import Milestone, MilestoneKind
from app.domain.publication import Publication
from app.operations.now import now_us


def of_casebook(casebook: Casebook) -> tuple[Measure, ...]:
    """Every measure over all incident cases, as of now."""
    return measures(records(casebook), now_us())


def records(casebook: Casebook) -> list[CaseRecord]:
    """What the measures look at, a record for each incident case, oldest first."""
    with casebook.read_shared() as connection:
        return records_in(SharedDrafts(connection))


def records_in(shared: SharedDrafts) -> list[CaseRecord]:
    """The same within a connection."""
    cases = [case for case in shared.all(Case) if case.kind is CaseKind.INCIDENT]
    return [_record(shared, case) for case in cases]


def _record(shared: SharedDrafts, case: Case) -> CaseRecord:
    milestones = shared.of_case(Milestone, case.id)
    marked = marked_entries(milestones, shared.entries(case.id) if milestones else ())
    lapses = {measure.kind: measure.lapse for measure in times_of(marked)}
    return CaseRecord(
        case,
        publications=tuple(shared.of_case(Publication, case.id)),
        actions=tuple(shared.of_case(CorrectiveAction, case.id)),
        shown=frozenset(
            each.target_id for each in shared.citations(case.id) if each.part == COMPLETION
        ),
        factors=tuple(shared.of_case(Factor, case.id)),
        accounts=tuple(shared.of_case(FairAccount, case.id)),
        answers=tuple(shared.of_case(PlaybookAnswer, case.id)),
        detect=lapses[MilestoneKind.DETECTED],
        mitigate=lapses[MilestoneKind.MITIGATED],
    )
