"""A process of a model that answers what a test says, and notes what it was asked."""

from __future__ import annotations

from collections.abc import Callable

from app.assist.llama.prompts import OPTIONS
from app.assist.llama.wire import Json
from app.domain.progress import Progress, stop_if_cancelled

Choose = Callable[[str], str]
"""The option that the model chooses for a text."""


class Scripted:
    """Chooses by the text it is shown, the same in every order, and writes what it is told to."""

    def __init__(self, choose: Choose, says: Callable[[str], Json] = lambda _: None) -> None:
        self.asked: list[tuple[str, dict[str, Json]]] = []
        self._choose = choose
        self._says = says

    def ask(self, job: str, given: Json, progress: Progress, what: str) -> Json:
        stop_if_cancelled(progress)
        assert isinstance(given, dict)
        self.asked.append((job, given))
        progress.report(0, 0, what)
        if job == "judge":
            count = len(given["orders"])
            return [[self._row(text) for _ in range(count)] for text in given["texts"]]
        assert job == "write"
        return [self._says(text) for text, _grammar in given["each"]]

    def _row(self, text: str) -> list[float]:
        choice = None if text == "(record) -" else self._choose(text)
        likely = [0.8 if name == choice else 0.2 / (len(OPTIONS) - 1) for name in OPTIONS]
        return likely if choice else [1 / len(OPTIONS)] * len(OPTIONS)
