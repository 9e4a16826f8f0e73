"""Severe incidents that imported paging data tells of: proposed once, decided by a person."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.drafts import CaseKind
from app.domain.errors import InvalidInputError
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.proposals import ClosedIncident
from app.operations import cases, history, imports
from app.operations.practice import playbooks, proposals
from tests.unit.review_samples import at

BEGAN, ENDED = at("2024-03-30 02:47:01"), at("2024-03-30 03:22:10")


def incident(number: int, priority: str | None, status: str = "resolved") -> dict[str, object]:
    return {
        "incident_number": number,
        "id": f"Q{number}",
        "type": "incident",
        "title": f"Checkout fails, {number}",
        "created_at": "2024-03-30T02:47:01Z",
        "resolved_at": "2024-03-30T03:22:10Z" if status == "resolved" else None,
        "status": status,
        "service": {"id": "PC", "type": "service_reference", "summary": "Checkout"},
        "priority": None if priority is None else {"id": "PR", "summary": priority},
        "first_trigger_log_entry": {"id": f"R{number}", "type": "trigger_log_entry_reference"},
    }


@pytest.fixture
def paged(casebook, case, tmp_path: Path):
    """The case with an export of PagerDuty: one severe closed, one open, one mild, one unrated."""
    told = [
        incident(412, "P1"),
        incident(413, "P1", "triggered"),
        incident(414, "P4"),
        incident(415, None),
    ]
    path = tmp_path / "incidents.json"
    path.write_text(json.dumps({"incidents": told, "limit": 25, "offset": 0, "more": False}))
    imports.import_evidence(casebook, case.id, path)
    return case


def only(casebook, case) -> ClosedIncident:
    (found,) = proposals.proposed(casebook, case.id)
    return found


def test_a_severe_closed_incident_is_proposed(casebook, paged):
    found = only(casebook, paged)
    assert (found.name, found.severity) == ("PagerDuty #412", "P1")
    assert (found.began_us, found.ended_us) == (BEGAN, ENDED)


def test_nothing_is_proposed_without_paging_data(casebook, case):
    assert proposals.proposed(casebook, case.id) == []


def test_what_was_imported_and_undone_is_not_proposed(casebook, paged):
    history.undo(casebook, paged.id)
    assert proposals.proposed(casebook, paged.id) == []


def test_what_another_case_speaks_of_is_not_proposed(casebook, paged):
    cases.add_case(casebook, CaseKind.INCIDENT, "Review of #412")
    assert proposals.proposed(casebook, paged.id) == []


def test_a_trust_case_does_not_count_as_a_review(casebook, paged):
    cases.add_case(casebook, CaseKind.TRUST, "After #412")
    assert only(casebook, paged).number == "412"


def test_a_case_is_begun_with_what_is_known(casebook, paged):
    begun = proposals.begin_case(casebook, paged.id, only(casebook, paged))
    made = cases.case(casebook, begun.id)
    assert (made.title, made.severity, made.zone) == ("Checkout fails, 412", "P1", paged.zone)
    assert (made.started_us, made.contained_us) == (BEGAN, ENDED)
    assert proposals.proposed(casebook, paged.id) == []


def test_this_case_takes_only_what_its_header_lacks(casebook, paged):
    cases.update_case(casebook, replace(paged, severity="SEV-1"))
    proposals.is_this_case(casebook, paged.id, only(casebook, paged))
    taken = cases.case(casebook, paged.id)
    assert (taken.started_us, taken.contained_us) == (BEGAN, ENDED)
    assert (taken.title, taken.severity) == (paged.title, "SEV-1")
    assert playbooks.answers(casebook, paged.id)["PM-T1"].state is AnswerState.YES
    assert proposals.proposed(casebook, paged.id) == []


def test_what_is_not_needed_stays_away_with_its_reason_until_undone(casebook, paged):
    found = only(casebook, paged)
    with pytest.raises(InvalidInputError, match="why no case is needed"):
        proposals.dismiss(casebook, paged.id, found, "  ")
    proposals.dismiss(casebook, paged.id, found, "a drill")
    assert proposals.proposed(casebook, paged.id) == []
    assert playbooks.answers(casebook, paged.id)[found.item].text == "a drill"
    history.undo(casebook, paged.id)
    assert only(casebook, paged) == found


@pytest.mark.parametrize("raw", ["", "{", "P1", '{"priority": ' + "[" * 100_000, "7"])
def test_a_record_that_is_no_whole_json_tells_nothing(raw):
    assert proposals.incident_in(proposals._json(raw)) is None


def test_a_table_of_incidents_is_read_too(casebook, case, tmp_path):
    path = tmp_path / "incidents.csv"
    path.write_text(
        "Id,Incident Number,Description,Service Name,Priority Name,Created On,Resolved On\n"
        "QA,412,Checkout fails,Checkout,P1,2024-03-30T02:47:01Z,2024-03-30T03:22:10Z\n"
        "QB,413,Still open,Checkout,P1,2024-03-30T02:47:01Z,\n"
        "QC,414,Mild,Checkout,P3,2024-03-30T02:47:01Z,2024-03-30T03:22:10Z\n"
        "QD,415,Unrated,Checkout,,2024-03-30T02:47:01Z,2024-03-30T03:22:10Z\n"
    )
    imports.import_evidence(casebook, case.id, path)
    found = only(casebook, case)
    assert (found.name, found.title, found.severity) == ("PagerDuty #412", "Checkout fails", "P1")
    assert (found.began_us, found.ended_us) == (BEGAN, ENDED)


@pytest.mark.parametrize("name", ["opsgenie/alerts.json", "pagerduty/incidents.json"])
def test_the_samples_of_the_formats_are_read_as_they_are(casebook, case, name):
    path = Path(__file__).parents[2] / "data" / name
    imports.import_evidence(casebook, case.id, path)
    found = [each.name for each in proposals.proposed(casebook, case.id)]
    assert found == (["Opsgenie #412"] if "opsgenie" in name else []), "the other states no level"


@pytest.mark.parametrize("folder", ["pagerduty", "opsgenie", "alertmanager"])
def test_real_exports_are_looked_through_without_a_false_proposal(casebook, case, shared, folder):
    for path in sorted((shared / "evidence" / "formats" / folder).iterdir()):
        imports.import_evidence(casebook, case.id, path)
    assert [each.name for each in proposals.proposed(casebook, case.id)] == []
