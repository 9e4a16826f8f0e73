"""Models for the assist in the window: chosen, told about, tried, taken off the list."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidget, QPushButton

from app.domain.errors import ModelError
from app.domain.progress import Progress, stop_if_cancelled
from app.operations.assist import models, trying
from app.operations.assist.trying import Tried
from app.ui.widgets.plain_text import PlainText
from tests.tiny_model import tiny_model
from tests.ui.shell import Shell, case, casebook_path, clipped, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def press(shell: Shell, name: str) -> None:
    button = shell.find(QPushButton, name)
    assert button.isEnabled(), name
    button.click()


def told(shell: Shell) -> str:
    return shell.find(PlainText, "model-about").toPlainText()


def names(shell: Shell) -> list[str]:
    found = shell.find(QListWidget, "model-list")
    return [found.item(row).text() for row in range(found.count())]


def test_a_model_is_chosen_tried_and_taken_off_the_list(
    opened: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = [Tried(31, 300 * 1024**2, 12, 9), ModelError("The model broke off; try again.")]

    def trial(_model: models.Model, _progress: Progress) -> Tried:
        outcome = tried.pop(0)
        if isinstance(outcome, ModelError):
            raise outcome
        return outcome

    monkeypatch.setattr(trying, "try_out", trial)
    letter = tmp_path / "letter.gguf"
    letter.write_text("Dear Ana")
    model = tiny_model(tmp_path / "tiny.gguf")
    opened.window.trigger("assist-models")
    assert told(opened) == "No model was chosen yet."
    assert not opened.find(QPushButton, "model-try").isEnabled()

    opened.chooser.answer = letter
    press(opened, "model-choose")
    opened.settle()
    assert "is not a GGUF file" in told(opened)

    opened.chooser.answer = model
    press(opened, "model-choose")
    opened.settle()
    assert names(opened) == ["Tiny"]
    assert "nothing can be said of its licence" in told(opened)
    assert models.chosen()[0].sha256 in told(opened)

    press(opened, "model-try")
    opened.settle()
    assert "31 s and 300 MB of memory. Of 12 suggestions it judged, it sees 9" in told(opened)
    press(opened, "model-try")
    opened.settle()
    assert told(opened) == "The model broke off; try again."
    assert clipped(opened.window) == []

    press(opened, "model-remove")
    assert names(opened) == []
    assert model.exists()
    press(opened, "model-close")


def test_a_trial_can_be_stopped(
    opened: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def trial(_model: models.Model, progress: Progress) -> Tried:
        begun.set()
        while True:
            stop_if_cancelled(progress)

    monkeypatch.setattr(trying, "try_out", trial)
    models.choose(tiny_model(tmp_path / "tiny.gguf"))
    opened.window.trigger("assist-models")
    press(opened, "model-try")
    opened.qtbot.waitUntil(begun.is_set)
    assert not opened.find(QPushButton, "model-choose").isEnabled()
    press(opened, "model-stop")
    opened.settle()
    assert told(opened) == "Stopped; nothing was changed."
    assert opened.find(QPushButton, "model-try").isEnabled()
    press(opened, "model-close")
