"""The Start page: short questions, saved as they are answered; and the steps in the header."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)

from app.domain.drafts import CaseKind
from app.domain.practice.playbook_answers import AnswerState
from app.operations import casebooks, cases, history, imports
from app.operations.practice import playbooks, start
from app.ui.commands.steps import StepCommands
from app.ui.dialogs.begin_trust import BeginTrustDialog
from app.ui.dialogs.case import CaseDialog
from app.ui.panes.practice.start import StartPane
from app.ui.panes.sources import SourcesPane
from app.ui.widgets.answer_row import AnswerRow
from app.ui.widgets.stepper import Stepper
from app.ui.widgets.two_lines import BELOW
from tests.ui.drafting import drafting, look, press, settled, shown, template
from tests.ui.shell import PASSPHRASE, case, casebook_path, dressed, make_shell, opened, shell

__all__ = [
    "case",
    "casebook_path",
    "drafting",
    "dressed",
    "look",
    "make_shell",
    "opened",
    "shell",
    "template",
]


@pytest.fixture
def pane(qtbot, drafting, monkeypatch) -> StartPane:
    monkeypatch.setattr(AnswerRow, "settle_ms", 0)
    made = StartPane(drafting.session)
    shown(qtbot, made, 1000, 640)
    settled(qtbot, drafting)
    return made


def state_of(drafting, item: str) -> tuple[AnswerState, str] | None:
    found = playbooks.answers(drafting.session.casebook, drafting.session.case.id).get(item)
    return None if found is None else (found.state, found.text)


def click(qtbot, pane, name: str) -> None:
    qtbot.mouseClick(pane.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def topics(pane) -> QListWidget:
    return pane.findChild(QListWidget, "start-topics")


def caption(pane, row: int) -> str:
    return topics(pane).item(row).data(BELOW)


def test_an_answer_is_saved_at_once_and_taken_back_by_a_second_press(qtbot, drafting, pane):
    click(qtbot, pane, "start-gate-IR-G1-yes")
    settled(qtbot, drafting)
    assert state_of(drafting, "IR-G1") == (AnswerState.YES, "")
    qtbot.waitUntil(lambda: caption(pane, 0) == "2 open questions")
    click(qtbot, pane, "start-gate-IR-G1-yes")
    settled(qtbot, drafting)
    assert state_of(drafting, "IR-G1") is None


def test_a_gate_that_is_not_met_says_what_helps_and_can_be_overridden(qtbot, drafting, pane):
    click(qtbot, pane, "start-gate-IR-G2-no")
    settled(qtbot, drafting)
    told = pane.findChild(QLabel, "start-gate-IR-G2-then")
    reason = pane.findChild(QLineEdit, "start-gate-IR-G2-text")
    assert "import it here" in told.text()
    assert reason.hasFocus(), "the reason can be typed at once"
    qtbot.keyClicks(reason, "The graphs are gone.")
    qtbot.waitUntil(
        lambda: state_of(drafting, "IR-G2") == (AnswerState.OVERRIDDEN, "The graphs are gone.")
    )
    qtbot.waitUntil(lambda: "states this reason" in told.text())
    assert pane.findChild(QPushButton, "start-gate-IR-G2-no").isChecked()
    settled(qtbot, drafting)


def test_an_undo_shows_on_the_page(qtbot, drafting, pane):
    click(qtbot, pane, "start-gate-IR-G1-yes")
    settled(qtbot, drafting)
    history.undo(drafting.session.casebook, drafting.session.case.id)
    button = pane.findChild(QPushButton, "start-gate-IR-G1-yes")
    qtbot.waitUntil(lambda: not button.isChecked())
    settled(qtbot, drafting)


def test_accounts_not_heard_are_a_line_each(qtbot, drafting, pane):
    topics(pane).setCurrentRow(4)
    click(qtbot, pane, "start-unheard-no")
    field = pane.findChild(QPlainTextEdit, "start-unheard-text")
    qtbot.waitUntil(field.hasFocus)
    field.insertPlainText("the night shift\nthe vendor")
    qtbot.waitUntil(lambda: caption(pane, 4) == "2 accounts not heard")
    settled(qtbot, drafting)
    assert state_of(drafting, "IR-I/unheard") == (AnswerState.NO, "the night shift\nthe vendor")


def test_the_facilitator_is_that_of_the_case(qtbot, drafting, pane):
    topics(pane).setCurrentRow(2)
    field = pane.findChild(QLineEdit, "start-facilitator-text")
    qtbot.keyClicks(field, "an engineer of payments")
    qtbot.waitUntil(lambda: drafting.session.case.facilitator == "an engineer of payments")
    settled(qtbot, drafting)


def test_roles_that_people_hold_are_offered(qtbot, drafting, pane):
    offered = pane.findChild(QLineEdit, "start-facilitator-text").completer()
    offered.setCompletionPrefix("partic")
    assert offered.currentCompletion() == "participant A"


def test_what_is_half_typed_is_kept_when_one_goes_on(qtbot, drafting, pane, monkeypatch):
    monkeypatch.setattr(AnswerRow, "settle_ms", 60_000)
    topics(pane).setCurrentRow(2)
    qtbot.keyClicks(pane.findChild(QLineEdit, "start-role-IR-R1-tech-lead-text"), "platform")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    settled(qtbot, drafting)
    assert topics(pane).currentRow() == 3
    assert state_of(drafting, "IR-R1/tech-lead") == (AnswerState.OPEN, "platform")


def test_what_the_casebook_holds_stands_beside_the_inputs(qtbot, drafting, pane):
    topics(pane).setCurrentRow(3)
    row = pane.findChild(AnswerRow, "start-input-IR-I4")
    words = [each.text() for each in row.findChildren(QLabel)]
    assert "In this casebook: slack" in words


def test_evidence_is_imported_from_here(qtbot, drafting, pane, tmp_path):
    log = tmp_path / "orders.log"
    log.write_text("2024-03-30T02:46:58Z orders-api ERROR pool exhausted\n" * 3)
    pane.take_in([log])
    row = pane.findChild(AnswerRow, "start-input-IR-I2")

    def told() -> bool:
        return any("orders" in each.text() for each in row.findChildren(QLabel))

    qtbot.waitUntil(told, timeout=20_000)
    settled(qtbot, drafting)


def test_a_question_leads_to_the_page_where_it_is_answered(qtbot, drafting, pane):
    topics(pane).setCurrentRow(5)
    with qtbot.waitSignal(drafting.session.page_wanted) as wanted:
        click(qtbot, pane, "start-go-IR-Q3")
    assert wanted.args == ["chain"]


def test_where_a_person_was_comes_back_and_a_new_case_begins_where_something_is_open(
    qtbot, drafting, pane
):
    assert topics(pane).currentRow() == 0
    topics(pane).setCurrentRow(3)
    for item in ("IR-G1", "IR-G2", "IR-G3"):
        start.answer(drafting.session.casebook, drafting.session.case.id, item, AnswerState.YES)
    settled(qtbot, drafting)
    again, anew = StartPane(drafting.session), StartPane(drafting.session)
    again.restore(pane.state())
    for each in (again, anew):
        qtbot.addWidget(each)
    settled(qtbot, drafting)
    assert topics(again).currentRow() == 3
    assert topics(anew).currentRow() == 1, "the gate is met; why comes next"


# -- proposed cases -------------------------------------------------------------------------------


@pytest.fixture
def paged(drafting, tmp_path):
    """The case with a severe closed incident of another day among its evidence."""
    told = {
        "data": [
            {
                "id": "a-9",
                "tinyId": "9",
                "message": "Queue is stuck",
                "status": "closed",
                "priority": "P1",
                "createdAt": "2024-05-01T10:00:00Z",
                "updatedAt": "2024-05-01T11:00:00Z",
            }
        ],
        "took": 0.01,
        "requestId": "r-1",
    }
    path = tmp_path / "alerts.json"
    path.write_text(json.dumps(told))
    imports.import_evidence(drafting.session.casebook, drafting.session.case.id, path)
    return drafting


@pytest.mark.parametrize("page", [StartPane, SourcesPane])
def test_a_proposed_case_is_dismissed_with_a_reason(qtbot, paged, page):
    made = page(paged.session)
    shown(qtbot, made, 1000, 640)
    note = made.findChild(QFrame, "proposed-case")
    qtbot.waitUntil(note.isVisible)
    words = made.findChild(QLabel, "proposed-case-text").text()
    assert "Opsgenie #9 “Queue is stuck”, P1, closed 2024-05-01 11:00" in words
    click(qtbot, made, "proposed-case-dismiss")
    reason = made.findChild(QLineEdit, "proposed-case-reason")
    assert reason.hasFocus(), "a reason is asked first"
    qtbot.keyClicks(reason, "a drill")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not note.isVisible())
    settled(qtbot, paged)
    assert state_of(paged, "PM-T1/opsgenie/a-9") == (AnswerState.NO, "a drill")


def test_a_case_is_begun_from_a_proposal(qtbot, paged):
    made = StartPane(paged.session)
    shown(qtbot, made, 1000, 640)
    note = made.findChild(QFrame, "proposed-case")
    qtbot.waitUntil(note.isVisible)
    click(qtbot, made, "proposed-case-begin")
    qtbot.waitUntil(lambda: not note.isVisible())
    settled(qtbot, paged)
    titles = [case.title for case in cases.cases(paged.session.casebook)]
    assert titles[1:] == ["Queue is stuck"]


# -- the steps in the header ----------------------------------------------------------------------


def test_the_header_tells_the_step_and_leads_to_its_page(qtbot, opened, monkeypatch):
    monkeypatch.setattr(StepCommands, "pause_ms", 0)
    stepper = opened.find(Stepper, "stepper")
    qtbot.waitUntil(lambda: len(stepper.states) == 5)
    state = opened.find(QLabel, "case-state")
    assert "step 1 of 5 — reconstruct the timeline" in state.text()
    assert "no entries yet" in opened.find(QPushButton, "step-1").toolTip()
    assert "no actions yet" in opened.find(QPushButton, "step-4").accessibleName()
    opened.window.show_page("start")
    qtbot.mouseClick(opened.find(QPushButton, "step-1"), Qt.MouseButton.LeftButton)
    assert opened.window._page.page.id == "timeline"
    opened.settle()


def test_the_steps_stand_there_where_a_person_left_the_casebook(qtbot, opened, casebook_path):
    stepper = opened.window.header.stepper
    qtbot.waitUntil(lambda: len(stepper.states) == 5)
    opened.window.leave()
    opened.settle()
    assert stepper.states == ()
    opened.window.enter(casebooks.open_casebook(casebook_path, PASSPHRASE))
    qtbot.waitUntil(lambda: len(stepper.states) == 5)
    opened.settle()


def test_what_is_thin_is_told_by_key_and_followed(qtbot, opened, monkeypatch):
    monkeypatch.setattr(StepCommands, "pause_ms", 0)
    stepper = opened.find(Stepper, "stepper")
    qtbot.waitUntil(lambda: len(stepper.states) == 5)
    opened.window.trigger("steps")
    popover = opened.window.findChild(QFrame, "steps-popover")
    words = popover.findChild(QLabel, "steps-popover-words-4").text()
    assert words == "No actions yet."
    qtbot.mouseClick(popover.findChild(QPushButton, "steps-popover-5"), Qt.MouseButton.LeftButton)
    assert opened.window._page.page.id == "review"
    session = opened.window.session
    start.answer(session.casebook, session.case.id, "IR-Q3", AnswerState.YES, "x")
    cases.update_case(session.casebook, session.case, "x")
    opened.settle()


def test_a_new_case_opens_where_it_begins(opened):
    opened.window.trigger("new-case")
    dialog = opened.window.findChild(CaseDialog)
    dialog.asked.emit(CaseKind.INCIDENT, "Another", "UTC")
    opened.settle()
    assert opened.window.session.case.title == "Another"
    assert opened.window._page.page.id == "start"
    assert opened.find(QListWidget, "start-topics").hasFocus()


def test_a_new_trust_case_asks_for_more_than_a_title(opened):
    opened.window.trigger("new-case")
    dialog = opened.window.findChild(CaseDialog)
    dialog.asked.emit(CaseKind.TRUST, "Another", "UTC")
    assert opened.find(QLineEdit, "trust-title").text() == "Another"
    opened.window.findChild(BeginTrustDialog).reject()


def test_a_trust_case_has_no_steps(qtbot, opened):
    session = opened.window.session
    stepper = opened.find(Stepper, "stepper")
    qtbot.waitUntil(lambda: len(stepper.states) == 5)
    trust = cases.add_case(session.casebook, CaseKind.TRUST, "After it")
    opened.window.open_case(trust.id)
    opened.settle()
    assert not stepper.states
    assert not stepper.isVisible()
    assert "step" not in opened.find(QLabel, "case-state").text()
