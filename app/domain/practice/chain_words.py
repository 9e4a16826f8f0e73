"""The words of a failure chain, lower case, as they stand within a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.practice.chain import FactorNature, FactorPart, FactorSide, LinkKind, Sign
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.domain.review_words import CERTAINTY_WORDS

PART_WORDS = {
    FactorPart.UNSORTED: "not sorted yet",
    FactorPart.TRIGGER: "trigger",
    FactorPart.ENABLING: "enabling condition",
    FactorPart.AMPLIFIER: "amplifier",
    FactorPart.FRICTION: "recovery friction",
}

SIDE_WORDS = {
    FactorSide.UNSORTED: "neither side yet",
    FactorSide.TECHNICAL: "technical",
    FactorSide.ORGANISATIONAL: "organisational",
}

NATURE_WORDS = {
    FactorNature.UNSORTED: "not sorted yet",
    FactorNature.MISSING_CONTROL: "missing control",
    FactorNature.UNCLEAR_OWNERSHIP: "unclear ownership",
    FactorNature.WEAK_OBSERVABILITY: "weak observability",
    FactorNature.HANDOFF: "handoff",
    FactorNature.PROCESS: "process",
    FactorNature.TOOLING: "tooling",
    FactorNature.DESIGN: "design",
    FactorNature.COMMUNICATION: "communication",
    FactorNature.CAPACITY: "capacity",
    FactorNature.CHANGE: "change",
    FactorNature.DECISION: "decision",
    FactorNature.OTHER: "other",
}

LINK_WORDS = {
    LinkKind.CAUSE: "causes",
    LinkKind.ENABLE: "enables",
    LinkKind.AMPLIFY: "amplifies",
    LinkKind.SLOW: "slows",
}

SIGN_SYMBOLS = {Sign.MORE: "+", Sign.LESS: "−"}

SIGN_WORDS = {
    Sign.MORE: "the more of one, the more of the other",
    Sign.LESS: "the more of one, the less of the other",
}


def link_words(number: str, kind: LinkKind, sign: Sign, other: str) -> str:
    """A link as a sentence without a full stop: ``F2 enables F1 (+)``."""
    return f"{number} {LINK_WORDS[kind]} {other} ({SIGN_SYMBOLS[sign]})"


def closed_words(card: FactorCard) -> str:
    """Whether an action closes a factor: ``closed by A2``, or ``open``; of many, the first two."""
    actions = card.closed_by
    if len(actions) > 3:
        return f"closed by {', '.join(actions[:2])} and {len(actions) - 2} more"
    return f"closed by {', '.join(actions)}" if actions else "open"


def card_told(card: FactorCard, links: Iterable[LinkCard], numbers: Mapping[str, str]) -> str:
    """A card and its links in words, for those who do not see it; ``numbers`` by id."""
    marked = ", weighed most" if card.marked else ""
    sentences = [
        f"{card.number}, {PART_WORDS[card.part]}, {SIDE_WORDS[card.side]}, "
        f"{CERTAINTY_WORDS[card.certainty]}, {closed_words(card)}{marked}: {card.text.rstrip('.')}."
    ]
    sentences += [
        f"{link_words(numbers[link.from_id], link.kind, link.sign, numbers[link.to_id])}."
        for link in links
        if card.id in (link.from_id, link.to_id)
    ]
    return " ".join(sentences)


def link_told(link: LinkCard, numbers: Mapping[str, str]) -> str:
    """A link in words, with what its sign means."""
    sentences = [
        f"{numbers[link.from_id]} {LINK_WORDS[link.kind]} {numbers[link.to_id]}, "
        f"{CERTAINTY_WORDS[link.certainty]}: {SIGN_WORDS[link.sign]}."
    ]
    if link.in_loop:
        sentences.append("It is part of a loop.")
    return " ".join([*sentences, link.note.strip()]).strip()
