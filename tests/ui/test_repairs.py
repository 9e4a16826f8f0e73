"""The Repairs page: what people can rely on again, for which breaks, and what shows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.drafts import CaseKind, new_id
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repairs import Reach, RepairState
from app.domain.trust.setting import Position
from app.operations import cases, history
from app.operations import drafting as drafts
from app.operations.trust import repairs, setting
from app.ui.panes.trust.repairs import RepairsPane
from app.ui.widgets.draft_form import ChoiceBox, DraftForm
from app.ui.widgets.headed_list import HeadedList
from tests.ui.drafting import Drafting, drafting, look, press, shown, template, write
from tests.ui.drafting import at_rest as settled

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def pane(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> RepairsPane:
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    book = drafting.session.casebook
    case = cases.add_case(book, CaseKind.TRUST, "After the outage")
    for each in (
        TrustBreak("inside", case.id, "support", "the channel", Side.INSIDE, rank=0),
        TrustBreak("outward", case.id, "users", "the page", Side.OUTWARD, rank=1),
        AffectedGroup(new_id(), case.id, "Support"),
    ):
        drafts.add(book, case.id, each, "Add")
    drafting.session.select_case(case.id)
    made = RepairsPane(drafting.session, None)  # type: ignore[arg-type]
    shown(qtbot, made, 930, 600)
    settled(qtbot, drafting)
    return made


def rows(pane: QWidget, name: str) -> list[str]:
    return [f"{row.text} | {row.below} | {row.aside}" for row in listed(pane, name).rows]


def listed(pane: QWidget, name: str) -> HeadedList:
    return pane.findChild(HeadedList, name)


def plan(drafting: Drafting):
    return repairs.plan(drafting.session.casebook, drafting.session.case.id)


def click(qtbot, drafting: Drafting, pane: QWidget, name: str) -> None:
    pane.findChild(QPushButton, name).click()
    settled(qtbot, drafting)


def test_a_repair_for_a_break_is_written_proved_and_verified_with_the_keyboard(
    qtbot, drafting: Drafting, pane: RepairsPane
) -> None:
    bare = listed(pane, "unrepaired-list")
    assert [row.text[:16] for row in bare.rows] == ["No repair for B1", "No repair for B2"]
    bare.setFocus()
    press("f")
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "repair-relied-form-before")
    write("Whether support is read")
    press(Qt.Key.Key_Tab)
    write("An answer in ten minutes")
    press(Qt.Key.Key_Tab)
    settled(qtbot, drafting)
    (repair,) = plan(drafting).repairs
    assert (repair.before, repair.after) == ("Whether support is read", "An answer in ten minutes")
    assert [row.id for row in bare.rows] == ["outward"]
    listed(pane, "repair-list").setFocus()
    press("d")
    settled(qtbot, drafting)
    assert plan(drafting).repairs[0].state is RepairState.OPEN  # nothing shows it yet
    repairs.change(
        drafting.session.casebook, repair.case_id, repair.id, {"proof": "the rota, since May"}
    )
    settled(qtbot, drafting)
    press("v")
    write("support lead")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert plan(drafting).repairs[0].verified_by == "support lead"
    assert pane.findChild(QLabel, "repair-state").text().startswith("verified by support lead on")
    assert QApplication.focusWidget() is listed(pane, "repair-list")
    assert "What does it put right?" in pane.findChild(QLabel, "repair-questions").text()
    history.undo(drafting.session.casebook, repair.case_id)
    qtbot.waitUntil(lambda: pane.findChild(QLabel, "repair-state").text() == "open")


def test_a_break_is_left_without_a_repair_for_a_reason_and_questions_stand_above(
    qtbot, drafting: Drafting, pane: RepairsPane
) -> None:
    questions = pane.findChild(QLabel, "repairs-questions")
    assert "Which visible one would matter most now?" in questions.text()
    repairs.add(
        drafting.session.casebook, drafting.session.case.id, "The page says so", ["outward"]
    )
    settled(qtbot, drafting)
    assert "Trust broke inside (B1)" in questions.text()
    bare = listed(pane, "unrepaired-list")
    bare.setFocus()
    press("l")
    write("they want to talk first")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert rows(pane, "unrepaired-list") == [
        "No repair for B1: support → the channel | left so: they want to talk first | "
    ]
    assert rows(pane, "repair-list")[0].startswith("R1  The page says so | for B2 · no owner")


def test_who_was_invited_and_what_helps_stand_beside_the_repair(
    qtbot, drafting: Drafting, pane: RepairsPane
) -> None:
    book, case_id = drafting.session.casebook, drafting.session.case.id
    repair = repairs.add(book, case_id, "One person answers support", ["inside"])
    settled(qtbot, drafting)
    listed(pane, "repair-list").setFocus()
    press("i")
    settled(qtbot, drafting)
    assert QApplication.focusWidget().objectName() == "invitation-form-group-id"
    pane.findChild(ChoiceBox, "invitation-form-group-id").setCurrentIndex(1)
    settled(qtbot, drafting)
    pane.findChild(QWidget, "invitation-form-changed").setFocus()
    write("A role, not a name")
    press(Qt.Key.Key_Tab)
    settled(qtbot, drafting)
    (invited,) = plan(drafting).invited_to(repair.id)
    assert plan(drafting).group_names[invited.group_id] == "Support"
    assert rows(pane, "invitation-list") == ["Support, about R1 | changed: A role, not a name | "]
    press(Qt.Key.Key_Escape)
    listed(pane, "repair-list").setFocus()
    press("3")
    helps = listed(pane, "help-list")
    assert QApplication.focusWidget() is helps
    assert "Support: what changed because of it is written. | present" in rows(pane, "help-list")[4]
    assert helps.stand_on("LM-H9")
    click(qtbot, drafting, pane, "help-where-button")
    write("the page for those who begin")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert rows(pane, "help-list")[8].endswith("| the page for those who begin | present")
    assert helps.stand_on("LM-H10")
    click(qtbot, drafting, pane, "help-not-for-us-button")
    write("nobody is paid by it")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert rows(pane, "help-list")[9].endswith("| because nobody is paid by it | not for us")
    with qtbot.waitSignal(drafting.session.page_wanted) as wanted:
        click(qtbot, drafting, pane, "help-go-button")
    assert wanted.args == ["repairs"]


def test_what_is_asked_of_others_follows_from_the_position(
    qtbot, drafting: Drafting, pane: RepairsPane
) -> None:
    book, case_id = drafting.session.casebook, drafting.session.case.id
    setting.take_position(book, case_id, Position.MADE)
    repairs.add(book, case_id, "I answer support in person", ["inside"])
    settled(qtbot, drafting)
    reach = pane.findChild(QWidget, "repair-reach-form")
    assert not reach.isVisible()
    setting.take_position(book, case_id, Position.LEADS)
    settled(qtbot, drafting)
    assert reach.isVisible()
    assert not pane.findChild(QLineEdit, "repair-reach-form-asked-of").isEnabled()
    setting.take_position(book, case_id, Position.FACILITATES)
    asked = repairs.add(book, case_id, "Support asks for one voice", ["inside"])
    assert asked.reach is Reach.ASKED
    settled(qtbot, drafting)
    listed(pane, "repair-list").stand_on(asked.id)
    assert pane.findChild(QLineEdit, "repair-reach-form-asked-of").isEnabled()
    assert "Of whom is it asked" in pane.findChild(QLabel, "repair-questions").text()
    assert "You carry words between people" in pane.findChild(QLabel, "repair-position").text()
    pane.show_part(2)
    kept = pane.state()
    again = RepairsPane(drafting.session, None)  # type: ignore[arg-type]
    again.restore(kept)
    shown(qtbot, again, 930, 600)
    settled(qtbot, drafting)
    assert again.state()["repair"] == asked.id
    assert again.state()["part"] == 2
