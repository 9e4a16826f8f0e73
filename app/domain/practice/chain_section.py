"""The failure chain as a document shows it: factors, links, loops, ladders, what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.notes import Notes
from app.domain.practice.chain import Factor, FactorLink, FactorNature, FactorPart, FactorSide
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.domain.practice.chain_rules import ChainQuestion, Thin
from app.domain.practice.chain_words import NATURE_WORDS, PART_WORDS, SIDE_WORDS, link_words
from app.domain.practice.failure_chain import FailureChain, Ladder, Loop
from app.domain.review_words import CERTAINTY_WORDS, counted


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One condition or decision that contributed."""

    number: str
    """Its number in the list, such as F1; the same number stands in the picture."""
    text: str
    """The condition or decision."""
    part: str
    """What part it played, such as “Enabling condition”; empty where nobody has said."""
    side: str
    """“technical” or “organisational”; empty where nobody has said."""
    nature: str
    """What kind of condition it is, such as “missing control”; empty where nobody has said."""
    why_open: str
    """Why this path was open; empty where nobody has written it."""
    most: bool
    """Whether it is the one condition that raised the impact or slowed recovery most."""
    marks: tuple[str, ...]
    """How sure people are, and what is to be known about its evidence."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""
    closed: str
    """Which actions close it, such as “Closed by A2.”, or that none does."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """How one factor led to another."""

    number: str
    """Its number, such as L1."""
    sentence: str
    """“F2 enables F1 (+)”."""
    note: str
    """What people wrote about it; may be empty."""
    marks: tuple[str, ...]
    """How sure people are."""
    closed: str
    """Which actions close it; empty where none does."""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of a ladder of whys."""

    text: str
    """What was so."""
    factor: str
    """The number of the factor that it became, such as F2; empty where it is no factor."""


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One ladder of whys."""

    steps: tuple[LadderStep, ...]
    """What is to be explained first; each further step is why the one before could be."""


@dataclass(frozen=True, slots=True)
class ChainSection:
    """Why the failure path was open. False where nothing of it is written."""

    rows: tuple[FactorRow, ...]
    """The factors, in their order."""
    ways: tuple[LinkRow, ...]
    """How they led to each other."""
    loops: tuple[str, ...]
    """Ways that lead back to where they began, a sentence each."""
    most: str
    """The one condition that raised the impact or slowed recovery most: “F2: …”; may be empty."""
    most_why: str
    """Why it is that one; may be empty."""
    ladders: tuple[LadderRow, ...]
    """The ladders of whys."""
    open: tuple[str, ...]
    """What is still open in the chain, a sentence each."""
    cards: tuple[FactorCard, ...]
    """The factors as the picture of the chain draws them."""
    lines: tuple[LinkCard, ...]
    """The links as the picture draws them."""

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.rows or self.ladders)


_SAYS: dict[Thin, tuple[str, str]] = {
    Thin.NOT_CITED: ("{} cites no evidence.", "{} cite no evidence."),
    Thin.NOT_WHY_OPEN: ("Why the path was open is not written for {}.",) * 2,
    Thin.NOT_SORTED: (
        "What part {} played is not said.",
        "What part {} played is not said.",
    ),
    Thin.NOT_LINKED: (
        "{} is not linked with another factor.",
        "{} are not linked with another factor.",
    ),
}
"""What a document says of a thin factor, and of several; readers get no questions."""

_SAYS_OF_ALL = {
    Thin.ONLY_ONE: "Only one factor is named.",
    Thin.NO_TRIGGER: "No factor is named as the trigger.",
    Thin.ONLY_TRIGGERS: "Only triggers are named; what made them possible is not.",
    Thin.NOTHING_ORGANISATIONAL: "No organisational factor is named.",
    Thin.NOTHING_MARKED: "Which condition raised the impact or slowed recovery most is not said.",
}


def chain_section(
    chain: FailureChain, notes: Notes, thin: Iterable[ChainQuestion] = ()
) -> ChainSection:
    """The section out of the chain; ``thin`` is what `chain_rules.questions` found in it."""
    told = [factor for factor in chain.factors if factor.text.strip()]
    known = {factor.id for factor in told}
    links = [link for link in chain.links if link.from_id in known and link.to_id in known]
    numbers = {link.id: f"L{at}" for at, link in enumerate(links, 1)}
    most = next((factor for factor in told if chain.is_marked(factor.id)), None)
    return ChainSection(
        rows=tuple(_row(chain, factor, notes) for factor in told),
        ways=tuple(_way(chain, link, numbers[link.id]) for link in links),
        loops=tuple(
            _loop_words(chain, loop) for loop in chain.loops if known.issuperset(loop.factor_ids)
        ),
        most=f"{chain.number(most.id)}: {most.text.strip()}" if most else "",
        most_why=chain.marked.text.strip() if most and chain.marked else "",
        ladders=tuple(_ladder(chain, ladder) for ladder in chain.ladders),
        open=tuple(_open(chain, told, list(thin))),
        cards=tuple(_numbered(card) for card in chain.factor_cards() if card.id in known),
        lines=tuple(
            replace(
                card,
                id=numbers[card.id],
                from_id=chain.number(card.from_id),
                to_id=chain.number(card.to_id),
            )
            for card in chain.link_cards()
            if card.id in numbers
        ),
    )


def _numbered(card: FactorCard) -> FactorCard:
    return replace(card, id=card.number)


def _row(chain: FailureChain, factor: Factor, notes: Notes) -> FactorRow:
    cited = chain.cited.get(factor.id, ())
    part = "" if factor.part is FactorPart.UNSORTED else PART_WORDS[factor.part].capitalize()
    unsorted = factor.nature is FactorNature.UNSORTED
    return FactorRow(
        number=chain.number(factor.id),
        text=factor.text.strip(),
        part=part,
        side="" if factor.side is FactorSide.UNSORTED else SIDE_WORDS[factor.side],
        nature="" if unsorted else NATURE_WORDS[factor.nature],
        why_open=factor.why_open.strip(),
        most=chain.is_marked(factor.id),
        marks=(CERTAINTY_WORDS[factor.certainty], *notes.marks(cited)),
        notes=notes.numbers(cited),
        closed=_closed(chain, factor.id) or "No action closes it.",
    )


def _way(chain: FailureChain, link: FactorLink, number: str) -> LinkRow:
    return LinkRow(
        number=number,
        sentence=link_words(
            chain.number(link.from_id), link.kind, link.sign, chain.number(link.to_id)
        ),
        note=link.note.strip(),
        marks=(CERTAINTY_WORDS[link.certainty],),
        closed=_closed(chain, link.id),
    )


def _closed(chain: FailureChain, thing_id: str) -> str:
    actions = chain.closing(thing_id)
    return f"Closed by {listed(actions)}." if actions else ""


def _loop_words(chain: FailureChain, loop: Loop) -> str:
    way = " → ".join(chain.number(one) for one in (*loop.factor_ids, loop.factor_ids[0]))
    if loop.feeds_itself:
        return f"{way}: this loop feeds itself."
    return f"{way}: this loop holds itself back."


def _ladder(chain: FailureChain, ladder: Ladder) -> LadderRow:
    return LadderRow(
        tuple(
            LadderStep(
                step.text.strip(),
                chain.number(step.factor_id) if step.factor_id in chain.by_id else "",
            )
            for step in ladder.steps
        )
    )


def _open(
    chain: FailureChain, told: Sequence[Factor], thin: Sequence[ChainQuestion]
) -> Iterable[str]:
    found = {question.thin for question in thin if not question.about}
    yield from (words for each, words in _SAYS_OF_ALL.items() if each in found)
    if unwritten := len(chain.factors) - len(told):
        yield f"{counted(unwritten, 'factor is', 'factors are')} begun and not written yet."
    for each, (of_one, of_several) in _SAYS.items():
        about = {question.about for question in thin if question.thin is each}
        numbers = [chain.number(factor.id) for factor in told if factor.id in about]
        if numbers:
            yield (of_one if len(numbers) == 1 else of_several).format(listed(numbers))
    left = [chain.number(factor.id) for factor in told if not chain.closing(factor.id)]
    if left:
        yield f"No action closes {listed(left, 'or')}."


def listed(words: Sequence[str], last: str = "and") -> str:
    """``F1``, ``F1 and F2``, ``F1, F2 and F3``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
