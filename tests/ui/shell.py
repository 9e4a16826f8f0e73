"""A whole window over fresh settings: no file dialog of the desktop, no program started again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app import crash
from app.domain.drafts import Case, CaseKind
from app.operations import casebooks, cases
from app.ui import theme
from app.ui.case_pages import Builder
from app.ui.choosers import FileChooser
from app.ui.main_window import MainWindow
from app.ui.settings import Settings
from app.ui.theme import Mode

PASSPHRASE = "kite lamp orbit seven"


class Chooser(FileChooser):
    """Answers at once with the path it was given."""

    def __init__(self) -> None:
        self.answer: Path | None = None

    def to_open(self, parent, title, kinds, chosen):
        if self.answer is not None:
            chosen(self.answer)

    def to_save(self, parent, title, suggested, kinds, chosen):
        if self.answer is not None:
            chosen(self.answer)


class Shell:
    """The window under test, and what it asked the world for."""

    def __init__(self, qtbot: QtBot, settings: Settings) -> None:
        self.qtbot = qtbot
        self.chooser = Chooser()
        self.relaunched: list[Path] = []
        self.window = MainWindow(settings, self.chooser, self.relaunched.append)
        self.window.resize(1024, 700)
        self.window.show()

    def settle(self) -> None:
        """Wait until no task is left and what follows from the last has happened."""
        self.qtbot.waitUntil(lambda: not self.window.tasks.running, timeout=30_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.window.tasks.running, timeout=30_000)

    def find(self, kind: type, name: str):
        """The visible widget of that name, in the window or in a dialog over it."""
        found = [each for each in self.window.findChildren(kind, name) if each.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
        return found[0]

    def close(self) -> None:
        """Leave as a person does, and wait for it."""
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible())


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[theme.Theme]:
    """The theme, light and unzoomed, taken off again afterwards."""
    look = theme.current()
    look.set_mode(Mode.LIGHT)
    look.set_zoom(1.0)
    look.attach(qapp)
    yield look
    look.set_mode(Mode.LIGHT)
    look.set_zoom(1.0)


@pytest.fixture
def make_shell(
    qtbot: QtBot, dressed: theme.Theme, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Shell]]:
    """Starts windows that share their settings, one after the other.

    Pages that a test does not ask for are not built.
    """
    monkeypatch.setattr(Builder, "rest_ms", 600_000)
    made: list[Shell] = []

    def make() -> Shell:
        shell = Shell(qtbot, Settings(home / "goldseam.ini"))
        made.append(shell)
        return shell

    yield make
    for shell in made:
        if shell.window.isVisible():
            shell.close()
        shiboken6.delete(shell.window)


@pytest.fixture
def shell(make_shell: Callable[[], Shell]) -> Shell:
    """One window."""
    return make_shell()


@pytest.fixture
def casebook_path(tmp_path: Path) -> Path:
    """A closed casebook with nothing in it."""
    path = tmp_path / "Incidents.casebook"
    casebooks.new_casebook(path, PASSPHRASE).close()
    return path


@pytest.fixture
def case(casebook_path: Path) -> Case:
    """The only case of the closed casebook."""
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    added = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable after release 4412")
    casebook.close()
    return added


@pytest.fixture
def opened(shell: Shell, casebook_path: Path, case: Case) -> Shell:
    """The window with the case in hand."""
    shell.window.enter(casebooks.open_casebook(casebook_path, PASSPHRASE))
    shell.window.open_case(case.id)
    shell.settle()
    return shell


@pytest.fixture
def local_log(home: Path) -> Iterator[None]:
    """A local log in the home of this test, closed afterwards."""
    yield
    for handler in crash._log_at(crash.log_path()).handlers:
        handler.close()


def clipped(root: QWidget) -> list[str]:
    """Visible widgets that are smaller than they must be, or reach over the edge of the window."""
    window = root.window()
    inside = QRect(QPoint(0, 0), window.size())
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not _counts(widget):
            continue
        needed = widget.minimumSizeHint()
        corner = widget.mapTo(window, QPoint(0, 0))
        small = widget.width() < needed.width() or widget.height() < needed.height()
        if small or not inside.contains(QRect(corner, widget.size())):
            size = f"{widget.width()}×{widget.height()}"
            found.append(f"{_name(widget)} {size}, needs {needed.width()}×{needed.height()}")
    return found


def _counts(widget: QWidget) -> bool:
    """What scrolls may reach over an edge, and the field inside a combo box is its own affair."""
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox):
        return False
    while parent is not None and not parent.isWindow():
        if parent.objectName() == "qt_scrollarea_viewport":
            return False
        parent = parent.parentWidget()
    return widget.window() is not widget


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName() or text!r}"
