"""A bug leaves a trace in the local log, and no evidence in it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import crash
from app.confined import CrashedError
from app.domain.errors import GoldseamError, InvalidInputError

SECRET = "customer Weber called at 02:46"


@pytest.fixture
def local_log(home: Path) -> Iterator[None]:
    yield
    for handler in crash._log_at(crash.log_path()).handlers:
        handler.close()


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def problem() -> Exception:
    item_text = SECRET
    try:
        try:
            raise KeyError(item_text)
        except KeyError as cause:
            raise InvalidInputError(f"“{item_text}” is not a day") from cause
    except InvalidInputError as ours:
        return _said(ours, item_text)


def _said(cause: Exception, item_text: str) -> Exception:
    try:
        raise ValueError(f"cannot read {item_text}") from cause
    except ValueError as error:
        return error


def test_the_log_tells_types_and_places_but_no_evidence(local_log: None) -> None:
    sentence = str(crash.saved(problem()))
    text = crash.log_path().read_text(encoding="utf-8")

    assert "ValueError" in text
    assert "caused by builtins.KeyError" in text
    assert "InvalidInputError" in text  # its sentence may quote what a person typed
    assert "in problem" in text
    assert SECRET not in text
    assert str(crash.log_path()) in sentence
    assert "\n" not in sentence


def test_the_log_is_for_its_owner_alone(local_log: None) -> None:
    crash.saved(problem())

    assert crash.log_path().stat().st_mode & 0o077 == 0


def test_uncaught_exceptions_are_told_on_any_thread(local_log: None, hooks: None) -> None:
    told: list[GoldseamError] = []
    crash.catch_everything(told.append)

    sys.excepthook(ValueError, problem(), None)
    sys.excepthook(InvalidInputError, InvalidInputError("A case needs a title."), None)

    assert isinstance(told[0], crash.UnexpectedError)
    assert str(told[1]) == "A case needs a title."


def test_interrupting_from_the_terminal_still_works(hooks: None, capsys) -> None:
    crash.catch_everything(lambda _error: pytest.fail("not a bug"))

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_a_bug_in_a_child_is_logged_with_the_places_there(local_log: None) -> None:
    try:
        raise CrashedError("KeyError", '  File "worker.py", line 3, in read\n')
    except CrashedError as error:
        crash.saved(error)

    text = crash.log_path().read_text(encoding="utf-8")
    assert "KeyError in a child" in text
    assert "worker.py" in text
