"""What a model's answers are worth, and what they change of a suggestion: doubt, never more.

A model can make the program doubt more, or a little less. It cannot make a suggestion probable,
and it changes neither items nor quotes nor times.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from app.assist.llama.prompts import NOTHING, OPTIONS
from app.assist.wording import EVENT_WORDS
from app.domain.assist.suggestions import Suggestion
from app.domain.drafts import Certainty, EntryKind

Weights = npt.NDArray[np.float64]

_LESS_DOUBT = 0.2
_OTHER_KIND = 0.15
_NO_EVENT = 0.3
_UNSURE = 0.1
"""Shares of what there is (of doubt, or of what is left to 1) that a full agreement moves."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model said of one item.

    ``votes`` is what it chose in each order of asking, ``likely`` how likely each of `OPTIONS` was
    to it on the mean.
    """

    votes: tuple[str, ...]
    likely: Weights

    @property
    def choice(self) -> str:
        """What it chose most often; between equals what was likelier."""
        return max(OPTIONS, key=lambda name: (self.votes.count(name), self.likelihood(name)))

    @property
    def agreeing(self) -> int:
        """How often it chose that."""
        return self.votes.count(self.choice)

    @property
    def settled(self) -> bool:
        """Whether it chose that in more than half of the orders."""
        return self.agreeing * 2 > len(self.votes)

    def likelihood(self, option: str) -> float:
        """How likely an option was on the mean, from 0 to 1."""
        return float(self.likely[OPTIONS.index(option)])


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a model said when it had to write an answer: a kind, how sure, and a numbered span."""

    kind: str
    certainty: Certainty
    span: tuple[int, int]


def opinion(weights: Weights, leaning: Weights) -> Opinion:
    """What the weights of `OPTIONS` (one row an order of asking) say.

    ``leaning`` are the weights where there was nothing to judge. A model that likes a word likes
    it there too, so it is divided by.
    """
    fair = weights / np.maximum(leaning, 1e-6)
    fair /= fair.sum(axis=1, keepdims=True)
    return Opinion(tuple(OPTIONS[place] for place in fair.argmax(axis=1)), fair.mean(axis=0))


def weighed(one: Suggestion, held: Opinion, pointed: Pointed | None, weight: float) -> Suggestion:
    """A suggestion with what a model thinks of it: its doubt, and in words why.

    ``weight`` is what the model counts, from 0 (its doubts are told, and change nothing) to 1.
    """
    agreed = weight * held.agreeing / len(held.votes) * held.likelihood(held.choice)
    reasons = [_said(one, held)]
    doubt, certainty = one.doubt, one.certainty
    if not held.settled:
        doubt += (1 - doubt) * _UNSURE * weight
    elif held.choice == NOTHING:
        doubt += (1 - doubt) * _NO_EVENT * agreed
        certainty = Certainty.UNCERTAIN if weight else certainty
    elif held.choice == one.event:
        doubt -= doubt * _LESS_DOUBT * agreed
    else:
        doubt += (1 - doubt) * _OTHER_KIND * agreed
    if pointed is not None and pointed.certainty is Certainty.UNCERTAIN:
        doubt += (1 - doubt) * _UNSURE * weight
        reasons.append("the model called it uncertain when it had to answer in words")
    if pointed is not None and not _overlaps(one, pointed.span):
        reasons.append("the model points at other words of the same record")
    return replace(
        one,
        certainty=certainty,
        doubt=round(min(max(doubt, 0.0), 1.0), 2) if weight else one.doubt,
        reasons=(*one.reasons, *reasons),
        shown=one.items[:1],
    )


def agrees(one: Suggestion) -> bool:
    """Whether the model said that it reads a suggestion as the first engine does.

    Of a weak model this is told, though it counts nothing.
    """
    if one.event is None:
        return False
    return any(reason.startswith(_as_it_is(one.event)) for reason in one.reasons)


def _said(one: Suggestion, held: Opinion) -> str:
    if not held.settled:
        return "the model answers otherwise when the order of asking changes"
    times = f"{held.agreeing} of {len(held.votes)} orders of asking"
    if held.choice == NOTHING:
        return f"the model sees no event in it, in {times}"
    if held.choice == one.event:
        return f"{_as_it_is(held.choice)}{times}"
    kind = _named(one.event) if one.event else "an event"
    return f"the model reads it as {_named(held.choice)}, in {times}; the built-in engine as {kind}"


def _as_it_is(kind: str) -> str:
    return f"the model reads it as {_named(kind)} too, in "


def _named(kind: str) -> str:
    return "another event" if kind == EntryKind.OTHER else EVENT_WORDS[EntryKind(kind)]


def _overlaps(one: Suggestion, span: tuple[int, int]) -> bool:
    """Whether a quote of the judged item touches a span; so it does where nothing is quoted."""
    quotes = [quote for quote in one.quotes if quote.item == one.items[0]]
    return not quotes or any(quote.start < span[1] and span[0] < quote.end for quote in quotes)
