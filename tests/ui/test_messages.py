"""Messages: "Undo" inside, errors that stay, and long tasks with a way to stop them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import CancelledError, GoldseamError
from app.ui import tasks as task_module
from app.ui.tasks import Tasks
from app.ui.widgets import message_bar
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.progress_strip import ProgressStrip


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[MessageBar]:
    made = MessageBar()
    qtbot.addWidget(made)
    made.show()
    made.clear()
    yield made
    made.clear()


def button(bar: MessageBar, name: str) -> QPushButton:
    return bar.findChild(QPushButton, name)


def test_undo_stands_inside_the_message(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("Entry added.", True)

    with qtbot.waitSignal(bar.undo_wanted):
        qtbot.mouseClick(button(bar, "message-undo"), Qt.MouseButton.LeftButton)

    assert bar.text == ""


def test_a_message_about_something_else_offers_no_undo(bar: MessageBar) -> None:
    bar.say("Copied.", False)

    assert button(bar, "message-undo").isHidden()


def test_undo_goes_once_something_else_has_changed(bar: MessageBar) -> None:
    bar.say("Entry added.", True)
    bar.forget_undo()

    assert bar.text == "Entry added."
    assert button(bar, "message-undo").isHidden()


def test_a_message_goes_by_itself(
    bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar.say("Entry added.", True)
    bar._clock.start(0)

    qtbot.waitUntil(lambda: bar.text == "")
    assert message_bar.READING_MS >= 5_000


def test_errors_stay_until_closed_and_what_was_done_last_is_answered_first(
    bar: MessageBar, qtbot: QtBot
) -> None:
    bar.complain(GoldseamError("The disk is full."))
    waiting = bar.findChild(QLabel, "message-waiting")
    assert waiting.isHidden()
    bar.complain(GoldseamError("The folder is read-only."))
    bar.complain(GoldseamError("The disk is full."))
    assert waiting.text() == "1 more behind it"
    bar.say("Entry added.", True)

    assert bar.text == "The disk is full."  # said again
    assert not bar._clock.isActive()
    qtbot.mouseClick(button(bar, "message-close"), Qt.MouseButton.LeftButton)
    assert bar.text == "The folder is read-only."
    qtbot.mouseClick(button(bar, "message-close"), Qt.MouseButton.LeftButton)
    assert bar.text == ""


def test_a_long_task_can_be_stopped(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_module, "PATIENCE_S", 0)
    tasks, go, told = Tasks(), threading.Event(), []
    strip = ProgressStrip(tasks)
    qtbot.addWidget(strip)
    task = tasks.run("Importing orders.log", lambda _p: go.wait(), pytest.fail, told.append)
    task.report(40, 100, "40 of 100 lines")
    qtbot.waitUntil(strip.isVisible)

    qtbot.mouseClick(strip.findChild(QPushButton, "task-cancel"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tasks.idle):
        go.set()

    assert isinstance(told[0], CancelledError)
    assert strip.isHidden()
    tasks.close()
