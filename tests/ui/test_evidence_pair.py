"""Two sources side by side: where one list goes the other follows; keys act on the one in hand."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from app.operations import evidence, history
from app.ui.panes.evidence import EvidencePane
from tests.ui.evidence_case import (
    LOG_LINES,
    Evidence,
    evidence_pane,
    evidence_template,
    open_case,
    settling,
)

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]

TOTAL = 5 + LOG_LINES + 2


def do(case: Evidence, action_id: str) -> None:
    case.pane.findChild(QAction, action_id).trigger()
    case.settle()
    case.settle()


def beside(case: Evidence):
    return case.pane.parts.beside


def text_beside(case: Evidence) -> str:
    model, row = beside(case).model, beside(case).table.currentIndex().row()
    return model.known_item(row).text


def said_of(case: Evidence, name: str) -> str:
    return case.pane.findChild(QLabel, f"{name}-apart").text()


@pytest.fixture
def pair(case: Evidence) -> Evidence:
    """The chat on the left, the log on the right, standing on a message."""
    case.pane.resize(1000, 790)
    case.pane.parts.table.setFocus()
    case.stand_on("acking")
    do(case, "side-by-side")
    return case


def test_the_source_in_hand_stands_left_and_another_right(pair):
    assert {item.source_title for item in pair.shown} == {"Chat"}
    ids = list(beside(pair).model.ids)
    titles = {item.source_title for item in evidence.items(pair.session.casebook, ids)}
    assert titles == {"orders-api.log"}
    assert beside(pair).isVisible()
    assert not pair.pane.parts.lists.is_stacked


def test_the_other_list_follows_and_says_how_far_its_nearest_item_is(pair):
    assert text_beside(pair) == "INFO GET /orders 285"  # 02:47:30, a second before
    assert said_of(pair, "beside") == "nearest: 1 s earlier"
    row = beside(pair).table.currentIndex().row()
    assert beside(pair).table.moment_row == row + 1
    pair.stand_on_shown("hypothesis")
    pair.settle()
    assert text_beside(pair) == "INFO GET /orders 336"
    assert pair.pane.parts.table.moment_row is None


def test_going_over_moves_nothing_and_then_the_first_list_follows(pair):
    row = pair.pane.parts.table.currentIndex().row()
    do(pair, "other-list")
    assert beside(pair).table.hasFocus()
    assert pair.pane.parts.table.currentIndex().row() == row
    QTest.keyClick(beside(pair).table, Qt.Key.Key_End)
    pair.settle()
    pair.settle()
    assert pair.pane.parts.table.currentIndex().row() == len(pair.shown) - 1
    assert "earlier" in said_of(pair, "first")
    assert said_of(pair, "beside") == ""


def test_capture_and_quote_work_from_the_list_in_hand(pair, qtbot):
    do(pair, "other-list")
    item = pair.pane.item_in_hand
    assert item.source_title == "orders-api.log"
    with qtbot.waitSignal(pair.pane.capture_requested) as caught:
        QTest.keyClick(beside(pair).table, Qt.Key.Key_T)
    assert caught.args == [[item.id]]
    QTest.keyClick(beside(pair).table, Qt.Key.Key_Return)
    pair.settle()
    detail = pair.pane.parts.detail
    assert detail.item.id == item.id
    detail._text.select_span(0, 4)
    with qtbot.waitSignal(pair.pane.quote_requested) as caught:
        pair.pane.quote()
    assert caught.args == [item.id, 0, 4]


def test_silences_are_told_in_both_lists_while_they_are_side_by_side(pair):
    marks = pair.pane.marks
    before, after = pair.shown[3], pair.shown[4]
    assert marks.tags(after, before)[0].words == "+32 min"
    pair.pane.pair.close()
    pair.settle()
    assert marks.tags(after, before) == []


def test_escape_closes_the_detail_first_then_the_second_list(pair):
    item_id = pair.pane.item_in_hand.id
    pair.pane.open_detail()
    pair.settle()
    QTest.keyClick(pair.pane.parts.table, Qt.Key.Key_Escape)
    pair.settle()
    assert beside(pair).isVisible()
    assert not pair.pane.parts.detail_is_open
    QTest.keyClick(pair.pane.parts.table, Qt.Key.Key_Escape)
    pair.settle()
    assert not beside(pair).isVisible()
    assert len(pair.shown) == TOTAL
    assert pair.pane.item_in_hand.id == item_id


def test_closing_from_the_second_list_stays_at_its_item(pair):
    do(pair, "other-list")
    item_id = pair.pane.item_in_hand.id
    do(pair, "side-by-side")
    assert len(pair.shown) == TOTAL
    assert pair.pane.item_in_hand.id == item_id
    assert pair.pane.parts.table.hasFocus()


def choose(case: Evidence, name: str, title: str) -> None:
    box = case.pane.findChild(QComboBox, f"{name}-source")
    box.setCurrentIndex(box.findText(title))
    box.activated.emit(box.currentIndex())
    case.settle()
    case.settle()


def test_each_list_can_be_given_another_source(pair):
    choose(pair, "first", "orders-api.log")
    assert {item.source_title for item in pair.shown} == {"orders-api.log"}
    choose(pair, "beside", "notes.txt")
    assert len(beside(pair).model.ids) == 2
    assert said_of(pair, "beside") == "nothing has a time here"
    choose(pair, "beside", "Chat")
    assert len(beside(pair).model.ids) == 5
    choose(pair, "first", "All sources")
    assert len(pair.shown) == TOTAL


def test_in_a_narrow_pane_one_list_stands_below_the_other(pair):
    pair.pane.resize(500, 640)
    pair.settle()
    assert pair.pane.parts.lists.is_stacked
    first, second = pair.pane.parts.table, beside(pair).table
    assert first.isVisible()
    assert second.isVisible()
    pair.pane.open_detail()  # which needs the room of one of them
    pair.settle()
    assert first.isVisible()
    assert not second.isVisible()
    pair.pane.close_detail()
    assert second.isVisible()


def test_the_pair_survives_a_restart(pair, qtbot):
    state = json.loads(json.dumps(pair.pane.state()))
    again = EvidencePane(pair.session)
    qtbot.addWidget(again)
    again.restore(state)
    again.show()
    pair.settle()
    pair.settle()
    assert again.pair.is_open
    assert len(again.parts.beside.model.ids) == LOG_LINES
    again.pair.close()
    pair.settle()
    assert len(again.model.ids) == TOTAL
    again.hide()


def test_a_second_source_that_goes_closes_its_list(pair):
    choose(pair, "beside", "notes.txt")
    history.undo(pair.session.casebook, pair.session.case.id)  # its import was the newest edit
    pair.settle()
    assert not beside(pair).isVisible()


def test_one_source_alone_has_nothing_to_stand_beside(case, qtbot):
    for _ in range(2):
        history.undo(case.session.casebook, case.session.case.id)
        case.settle()
    with qtbot.waitSignal(case.session.notified) as said:
        do(case, "side-by-side")
    assert "Two sources are needed" in said.args[0]
    assert not beside(case).isVisible()
    QApplication.processEvents()
