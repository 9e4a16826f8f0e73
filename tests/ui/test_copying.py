"""Copying with a citation, from wherever the person was last."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.drafts import Case
from app.domain.timeline import Span
from app.operations import casebooks, imports, timeline
from app.ui.panes.evidence_table import EvidenceTable
from app.ui.widgets.entry_list import EntryList
from app.ui.widgets.plain_text import PlainText
from tests.ui.shell import PASSPHRASE, Shell, case, casebook_path, dressed, make_shell, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "shell"]

LOG = "".join(f"2026-02-10T09:1{minute}:00Z lookup {minute} failed\n" for minute in range(4))
CONTROL = Qt.KeyboardModifier.ControlModifier
WITH_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(shell: Shell, casebook_path, case: Case) -> Shell:
    """The window with four lines of a log, and an entry on the first."""
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    imports.import_text(casebook, case.id, LOG, "slots.log")
    shell.window.enter(casebook)
    shell.window.open_case(case.id)
    shell.settle()
    item = table(shell).model().ids[0]
    entry = timeline.entry_from_items(casebook, case.id, [item])
    timeline.add_entry(casebook, replace(entry, text="Lookups failed."), [Span(item)])
    shell.settle()
    QGuiApplication.clipboard().clear()
    shell.window.activateWindow()
    shell.qtbot.waitUntil(shell.window.isActiveWindow)
    return shell


def table(shell: Shell) -> EvidenceTable:
    return shell.find(EvidenceTable, "evidence-table")


def entries(shell: Shell) -> EntryList:
    return shell.find(EntryList, "timeline-list")


def copied(shell: Shell) -> str:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, WITH_SHIFT)
    shell.settle()
    return QGuiApplication.clipboard().text()


def test_selected_items_are_copied_with_where_they_stand(opened: Shell) -> None:
    table(opened).setFocus()
    table(opened).stand_on(1)
    QTest.keyClick(table(opened), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert copied(opened) == (
        "lookup 1 failed\n— 2026-02-10 09:11:00 UTC · slots.log · line 2\n\n"
        "lookup 2 failed\n— 2026-02-10 09:12:00 UTC · slots.log · line 3"
    )
    assert "2 items" in opened.window.messages.bar.text


def test_selected_words_of_an_item_are_copied_alone(opened: Shell) -> None:
    table(opened).setFocus()
    table(opened).stand_on(3)
    opened.window.trigger("item-detail")
    opened.settle()
    text = opened.find(PlainText, "detail-text")
    text.setFocus()
    text.select_span(0, 8)

    assert copied(opened) == "lookup 3\n— 2026-02-10 09:13:00 UTC · slots.log · line 4"


def test_an_entry_is_copied_from_its_card(opened: Shell) -> None:
    entries(opened).setFocus()

    assert copied(opened).split("\n")[1:] == [
        "Lookups failed.",
        "Note 1: slots.log · 2026-02-10 09:10:00 UTC · line 1",
    ]
    offered = [action.objectName() for action in entries(opened).actions()]
    assert "copy-cited" in offered


def test_a_private_entry_stays(opened: Shell) -> None:
    entries(opened).setFocus()
    QTest.keyClick(entries(opened), "p")
    opened.settle()

    assert copied(opened) == ""
    assert "private" in opened.window.messages.bar.text


def test_copying_words_in_a_field_stays_what_it_was(opened: Shell) -> None:
    field = opened.find(QLineEdit, "evidence-search")
    field.setFocus()
    QTest.keyClicks(field, "lookup")
    opened.settle()
    QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(field, Qt.Key.Key_C, CONTROL)

    assert QGuiApplication.clipboard().text() == "lookup"
