"""The draft in a window of its own: capturing across two windows, and coming back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.domain.drafts import Case
from app.operations import casebooks, history, imports, timeline
from app.ui.focus import go_to
from app.ui.panes.draft_window import DraftWindow
from app.ui.panes.evidence_table import EvidenceTable
from app.ui.panes.timeline import TimelinePane
from app.ui.widgets.command_palette import CommandPalette
from app.ui.widgets.entry_list import EntryList
from tests.ui.shell import PASSPHRASE, Shell, case, casebook_path, dressed, make_shell, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "shell"]

LOG = "".join(f"2026-02-10T09:1{minute}:00Z ERROR lookup failed {minute}\n" for minute in range(6))
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def with_log(casebook_path: Path, case: Case) -> Path:
    """The casebook with six lines of a log."""
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    imports.import_text(casebook, case.id, LOG, "slots.log")
    casebook.close()
    return casebook_path


def enter(shell: Shell, path: Path) -> None:
    shell.window.enter(casebooks.open_casebook(path, PASSPHRASE))
    case_id = casebooks_case(shell)
    shell.window.open_case(case_id)
    shell.settle()


def casebooks_case(shell: Shell) -> str:
    from app.operations import cases

    return cases.cases(shell.window.session.casebook)[0].id


@pytest.fixture
def opened(shell: Shell, with_log: Path) -> Shell:
    """The window with evidence, the draft still beside it."""
    enter(shell, with_log)
    return shell


def draft_windows() -> list[DraftWindow]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, DraftWindow) and each.isVisible()
    ]


def move_out(shell: Shell) -> DraftWindow:
    shell.window.trigger("draft-window")
    (window,) = draft_windows()
    shell.qtbot.waitUntil(window.isActiveWindow)
    return window


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def texts(shell: Shell) -> list[str]:
    session = shell.window.session
    return [each.entry.text for each in timeline.entries(session.casebook, session.case.id)]


def test_the_evidence_takes_the_whole_window(opened: Shell, case: Case) -> None:
    table = opened.find(EvidenceTable, "evidence-table")
    narrow = table.width()

    window = move_out(opened)

    assert case.title in window.windowTitle()
    assert window.findChild(TimelinePane).isVisible()
    assert opened.window.findChild(TimelinePane) is None
    opened.qtbot.waitUntil(lambda: table.width() > narrow * 1.5)


def test_entries_are_captured_across_both_windows_by_the_same_keys(opened: Shell) -> None:
    window = move_out(opened)
    table = opened.find(EvidenceTable, "evidence-table")
    go_to(table)
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    table.stand_on(1)

    for words in ("Lookups begin to fail", "They go on failing"):
        press("t")
        opened.qtbot.waitUntil(window.isActiveWindow)
        assert QApplication.focusWidget().objectName() == "capture-text"
        QTest.keyClicks(QApplication.focusWidget(), words)
        press(Qt.Key.Key_Return)
        opened.qtbot.waitUntil(opened.window.isActiveWindow)
        assert QApplication.focusWidget() is table
    opened.settle()

    assert texts(opened) == ["Lookups begin to fail", "They go on failing"]
    assert table.currentIndex().row() == 3
    assert window.findChild(EntryList, "timeline-list").model().rowCount() == 2


def test_what_is_typed_before_the_other_window_has_the_keys_is_not_lost(opened: Shell) -> None:
    window = move_out(opened)
    table = opened.find(EvidenceTable, "evidence-table")
    go_to(table)
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    table.stand_on(1)

    # One after the other, as keys come in one breath: into the window that had them before.
    QTest.keyClicks(table, "tThe queue was full")

    field = window.findChild(QPlainTextEdit, "capture-text")
    assert field.toPlainText() == "The queue was full"
    opened.qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClicks(table, "q")
    assert field.toPlainText() == "The queue was full"


def test_closing_it_brings_the_draft_back_with_what_was_being_typed(opened: Shell) -> None:
    window = move_out(opened)
    opened.window.trigger("new-entry")
    field = window.findChild(QPlainTextEdit, "capture-text")
    QTest.keyClicks(field, "Half a thou")

    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
    opened.settle()

    assert draft_windows() == []
    assert opened.window.session is not None
    assert opened.find(QPlainTextEdit, "capture-text") is field
    assert field.toPlainText() == "Half a thou"
    assert field.hasFocus()


def test_what_the_main_window_can_do_works_in_the_second_too(
    opened: Shell, dressed, case: Case
) -> None:
    session = opened.window.session
    entry = timeline.entry_from_items(session.casebook, case.id, [])
    window = move_out(opened)
    window.findChild(EntryList, "timeline-list").setFocus()

    press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert dressed.palette.dark
    press(Qt.Key.Key_Plus, CONTROL)
    assert dressed.zoom > 1
    opened.window.trigger("new-entry")
    QTest.keyClicks(QApplication.focusWidget(), "It began")
    press(Qt.Key.Key_Return)
    opened.settle()
    assert texts(opened) == ["It began"]
    assert entry.case_id == case.id
    window.activateWindow()
    window.findChild(EntryList, "timeline-list").setFocus()
    opened.qtbot.waitUntil(window.isActiveWindow)
    press(Qt.Key.Key_Z, CONTROL)
    opened.settle()
    assert texts(opened) == []
    assert history.redo_label(session.casebook, case.id)

    press(Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette, "command-palette")
    assert palette.isVisible()
    palette.reject()


def test_f6_goes_round_both_windows(opened: Shell) -> None:
    window = move_out(opened)
    go_to(opened.find(EvidenceTable, "evidence-table"))
    opened.qtbot.waitUntil(opened.window.isActiveWindow)

    press(Qt.Key.Key_F6)
    opened.qtbot.waitUntil(window.isActiveWindow)
    assert window.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    assert opened.find(QWidget, "evidence-pane").isAncestorOf(QApplication.focusWidget())


def test_a_citation_shows_its_evidence_whatever_page_the_main_window_shows(
    opened: Shell,
) -> None:
    window = move_out(opened)
    opened.window.show_page("review")
    session = opened.window.session
    item_id = opened.window.findChild(EvidenceTable, "evidence-table").model().ids[2]

    window.findChild(TimelinePane).citation_activated.emit(item_id, None, None)
    opened.settle()

    table = opened.find(EvidenceTable, "evidence-table")
    assert table.currentIndex().row() == 2
    assert session is opened.window.session


def test_place_and_size_are_remembered(make_shell: Callable[[], Shell], with_log: Path) -> None:
    first = make_shell()
    enter(first, with_log)
    window = move_out(first)
    window.setGeometry(QRect(120, 90, 520, 430))
    first.window.leave()
    first.settle()
    assert draft_windows() == []
    first.close()

    second = make_shell()
    second.window.enter(casebooks.open_casebook(with_log, PASSPHRASE))
    second.settle()

    (window,) = draft_windows()
    assert window.geometry() == QRect(120, 90, 520, 430)
    assert second.window.session.case.title in window.windowTitle()


def test_locking_and_quitting_leave_nothing_of_the_draft_on_a_screen(opened: Shell) -> None:
    window = move_out(opened)
    window.findChild(EntryList, "timeline-list").setFocus()
    press(Qt.Key.Key_L, CONTROL)
    assert draft_windows() == []
    opened.qtbot.waitUntil(lambda: len(opened.relaunched) == 1)


def test_quitting_from_the_second_window_ends_the_program(opened: Shell) -> None:
    window = move_out(opened)
    window.findChild(EntryList, "timeline-list").setFocus()
    press(Qt.Key.Key_Q, CONTROL)
    opened.qtbot.waitUntil(lambda: not opened.window.isVisible())
    assert draft_windows() == []
