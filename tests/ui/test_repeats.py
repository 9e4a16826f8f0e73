"""Repeats in one row: grouped by a key, opened and closed, taken, found again, remembered."""

from __future__ import annotations

from array import array
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.operations.repeats import Repeats
from app.ui.itemmodels.grouped_rows import GroupedRows
from app.ui.itemmodels.items import Column
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
ERRORS = 6
CHAT_AND_NOTES = 7
REPEATED = LOG_LINES - ERRORS
ROWS = CHAT_AND_NOTES + ERRORS + 1


def texts(case: Evidence) -> list[str]:
    model = case.pane.model
    return [
        str(model.index(row, Column.TEXT).data(Qt.ItemDataRole.DisplayRole))
        for row in range(model.rowCount())
    ]


def do(case: Evidence, action: str) -> None:
    case.pane.findChild(QAction, action).trigger()
    case.settle()


def press(case: Evidence, key: Qt.Key) -> None:
    QTest.keyClick(case.pane.parts.table, key)
    case.settle()


def row_of_repeats(case: Evidence) -> int:
    return next(row for row, text in enumerate(texts(case)) if f"{REPEATED} ×" in text)


@pytest.fixture(name="grouped")
def grouped_case(case: Evidence) -> Evidence:
    """Standing on the one row of lines that are equal but for a number."""
    do(case, "group-but-numbers")
    case.pane.parts.table.stand_on(row_of_repeats(case))
    return case


def test_lines_equal_but_for_numbers_are_one_row(grouped: Evidence) -> None:
    found = texts(grouped)
    assert found[0] == f"▸ {REPEATED} × until 03:39:50 INFO GET /orders #"
    assert sum("ERROR pool exhausted" in text for text in found) == ERRORS, "16 minutes apart"
    assert len(found) == ROWS
    count = grouped.pane.findChild(QLabel, "evidence-count").text()
    assert count.startswith(f"{TOTAL} items in {ROWS} rows · 3 sources")


def test_the_same_key_gives_each_line_its_row_again(grouped: Evidence) -> None:
    do(grouped, "group-but-numbers")
    assert grouped.pane.model.rowCount() == TOTAL
    assert "INFO GET /orders 1" in texts(grouped)


def test_lines_that_differ_in_a_number_are_not_equal(case: Evidence) -> None:
    do(case, "group-equal")
    assert case.pane.model.rowCount() == TOTAL


def test_an_arrow_opens_a_group_and_another_closes_it(grouped: Evidence) -> None:
    table, model = grouped.pane.parts.table, grouped.pane.model
    press(grouped, Qt.Key.Key_Right)
    assert model.rowCount() == TOTAL
    assert [model.repeat_words(row) for row in (0, 1)] == [f"▾ {REPEATED} ×", "·"]
    assert table.currentIndex().row() == 0
    for _ in range(3):
        press(grouped, Qt.Key.Key_Down)
    assert grouped.pane.item_in_hand.text == "INFO GET /orders 3"
    press(grouped, Qt.Key.Key_Left)
    assert model.rowCount() == ROWS
    assert table.currentIndex().row() == 0


def test_return_opens_a_group_and_then_the_item(grouped: Evidence) -> None:
    press(grouped, Qt.Key.Key_Return)
    assert grouped.pane.model.rowCount() == TOTAL
    assert not grouped.pane.parts.detail_is_open
    press(grouped, Qt.Key.Key_Down)
    press(grouped, Qt.Key.Key_Return)
    assert grouped.pane.parts.detail_is_open


def test_a_click_on_the_count_opens_and_closes(grouped: Evidence) -> None:
    table, model = grouped.pane.parts.table, grouped.pane.model
    cell = table.visualRect(model.index(0, Column.TEXT))
    for rows in (TOTAL, ROWS):
        QTest.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(cell.left() + 12, cell.center().y()),
        )
        grouped.settle()
        assert model.rowCount() == rows


def test_a_group_is_taken_by_its_first_line(grouped: Evidence, qtbot) -> None:
    notified = Mock()
    grouped.session.notified.connect(notified)
    with qtbot.waitSignal(grouped.pane.capture_requested) as taken:
        grouped.pane.capture()
    assert taken.args == [[grouped.pane.model.ids[0]]]
    assert f"the first of {REPEATED} lines, equal but for numbers" in str(notified.call_args)
    do(grouped, "copy-items")
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith(f"INFO GET /orders # (× {REPEATED})")


def test_a_line_inside_a_group_is_found_in_its_place(grouped: Evidence) -> None:
    item_id = grouped.ids("INFO GET /orders 300")[0]
    grouped.pane.show_item(item_id)
    grouped.settle()
    assert grouped.pane.item_in_hand.id == item_id
    assert grouped.pane.model.rowCount() == TOTAL


def test_a_group_is_marked_where_any_line_of_it_is_cited(grouped: Evidence) -> None:
    grouped.cite(grouped.ids("INFO GET /orders 300")[0])
    grouped.settle()
    model = grouped.pane.model
    assert [model.is_cited(row) for row in range(3)] == [True, False, False]
    press(grouped, Qt.Key.Key_Right)
    marked = [row for row in range(model.rowCount()) if model.is_cited(row)]
    assert [model.id_of(row) for row in marked] == grouped.ids("INFO GET /orders 300")


def test_what_a_search_finds_is_grouped_too(grouped: Evidence) -> None:
    line = grouped.pane.findChild(QLineEdit, "evidence-search")
    QTest.keyClicks(line, "INFO")
    QTest.keyClick(line, Qt.Key.Key_Return)
    grouped.settle()
    assert texts(grouped) == [f"▸ {REPEATED} × until 03:39:50 INFO GET /orders #"]


def test_what_was_grouped_is_remembered(grouped: Evidence, qtbot) -> None:
    again = EvidencePane(grouped.session)
    qtbot.addWidget(again)
    again.restore(grouped.pane.state())
    grouped.settle()
    assert again.model.rowCount() == ROWS
    assert again.parts.table.currentIndex().row() == 0
    again.restore({"repeats": "no such thing"})
    grouped.settle()
    assert again.model.rowCount() == TOTAL


def test_who_cancels_the_grouping_gets_the_plain_list(case: Evidence) -> None:
    case.pane.findChild(QAction, "group-but-numbers").trigger()
    case.session.tasks.cancel_all()
    case.settle()
    assert case.pane.model.rowCount() == TOTAL
    assert case.pane.groups.kept == ""


@st.composite
def groupings(draw: st.DrawFn) -> list[int]:
    """For each place the first one of its group."""
    names = draw(st.lists(st.integers(0, 4), min_size=1, max_size=25))
    return [names.index(name) for name in names]


@given(groupings(), st.lists(st.tuples(st.integers(0, 24), st.booleans()), max_size=12))
def test_every_place_has_its_row_whatever_is_open(
    heads: list[int], changes: list[tuple[int, bool]]
) -> None:
    head_of = np.array(heads, np.int32)
    times = np.arange(len(heads), dtype=np.int64)
    rows = GroupedRows(Repeats(times, head_of, times, times))
    opened: set[int] = set()
    for place, is_open in changes:
        head = heads[place % len(heads)]
        rows.set_open(rows.row_of(head), is_open=is_open)
        (opened.add if is_open else opened.discard)(head)
    wanted = []
    for head in sorted(set(heads)):
        members = [place for place, of in enumerate(heads) if of == head]
        wanted += members if head in opened else members[:1]
    assert array("i", [rows.place(row) for row in range(len(rows))]).tolist() == wanted
    for place, head in enumerate(heads):
        shown = place if head in opened else head
        assert rows.row_of(place) == wanted.index(shown)
    for row, place in enumerate(wanted):
        repeat = rows.repeat(row)
        count = heads.count(heads[place])
        assert (1 if repeat is None else repeat.count) == count
        assert rows.head_row(row) == wanted.index(heads[place])
