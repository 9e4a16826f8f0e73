"""Dialogs are filled in by keyboard, from the first field to the main button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.domain.drafts import Case, CaseKind
from app.ui import theme
from app.ui.dialogs.case import CaseDialog
from app.ui.dialogs.change_passphrase import ChangePassphraseDialog
from app.ui.dialogs.new_casebook import NewCasebookDialog
from app.ui.dialogs.preferences import PreferencesDialog
from app.ui.theme import Mode
from tests.ui.shell import Chooser, Shell, dressed, make_shell, shell

__all__ = ["dressed", "make_shell", "shell"]

ORDERS: list[tuple[Callable[[Shell], QDialog], list[str]]] = [
    (
        lambda shell: NewCasebookDialog(Path("Incidents.casebook"), Chooser(), shell.window),
        ["path", "browse", "passphrase", "passphrase-again", "reveal", "cancel", "accept"],
    ),
    (
        lambda shell: ChangePassphraseDialog(shell.window),
        ["passphrase-now", "passphrase", "passphrase-again", "reveal", "cancel", "accept"],
    ),
    (
        lambda shell: CaseDialog(None, shell.window),
        ["title", "kind", "zone", "cancel", "accept"],
    ),
    (
        lambda shell: CaseDialog(Case("1", CaseKind.INCIDENT, "Outage"), shell.window),
        ["title", "zone", "cancel", "accept"],
    ),
    (
        lambda shell: PreferencesDialog(shell.window.settings, shell.window),
        ["appearance", "text-size", "lock-minutes", "close"],
    ),
]


@pytest.mark.parametrize(("make", "order"), ORDERS)
def test_tab_goes_from_the_first_field_to_the_button(
    shell: Shell, make: Callable[[Shell], QDialog], order: list[str]
) -> None:
    dialog = make(shell)
    dialog.open()
    QApplication.processEvents()
    visited = []
    for _ in order:
        focused = QApplication.focusWidget()
        visited.append(focused.objectName() or focused.parentWidget().objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert visited == order
    dialog.reject()


def test_preferences_take_effect_at_once(shell: Shell, qtbot) -> None:
    dialog = PreferencesDialog(shell.window.settings, shell.window)
    dialog.open()
    box = dialog.findChild(object, "appearance")
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    assert theme.current().palette.dark
    assert shell.window.settings.mode is Mode.DARK

    minutes = dialog.findChild(object, "lock-minutes")
    minutes.setCurrentIndex(minutes.findText("Never"))
    with qtbot.waitSignal(dialog.lock_changed) as told:
        minutes.activated.emit(minutes.currentIndex())
    assert told.args == [0]
    assert shell.window.settings.lock_minutes == 0
    dialog.reject()


def test_a_casebook_name_gets_its_suffix_and_folder(shell: Shell, tmp_path: Path, qtbot) -> None:
    dialog = NewCasebookDialog(tmp_path / "Incidents.casebook", Chooser(), shell.window)
    dialog.open()
    dialog.findChild(object, "path").setText("Outages")
    for name in ("passphrase", "passphrase-again"):
        dialog.findChild(object, name).setText("kite lamp orbit seven")

    with qtbot.waitSignal(dialog.asked) as asked:
        QTest.keyClick(dialog.findChild(object, "path"), Qt.Key.Key_Return)

    assert asked.args == [tmp_path / "Outages.casebook", "kite lamp orbit seven"]
    dialog.reject()
