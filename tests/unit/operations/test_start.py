"""The start of a review in a casebook: answers kept and undone, and what is there to help."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import CaseKind, Entry
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import FACILITATOR, UNHEARD
from app.importers import registry
from app.operations import cases, history, imports, timeline
from app.operations.practice import playbooks, start

LOG = "2024-03-30T02:46:58Z orders-api ERROR pool exhausted\n" * 3


def states(casebook, case) -> dict[str, tuple[AnswerState, str]]:
    found = playbooks.answers(casebook, case.id)
    return {item: (answer.state, answer.text) for item, answer in found.items()}


def test_an_answer_is_kept_and_changed_and_undone(casebook, case):
    start.answer(casebook, case.id, "IR-I2", AnswerState.NO, " kept for 14 days ")
    start.answer(casebook, case.id, "IR-I2", AnswerState.PARTLY, "two of six")
    assert states(casebook, case) == {"IR-I2": (AnswerState.PARTLY, "two of six")}
    history.undo(casebook, case.id)
    assert states(casebook, case) == {"IR-I2": (AnswerState.NO, "kept for 14 days")}
    history.undo(casebook, case.id)
    assert states(casebook, case) == {}


def test_an_answer_that_says_nothing_any_more_goes(casebook, case):
    start.answer(casebook, case.id, UNHEARD, AnswerState.NO, "the night shift")
    start.answer(casebook, case.id, UNHEARD, AnswerState.OPEN)
    assert states(casebook, case) == {}
    start.answer(casebook, case.id, UNHEARD, AnswerState.OPEN)
    assert states(casebook, case) == {}


def test_the_gate_is_overridden_by_a_reason_and_by_nothing_else(casebook, case):
    start.answer(casebook, case.id, "IR-G3", AnswerState.NO)
    assert states(casebook, case)["IR-G3"] == (AnswerState.NO, "")
    start.answer(casebook, case.id, "IR-G3", AnswerState.NO, "Nobody is free.")
    assert states(casebook, case)["IR-G3"] == (AnswerState.OVERRIDDEN, "Nobody is free.")
    start.answer(casebook, case.id, "IR-G3", AnswerState.OVERRIDDEN, "")
    assert states(casebook, case)["IR-G3"] == (AnswerState.NO, "")


def test_the_facilitator_stands_in_the_header_of_the_case(casebook, case):
    start.answer(casebook, case.id, FACILITATOR, AnswerState.OPEN, " an engineer of payments ")
    assert cases.case(casebook, case.id).facilitator == "an engineer of payments"
    assert states(casebook, case) == {}
    assert start.start_of(casebook, case.id).begun.facilitator == "an engineer of payments"


def test_answers_belong_to_their_case(casebook, case):
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    start.answer(casebook, case.id, "IR-G1", AnswerState.YES)
    assert states(casebook, other) == {}


def test_what_the_casebook_holds_is_offered_beside_the_inputs(casebook, case, tmp_path):
    found = start.start_of(casebook, case.id).found
    assert not any(found.values())
    log = tmp_path / "orders.log"
    log.write_text(LOG)
    imports.import_evidence(casebook, case.id, log)
    timeline.add_entry(casebook, Entry("e", case.id, "Orders fail"))
    cases.add_case(casebook, CaseKind.INCIDENT, "An earlier one")
    cases.add_case(casebook, CaseKind.TRUST, "No incident")
    found = start.start_of(casebook, case.id).found
    assert found["IR-I1"] == "1 entry in the draft"
    assert "orders" in found["IR-I2"]
    assert found["IR-I4"] == ""
    assert found["IR-I6"] == "1 other review in this casebook"


def test_the_header_of_the_case_helps_with_the_gate_and_the_fit(casebook, case):
    cases.update_case(casebook, replace(case, severity="SEV-2", contained_us=0))
    found = start.start_of(casebook, case.id).found
    assert found["IR-G1"].startswith("contained 1970-01-01 01:00")
    assert found["PM-T1"] == "SEV-2"


def test_the_formats_that_tell_of_an_input_exist():
    known = set(registry.labels())
    for formats in start._TOLD_BY.values():
        assert formats <= known, formats - known
