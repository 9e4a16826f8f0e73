"""What the process of a model can be asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from app.assist.llama.loaded import Loaded
from app.assist.llama.wire import Json, RefusedError, Tell, Why

Job: TypeAlias = Callable[[Loaded, Json, Tell], Json]
"""Runs in the process of the model: what it is given and what it answers are plain JSON."""


def complete(model: Loaded, given: Json, tell: Tell) -> Json:
    """Go on with a text, or answer a conversation.

    Given ``prompt`` (a text) or ``messages`` (pairs of who and what), ``most`` tokens, and where
    wanted a ``grammar`` (GBNF, from our own generator only: llama.cpp can crash on others) and a
    ``seed`` with a ``temperature``. Answers ``text``, how many ``tokens`` it has, and whether it
    ``ended`` by itself.
    """
    from llama_cpp.llama_grammar import LlamaGrammar

    if not isinstance(given, dict):
        raise TypeError
    most = int(str(given["most"]))
    tokens = _prompt(model, given)
    if len(tokens) + most > model.context:
        raise RefusedError(Why.TOO_LONG)
    grammar = given.get("grammar")
    model.llama.set_seed(int(str(given.get("seed", 0))))
    written = b""
    count = 0
    for token in model.llama.generate(
        tokens,
        temp=float(str(given.get("temperature", 0))),
        grammar=LlamaGrammar.from_string(grammar, verbose=False)
        if isinstance(grammar, str)
        else None,
    ):
        if count == most or model.ends(token):
            break
        written += model.llama.detokenize([token])
        count += 1
        tell(count, most)
    return {"text": written.decode(errors="replace"), "tokens": count, "ended": count < most}


def _prompt(model: Loaded, given: dict[str, Json]) -> list[int]:
    messages = given.get("messages")
    if not isinstance(messages, list):
        return model.begun_plain(str(given["prompt"]))
    return model.tokens_of(
        [(str(each[0]), str(each[1])) for each in messages if isinstance(each, list)]
    )


JOBS: Mapping[str, Job] = {"complete": complete}
