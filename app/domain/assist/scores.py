"""How good answers of the assist are, measured on evidence that people have labelled.

Nothing here is shown beside a case: it compares engines and models.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
LEAST_SHARED = 0.3
BINS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entry of a timeline that people wrote.

    ``at_us`` is when it happened, within ``slack_us``: in UTC, or by the wall clock where its
    document states no zone. ``event`` is False for what stands there and is no event.
    """

    at_us: int
    slack_us: int
    text: str
    event: bool = True
    also_us: int | None = None

    def is_told_by(self, at_us: int | None, text: str) -> bool:
        """Whether a suggestion is of this entry: at its time, with 30 % of the words of both."""
        times = [one for one in (self.at_us, self.also_us) if one is not None]
        if at_us is None or min(abs(at_us - one) for one in times) > self.slack_us:
            return False
        mine, theirs = _words(self.text), _words(text)
        return len(mine & theirs) >= LEAST_SHARED * len(mine | theirs)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions whose confidence (1 less doubt) is from ``low`` on: how many, how many right."""

    low: float
    suggested: int
    right: int


def calibration(judged: Iterable[tuple[float, bool]], bins: int = BINS) -> tuple[Bin, ...]:
    """Pairs of confidence and whether it was right, in equal steps of confidence; empty ones out.

    Well calibrated is what is right as often as its confidence says.
    """
    counts: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for confidence, is_right in judged:
        place = min(int(confidence * bins), bins - 1)
        counts[place] += 1
        right[place] += is_right
    return tuple(Bin(place / bins, counts[place], right[place]) for place in sorted(counts))


def grouping_accuracy(found: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """The share of lines whose group is exactly the group that people gave them (0 to 1).

    Both sequences name the group of each line.
    """
    mine, theirs = _members(found), _members(gold)
    exact = {frozenset(lines) for lines in theirs.values()}
    right = sum(len(lines) for lines in mine.values() if frozenset(lines) in exact)
    return right / len(gold) if gold else 0.0


def rand_index(found: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """The adjusted Rand index of two groupings: 1 the same, 0 no better than chance.

    Hubert and Arabie, 1985.
    """
    both = _pairs(Counter(zip(found, gold, strict=True)).values())
    mine, theirs = _pairs(Counter(found).values()), _pairs(Counter(gold).values())
    every = _pairs((len(gold),))
    expected = mine * theirs / every if every else 0.0
    most = (mine + theirs) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _members(groups: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for line, group in enumerate(groups):
        found[group].append(line)
    return found
