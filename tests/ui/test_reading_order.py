"""Tab goes through the window as one reads it, whatever was built first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.reading_order import keep_own_order, stops_of
from tests.ui.shell import case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


def field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def names(area: QWidget) -> list[str]:
    return [each.objectName() for each in stops_of(area)]


@pytest.fixture
def page(qtbot) -> QWidget:
    """A list at the left, a form at the right that was built first, a foot below both."""
    page, form = QWidget(), QWidget()
    grid = QGridLayout(form)
    for row, column, name in ((1, 1, "d"), (0, 1, "b"), (1, 0, "c"), (0, 0, "a")):
        grid.addWidget(field(name), row, column)
    scrolled = QScrollArea()
    scrolled.setWidget(form)
    beside = QHBoxLayout()
    beside.addWidget(field("list"))
    beside.addWidget(scrolled)
    column = QVBoxLayout(page)
    column.addLayout(beside)
    column.addWidget(QPushButton("Next", objectName="next"))
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    return page


def test_rows_then_columns_and_no_stop_at_what_only_scrolls(page):
    assert names(page) == ["list", "a", "b", "c", "d", "next"]
    page.findChild(QLineEdit, "b").setEnabled(False)
    page.findChild(QLineEdit, "c").hide()
    assert names(page) == ["list", "a", "d", "next"]


def test_an_area_may_keep_an_order_of_its_own(page):
    form = page.findChild(QLineEdit, "a").parentWidget()
    QWidget.setTabOrder(page.findChild(QLineEdit, "d"), page.findChild(QLineEdit, "a"))
    keep_own_order(form)
    inside = [name for name in names(page) if len(name) == 1]
    assert inside.index("a") == inside.index("d") + 1


def test_tab_leads_from_the_topics_to_their_questions(opened):
    opened.window.show_page("start")
    opened.settle()
    gone = []
    for _ in range(3):
        QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        gone.append(opened.window.focusWidget().objectName())
    assert gone[0] == "start-response-card"
    assert all(name.startswith("start-") for name in gone)
    QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Backtab)
    assert opened.window.focusWidget().objectName() == gone[1]
