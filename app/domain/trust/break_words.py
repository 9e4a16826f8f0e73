"""The words of trust breaks, lower case, as they stand within a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.review_words import CERTAINTY_WORDS, counted
from app.domain.trust.break_map import BreakLine, BreakMap
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend

SIDE_WORDS = {
    Side.UNSAID: "not said yet",
    Side.INSIDE: "inside",
    Side.UPWARD: "upward",
    Side.OUTWARD: "outward",
}

REGION_WORDS = {
    Side.UPWARD: "Above",
    Side.INSIDE: "Inside",
    Side.OUTWARD: "Outside",
}
"""What the bands of the map are called, from the top."""

KIND_WORDS = {
    BreakKind.UNSAID: "not said yet",
    BreakKind.SYSTEM: "the system",
    BreakKind.CONDUCT: "how people acted",
    BreakKind.LEADERSHIP: "leadership",
    BreakKind.USERS: "what users are told",
}
"""What is trusted less."""

SEVERITY_WORDS = {
    Severity.UNSAID: "not said yet",
    Severity.STRAINED: "strained",
    Severity.DAMAGED: "damaged",
    Severity.BROKEN: "broken",
}

TREND_WORDS = {
    Trend.UNSAID: "not said yet",
    Trend.WORSE: "getting worse",
    Trend.SAME: "unchanged",
    Trend.BETTER: "getting better",
}

FROM_TO = "arrows lead from who trusts less"
"""What the direction of a line means."""

NOBODY = "not said who"
"""Stands for a party that has no name yet."""


def state_words(line: BreakLine) -> str:
    """``inside, how people acted, damaged, getting worse, confirmed``; what nobody said is told."""
    words = [
        SIDE_WORDS[line.side] if line.side else "direction not said yet",
        KIND_WORDS[line.kind] if line.kind else "kind not said yet",
        SEVERITY_WORDS[line.severity] if line.severity else "severity not said yet",
        TREND_WORDS[line.trend] if line.trend else "trend not said yet",
        CERTAINTY_WORDS[line.certainty],
    ]
    return ", ".join(words)


def line_told(line: BreakLine, names: Mapping[str, str]) -> str:
    """A break in words, for those who do not see the map; ``names`` of the parties by id."""
    party, toward = names[line.from_id] or NOBODY, names[line.to_id] or NOBODY
    fear = line.fear.rstrip(".!") or "not said yet"
    return (
        f"{line.number}, from {party} toward {toward}: {state_words(line)}. "
        f"Feared to happen again: {fear}."
    )


def map_told(shown: BreakMap) -> str:
    """The whole map in words: who stands where, and each break as a sentence of its own."""
    if not shown:
        return "No trust break is written yet."
    names = {party.id: party.name for party in shown.parties}
    parties, breaks = counted(len(names), "party", "parties"), counted(len(shown.lines), "break")
    counts = f"Trust break map: {parties}, {breaks}."
    lines = (line_told(line, names) for line in shown.lines)
    return " ".join([counts, regions_told(shown), *lines])


def regions_told(shown: BreakMap) -> str:
    """Who stands where, a sentence for each band."""
    sentences = []
    for side, words in REGION_WORDS.items():
        if there := [party.name or NOBODY for party in shown.parties if party.side is side]:
            sentences.append(f"{words}: {', '.join(there)}.")
    return " ".join(sentences)
