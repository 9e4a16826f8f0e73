"""Every command by a few letters and Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.ui.actions import listed, shortcut_text
from app.ui.widgets.command_palette import CommandPalette, fits
from app.ui.widgets.two_lines import ASIDE
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


@pytest.mark.parametrize(
    ("query", "text"),
    [("imp", "Import files…"), ("lk nw", "Lock now"), ("ATT", "Add to timeline"), ("", "Undo")],
)
def test_letters_in_order_are_enough(query: str, text: str) -> None:
    assert fits(query, text) is not None


def test_other_letters_are_not() -> None:
    assert fits("xyz", "Import files…") is None
    assert fits("kcol", "Lock now") is None


def test_words_come_before_scattered_letters() -> None:
    assert fits("lock", "Lock now") > fits("lock", "Clear old check")
    assert fits("ct", "Close it today") < fits("close", "Close it today")


def palette_of(shell: Shell) -> CommandPalette:
    QTest.keyClick(shell.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return shell.find(CommandPalette, "command-palette")


def test_it_offers_every_action_that_can_be_done_now(opened: Shell) -> None:
    palette = palette_of(opened)

    assert set(palette.offered) == {
        action for action in listed(opened.window.action_owners()) if action.isEnabled()
    }
    palette.reject()


def test_it_shows_the_shortcuts(opened: Shell) -> None:
    palette = palette_of(opened)
    for row, action in enumerate(palette.offered):
        aside = palette._list.item(row).data(ASIDE)
        assert shortcut_text(action) in aside
    palette.reject()


def test_letters_arrows_and_enter_do_it(opened: Shell) -> None:
    field = palette_of(opened).findChild(QLineEdit, "palette-field")
    QTest.keyClicks(field, "sources page")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: opened.window.rail.findChild(object, "page-sources").isChecked())


def test_escape_leaves_everything_as_it_was(opened: Shell) -> None:
    palette = palette_of(opened)
    field = palette.findChild(QLineEdit, "palette-field")
    QTest.keyClicks(field, "quit")
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert opened.window.isVisible()
    assert opened.window.rail.findChild(object, "page-timeline").isChecked()
