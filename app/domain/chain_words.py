"""The words of a failure chain, lower case, as they stand within a sentence."""

from __future__ import annotations

from app.domain.chain import FactorNature, FactorPart, FactorSide, LinkKind, Sign

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
