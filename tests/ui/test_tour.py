"""The tour: it points at real parts, blocks nothing, and does not come back once it was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.ui import pages
from app.ui.theme import Mode, Theme
from app.ui.tour import STEPS
from tests.ui.shell import (
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


def title(shell: Shell) -> str:
    return shell.find(QLabel, "tour-title").text()


def is_on(shell: Shell) -> bool:
    card = shell.window.findChild(QWidget, "tour-card")
    return card is not None and card.isVisible()


def in_window(shell: Shell, name: str) -> QRect:
    widget = shell.find(QWidget, name)
    return QRect(widget.mapTo(shell.window, QPoint(0, 0)), widget.size())


def click(shell: Shell, name: str) -> None:
    QTest.mouseClick(shell.find(QPushButton, name), Qt.MouseButton.LeftButton)


def with_evidence(shell: Shell) -> None:
    from app.operations import imports

    session = shell.window.session
    imports.import_text(session.casebook, session.case.id, "2026-02-10T09:00:00Z up\n", "a.log")
    shell.settle()


def test_it_begins_with_the_sample_and_never_by_itself_again(
    make_shell: Callable[[], Shell],
) -> None:
    first = make_shell()
    first.window.trigger("open-sample")
    first.qtbot.waitUntil(lambda: is_on(first), timeout=30_000)
    first.settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not is_on(first)
    first.close()

    second = make_shell()
    second.window.trigger("open-sample")
    second.settle()
    assert second.window.session is not None
    assert not is_on(second)
    second.window.trigger("tour")
    assert title(second) == STEPS[0].title


def test_without_a_casebook_it_is_shown_in_the_sample(shell: Shell) -> None:
    shell.window.settings.tour_left = True
    shell.window.trigger("tour")
    shell.qtbot.waitUntil(lambda: is_on(shell), timeout=30_000)

    shell.settle()
    assert shell.window.session.case.title.endswith("(sample)")


def test_it_goes_on_and_back_by_keyboard_and_ends_with_the_last_step(opened: Shell) -> None:
    with_evidence(opened)
    opened.window.trigger("tour")
    seen = [title(opened)]
    for _ in STEPS[1:]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        seen.append(title(opened))
    assert seen == [step.title for step in STEPS]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert title(opened) == STEPS[-2].title

    click(opened, "tour-next")
    click(opened, "tour-next")
    assert not is_on(opened)
    assert opened.window.settings.tour_left


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_every_step_points_at_something_that_is_there(opened: Shell, number: int) -> None:
    with_evidence(opened)
    step = STEPS[number]
    opened.window.trigger("tour")
    for _ in range(number):
        click(opened, "tour-next")
    QApplication.processEvents()

    assert step.page in {page.id for page in pages.PAGES}
    ring = in_window(opened, "tour-ring")
    for part in step.parts:
        assert ring.contains(in_window(opened, part)), part
    assert not in_window(opened, "tour-card").intersects(ring.adjusted(5, 5, -5, -5))


def test_it_follows_when_the_window_changes(opened: Shell) -> None:
    with_evidence(opened)
    opened.window.trigger("tour")
    for _ in range(4):
        click(opened, "tour-next")
    before = in_window(opened, "tour-ring")
    opened.window.resize(1300, 800)
    opened.qtbot.waitUntil(lambda: in_window(opened, "tour-ring").left() > before.left() + 200)
    assert in_window(opened, "tour-ring").contains(in_window(opened, "export-button"))

    click(opened, "tour-back")
    opened.window.show_page("cases")
    opened.qtbot.waitUntil(lambda: in_window(opened, "tour-card").bottom() > 700)
    assert is_on(opened)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_it_fits_at_the_smallest_size_with_large_text(
    opened: Shell, dressed: Theme, mode: Mode
) -> None:
    with_evidence(opened)
    dressed.set_zoom(1.5)
    dressed.set_mode(mode)
    opened.window.trigger("tour")
    for step in STEPS:
        QApplication.processEvents()
        card = opened.find(QWidget, "tour-card")
        assert opened.window.rect().contains(card.geometry()), step.title
        assert clipped(card) == [], step.title
        click(opened, "tour-next")


def test_the_program_goes_on_working_beside_it(opened: Shell) -> None:
    with_evidence(opened)
    opened.window.trigger("tour")
    table = opened.find(QWidget, "evidence-table")
    table.setFocus()
    table.stand_on(0)

    QTest.keyClick(table, "t")
    assert QApplication.focusWidget().objectName() == "capture-text"
    QTest.keyClicks(QApplication.focusWidget(), "It went up")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    opened.settle()
    assert is_on(opened)
    opened.window.leave()
    opened.settle()
    assert not is_on(opened)
