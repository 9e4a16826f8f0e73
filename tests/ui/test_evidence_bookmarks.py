"""Bookmarks in the window: one key sets them, a list leads to them, a chip shows them alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton

from app.operations import bookmarks, erasing, history, imports
from app.ui.dialogs.bookmarks import BookmarksDialog
from app.ui.widgets.two_lines import ASIDE, BELOW
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
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(case: Evidence, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or case.pane.table, key, held)
    case.settle()


def kept(case: Evidence) -> list[tuple[str, str]]:
    found = bookmarks.bookmarks(case.session.casebook, case.session.case.id)
    return [(one.item.text, one.bookmark.note) for one in found]


def chip(case: Evidence) -> QPushButton:
    return case.pane.findChild(QPushButton, "evidence-bookmarked")


@pytest.fixture
def bookmarked(case: Evidence) -> Evidence:
    """Two bookmarks, the later one with a note."""
    case.pane.parts.table.setFocus()
    case.stand_on("pagination")
    press(case, Qt.Key.Key_B, SHIFT)
    line = case.pane.findChild(QLineEdit, "evidence-asked")
    QTest.keyClicks(line, "ask about the query")
    QTest.keyClick(line, Qt.Key.Key_Return)
    case.settle()
    case.stand_on("acking")
    press(case, Qt.Key.Key_B)
    return case


def test_b_sets_a_bookmark_and_takes_it_away(case):
    case.pane.parts.table.setFocus()
    item_id = case.stand_on("acking")
    press(case, Qt.Key.Key_B)
    assert kept(case) == [("acking. orders is throwing 500s", "")]
    assert case.pane.marks.bookmarked == {item_id}
    assert chip(case).isVisible()
    press(case, Qt.Key.Key_B)
    assert kept(case) == []
    assert not chip(case).isVisible()


def test_undo_takes_a_bookmark_away_on_the_screen_too(case):
    case.pane.parts.table.setFocus()
    case.stand_on("acking")
    press(case, Qt.Key.Key_B)
    history.undo(case.session.casebook, case.session.case.id)
    case.settle()
    assert case.pane.marks.bookmarked == frozenset()


def test_a_note_is_written_and_can_be_emptied(bookmarked):
    case = bookmarked
    assert [note for _, note in kept(case)] == ["", "ask about the query"]
    case.stand_on("pagination")
    press(case, Qt.Key.Key_B, SHIFT)
    line = case.pane.findChild(QLineEdit, "evidence-asked")
    assert line.text() == "ask about the query"
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    case.settle()
    assert [note for _, note in kept(case)] == ["", ""]
    assert case.pane.parts.table.hasFocus()


def test_the_chip_shows_them_alone_and_follows_what_changes(bookmarked):
    case = bookmarked
    chip(case).click()
    case.settle()
    assert [item.text[:6] for item in case.shown] == ["acking", "no pag"]
    case.pane.parts.table.setFocus()
    case.stand_on_shown("acking")
    press(case, Qt.Key.Key_B)
    assert [item.text[:6] for item in case.shown] == ["no pag"]
    state = case.pane.state()
    case.pane.clear_filters()
    case.settle()
    assert len(case.shown) == TOTAL
    case.pane.restore(state)
    case.settle()
    assert [item.text[:6] for item in case.shown] == ["no pag"]


@pytest.fixture
def dialog(bookmarked: Evidence) -> BookmarksDialog:
    bookmarked.pane.bookmarks.show_all()
    return bookmarked.pane.findChild(BookmarksDialog)


def rows(dialog: BookmarksDialog) -> QListWidget:
    return dialog.findChild(QListWidget, "bookmarks-list")


def test_the_list_tells_note_words_place_and_time(bookmarked, dialog):
    listed = rows(dialog)
    told = [
        [listed.item(row).text(), listed.item(row).data(BELOW), listed.item(row).data(ASIDE)]
        for row in range(listed.count())
    ]
    assert told == [
        ["acking. orders is throwing 500s", "Chat #inc-412", "2024-03-30 02:47:31.000100 UTC"],
        [
            "ask about the query",
            "Chat #inc-412 · no pagination in the export query",
            "2024-03-30 03:28:19.000100 UTC",
        ],
    ]
    dialog.reject()


def test_enter_goes_to_a_bookmark_whatever_is_filtered_by(bookmarked, dialog):
    case = bookmarked
    case.pane.parts.search.set_query("from:ana")
    case.settle()
    rows(dialog).setCurrentRow(1)
    QTest.keyClick(rows(dialog), Qt.Key.Key_Return)
    case.settle()
    assert case.pane.item_in_hand.text == "no pagination in the export query"
    assert case.pane.parts.search.query == ""
    case.pane.ways.back()
    case.settle()
    assert case.pane.parts.search.query == "from:ana"


def test_a_bookmark_is_noted_and_removed_in_the_list(bookmarked, dialog):
    case = bookmarked
    rows(dialog).setCurrentRow(0)
    note = dialog.findChild(QLineEdit, "bookmark-note")
    note.setText("the first sign")
    QTest.keyClick(note, Qt.Key.Key_Return)
    case.settle()
    assert rows(dialog).item(0).text() == "the first sign"
    assert rows(dialog).currentRow() == 0
    QTest.keyClick(rows(dialog), Qt.Key.Key_Delete)
    case.settle()
    assert [note for _, note in kept(case)] == ["ask about the query"]
    assert rows(dialog).count() == 1
    dialog.reject()


def test_without_bookmarks_the_list_says_how_to_set_one(case, qtbot):
    with qtbot.waitSignal(case.session.notified) as said:
        case.pane.bookmarks.show_all()
    assert "B sets one" in said.args[0]


def test_bookmarks_go_with_their_source(bookmarked):
    case = bookmarked
    [chat] = [
        one
        for one in imports.sources(case.session.casebook, case.session.case.id)
        if one.title == "Chat"
    ]
    erasing.erase_source(case.session.casebook, chat.id)
    case.settle()
    assert case.pane.marks.bookmarked == frozenset()
    assert not chip(case).isVisible()
