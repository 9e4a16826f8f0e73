"""Severe incidents in imported paging data that no case speaks of: a person decides about each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.casebook import Casebook, Drafts, evidence
from app.domain.drafts import Case, CaseKind, Citation, Entry
from app.domain.errors import InvalidInputError
from app.domain.evidence import Source
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.proposals import (
    PROPOSES,
    ClosedIncident,
    Json,
    Spoken,
    gathered,
    incident_in,
    incident_told,
)
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.operations import cases
from app.operations.practice import playbooks

QUIET = NoProgress()

_TELLING = frozenset({"pagerduty", "pagerduty-csv", "opsgenie", "alertmanager"})
_STATED_IN = ('"priority"', '"severity"', "Priority: ")


def proposed(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> list[ClosedIncident]:
    """Severe closed incidents in the evidence of a case that no case of the casebook speaks of.

    Those about which a person decided stay away. Raises `CancelledError`.
    """
    with casebook.drafts() as drafts:
        sources = [
            source
            for source in evidence.sources(drafts.connection, case_id)
            if _TELLING & _formats(source)
        ]
        if not sources:
            return []
        found = gathered(_told(drafts, sources, progress))
        decided = {answer.item for answer in drafts.all(PlaybookAnswer)}
        spoken = [_spoken(drafts, each) for each in drafts.cases() if _is_incident(each)]
    return [
        incident
        for incident in found
        if incident.item not in decided and not any(case.tells_of(incident) for case in spoken)
    ]


def begin_case(casebook: Casebook, case_id: str, incident: ClosedIncident) -> Case:
    """Begin a case about an incident that the evidence of another case tells of."""
    zone = cases.case(casebook, case_id).zone
    begun = cases.add_case(casebook, CaseKind.INCIDENT, _title(incident), zone)
    cases.update_case(casebook, _with_header(begun, incident))
    with casebook.edit("Begin a case", case_id) as edit:
        playbooks.answer_in(
            edit,
            PlaybookAnswer(
                "", case_id, incident.item, AnswerState.YES, "a case of its own", begun.id
            ),
        )
    return begun


def is_this_case(casebook: Casebook, case_id: str, incident: ClosedIncident) -> None:
    """Say that a case is about the incident; what its header lacks is taken from there."""
    with casebook.edit("Say what this case is about", case_id) as edit:
        edit.save(_with_header(edit.get(Case, case_id), incident))
        for item in (incident.item, PROPOSES):
            playbooks.answer_in(
                edit, PlaybookAnswer("", case_id, item, AnswerState.YES, "", case_id)
            )


def dismiss(casebook: Casebook, case_id: str, incident: ClosedIncident, reason: str) -> None:
    """Say why no case is needed; the incident is not proposed again.

    Raises `InvalidInputError` without a reason.
    """
    if not reason.strip():
        raise InvalidInputError("Say in a few words why no case is needed; it is kept.")
    playbooks.answer(
        casebook, case_id, incident.item, AnswerState.NO, reason, label="Say why no case is needed"
    )


def _title(incident: ClosedIncident) -> str:
    return incident.title.strip() or incident.name


def _with_header(case: Case, incident: ClosedIncident) -> Case:
    return replace(
        case,
        severity=case.severity or incident.severity,
        started_us=incident.began_us if case.started_us is None else case.started_us,
        contained_us=incident.ended_us if case.contained_us is None else case.contained_us,
    )


def _told(
    drafts: Drafts, sources: Iterable[Source], progress: Progress
) -> Iterator[tuple[ClosedIncident, bool, int, int | None]]:
    for source in sources:
        stop_if_cancelled(progress)
        for record in evidence.records_holding(drafts.connection, source.id, _STATED_IN):
            told = incident_told(record.text) or incident_in(_json(record.raw))
            if told is not None:
                yield (*told, record.item_id, record.utc_us)


def _json(raw: str) -> Json:
    """A record as JSON; None for one that is none, kept only in part, or nested too deeply."""
    try:
        read: Json = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return read


def _formats(source: Source) -> set[str]:
    return {source.receipt.format, *(member.format for member in source.receipt.members)}


def _is_incident(case: Case) -> bool:
    return case.kind is CaseKind.INCIDENT


def _spoken(drafts: Drafts, case: Case) -> Spoken:
    header = (case.started_us, case.detected_us, case.contained_us)
    times = [time for time in header if time is not None]
    for entry in drafts.of_case(Entry, case.id):
        times += [time for time in (entry.start_us, entry.end_us) if time is not None]
    return Spoken(
        case.title,
        min(times, default=None),
        max(times, default=None),
        frozenset(each.item_id for each in drafts.of_case(Citation, case.id)),
    )
