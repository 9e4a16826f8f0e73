"""Two clocks compared: how far one source runs ahead of another, by what stands in both.

What counts are marks that single out one record, such as the id of a request, and lines that are
equal word for word. A clock that is off moves all pairs by the same amount; a delay does not. This
only proposes: a person decides whether a clock was off, and which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median_low, quantiles

from app.domain.moments import SECOND_US, Precision

LEAST_PAIRS = 3
_LEAST_US = 2 * SECOND_US
"""A smaller difference is not worth a person's time, and is often the way of a message."""
_AGREEING = 0.6
_ONE_SIDED = 0.1
_MOST_OCCURRENCES = 4
"""A mark in more records of a source singles out none of them."""
_LEAST_LINE, _LEAST_WORDS = 20, 3
_MOST_TEXT = 4_000
_MOST_PAIRS = 2_000

_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,}")
_LONGEST = 64
_TIME_LIKE = re.compile(r"\d{4}-\d\d-\d\d.*|1\d{9}|1\d{12}")
_TURN = re.compile(r"(?<=\d)[A-Za-z]|(?<=[A-Za-z])\d")
_LONG_NUMBER = re.compile(r"\d{6}")


def marks_of(text: str) -> Iterator[str]:
    """The ids in a record, and its longer lines, as marks to compare by."""
    part = text[:_MOST_TEXT]
    for found in _TOKEN.findall(part):
        token = found.strip("-_")
        if 8 <= len(token) <= _LONGEST and not token.isalpha() and _is_id(token):
            yield token.lower()
    for line in part.splitlines():
        words = line.split()
        if len(words) >= _LEAST_WORDS and len(line) >= _LEAST_LINE:
            yield "“" + " ".join(words).casefold()


def _is_id(token: str) -> bool:
    """Whether it looks drawn at random: the names of hosts and releases have but one number."""
    if _TIME_LIKE.fullmatch(token):
        return False
    if token.isdigit():
        return len(token) >= 9
    return len(_TURN.findall(token)) >= 2 or _LONG_NUMBER.search(token) is not None


@dataclass(slots=True)
class Sightings:
    """The marks of one source: where each was seen first. Filled in the order of time."""

    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By mark: the item and its time in UTC microseconds."""
    items: int = 0
    step_us: int = 1
    """The coarsest precision of the stamps that were looked at."""
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, item_id: int, utc_us: int, precision: Precision, text: str) -> None:
        """Note the marks of the next item; one that is only dated to the day says nothing here."""
        self.items += 1
        if precision is Precision.DAY:
            return
        self.step_us = max(self.step_us, precision.step_us)
        for mark in set(marks_of(text)):
            self._counts[mark] = self._counts.get(mark, 0) + 1
            self.seen.setdefault(mark, (item_id, utc_us))

    @property
    def telling(self) -> Mapping[str, tuple[int, int]]:
        """The marks that single out a record; an equal line only where it came once."""
        return {
            mark: where
            for mark, where in self.seen.items()
            if self._counts[mark] <= (1 if mark[0] == "“" else _MOST_OCCURRENCES)
        }


@dataclass(frozen=True, slots=True)
class SkewPair:
    """Two items that share a mark; ``difference_us`` is the first one's time less the second's."""

    mark: str
    first_id: int
    second_id: int
    difference_us: int
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Skew:
    """The first source runs ahead of the second by ``by_us`` (behind it where that is negative).

    ``median_us`` and ``spread_us`` (the middle half) are those of the agreeing pairs. ``pairs``
    holds all that were compared, the agreeing ones first.
    """

    by_us: int
    median_us: int
    spread_us: int
    agreeing: int
    pairs: tuple[SkewPair, ...]

    @property
    def turned(self) -> Skew:
        """The same, seen from the second source."""
        pairs = (
            replace(
                pair,
                first_id=pair.second_id,
                second_id=pair.first_id,
                difference_us=-pair.difference_us,
            )
            for pair in self.pairs
        )
        return replace(self, by_us=-self.by_us, median_us=-self.median_us, pairs=tuple(pairs))


def skew_between(first: Sightings, second: Sightings, *, relayed: bool = False) -> Skew | None:
    """What two sources show of their clocks; None where they show no steady difference.

    ``relayed`` says that the second source receives what the first sends, as a chat does an alert:
    then a later second time is a delay, and shows nothing.
    """
    pairs = _pairs(first.telling, second.telling)
    if len(pairs) < LEAST_PAIRS:
        return None
    width = max(_LEAST_US, first.step_us, second.step_us)
    differences = sorted(pair.difference_us for pair in pairs)
    low, high = _densest(differences, width)
    inside = [one for one in differences if low <= one <= high]
    rest = [one for one in differences if not low <= one <= high]
    middle = median_low(inside)
    if len(inside) < max(LEAST_PAIRS, _AGREEING * len(differences)):
        return None
    if abs(middle) < width or (relayed and middle < 0) or _is_a_delay(middle, rest, len(pairs)):
        return None
    spread = _spread(inside)
    # No finer than the way of a message between two machines.
    unit = SECOND_US if spread > SECOND_US // 10 else SECOND_US // 10
    marked = [_judged(pair, low, high) for pair in pairs]
    marked.sort(key=lambda pair: not pair.agrees)
    return Skew(
        by_us=round(middle / unit) * unit,
        median_us=middle,
        spread_us=spread,
        agreeing=len(inside),
        pairs=tuple(marked),
    )


def _pairs(
    first: Mapping[str, tuple[int, int]], second: Mapping[str, tuple[int, int]]
) -> list[SkewPair]:
    """Pairs of items, each item in one pair only: they are to be independent."""
    pairs: list[SkewPair] = []
    used_first: set[int] = set()
    used_second: set[int] = set()
    for mark in sorted(first.keys() & second.keys(), key=lambda mark: (first[mark][1], mark)):
        (one, at), (other, other_at) = first[mark], second[mark]
        if one in used_first or other in used_second or len(pairs) >= _MOST_PAIRS:
            continue
        used_first.add(one)
        used_second.add(other)
        pairs.append(SkewPair(mark.removeprefix("“"), one, other, at - other_at))
    return pairs


def _densest(ordered: Sequence[int], width: int) -> tuple[int, int]:
    """The window of that width that holds the most values."""
    best, start, chosen = 0, 0, (ordered[0], ordered[0] + width)
    for end, value in enumerate(ordered):
        while value - ordered[start] > width:
            start += 1
        if end - start + 1 > best:
            best, chosen = end - start + 1, (ordered[start], ordered[start] + width)
    return chosen


def _is_a_delay(middle: int, rest: Iterable[int], total: int) -> bool:
    """Whether what does not agree lies on the far side only: waiting in a queue looks like that."""
    far = [abs(one) > abs(middle) and (one > 0) == (middle > 0) for one in rest]
    return len(far) > _ONE_SIDED * total and all(far)


def _spread(values: Sequence[int]) -> int:
    if len(values) < 4:
        return max(values) - min(values)
    quarters = quantiles(values, n=4, method="inclusive")
    return round(quarters[2] - quarters[0])


def _judged(pair: SkewPair, low: int, high: int) -> SkewPair:
    agrees = low <= pair.difference_us <= high
    return SkewPair(pair.mark, pair.first_id, pair.second_id, pair.difference_us, agrees)
