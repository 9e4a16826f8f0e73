"""How a model writes: token after token, bound by a grammar where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.assist.llama.loaded import Loaded
from app.assist.llama.wire import RefusedError, Tell, Why


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer is bound by.

    So many tokens at ``most``, a grammar (GBNF, from our own generator only: llama.cpp can crash
    on others), and chance, none at ``temperature`` 0.
    """

    most: int
    grammar: str | None = None
    seed: int = 0
    temperature: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, in how many tokens, and whether it came to its end by itself."""

    text: str
    tokens: int
    ended: bool


def written(model: Loaded, prompt: Sequence[int], bounds: Bounds, tell: Tell) -> Written:
    """What a model writes after a prompt, which is read again only from where it is new.

    ``tell`` hears of every token. Raises `RefusedError` where prompt and answer are longer
    than what the model holds.
    """
    from llama_cpp.llama_grammar import LlamaGrammar

    if len(prompt) + bounds.most > model.context:
        raise RefusedError(Why.TOO_LONG)
    grammar = bounds.grammar
    bound = None if grammar is None else LlamaGrammar.from_string(grammar, verbose=False)
    model.llama.set_seed(bounds.seed)
    said = b""
    count = 0
    for token in model.llama.generate(prompt, temp=bounds.temperature, grammar=bound):
        if count == bounds.most or model.ends(token):
            break
        said += model.llama.detokenize([token])
        count += 1
        tell(count, bounds.most)
    return Written(said.decode(errors="replace"), count, count < bounds.most)
