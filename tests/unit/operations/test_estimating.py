"""A run says about how long it will still take, each part of it for itself."""

from __future__ import annotations

import pytest

from app.domain.progress import NoProgress
from app.operations.assist.estimating import Estimated, left_words


class Watching(NoProgress):
    def __init__(self) -> None:
        self.told: list[str] = []

    def report(self, done: int, total: int, what: str) -> None:
        self.told.append(what)


def test_an_estimate_comes_once_there_is_one_and_each_part_counts_anew() -> None:
    times = iter((0.0, 0.0, 1.0, 30.0, 60.0, 70.0, 70.0, 90.0))
    watching = Watching()
    estimated = Estimated(watching, lambda: next(times))
    for done in (1, 30, 60):
        estimated.report(done, 60, "Asking")
    for done in (1, 20):
        estimated.report(done, 40, "Naming")
    assert watching.told == [
        "Asking",
        "Asking · about 30 seconds left",
        "Asking",
        "Naming",
        "Naming · about 20 seconds left",
    ]


@pytest.mark.parametrize(
    ("elapsed_s", "done", "words"),
    [
        (2.9, 1, ""),
        (30, 0, ""),
        (3, 9, "about 5 seconds left"),
        (50, 5, "about 50 seconds left"),
        (52, 5, "about 1 minute left"),
        (100, 1, "about 15 minutes left"),
    ],
)
def test_it_is_as_exact_as_an_estimate_is(elapsed_s: float, done: int, words: str) -> None:
    assert left_words(elapsed_s, done, 10) == words
