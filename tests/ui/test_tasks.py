"""Work beside the window: answers arrive in it, once, and nothing is lost by closing."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app import crash
from app.domain.errors import CancelledError, GoldseamError, InvalidInputError
from app.domain.progress import Progress, stop_if_cancelled
from app.ui import tasks
from app.ui.tasks import Lane, Tasks
from tests.ui.shell import local_log

__all__ = ["local_log"]


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_the_answer_arrives_on_the_thread_of_the_window(pool: Tasks, qtbot: QtBot) -> None:
    here: list[object] = []

    def done(worker: int) -> None:
        here.append((worker, threading.get_ident()))

    with qtbot.waitSignal(pool.idle):
        pool.run("Reading", lambda _progress: threading.get_ident(), done)

    ((worker, window),) = here
    assert window == threading.get_ident()
    assert worker != window


def test_a_problem_goes_to_whoever_asked(pool: Tasks, qtbot: QtBot) -> None:
    told: list[GoldseamError] = []

    def work(_progress: Progress) -> None:
        raise InvalidInputError("A case needs a title.")

    with qtbot.waitSignal(pool.idle):
        pool.run("Adding", work, pytest.fail, told.append)

    assert [str(error) for error in told] == ["A case needs a title."]


def test_a_problem_that_nobody_waits_for_is_told(pool: Tasks, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise InvalidInputError("A case needs a title.")

    with qtbot.waitSignal(pool.failed) as told:
        pool.run("Adding", work, pytest.fail)

    assert isinstance(told.args[0], InvalidInputError)


def test_a_bug_is_logged_and_told_in_one_sentence(
    pool: Tasks, qtbot: QtBot, local_log: None
) -> None:
    def work(_progress: Progress) -> None:
        raise KeyError("pool exhausted at customer X")

    with qtbot.waitSignal(pool.failed) as told:
        pool.run("Reading", work, pytest.fail)

    assert str(told.args[0]).startswith("Something went wrong")
    assert str(crash.log_path()) in str(told.args[0])
    assert "customer" not in str(told.args[0])


def test_cancelling_stops_the_work_and_drops_the_answer(pool: Tasks, qtbot: QtBot) -> None:
    begun, told = threading.Event(), []

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            stop_if_cancelled(progress)

    task = pool.run("Importing", work, pytest.fail, told.append, lane=Lane.IMPORT)
    begun.wait()
    with qtbot.waitSignal(pool.idle):
        task.cancel()

    assert isinstance(told[0], CancelledError)


def test_an_answer_that_comes_after_cancelling_is_dropped(pool: Tasks, qtbot: QtBot) -> None:
    go, told = threading.Event(), []

    task = pool.run("Searching", lambda _progress: go.wait(), pytest.fail, told.append)
    task.cancel()
    with qtbot.waitSignal(pool.idle):
        go.set()

    assert isinstance(told[0], CancelledError)


def test_edits_are_done_one_after_the_other(pool: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []

    with qtbot.waitSignal(pool.idle):
        for number in range(20):
            pool.run(
                "Saving",
                lambda _progress, number=number: order.append(number),
                lambda _none: None,
                lane=Lane.WRITE,
            )

    assert order == list(range(20))


def test_an_import_does_not_hold_an_edit_up(pool: Tasks, qtbot: QtBot) -> None:
    go = threading.Event()
    pool.run("Importing", lambda _progress: go.wait(), lambda _none: None, lane=Lane.IMPORT)
    saved: list[str] = []

    pool.run("Saving", lambda _progress: "saved", saved.append, lane=Lane.WRITE)
    qtbot.waitUntil(lambda: saved == ["saved"])

    with qtbot.waitSignal(pool.idle):
        go.set()


def test_long_tasks_are_shown_and_quiet_ones_are_not(
    pool: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    pool.run("Counting", lambda _progress: go.wait(), lambda _none: None, quiet=True)
    loud = pool.run("Importing", lambda _progress: go.wait(), lambda _none: None)
    assert pool.shown == []

    monkeypatch.setattr(tasks, "PATIENCE_S", 0)
    with qtbot.waitSignal(pool.shown_changed):
        pass

    assert pool.shown == [loud]
    with qtbot.waitSignal(pool.idle):
        go.set()


def test_closing_waits_for_edits(qtbot: QtBot) -> None:
    pool, saved = Tasks(), []
    for number in range(5):
        pool.run(
            "Saving",
            lambda _progress, number=number: saved.append(number),
            lambda _none: None,
            lane=Lane.WRITE,
        )

    pool.close()

    assert saved == [0, 1, 2, 3, 4]
