"""The release of Qt for Python that we pin keeps its references.

PySide6 6.12.0 was built for Pythons whose None and True are immortal. On Python 3.11 they are not:
every emitted signal took a reference to True away, every slot one to None, and after some hundred
signals the interpreter ended the program at once.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

MANY = 200
KEPT = [True, None] * (10 * MANY)  # so that without them a failing test still ends as one


class Bell(QObject):
    rung = Signal()


def test_signals_and_slots_take_no_reference_away() -> None:
    bell = Bell()
    heard: list[str] = []
    bell.rung.connect(lambda: heard.append("rung"))
    before = [sys.getrefcount(True), sys.getrefcount(None)]

    for _ in range(MANY):
        bell.rung.emit()

    lost = [was - sys.getrefcount(value) for was, value in zip(before, (True, None), strict=True)]
    assert len(heard) == MANY
    assert all(count < MANY // 2 for count in lost)
