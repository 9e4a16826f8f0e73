"""One item in full: plain text, spans in code points, the raw record, the thread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTabWidget

from app.ui.widgets.plain_text import PlainText, to_code_points, to_utf16
from tests.ui.evidence_case import evidence_pane, evidence_template, open_case, settling

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.data())
def test_positions_go_to_utf16_and_back(text, data):
    position = data.draw(st.integers(0, len(text)))
    units = to_utf16(text, position)
    assert units == len(text[:position].encode("utf-16-le")) // 2
    assert to_code_points(text, units) == position


@pytest.mark.parametrize("text", ["a\r\nb \U0001f525 c", "a\rb\nc", "line\u2028next", "x\ty\x00z"])
def test_a_selected_span_is_the_same_span_of_the_item(qtbot, text):
    shown = PlainText()
    qtbot.addWidget(shown)
    shown.show_text(text)
    for start in range(len(text)):
        shown.select_span(start, len(text))
        assert shown.span() == (start, len(text))


def test_markup_in_evidence_is_shown_as_it_stands(case):
    case.stand_on("hypothesis")
    case.pane.open_detail()
    text = case.pane.findChild(PlainText, "detail-text")
    assert text.toPlainText() == "hold on <b>hypothesis</b> first"
    assert text.isReadOnly()
    assert not text.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
    for label in case.pane.parts.detail.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_enter_opens_and_escape_closes(case):
    table = case.pane.parts.table
    table.setFocus()
    case.stand_on("acking")
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert case.pane.parts.detail.isVisible()
    case.pane.parts.detail.focus_text()
    QTest.keyClick(case.pane.findChild(PlainText, "detail-text"), Qt.Key.Key_Escape)
    assert not case.pane.parts.detail.isVisible()
    assert table.hasFocus()


def test_the_facts_say_how_the_time_is_known(case):
    case.stand_on("acking")
    case.pane.open_detail()
    facts = case.pane.findChild(QLabel, "detail-facts").text()
    assert "2024-03-30 02:47:31.000100 UTC" in facts
    assert "zone written in the data" in facts
    assert "to the microsecond" in facts
    case.session.toggle_zone()
    assert "2024-03-30 03:47:31.000100 CET" in case.pane.findChild(QLabel, "detail-facts").text()
    case.settle()


def test_an_undated_item_says_so(case):
    case.stand_on("no stamp here")
    case.pane.open_detail()
    assert "No time" in case.pane.findChild(QLabel, "detail-facts").text()


def test_quoting_counts_code_points(case, qtbot):
    item_id = case.stand_on("export feature")
    case.pane.open_detail()
    text = case.pane.findChild(PlainText, "detail-text")
    quote = case.pane.findChild(QPushButton, "quote-in-timeline")
    assert not quote.isEnabled()
    whole = text.toPlainText()
    cursor = text.document().find("export feature")
    text.setTextCursor(cursor)
    assert quote.isEnabled()
    with qtbot.waitSignal(case.pane.quote_requested) as caught:
        QTest.keyClick(text, Qt.Key.Key_Q)
    start = whole.index("export feature")
    assert caught.args == [item_id, start, start + len("export feature")]


def test_q_without_a_selection_leads_to_the_text(case, qtbot):
    case.stand_on("acking")
    with qtbot.waitSignal(case.session.notified) as told:
        case.pane.quote()
    assert "Select the words" in told.args[0]
    assert case.pane.findChild(PlainText, "detail-text").hasFocus()


def test_show_item_marks_the_span_and_clears_filters_that_hide_it(case):
    item_id = case.ids("export feature")[0]
    case.pane.parts.search.set_query("pagination")
    case.settle()
    case.pane.show_item(item_id, 2, 9)
    case.settle()
    detail = case.pane.parts.detail
    assert detail.item.id == item_id
    assert case.pane.findChild(PlainText, "detail-text").highlighted == (2, 9)
    assert case.pane.parts.search.query == ""
    assert case.pane.model.ids[case.pane.parts.table.currentIndex().row()] == item_id


def test_show_item_keeps_filters_that_let_it_through(case):
    item_id = case.ids("hypothesis")[0]
    case.pane.parts.search.set_query("from:ben")
    case.settle()
    case.pane.show_item(item_id)
    case.settle()
    assert case.pane.parts.search.query == "from:ben"
    assert case.pane.parts.detail.item.id == item_id


def test_showing_the_item_in_hand_again_marks_the_other_span(case):
    item_id = case.stand_on("acking")
    case.pane.show_item(item_id, 0, 6)
    case.pane.show_item(item_id, 8, 14)
    assert case.pane.findChild(PlainText, "detail-text").highlighted == (8, 14)


def test_the_raw_record_is_read_when_looked_at(case):
    case.stand_on("hypothesis")
    case.pane.open_detail()
    tabs = case.pane.findChild(QTabWidget, "detail-tabs")
    tabs.setCurrentIndex(1)
    case.settle()
    raw = case.pane.findChild(PlainText, "detail-raw").toPlainText()
    assert '"thread_ts"' in raw
    assert "&lt;b&gt;" in raw


def test_a_thread_is_listed_in_order_and_leads_to_its_messages(case):
    first = case.stand_on("export feature")
    case.pane.open_detail()
    case.settle()
    thread = case.pane.findChild(QListWidget, "detail-thread")
    lines = [thread.item(row).text() for row in range(thread.count())]
    assert [line.split()[2] for line in lines] == ["B", "A", "B"]
    assert thread.currentRow() == 0
    thread.itemActivated.emit(thread.item(2))
    case.settle()
    shown = case.pane.parts.detail.item
    assert shown.id != first
    assert shown.text == "hold on <b>hypothesis</b> first"


def test_an_item_without_a_thread_offers_none(case):
    case.stand_on("export feature")
    case.pane.open_detail()
    case.settle()
    case.stand_on("pool exhausted")
    tabs = case.pane.findChild(QTabWidget, "detail-tabs")
    assert not tabs.isTabVisible(2)


def test_the_detail_follows_the_arrow_keys(case):
    table = case.pane.parts.table
    case.stand_on("acking")
    case.pane.open_detail()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    case.settle()
    assert case.pane.parts.detail.item.id == case.pane.model.ids[table.currentIndex().row()]


def test_the_row_in_hand_stays_in_view_when_the_detail_takes_its_room(case, qtbot):
    case.pane.resize(500, 560)
    table = case.pane.parts.table
    last = table.rowAt(table.viewport().height() - 1) - 1
    table.stand_on(last)
    case.pane.open_detail()
    case.settle()
    view = table.viewport().rect()
    qtbot.waitUntil(lambda: view.contains(table.visualRect(table.currentIndex()).center()))


def test_a_very_long_word_does_not_stop_the_window(qtbot):
    shown = PlainText()
    qtbot.addWidget(shown)
    shown.show()
    shown.show_text("x" * 300_000)
    assert shown.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    shown.show_text("short words again")
    assert shown.wordWrapMode() == QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_an_item_that_stands_for_several_says_how_often(case):
    case.stand_on("acking")
    case.pane.open_detail()
    case.settle()
    detail = case.pane.parts.detail
    detail.show_item(replace(detail.item, weight=1842, path="logs/app.log"))
    facts = case.pane.findChild(QLabel, "detail-facts").text()
    assert "stands for 1,842 occurrences" in facts
    assert "logs/app.log" in facts
