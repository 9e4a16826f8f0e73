"""What the process of a model does to judge: weigh the options, or answer within a grammar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from app.assist.llama.beginnings import begin_with, go_back
from app.assist.llama.loaded import Loaded
from app.assist.llama.wire import Json, RefusedError, Tell, Why
from app.assist.llama.writing import Bounds, written

Weights = npt.NDArray[np.float64]


def judge(model: Loaded, given: Json, tell: Tell) -> Json:
    """How likely the model begins its answer with each option, of each text, in each order.

    Given ``orders`` (of ``[head, tail]``; a text stands between head and tail), ``texts``
    and ``options``. Answers, for each text, a list over the orders of the probabilities of the
    options, which add up to 1; None where a text is longer than the model holds. No text is
    written. Raises `RefusedError` for a model that begins two options alike.
    """
    orders, texts, options = (_list(given, name) for name in ("orders", "texts", "options"))
    tokens = _first_tokens(model, [str(option) for option in options])
    found: list[list[Json]] = [[] for _ in texts]
    for number, order in enumerate(orders):
        question = _Question(model, order)
        for place, text in enumerate(texts):
            weights = question.weights(str(text), tokens)
            found[place].append(None if weights is None else weights.tolist())
            tell(number * len(texts) + place + 1, len(orders) * len(texts))
    return [None if None in each else list(each) for each in found]


def write(model: Loaded, given: Json, tell: Tell) -> Json:
    """What the model answers about each of some texts, each answer bound by its own grammar.

    Given a ``question`` (``[head, tail]``), ``each`` (of ``[text, grammar]``) and ``most``
    tokens. Answers a text for each; None where one is too long, or its answer comes to no end.
    """
    each = _list(given, "each")
    most = given["most"] if isinstance(given, dict) else None
    if not isinstance(most, int):
        raise TypeError
    question = _Question(model, _list(given, "question"))
    found: list[Json] = []
    for place, asked in enumerate(each):
        if not isinstance(asked, list) or len(asked) != 2:
            raise TypeError
        text, grammar = str(asked[0]), str(asked[1])
        still = _Still(tell, place, len(each))
        found.append(question.answer(text, Bounds(most, grammar), still))
        tell(place + 1, len(each))
    return found


class _Question:
    """A question whose beginning stays in the model's memory from one text to the next.

    Every text is read after exactly this beginning. So no answer depends on what else was asked.
    """

    def __init__(self, model: Loaded, parts: Json) -> None:
        if not isinstance(parts, list) or len(parts) != 2:
            raise TypeError
        self._model = model
        self._head, self._tail = map(str, parts)
        one, other = self._tokens("0"), self._tokens("(")
        self._kept = one[: _common(one, other)]
        if len(self._kept) >= model.context:
            raise RefusedError(Why.TOO_LONG)
        begin_with(model, self._kept)

    def weights(self, text: str, options: Sequence[Sequence[int]]) -> Weights | None:
        """The probabilities of the options; None where the text is too long."""
        tokens = self._tokens(text)
        if len(tokens) >= self._model.context:
            return None
        self._model.llama.eval(tokens[self._back_to_the_beginning(tokens) :])
        return _weights(_logits(self._model), options)

    def answer(self, text: str, bounds: Bounds, tell: Tell) -> str | None:
        """What the model writes; None where the text is too long, or the answer without an end."""
        tokens = self._tokens(text)
        if len(tokens) + bounds.most > self._model.context:
            return None
        self._back_to_the_beginning(tokens)
        said = written(self._model, tokens, bounds, tell)
        return said.text if said.ended else None

    def _tokens(self, text: str) -> list[int]:
        return self._model.tokens_of([("user", self._head + text + self._tail)])

    def _back_to_the_beginning(self, tokens: Sequence[int]) -> int:
        """Forget what came after the beginning. How many tokens the model still holds."""
        kept = len(self._kept)
        if list(tokens[:kept]) == self._kept and go_back(self._model, kept):
            return kept
        begin_with(self._model, ())
        return 0


def _weights(logits: npt.NDArray[np.float32], options: Sequence[Sequence[int]]) -> Weights:
    sums = np.array([np.logaddexp.reduce(logits[list(one)].astype(float)) for one in options])
    if not np.isfinite(sums).all():
        raise RefusedError(Why.NO_ANSWER)
    likely = np.exp(sums - sums.max())
    return np.asarray(likely / likely.sum())


def _logits(model: Loaded) -> npt.NDArray[np.float32]:
    """What the model holds of each token as the next one."""
    from llama_cpp import llama_get_logits_ith

    values = llama_get_logits_ith(model.llama.ctx, -1)
    if not values:
        raise RefusedError(Why.NO_ANSWER)
    return np.ctypeslib.as_array(values, shape=(model.llama.n_vocab(),))


def _first_tokens(model: Loaded, options: Sequence[str]) -> list[list[int]]:
    """The tokens that begin each option and no other, with a blank before it or without."""
    found = [
        {model.plain(said)[0] for said in (option, f" {option}") if model.plain(said)}
        for option in options
    ]
    times = Counter(token for tokens in found for token in tokens)
    alone = [sorted(token for token in tokens if times[token] == 1) for tokens in found]
    if not all(alone):
        raise RefusedError(Why.NO_ANSWER)
    return alone


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


class _Still:
    """Tells of every token, with no more done: so an order to stop is heard."""

    def __init__(self, tell: Tell, done: int, total: int) -> None:
        self._tell = partial(tell, done, total)

    def __call__(self, done: int, total: int) -> None:
        self._tell()


def _list(given: Json, name: str) -> list[Json]:
    value = given[name] if isinstance(given, dict) else None
    if not isinstance(value, list):
        raise TypeError
    return value
