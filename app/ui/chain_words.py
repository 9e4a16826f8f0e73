"""How the window words the failure chain: its rows, links, questions. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.practice.chain import (
    Factor,
    FactorLink,
    FactorNature,
    FactorPart,
    FactorSide,
    LinkKind,
)
from app.domain.practice.chain_rules import ChainQuestion
from app.domain.practice.chain_words import (
    LINK_WORDS,
    NATURE_WORDS,
    PART_WORDS,
    SIDE_WORDS,
    link_words,
)
from app.domain.practice.failure_chain import FailureChain
from app.domain.review_words import CERTAINTY_WORDS, counted

T = TypeVar("T")

_UNSAID = "–"

BACKWARDS = {
    LinkKind.CAUSE: "is caused by",
    LinkKind.ENABLE: "is enabled by",
    LinkKind.AMPLIFY: "is amplified by",
    LinkKind.SLOW: "is slowed by",
}


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor as a row of the list; ``marked`` is the one that weighed most."""

    id: str
    number: str
    text: str
    part: str
    side: str
    nature: str
    certainty: str
    cited: str
    closed: str
    marked: bool


def factor_lines(chain: FailureChain) -> tuple[FactorLine, ...]:
    """The factors as rows, in their order."""
    return tuple(_line(chain, factor) for factor in chain.factors)


def _line(chain: FailureChain, factor: Factor) -> FactorLine:
    cited = len(chain.cited.get(factor.id, ()))
    return FactorLine(
        id=factor.id,
        number=chain.number(factor.id),
        text=short(factor),
        part=_UNSAID if factor.part is FactorPart.UNSORTED else PART_WORDS[factor.part],
        side=_UNSAID if factor.side is FactorSide.UNSORTED else SIDE_WORDS[factor.side],
        nature=_UNSAID if factor.nature is FactorNature.UNSORTED else NATURE_WORDS[factor.nature],
        certainty=CERTAINTY_WORDS[factor.certainty],
        cited=str(cited) if cited else "none",
        closed=", ".join(chain.closing(factor.id)) or "open",
        marked=chain.is_marked(factor.id),
    )


def short(factor: Factor) -> str:
    """The words of a factor on one line; says so where it has none."""
    return " ".join(factor.text.split()) or "not written yet"


def named(chain: FailureChain, factor_id: str) -> str:
    """``F2 The pool holds 40 connections``."""
    return f"{chain.number(factor_id)} {short(chain.by_id[factor_id])}"


def link_line(chain: FailureChain, link: FactorLink) -> str:
    """A link in short: ``F2 enables F1 (+)``."""
    return link_words(chain.number(link.from_id), link.kind, link.sign, chain.number(link.to_id))


def link_line_from(chain: FailureChain, link: FactorLink, factor_id: str) -> str:
    """A link as one of its factors sees it: ``enables F1 The flag went to 100 %``."""
    if link.from_id == factor_id:
        return f"{LINK_WORDS[link.kind]} {named(chain, link.to_id)}"
    return f"{BACKWARDS[link.kind]} {named(chain, link.from_id)}"


def count_words(chain: FailureChain) -> str:
    """``5 factors, 4 links, 1 loop``."""
    parts = [counted(len(chain.factors), "factor")]
    parts += [counted(len(chain.links), "link")] if chain.links else []
    parts += [counted(len(chain.loops), "loop")] if chain.loops else []
    return ", ".join(parts)


def by_thing(questions: Sequence[ChainQuestion]) -> Mapping[str, str]:
    """The questions by what they are about, a line each; '' for the chain as a whole."""
    found: dict[str, list[str]] = {}
    for question in questions:
        found.setdefault(question.about, []).append(question.text)
    return {about: "\n".join(texts) for about, texts in found.items()}


def offered(words: Mapping[T, str]) -> tuple[tuple[T, str], ...]:
    """Values with their words, as a form offers them."""
    return tuple((value, text[:1].upper() + text[1:]) for value, text in words.items())
