"""Reading evidence in the whole window: by keys alone, from the draft too, nothing clipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.drafts import Case
from app.domain.evidence import Item
from app.domain.timeline import Span
from app.operations import casebooks, evidence, imports, timeline
from app.ui.panes.draft_window import DraftWindow
from app.ui.panes.evidence import EvidencePane
from app.ui.theme import Mode, Theme
from app.ui.widgets.entry_list import EntryList
from tests.ui.shell import (
    PASSPHRASE,
    Shell,
    case,
    casebook_path,
    clipped,
    dressed,
    make_shell,
    shell,
)

__all__ = ["case", "casebook_path", "dressed", "make_shell", "shell"]

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key

LOG = "".join(
    f"2026-02-10T09:{minute:02}:00Z lookup request=ab12cd{minute % 7} failed\n"
    for minute in range(40)
)
OTHER = "".join(
    f"2026-02-10T09:{minute:02}:20Z deploy step {minute}\n" for minute in range(0, 40, 9)
)


@pytest.fixture
def opened(shell: Shell, casebook_path, case: Case) -> Shell:
    """The window with two logs, and an entry on a line of the first."""
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    log = imports.import_text(casebook, case.id, LOG, "lookups.log")
    imports.import_text(casebook, case.id, OTHER, "deploys.log")
    shell.window.enter(casebook)
    shell.window.open_case(case.id)
    shell.settle()
    item = next(one for one in pane(shell).model.ids if _item(shell, one).source_id == log.id)
    entry = timeline.entry_from_items(casebook, case.id, [item])
    timeline.add_entry(casebook, replace(entry, text="Lookups failed."), [Span(item)])
    shell.settle()
    shell.window.activateWindow()
    shell.qtbot.waitUntil(shell.window.isActiveWindow)
    pane(shell).parts.table.setFocus()
    return shell


def _item(shell: Shell, item_id: int) -> Item:
    return evidence.item(shell.window.session.casebook, item_id)


def pane(shell: Shell) -> EvidencePane:
    found = shell.window.findChild(EvidencePane, "evidence-pane")
    assert found is not None
    return found


def press(shell: Shell, key: Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)
    shell.settle()
    shell.settle()


def menu(shell: Shell, name: str) -> QMenu:
    found = [one for one in QApplication.allWidgets() if one.objectName() == name]
    [shown] = [one for one in found if one.isVisible()]
    assert isinstance(shown, QMenu)
    return shown


def choose(shell: Shell, name: str, key: Key) -> None:
    QTest.keyClick(menu(shell, name), key)
    shell.settle()
    shell.settle()


def test_all_of_it_by_keys(opened: Shell) -> None:
    side = pane(opened)
    whole = len(side.model.ids)
    press(opened, Key.Key_Home)
    press(opened, Key.Key_V)
    choose(opened, "around-menu", Key.Key_Return)  # the usual five minutes
    assert len(side.model.ids) < whole
    press(opened, Key.Key_O)
    choose(opened, "alike-menu", Key.Key_1)
    assert side.parts.search.query == '"ab12cd0"'
    assert len(side.model.ids) == 6
    press(opened, Key.Key_Left, ALT)
    press(opened, Key.Key_Left, ALT)
    assert len(side.model.ids) == whole
    press(opened, Key.Key_Right, ALT)
    assert 0 < len(side.model.ids) < whole
    press(opened, Key.Key_F, CONTROL | SHIFT)
    press(opened, Key.Key_J, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "+12m")
    press(opened, Key.Key_Return)
    assert side.item_in_hand.utc_us % 3_600_000_000 == 12 * 60_000_000
    press(opened, Key.Key_B, CONTROL)
    assert side.pair.is_open
    press(opened, Key.Key_F7)
    assert side.table is side.parts.beside.table
    press(opened, Key.Key_B)
    assert len(side.bookmarks.marked) == 1
    press(opened, Key.Key_Escape)
    assert not side.pair.is_open


def test_around_an_entry_of_the_draft(opened: Shell) -> None:
    entries = opened.find(EntryList, "timeline-list")
    entries.setFocus()
    press(opened, Key.Key_Home)
    press(opened, Key.Key_V)
    choose(opened, "around-menu", Key.Key_1)
    side = pane(opened)
    assert len(side.model.ids) == 3  # two lines within a minute, and one of the deploys
    assert side.parts.table.hasFocus()
    assert side.item_in_hand is not None


def test_around_an_entry_while_the_draft_has_its_own_window(opened: Shell) -> None:
    opened.window.trigger("draft-window")
    opened.settle()
    [draft] = [one for one in QApplication.topLevelWidgets() if isinstance(one, DraftWindow)]
    entries = draft.findChild(EntryList, "timeline-list")
    entries.setFocus()
    opened.settle()
    press(opened, Key.Key_Home)
    press(opened, Key.Key_V)
    choose(opened, "around-menu", Key.Key_1)
    assert len(pane(opened).model.ids) == 3
    opened.window.trigger("draft-window")
    opened.settle()


def test_the_list_in_hand_is_what_is_copied_and_marked(opened: Shell) -> None:
    side = pane(opened)
    press(opened, Key.Key_Home)
    press(opened, Key.Key_B, CONTROL)
    press(opened, Key.Key_F7)
    press(opened, Key.Key_C, CONTROL | SHIFT)
    assert "deploy step" in QGuiApplication.clipboard().text()
    press(opened, Key.Key_C, CONTROL)
    assert "deploy step" in QGuiApplication.clipboard().text()
    assert side.parts.chosen.text().endswith("deploys.log")


def _crumbs(shell: Shell) -> None:
    side = pane(shell)
    for number in range(6):
        side.ways.look_around(0, 10**15, 5 * number, None)
        shell.settle()
    side.bookmarks.toggle()
    side.parts.search.set_query("lookup")
    side.finding.ask_time()
    side.parts.ask.refuse("“noon” is not a time to go to; write 02:47 or +5m.")


def _pair(shell: Shell) -> None:
    pane(shell).pair.toggle()


def _thread_and_place(shell: Shell) -> None:
    chips = pane(shell).parts.chips
    chips.offer_bookmarks(there_are=True)
    chips.choose(
        None,
        None,
        uncited_only=True,
        bookmarked_only=True,
        thread=(1, "t"),
        place="#a-rather-long-channel-name-of-a-team",
    )


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("arrange", [_crumbs, _pair, _thread_and_place])
def test_nothing_is_clipped_in_the_smallest_window(
    opened: Shell, dressed: Theme, arrange: Callable[[Shell], None], mode: Mode
) -> None:
    dressed.set_mode(mode)
    arrange(opened)
    opened.settle()
    opened.settle()
    assert (opened.window.width(), opened.window.height()) == (1024, 700)
    of_qt = ("QHeaderView", "QToolButton ''")  # parts of its own tables and fields
    assert [each for each in clipped(opened.window) if not each.startswith(of_qt)] == []
