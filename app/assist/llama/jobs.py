"""What the process of a model can be asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TypeAlias

from app.assist.llama.judging import judge, write
from app.assist.llama.loaded import Loaded
from app.assist.llama.vectors import embed
from app.assist.llama.wire import Json, Tell
from app.assist.llama.writing import Bounds, written

Job: TypeAlias = Callable[[Loaded, Json, Tell], Json]
"""Runs in the process of the model: what it is given and what it answers are plain JSON."""


def complete(model: Loaded, given: Json, tell: Tell) -> Json:
    """Go on with a text, or answer a conversation.

    Given ``prompt`` (a text) or ``messages`` (pairs of who and what), ``most`` tokens, and where
    wanted a ``grammar`` (GBNF, from our own generator only: llama.cpp can crash on others) and a
    ``seed`` with a ``temperature``. Answers ``text``, how many ``tokens`` it has, and whether it
    ``ended`` by itself.
    """
    if not isinstance(given, dict):
        raise TypeError
    grammar = given.get("grammar")
    bounds = Bounds(
        most=int(str(given["most"])),
        grammar=grammar if isinstance(grammar, str) else None,
        seed=int(str(given.get("seed", 0))),
        temperature=float(str(given.get("temperature", 0))),
    )
    return asdict(written(model, _prompt(model, given), bounds, tell))


def _prompt(model: Loaded, given: dict[str, Json]) -> list[int]:
    messages = given.get("messages")
    if not isinstance(messages, list):
        return model.begun_plain(str(given["prompt"]))
    return model.tokens_of(
        [(str(each[0]), str(each[1])) for each in messages if isinstance(each, list)]
    )


JOBS: Mapping[str, Job] = {
    "complete": complete,
    "embed": embed,
    "judge": judge,
    "write": write,
}
