"""Nothing is clipped at the smallest window that we promise, light or dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.drafts import Case
from app.operations import casebooks
from app.ui.dialogs.about import AboutDialog
from app.ui.dialogs.case import CaseDialog
from app.ui.dialogs.change_passphrase import ChangePassphraseDialog
from app.ui.dialogs.new_casebook import NewCasebookDialog
from app.ui.dialogs.preferences import PreferencesDialog
from app.ui.pages import PAGES
from app.ui.theme import Theme
from app.ui.widgets.shortening_button import ShorteningButton
from tests.ui.shell import (
    PASSPHRASE,
    Chooser,
    Shell,
    case,
    casebook_path,
    clipped,
    dressed,
    make_shell,
    opened,
    shell,
)

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


_PAGES = [page.id for page in PAGES]


@pytest.mark.parametrize("page", _PAGES)
def test_no_page_is_clipped(opened: Shell, page: str) -> None:
    opened.window.show_page(page)
    opened.settle()

    assert opened.window.size().width() == 1024
    assert opened.window.size().height() == 700
    assert clipped(opened.window) == []


@pytest.mark.parametrize("page", _PAGES)
def test_large_text_still_fits_into_the_smallest_window(
    opened: Shell, dressed: Theme, page: str
) -> None:
    dressed.set_zoom(1.5)
    opened.window.show_page(page)
    opened.settle()
    assert opened.window.size().width() == 1024
    # What shortens may go altogether before a button does.
    assert [each for each in clipped(opened.window) if not each.startswith("ElidedLabel")] == []


def test_a_button_says_less_rather_than_losing_letters(qtbot: QtBot, dressed: Theme) -> None:
    button = ShorteningButton("Add to timeline  T", "Add  T")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    assert button.text() == "Add to timeline  T"
    button.resize(button.minimumSizeHint())
    assert button.text() == "Add  T"
    assert button.accessibleName() == "Add to timeline  T"


def test_the_first_screen_and_the_unlock_screen_are_not_clipped(
    shell: Shell, casebook_path: Path, tmp_path: Path
) -> None:
    for number in range(8):
        shell.window.settings.remember(tmp_path / f"{number}.casebook")
    shell.window.show_page("cases")
    QApplication.processEvents()
    assert clipped(shell.window) == []

    shell.window.ask_to_unlock(casebook_path)
    QApplication.processEvents()
    assert clipped(shell.window) == []


def test_a_long_title_shortens(opened: Shell, case: Case) -> None:
    opened.window.header.show_case(
        type(case)(case.id, case.kind, "Orders API unavailable " * 20, severity="SEV-1 " * 30)
    )
    QApplication.processEvents()

    assert opened.window.width() == 1024
    assert clipped(opened.window.header) == []


DIALOGS: list[Callable[[Shell], QWidget]] = [
    lambda shell: AboutDialog(shell.window),
    lambda shell: CaseDialog(None, shell.window),
    lambda shell: ChangePassphraseDialog(shell.window),
    lambda shell: NewCasebookDialog(Path("Incidents.casebook"), Chooser(), shell.window),
    lambda shell: PreferencesDialog(shell.window.settings, shell.window),
]


@pytest.mark.parametrize("make", DIALOGS)
def test_no_dialog_is_clipped(shell: Shell, make: Callable[[Shell], QWidget]) -> None:
    dialog = make(shell)
    dialog.open()
    QApplication.processEvents()

    assert clipped(dialog) == []
    assert dialog.height() <= 700
    dialog.reject()


def test_larger_text_stays_inside_the_usual_window(
    shell: Shell, casebook_path: Path, case: Case, dressed
) -> None:
    shell.window.resize(1440, 900)
    shell.window.enter(casebooks.open_casebook(casebook_path, PASSPHRASE))
    shell.window.open_case(case.id)
    dressed.set_zoom(1.25)
    shell.settle()

    assert clipped(shell.window) == []
