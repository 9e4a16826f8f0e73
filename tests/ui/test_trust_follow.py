"""The page on following through: checkpoints, updates, and whether trust is repaired."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.domain.audiences import Audience
from app.domain.drafts import CaseKind
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.follow_through import CheckpointKind
from app.domain.trust.repairs import Repair, RepairState
from app.operations import cases, history
from app.operations import drafting as drafts
from app.operations.trust import checkpoints, follow_page, showing, updates
from app.ui.panes.trust.follow import FollowThroughPane
from app.ui.widgets.answer_row import AnswerRow
from app.ui.widgets.draft_form import ChoiceBox, DraftForm
from app.ui.widgets.headed_list import HeadedList
from tests.ui.drafting import Drafting, drafting, look, press, shown, template, write
from tests.ui.drafting import at_rest as settled
from tests.ui.shell import Chooser

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def pane(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> FollowThroughPane:
    for owner in (DraftForm, AnswerRow):
        monkeypatch.setattr(owner, "settle_ms", 0)
    case = cases.add_case(drafting.session.casebook, CaseKind.TRUST, "After the outage")
    drafting.session.select_case(case.id)
    made = FollowThroughPane(drafting.session, Chooser())
    shown(qtbot, made, 930, 600)
    settled(qtbot, drafting)
    return made


def rows(pane: QWidget, name: str) -> list[str]:
    listed = pane.findChild(HeadedList, name)
    return [f"{row.text} | {row.below} | {row.aside}" for row in listed.rows]


def said(pane: QWidget, name: str) -> str:
    label = pane.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def lines(pane: QWidget, name: str) -> str:
    return "\n".join(each.text() for each in pane.findChild(QWidget, name).findChildren(QLabel))


def page(drafting: Drafting) -> follow_page.FollowPage:
    return follow_page.page_of(drafting.session.casebook, drafting.session.case.id)


def test_the_dates_are_planned_and_a_checkpoint_is_held_with_the_keyboard(
    qtbot, drafting: Drafting, pane: FollowThroughPane
) -> None:
    pane.checkpoints.list.setFocus()
    press("p")
    assert QApplication.focusWidget().objectName() == "plan-from"
    write("next week")
    press(Qt.Key.Key_Return)
    assert "is not a day" in said(pane, "plan-from-problem")
    QApplication.focusWidget().clear()
    write("2026-03-02")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    listed = rows(pane, "checkpoint-list")
    assert listed[0] == "2026-03-09  Weekly checkpoint |  | not held yet"
    assert listed[-1] == "2026-06-02  After a quarter |  | not held yet"
    assert said(pane, "checkpoint-question-changed").endswith("since last week?")
    press(Qt.Key.Key_Return)  # on the list again: into the first answer
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "checkpoint-form-happened")
    write("The rota is there")
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)
    press("h")
    settled(qtbot, drafting)
    assert rows(pane, "checkpoint-list")[0].endswith("| The rota is there | held")
    pane.findChild(ChoiceBox, "checkpoint-form-kind").setCurrentIndex(1)
    settled(qtbot, drafting)
    assert said(pane, "checkpoint-question-changed").endswith("tickets that were closed?")
    for _ in range(4):
        history.undo(drafting.session.casebook, drafting.session.case.id)
    qtbot.waitUntil(lambda: rows(pane, "checkpoint-list") == [])
    assert said(pane, "checkpoint-question-changed") == ""


def test_one_is_added_named_and_written_as_a_calendar(
    qtbot, drafting: Drafting, pane: FollowThroughPane, tmp_path: Path
) -> None:
    pane.setFocus()
    press("n")
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "checkpoint-form-due")
    QApplication.focusWidget().selectAll()
    write("2026-12-01")
    press(Qt.Key.Key_Tab)
    pane.findChild(QWidget, "follow-setting-partner").setFocus()
    write("a peer from payments")
    press(Qt.Key.Key_Tab)
    settled(qtbot, drafting)
    assert page(drafting).recovery.settings.partner == "a peer from payments"
    assert [one.due for one in page(drafting).checkpoints] == ["2026-12-01"]
    pane._export._chooser.answer = tmp_path / "days.ics"
    pane.findChild(QPushButton, "checkpoint-calendar-button").click()
    settled(qtbot, drafting)
    written = (tmp_path / "days.ics").read_text()
    assert "DTSTART;VALUE=DATE:20261201" in written
    assert "peer" not in written
    press(Qt.Key.Key_Escape)
    pane.checkpoints.list.setFocus()
    press(Qt.Key.Key_Delete)
    settled(qtbot, drafting)
    assert page(drafting).checkpoints == ()


def test_an_update_is_written_shown_copied_and_what_was_promised_is_told(
    qtbot, drafting: Drafting, pane: FollowThroughPane
) -> None:
    book, case_id = drafting.session.casebook, drafting.session.case.id
    pane.checkpoints.list.setFocus()
    press("2")
    press("n")
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "update-form-since")
    write("The rota is drawn up")
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)
    (note,) = page(drafting).updates
    assert note.since == "The rota is drawn up"
    messages: list[str] = []
    drafting.session.notified.connect(lambda words, _undo: messages.append(words))
    press("c")
    settled(qtbot, drafting)
    assert messages == [updates.PRIVATE]
    showing.show(book, case_id, note.id, Audience.TEAM)
    promise = {"next_step": "We come back to you with numbers soon", "written_on": "2026-04-20"}
    updates.change(book, case_id, note.id, promise)
    again = updates.begin(book, case_id)
    later = {"written_on": "2026-04-27", "next_on": "2026-05-01"}
    updates.change(book, case_id, again.id, promise | later)
    settled(qtbot, drafting)
    assert said(pane, "update-promises").startswith(
        "An update was promised for 2026-05-01 and has not come.\nThe update of 2026-04-27 promises"
    )
    press("c")
    settled(qtbot, drafting)
    assert QGuiApplication.clipboard().text().startswith("What happened since the last update\nThe")
    press("s")
    settled(qtbot, drafting)
    assert page(drafting).updates[0].sent_on
    assert "for the team | sent" in rows(pane, "update-list")[0]
    assert "private · next one promised for 2026-05-01" in rows(pane, "update-list")[1]


def test_it_is_called_repaired_beside_what_speaks_for_and_against_it(
    qtbot, drafting: Drafting, pane: FollowThroughPane
) -> None:
    book, case_id = drafting.session.casebook, drafting.session.case.id
    pane.checkpoints.list.setFocus()
    press("3")
    call = pane.findChild(QPushButton, "call-repaired-button")
    assert "no repair was verified" in said(pane, "recovery-refused")
    assert not call.isEnabled()
    small = {"small": True, "state": RepairState.VERIFIED, "verified_by": "the desk"}
    drafts.add(book, case_id, Repair("r1", case_id, "One voice", **small), "Add")
    drafts.add(book, case_id, Repair("r2", case_id, "A page", small=True, rank=1), "Add")
    checkpoints.add(book, case_id, date(2026, 3, 2), CheckpointKind.WEEKLY)
    settled(qtbot, drafting)
    assert "R1 was verified by the desk." in lines(pane, "recovery-for")
    assert "No signal is observed" in lines(pane, "recovery-against")
    assert "1 checkpoint passed without being held." in lines(pane, "recovery-against")
    assert "Seen by the desk." in lines(pane, "small-wins")
    assert "Nothing says yet how somebody could check it." in lines(pane, "small-wins")
    assert said(pane, "recovery-refused").startswith("Say what you rest it on")
    pane.findChild(QWidget, "recovery-form-repaired-because").setFocus()
    write("The desk says so")
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)
    press("a")
    settled(qtbot, drafting)
    assert page(drafting).recovery.settings.repaired_because == "The desk says so"
    assert said(pane, "recovery-state").startswith("You called it repaired on")
    press("t")
    settled(qtbot, drafting)
    assert said(pane, "recovery-state") == "Nobody has called it repaired."


def test_where_the_lesson_went_is_answered_and_where_one_was_comes_back(
    qtbot, drafting: Drafting, pane: FollowThroughPane
) -> None:
    pane.show_part(2)
    pane.findChild(QPushButton, "follow-after-TR-A2-yes").click()
    write("The rota of the web shop")
    press(Qt.Key.Key_Tab)
    pane.findChild(QPushButton, "follow-after-LM-H10-absent").click()
    settled(qtbot, drafting)
    answers = page(drafting).answers
    assert answers["TR-A2"].text == "The rota of the web shop"
    assert answers["LM-H10"].state is AnswerState.ABSENT
    pane.show_part(0)
    drafting.session.thing_wanted.emit(answers["TR-A2"].id)
    assert pane.part == 2
    state = pane.state()
    pane.show_part(1)
    pane.restore(state)
    assert pane.part == 2
    other = cases.add_case(drafting.session.casebook, CaseKind.TRUST, "Another")
    drafting.session.select_case(other.id)
    settled(qtbot, drafting)
    assert (
        pane.recovery.rows["TR-A2"].findChild(QPushButton, "follow-after-TR-A2-yes").isChecked()
        is False
    )
