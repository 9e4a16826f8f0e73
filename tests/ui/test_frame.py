"""The Frame page: the position first, stops with what to do instead, those affected, apologies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton

from app.domain.drafts import CaseKind
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.apology import Counsel
from app.domain.trust.frame import AffectedGroup, FramePart
from app.domain.trust.setting import Origin, Position
from app.operations import cases, history
from app.operations import drafting as drafts
from app.operations.practice import playbooks
from app.operations.trust import apologies, frame, setting
from app.ui.panes.trust.frame import FramePane
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.widgets.answer_row import AnswerRow
from app.ui.widgets.draft_form import ChoiceBox, DraftForm
from app.ui.widgets.growing_text import GrowingText
from tests.ui.drafting import Drafting, drafting, look, press, settled, shown, template, write

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def pane(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> FramePane:
    monkeypatch.setattr(AnswerRow, "settle_ms", 0)
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    book = drafting.session.casebook
    case = cases.add_case(book, CaseKind.TRUST, "After the outage")
    drafting.session.select_case(case.id)
    made = FramePane(drafting.session)
    shown(qtbot, made, 1000, 640)
    settled(qtbot, drafting)
    return made


def case_of(drafting: Drafting):
    return drafting.session.casebook, drafting.session.case.id


def click(qtbot, pane: FramePane, name: str) -> None:
    qtbot.mouseClick(pane.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def words(pane: FramePane, name: str) -> str:
    found = pane.findChild(QLabel, name)
    assert found.isVisible(), f"{name} is not shown"
    return found.text()


def show_topic(qtbot, drafting: Drafting, pane: FramePane, topic: str) -> None:
    while pane.topic != topic:
        pane.go_on()
    settled(qtbot, drafting)


def test_the_position_is_asked_first_and_changes_what_is_offered(
    qtbot, drafting: Drafting, pane: FramePane
) -> None:
    book, case_id = case_of(drafting)
    assert pane.topic == "position"
    pane.restore({"topic": "groups"})
    assert pane.topic == "position"
    wanted: list[str] = []
    drafting.session.page_wanted.connect(wanted.append)

    pane.findChild(QRadioButton, "frame-position-leads").click()
    settled(qtbot, drafting)
    assert setting.setting(book, case_id).position is Position.LEADS
    assert "keep the record right" in words(pane, "frame-position-means")
    click(qtbot, pane, "frame-offer-0")
    assert wanted == ["repairs"]
    pane.restore({"topic": "groups"})
    assert pane.topic == "groups"
    show_topic(qtbot, drafting, pane, "apologies")
    assert "belongs to whoever did it" in words(pane, "apologys-questions")

    history.undo(book, case_id)
    show_topic(qtbot, drafting, pane, "position")
    qtbot.waitUntil(lambda: not any(radio.isChecked() for radio in pane.findChildren(QRadioButton)))


def test_a_stop_says_what_to_do_instead_and_a_reason_passes_it(
    qtbot, drafting: Drafting, pane: FramePane
) -> None:
    book, case_id = case_of(drafting)
    show_topic(qtbot, drafting, pane, "gate")
    assert pane.findChild(AnswerRow, "frame-gate-LM-0").isVisible()
    setting.change(book, case_id, {"origin": Origin.INCIDENT}, "Begin")
    qtbot.waitUntil(lambda: not pane.findChild(AnswerRow, "frame-gate-LM-0").isVisible())

    for item in ("TR-G1", "TR-G2", "TR-G3", "TR-G4", "TR-G5", "TR-G6"):
        click(qtbot, pane, f"frame-gate-{item}-no")
        assert len(words(pane, f"frame-gate-{item}-then")) > 40
    settled(qtbot, drafting)
    reason = pane.findChild(QLineEdit, "frame-gate-TR-G6-text")
    reason.setFocus()
    write("Each is asked alone first.")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: playbooks.answers(book, case_id)["TR-G6"].state is AnswerState.OVERRIDDEN
    )
    settled(qtbot, drafting)
    assert "You go on all the same" in words(pane, "frame-gate-TR-G6-then")
    assert pane.statement_in_hand().text == "Each is asked alone first."


def test_the_frame_is_written_and_groups_are_added_with_keys(
    qtbot, drafting: Drafting, pane: FramePane
) -> None:
    book, case_id = case_of(drafting)
    show_topic(qtbot, drafting, pane, "apart")
    lines = {
        name: pane.findChild(ShownTo, f"frame-{name}-shown") for name in ("operations", "talks")
    }
    assert not lines["operations"].isVisible()
    pane.findChild(GrowingText, "frame-operations-form-text").setFocus()
    write("We rebuild trust by Friday.")
    qtbot.waitUntil(lines["operations"].isVisible)
    settled(qtbot, drafting)
    assert frame.page_of(book, case_id).stored == {FramePart.OPERATIONS}
    assert "talk of its own" in words(pane, "frame-apart-questions")

    pane.setFocus()
    press(Qt.Key.Key_G)
    settled(qtbot, drafting)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "group-form-name")
    write("support shift")
    press(Qt.Key.Key_Tab)
    settled(qtbot, drafting)
    (group,) = drafts.of_case(book, AffectedGroup, case_id)
    assert (group.name, group.size) == ("support shift", None)
    frame.change_group(book, case_id, group.id, {"acknowledged": "We left you without an answer."})
    qtbot.waitUntil(lambda: "they do not know" in words(pane, "group-questions"))
    click(qtbot, pane, "group-remove")
    settled(qtbot, drafting)
    assert drafts.of_case(book, AffectedGroup, case_id) == []


def test_an_apology_is_asked_about_as_it_is_typed_and_for_counsel(
    qtbot, drafting: Drafting, pane: FramePane
) -> None:
    book, case_id = case_of(drafting)
    pane.setFocus()
    press(Qt.Key.Key_A)
    settled(qtbot, drafting)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "apology-form-recipient")
    write("support shift")
    field = pane.findChild(GrowingText, "apology-form-words")
    field.setFocus()
    write("I am sorry if anybody felt alone.")
    settled(qtbot, drafting)
    asked = words(pane, "apology-questions")
    assert "words stand alone" in asked
    assert "counsel" in asked
    assert "whether counsel" in words(pane, "apology-leaves")

    counsel = pane.findChild(ChoiceBox, "apology-form-counsel")
    counsel.setCurrentIndex(counsel.findText("Yes, counsel sees it first"))
    settled(qtbot, drafting)
    assert apologies.apologies(book, case_id)[0].counsel is Counsel.FIRST
    assert "not exported now" in words(pane, "apology-leaves")
    field.setFocus()
    write(" I did it.")
    qtbot.waitUntil(lambda: counsel.currentText() == "Not said yet")
    assert apologies.apologies(book, case_id)[0].counsel is Counsel.UNASKED


def test_what_is_half_typed_stays_in_its_case(
    qtbot, drafting: Drafting, pane: FramePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnswerRow, "settle_ms", 60_000)
    monkeypatch.setattr(DraftForm, "settle_ms", 60_000)
    book, case_id = case_of(drafting)
    other = cases.add_case(book, CaseKind.TRUST, "Another").id
    pane.findChild(QLineEdit, "frame-matter-form-about").setFocus()
    write("the week in May")
    drafting.session.select_case(other)
    settled(qtbot, drafting)
    show_topic(qtbot, drafting, pane, "roles")
    pane.findChild(QLineEdit, "frame-role-TR-R1-tech-lead-text").setFocus()
    write("platform lead")
    drafting.session.select_case(case_id)
    settled(qtbot, drafting)

    assert setting.setting(book, case_id).about == "the week in May"
    assert setting.setting(book, other).about == ""
    assert playbooks.answers(book, other)["TR-R1/tech-lead"].text == "platform lead"
    assert playbooks.answers(book, case_id) == {}
