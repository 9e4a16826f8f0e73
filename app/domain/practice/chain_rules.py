"""What is thin in a failure chain, as questions to people; none of them has to be answered.

The rules look at the system and never judge a person: where a text names somebody known, they ask
what made it easy. How a text is worded otherwise is asked by the candour check.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.domain.names import NameFinder
from app.domain.practice.chain import Factor, FactorPart, FactorSide, Why
from app.domain.practice.failure_chain import FailureChain


class Thin(Enum):
    """What is thin, with the question that stands beside it."""

    NO_TEXT = "This factor has no words yet. Which condition or decision contributed?"
    NAMES_A_PERSON = "This names a person. What made it easy, or the check absent?"
    NOT_CITED = "No evidence is cited. What shows it?"
    NOT_WHY_OPEN = "Why was this path open?"
    NOT_SORTED = "Was it a trigger, an enabling condition, an amplifier, or did it slow recovery?"
    NOT_LINKED = "Nothing links it with another factor. What did it lead to, or what made it so?"
    ONLY_ONE = "There is only one factor. Which conditions had to be there as well?"
    NO_TRIGGER = "No factor is a trigger. What set it off?"
    ONLY_TRIGGERS = "All factors are triggers. What made it possible that they had such an effect?"
    NOTHING_ORGANISATIONAL = (
        "No factor is organisational. What about ownership, handoffs, priorities, process?"
    )
    NOTHING_MARKED = "Which single condition raised the impact most, or slowed recovery most?"
    SHORT_LADDER = "The ladder stops here. Why was that possible?"


@dataclass(frozen=True, slots=True)
class ChainQuestion:
    """One question; ``about`` is the id of a factor or a step, empty for the chain as a whole."""

    thin: Thin
    about: str = ""

    @property
    def text(self) -> str:
        """The question in words."""
        return self.thin.value


_LADDER_ENOUGH = 3
"""From that many steps on, a ladder may end; five is a custom, no law."""


def questions(chain: FailureChain, names: NameFinder) -> tuple[ChainQuestion, ...]:
    """All that is thin: first in the chain as a whole, then by factor, then by step."""
    found = [ChainQuestion(thin) for thin in _of_the_whole(chain)]
    linked = {end for link in chain.links for end in (link.from_id, link.to_id)}
    for factor in chain.factors:
        thins = _of_factor(chain, factor, names, linked=factor.id in linked)
        found += [ChainQuestion(thin, factor.id) for thin in thins]
    for ladder in chain.ladders:
        for step in ladder.steps:
            found += [ChainQuestion(thin, step.id) for thin in _of_names(step.text, names)]
        if len(ladder.steps) < _LADDER_ENOUGH:
            found.append(ChainQuestion(Thin.SHORT_LADDER, ladder.steps[-1].id))
    return tuple(found)


def _of_the_whole(chain: FailureChain) -> Iterable[Thin]:
    factors = chain.factors
    if not factors:
        return
    if len(factors) == 1:
        yield Thin.ONLY_ONE
    parts = {factor.part for factor in factors}
    if FactorPart.TRIGGER not in parts:
        yield Thin.NO_TRIGGER
    elif parts == {FactorPart.TRIGGER}:
        yield Thin.ONLY_TRIGGERS
    if not any(factor.side is FactorSide.ORGANISATIONAL for factor in factors):
        yield Thin.NOTHING_ORGANISATIONAL
    if len(factors) > 1 and chain.marked is None:
        yield Thin.NOTHING_MARKED


def _of_factor(
    chain: FailureChain, factor: Factor, names: NameFinder, *, linked: bool
) -> Iterable[Thin]:
    if not factor.text.strip():
        yield Thin.NO_TEXT
        return
    yield from _of_names(f"{factor.text}\n{factor.why_open}", names)
    if not factor.why_open.strip():
        yield Thin.NOT_WHY_OPEN
    if not chain.cited.get(factor.id):
        yield Thin.NOT_CITED
    if factor.part is FactorPart.UNSORTED:
        yield Thin.NOT_SORTED
    if len(chain.factors) > 1 and not linked:
        yield Thin.NOT_LINKED


def _of_names(text: str, names: NameFinder) -> Iterable[Thin]:
    if names.find(text):
        yield Thin.NAMES_A_PERSON


def step_of(chain: FailureChain, step_id: str) -> Why | None:
    """The step of that id; None where a question is about something else."""
    steps = (step for ladder in chain.ladders for step in ladder.steps)
    return next((step for step in steps if step.id == step_id), None)
