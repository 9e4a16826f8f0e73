"""Who may go when: readers together, one writer, edits before batches, or one alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from app.casebook.gate import Gate

SOON = 5.0


class Visitor(threading.Thread):
    """A thread that goes through the gate, and stays inside until told to leave."""

    def __init__(
        self, label: str, way: Callable[[], AbstractContextManager[None]], order: list[str]
    ) -> None:
        super().__init__(daemon=True)
        self._label = label
        self._way = way
        self._order = order
        self.inside = threading.Event()
        self._leave = threading.Event()

    def run(self) -> None:
        with self._way():
            self._order.append(self._label)
            self.inside.set()
            self._leave.wait(SOON)

    def only_passes_through(self) -> None:
        self._leave.set()

    def leave(self) -> None:
        self._leave.set()
        self.join(SOON)
        assert not self.is_alive()


class Visitors:
    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.order: list[str] = []
        self._all: list[Visitor] = []

    def __call__(self, label: str) -> Visitor:
        ways: dict[str, Callable[[], AbstractContextManager[None]]] = {
            "read": self._gate.reading,
            "edit": self._gate.writing,
            "batch": lambda: self._gate.writing(batch=True),
            "alone": self._gate.alone,
        }
        visitor = Visitor(label, ways[label], self.order)
        visitor.start()
        self._all.append(visitor)
        return visitor

    def end(self) -> None:
        for visitor in self._all:
            visitor.leave()


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def visitors(gate: Gate) -> Iterator[Visitors]:
    made = Visitors(gate)
    yield made
    made.end()


def until_waiting(gate: Gate, edits: int) -> None:
    """Until so many edits stand before the gate."""
    while gate._edits_waiting < edits:
        threading.Event().wait(0.001)


def goes_in(visitor: Visitor) -> bool:
    return visitor.inside.wait(SOON)


def stays_out(visitor: Visitor) -> bool:
    return not visitor.inside.wait(0.05)


def test_readers_and_one_writer_work_side_by_side(visitors: Visitors) -> None:
    assert all(goes_in(visitors(label)) for label in ("read", "read", "edit", "read"))


@pytest.mark.parametrize("first", ["edit", "batch"])
@pytest.mark.parametrize("second", ["edit", "batch"])
def test_there_is_one_writer(visitors: Visitors, first: str, second: str) -> None:
    writing = visitors(first)
    assert goes_in(writing)
    waiting = visitors(second)
    assert stays_out(waiting)
    writing.leave()
    assert goes_in(waiting)


def test_an_edit_goes_before_a_batch_that_waited_longer(gate: Gate, visitors: Visitors) -> None:
    writing = visitors("batch")
    assert goes_in(writing)
    batch = visitors("batch")
    assert stays_out(batch)
    for _ in range(2):
        visitors("edit").only_passes_through()
    until_waiting(gate, edits=2)
    writing.leave()
    assert goes_in(batch)
    assert visitors.order == ["batch", "edit", "edit", "batch"]


@pytest.mark.parametrize("first", ["read", "edit", "batch", "alone"])
def test_alone_waits_until_everybody_is_out(visitors: Visitors, first: str) -> None:
    inside = visitors(first)
    assert goes_in(inside)
    alone = visitors("alone")
    assert stays_out(alone)
    inside.leave()
    assert goes_in(alone)


@pytest.mark.parametrize("later", ["read", "edit", "batch"])
def test_who_is_alone_keeps_everybody_out(visitors: Visitors, later: str) -> None:
    alone = visitors("alone")
    assert goes_in(alone)
    other = visitors(later)
    assert stays_out(other)
    alone.leave()
    assert goes_in(other)


@pytest.mark.parametrize("way", ["reading", "writing", "alone"])
def test_a_failure_inside_leaves_the_gate_open(gate: Gate, visitors: Visitors, way: str) -> None:
    with pytest.raises(ZeroDivisionError), getattr(gate, way)():
        raise ZeroDivisionError
    assert goes_in(visitors("alone"))
