"""What stakeholders get: things shown or left out with a reason, in words of their own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from app.domain.audiences import Audience
from app.domain.drafts import Certainty, EntryKind
from app.operations import audiences, exports, history
from app.operations.practice import corrective
from app.ui.panes.audience import AudiencePane
from app.ui.panes.review import ReviewPane
from app.ui.widgets.growing_text import GrowingText
from tests.ui.drafting import Drafting, drafting, look, press, settled, shown, template, write

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def pane(qtbot, drafting: Drafting) -> AudiencePane:
    sure = {"certainty": Certainty.CONFIRMED}
    drafting.add("02:46", "Three in four orders fail", kind=EntryKind.IMPACT, **sure)
    drafting.add("02:52", "The export feature is suspected", kind=EntryKind.HYPOTHESIS, **sure)
    drafting.add("03:01", "Release 4412 is taken back", kind=EntryKind.ROLLBACK, **sure)
    drafting.add("03:05", "A private doubt", private=True)
    pane = AudiencePane(drafting.session)
    shown(qtbot, pane, 420)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 3)
    pane.entries.setFocus()
    settled(qtbot, drafting)
    return pane


def shown_rows(pane: AudiencePane) -> list[bool]:
    return [row.choice.shown for row in pane.model.rows]


def choose(qtbot, pane, key: Qt.Key) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    qtbot.keyClick(QApplication.activePopupWidget(), key)
    pane.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def stakeholder_page(drafting: Drafting) -> str:
    casebook, case_id = drafting.session.casebook, drafting.session.case.id
    return exports.preview(casebook, case_id, "stakeholder-page")


def test_it_begins_with_what_the_rule_proposes_and_without_what_is_private(pane):
    assert shown_rows(pane) == [True, False, True]
    assert all(row.state.startswith("proposed") for row in pane.model.rows)
    assert "2 of 3 entries" in pane.findChild(QLabel, "audience-count").text()


def test_leaving_out_asks_for_a_reason(qtbot, drafting, pane):
    press(Qt.Key.Key_Space)
    choose(qtbot, pane, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: shown_rows(pane) == [False, False, True])
    settled(qtbot, drafting)
    assert pane.model.rows[0].state == "left out, not yet confirmed"
    assert pane.entries.currentIndex().row() == 0


def test_a_reason_in_own_words(qtbot, drafting, pane):
    press(Qt.Key.Key_Space)
    choose(qtbot, pane, Qt.Key.Key_4)
    write("told on Monday")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.model.rows[0].state == "left out, told on Monday")
    settled(qtbot, drafting)
    assert pane.entries.hasFocus()


def test_leaving_the_question_leaves_everything(qtbot, drafting, pane):
    press(Qt.Key.Key_Space)
    choose(qtbot, pane, Qt.Key.Key_Escape)
    assert shown_rows(pane) == [True, False, True]


def test_a_key_shows_what_was_left_out(qtbot, drafting, pane):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown_rows(pane) == [True, True, True])
    settled(qtbot, drafting)


def test_a_wording_is_written_in_its_place_and_the_draft_stays(qtbot, drafting, pane):
    press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), GrowingText)
    assert QApplication.focusWidget().toPlainText() == "Three in four orders fail"
    write("Most orders could not be placed")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.model.rows[0].words == "Most orders could not be placed")
    settled(qtbot, drafting)
    assert pane.entries.hasFocus()
    assert "Three in four orders fail" in drafting.texts()

    history.undo(drafting.session.casebook, drafting.session.case.id)
    qtbot.waitUntil(lambda: pane.model.rows[0].words == "Three in four orders fail")
    settled(qtbot, drafting)


def test_escape_leaves_a_wording_as_it_was(qtbot, drafting, pane):
    press(Qt.Key.Key_F2)
    write("Something else")
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)
    assert pane.model.rows[0].words == "Three in four orders fail"
    made = audiences.chosen(
        drafting.session.casebook, drafting.session.case.id, Audience.STAKEHOLDERS
    )
    assert made == {}


def test_a_wording_half_typed_is_kept_when_the_page_is_left(qtbot, drafting, pane):
    press(Qt.Key.Key_Return)
    write("Most orders failed")
    pane.commit()
    qtbot.waitUntil(lambda: pane.model.rows[0].words == "Most orders failed")
    settled(qtbot, drafting)


def test_a_wording_half_typed_survives_a_new_entry(qtbot, drafting, pane):
    press(Qt.Key.Key_Return)
    write("Most orders failed")
    drafting.add("04:00", "All is well", kind=EntryKind.RECOVERY, certainty=Certainty.CONFIRMED)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 4)
    qtbot.waitUntil(lambda: pane.model.rows[0].words == "Most orders failed")
    settled(qtbot, drafting)


def test_one_key_goes_back_to_what_is_proposed(qtbot, drafting, pane):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown_rows(pane)[1])
    press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: not shown_rows(pane)[1])
    settled(qtbot, drafting)


def test_a_click_on_the_box_is_a_choice(qtbot, drafting, pane):
    box = pane.entries.visualRect(pane.model.index(1)).topLeft() + QPoint(14, 14)
    QTest.mouseClick(
        pane.entries.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box
    )
    qtbot.waitUntil(lambda: shown_rows(pane)[1])
    settled(qtbot, drafting)


def test_words_that_can_be_searched_for_are_told(qtbot, drafting, pane):
    item = drafting.item_ids[1]
    drafting.add("03:10", "Something was seen", (item,), kind=EntryKind.IMPACT)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 4)
    settled(qtbot, drafting)
    pane.give_wording(pane.model.rows[3].id, "orders is throwing 500s, ~74% of requests")
    qtbot.waitUntil(lambda: "quotes the evidence" in pane.model.rows[3].state)
    settled(qtbot, drafting)


def test_actions_stand_below_the_entries_and_are_chosen_alike(qtbot, drafting, pane):
    casebook, case_id = drafting.session.casebook, drafting.session.case.id
    corrective.add(casebook, case_id, "Add pagination to exports.select_all")
    corrective.add(casebook, case_id, "Rehearse the rollback each month")
    qtbot.waitUntil(lambda: len(pane.model.rows) == 5)
    assert pane.model.head(pane.model.rows[3]) == "Action A1 · open"
    assert "1 of 2 actions" not in pane.findChild(QLabel, "audience-count").text()
    pane.entries.setCurrentIndex(pane.model.index(3))
    press(Qt.Key.Key_Space)
    choose(qtbot, pane, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: shown_rows(pane) == [True, False, True, False, True])
    assert "1 of 2 actions" in pane.findChild(QLabel, "audience-count").text()
    pane.give_wording(pane.model.rows[4].id, "We practise going back")
    qtbot.waitUntil(lambda: pane.model.rows[4].words == "We practise going back")
    settled(qtbot, drafting)
    told = stakeholder_page(drafting)
    assert "We practise going back" in told
    assert "select_all" not in told
    assert "1 technical detail" in told

    history.undo(casebook, case_id)
    history.undo(casebook, case_id)
    qtbot.waitUntil(lambda: shown_rows(pane) == [True, False, True, True, True])
    settled(qtbot, drafting)


def test_the_choices_stand_beside_the_page_of_the_stakeholders(qtbot, drafting):
    drafting.add("02:46", "Orders fail", kind=EntryKind.IMPACT, certainty=Certainty.CONFIRMED)
    review = ReviewPane(drafting.session)
    shown(qtbot, review, 1100)
    settled(qtbot, drafting)
    review.findChild(QAction, "stakeholder-choices").trigger()
    settled(qtbot, drafting)
    assert review.audience.isVisible()
    assert review.audience.entries.hasFocus()
    where = review.state()
    assert where["left"] == 1
