"""A confined function does its work in a child: however that ends, the parent goes on unharmed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from app import confined
from app.confined import Limits, answer
from app.domain.errors import CancelledError, InvalidInputError

pytestmark = pytest.mark.usefixtures("spawned_children")

SECRET = "the-words-of-a-case"


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """No test leaves a child or a thread behind."""
    threads = set(threading.enumerate())
    yield
    assert multiprocessing.active_children() == []
    assert set(threading.enumerate()) == threads


def doubled(number: int) -> int:
    return 2 * number


def large(size: int) -> bytes:
    return b"x" * size


def refuse(sentence: str) -> None:
    raise InvalidInputError(sentence)


def stumble(words: str) -> None:
    raise KeyError(words)


def compute(_: None) -> None:
    while True:
        pass


def wait(_: None) -> None:
    threading.Event().wait()


def die(_: None) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(_: None) -> None:
    os._exit(0)


def dig(_: None) -> int:
    return dig(_) + 1


def write(path: Path) -> None:
    path.write_text("x")


def core_limit(_: None) -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)


def modules(_: None) -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


class Cancelled:
    cancelled = True

    def report(self, done: int, total: int, what: str) -> None:
        del done, total, what


def test_the_answer_comes_back() -> None:
    assert answer(doubled, 21) == 42


def test_a_large_answer_comes_back() -> None:
    assert len(answer(large, 20_000_000)) == 20_000_000


def test_a_sentence_comes_back_as_it_was_said() -> None:
    with pytest.raises(InvalidInputError) as caught:
        answer(refuse, "There is no such page.")
    assert str(caught.value) == "There is no such page."


def test_a_bug_names_its_place_but_not_what_it_worked_on() -> None:
    with pytest.raises(confined.CrashedError) as caught:
        answer(stumble, SECRET)
    assert caught.value.kind == "KeyError"
    assert "test_confined.py" in str(caught.value)
    assert SECRET not in str(caught.value)
    with pytest.raises(confined.CrashedError) as caught:
        answer(dig, None)
    assert caught.value.kind == "RecursionError"


def test_computing_ends_with_its_time() -> None:
    with pytest.raises(confined.TooLongError):
        answer(compute, None, Limits(seconds=1))


def test_doing_nothing_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "_PATIENCE", 1)
    with pytest.raises(confined.TooLongError):
        answer(wait, None, Limits(seconds=1))


def test_too_much_memory_is_told() -> None:
    with pytest.raises(confined.TooMuchMemoryError):
        answer(large, 2 * 1024**3, Limits(memory_bytes=1024**3))


@pytest.mark.parametrize("end", [die, leave])
def test_a_child_that_is_gone_is_told(end) -> None:
    with pytest.raises(confined.BrokenOffError):
        answer(end, None)


def test_it_can_be_cancelled() -> None:
    with pytest.raises(CancelledError):
        answer(wait, None, progress=Cancelled())


def test_it_writes_no_file_where_it_may_not(tmp_path: Path) -> None:
    answer(write, tmp_path / "allowed")
    assert (tmp_path / "allowed").read_text() == "x"

    with pytest.raises(confined.CrashedError) as caught:
        answer(write, tmp_path / "refused", Limits(writes=False))
    assert caught.value.kind == "OSError"
    assert (tmp_path / "refused").read_text() == ""


def test_it_leaves_no_core_dump_and_brings_in_little() -> None:
    assert answer(core_limit, None) == (0, 0)
    assert answer(modules, None).isdisjoint({"PySide6", "sqlalchemy", "jinja2", "docx", "lxml"})
