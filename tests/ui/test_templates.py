"""Templates of one's own in the window: copied, checked, used, and what they can show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableWidget,
    QWidget,
)

from app.domain.changes import Changed
from app.operations import casebooks, templates
from app.ui.dialogs.templates import TemplatesDialog
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.two_lines import ASIDE, BELOW
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

Open = Callable[[], TemplatesDialog]


def own(name: str, text: str) -> Path:
    """A template of one's own with only Markdown in it, which is quick to check."""
    folder = templates.copy("incident-review", name).folder
    (folder / "manifest.yaml").write_text(
        "id: incident-review\ntitle: Review\naudience: engineers\nformats: {md: own.j2}\n"
    )
    (folder / "own.j2").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def inside(shell: Shell, casebook_path: Path) -> Shell:
    """The window with a casebook, and no case in hand."""
    shell.window.enter(casebooks.open_casebook(casebook_path, PASSPHRASE))
    shell.settle()
    return shell


def show(shell: Shell) -> QListWidget:
    shell.window.trigger("templates")
    return shell.find(QListWidget, "template-list")


def rows(shell: Shell) -> list[tuple[str, str, str]]:
    found = shell.find(QListWidget, "template-list")
    items = [found.item(row) for row in range(found.count())]
    return [(item.text(), item.data(BELOW), item.data(ASIDE)) for item in items]


def pick(shell: Shell, name: str) -> None:
    names = [row[0] for row in rows(shell)]
    shell.find(QListWidget, "template-list").setCurrentRow(names.index(name))


def press(shell: Shell, name: str) -> None:
    button = shell.find(QPushButton, name)
    assert button.isEnabled(), name
    button.click()
    shell.settle()


def told(shell: Shell) -> str:
    return shell.find(PlainText, "template-problems").toPlainText()


def close(shell: Shell) -> None:
    shell.find(QPushButton, "template-close").click()
    shell.settle()


def test_shipped_and_own_stand_in_one_list(inside: Shell) -> None:
    own("Harbour", "# A")
    (templates.folder() / "Empty").mkdir()

    show(inside)

    listed = {text: (below, aside) for text, below, aside in rows(inside)}
    assert listed["Incident review"][1] == "in use"
    assert listed["Incident review"][0].endswith("shipped")
    assert listed["Harbour"] == ("Markdown · in place of “Incident review”", "")
    assert listed["Empty"][0].endswith("manifest.yaml is missing.")
    pick(inside, "Empty")
    for name in ("template-copy", "template-variables", "template-use"):
        assert not inside.find(QPushButton, name).isEnabled()
    close(inside)


def test_a_shipped_one_is_copied_under_a_name(inside: Shell) -> None:
    show(inside)
    pick(inside, "Incident review")
    press(inside, "template-copy")
    field = inside.find(QLineEdit, "template-name")
    field.setText("../Harbour")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "cannot be called" in inside.find(QLabel, "problem").text()

    field.setText("Harbour")
    QTest.keyClick(field, Qt.Key.Key_Return)
    inside.settle()

    assert "Harbour" in [row[0] for row in rows(inside)]
    assert inside.find(QListWidget, "template-list").currentItem().text() == "Harbour"
    assert "Harbour" in told(inside)
    assert (templates.folder() / "Harbour/manifest.yaml").is_file()
    close(inside)


def test_a_check_tells_what_is_wrong_and_where(inside: Shell) -> None:
    folder = own("Harbour", "# A\n{{ view.titel }}")
    show(inside)
    pick(inside, "Harbour")

    press(inside, "template-check")
    assert "near line 2: view.titel does not exist; did you mean view.title?" in told(inside)

    (folder / "own.j2").write_text("# {{ view.title | md }}")
    press(inside, "template-check")
    assert told(inside) == "Nothing is wrong with “Harbour”."
    close(inside)


def test_a_template_is_used_and_left_again(inside: Shell) -> None:
    own("Harbour", "# A")
    session = inside.window.session
    assert session is not None
    changes: list[Changed] = []
    session.changed.connect(changes.append)
    show(inside)
    pick(inside, "Harbour")

    press(inside, "template-use")

    assert templates.chosen(session.casebook) == {"incident-review": "Harbour"}
    in_use = [row[0] for row in rows(inside) if row[2]]
    assert "Harbour" in in_use
    assert "Incident review" not in in_use
    assert not inside.find(QPushButton, "template-use").isEnabled()
    assert [change.tables for change in changes] == [{"templates"}]

    pick(inside, "Incident review")
    press(inside, "template-use")
    assert templates.chosen(session.casebook) == {}
    assert len(changes) == 2
    close(inside)


def test_a_faulty_template_is_not_used(inside: Shell) -> None:
    own("Harbour", "{{ view.titel }}")
    show(inside)
    pick(inside, "Harbour")

    press(inside, "template-use")

    assert "did you mean view.title?" in told(inside)
    assert inside.window.session is not None
    assert templates.chosen(inside.window.session.casebook) == {}
    close(inside)


def test_without_a_casebook_there_is_nothing_to_use_it_for(shell: Shell) -> None:
    own("Harbour", "# A")
    show(shell)
    pick(shell, "Harbour")

    assert not shell.find(QPushButton, "template-use").isEnabled()
    press(shell, "template-check")
    assert told(shell) == "Nothing is wrong with “Harbour”."
    close(shell)


def test_closing_the_dialog_ends_its_check(inside: Shell) -> None:
    own("Harbour", "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}")
    show(inside)
    pick(inside, "Harbour")
    inside.find(QPushButton, "template-check").click()
    assert told(inside) == "Checking “Harbour”…"

    inside.find(QPushButton, "template-close").click()
    inside.settle()  # the child is gone long before its ten seconds, and nothing is left to tell
    assert inside.window.findChildren(TemplatesDialog) == []


def test_the_folder_opens_where_the_selected_template_lies(shell: Shell) -> None:
    own("Harbour", "# A")
    shown: list[Path] = []
    dialog = TemplatesDialog(shell.window.tasks, None, shown.append, shell.window)
    dialog.open()
    for name in ("Incident review", "Harbour"):
        pick(shell, name)
        press(shell, "template-folder")
    dialog.reject()

    assert shown == [templates.folder(), templates.folder() / "Harbour"]


def test_the_variables_are_shown_and_found(shell: Shell) -> None:
    show(shell)
    pick(shell, "Incident review")
    press(shell, "template-variables")
    table = shell.find(QTableWidget, "variables")
    assert table.item(0, 0).text() == "view.title"
    assert table.item(0, 2).text() == "The title of the case."

    QTest.keyClicks(shell.find(QLineEdit, "find-variable"), "notes quote")

    found = [
        table.item(row, 0).text() for row in range(table.rowCount()) if not table.isRowHidden(row)
    ]
    assert found == ["view.notes[].quote"]
    shell.find(QPushButton, "variables-close").click()
    close(shell)


def test_tab_goes_from_the_list_to_the_main_button(inside: Shell) -> None:
    own("Harbour", "# A")
    show(inside)
    pick(inside, "Harbour")
    QApplication.processEvents()
    visited = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        visited.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert visited == [
        "template-list",
        "template-check",
        "template-variables",
        "template-folder",
        "template-close",
        "template-use",
    ]
    close(inside)


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_nothing_is_clipped(shell: Shell, dressed, zoom: float) -> None:
    dressed.set_zoom(zoom)
    own("Harbour", "{{ view.titel }}")
    show(shell)
    pick(shell, "Harbour")
    press(shell, "template-check")
    fits(shell.find(QWidget, "templates-dialog"))

    press(shell, "template-variables")
    fits(shell.find(QWidget, "template-variables-dialog"))
    shell.find(QPushButton, "variables-close").click()
    close(shell)


def fits(dialog: QWidget) -> None:
    # A header asks for as much height as any scroll area, and shows its one line in less.
    assert [each for each in clipped(dialog) if not each.startswith("QHeaderView")] == []
    assert dialog.width() <= 1024
    assert dialog.height() <= 700
