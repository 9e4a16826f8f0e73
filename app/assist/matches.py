"""Items of two sources that may tell the same: by rare words, names and troubles, within minutes.

How often words that much alike come from two sources hours apart is counted as well: what is found
there is chance, or talk that goes on all day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.assist.symptoms.likeness import likeness, likeness_of
from app.assist.vocabulary import Saying
from app.domain.assist.requests import Manner, Shown
from app.domain.moments import MINUTE_US

WITHIN_US = 10 * MINUTE_US
_ELSEWHERE_US = 180 * MINUTE_US
_MOST_ALIKE = 60
_COMMON = 600
_LEAST = 0.3
_CLEAR = 0.45
_BONUS = 0.15
_ALERT = re.compile(
    r"\W*(?:firing|resolved?|triggered|alert(?:ing)?|acknowledged|incident|critical|warning)\b",
    re.IGNORECASE,
)
"""How a machine that tells of an alert begins, wherever it tells it."""
_ENDS = frozenset({"resolve", "end", "up", "again"})
_BEGINS = frozenset({"fire", "begin", "down", "detect", "deny"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An item that may tell what others tell."""

    item: Shown
    said: Saying
    weights: Mapping[str, float]

    @property
    def at_us(self) -> int:
        """Its time, in microseconds of UTC."""
        return self.item.at_us or 0


@dataclass(frozen=True, slots=True)
class Match:
    """Two tellings by their places, how alike they are, and the rare names that both have.

    ``clear`` says that their words are alike, not only the trouble that they speak of.
    """

    one: int
    other: int
    score: float
    clear: bool
    names: frozenset[str]


def matches_of(tellings: Sequence[Telling]) -> list[Match]:
    """Pairs of two sources that tell of the same within minutes, the most alike first."""
    return sorted(_matches(tellings, 0), key=lambda one: (-one.score, one.one, one.other))


def alike_elsewhere(tellings: Sequence[Telling]) -> list[float]:
    """How much alike pairs are that come hours apart, in rising order."""
    return sorted(one.score for one in _matches(tellings, _ELSEWHERE_US))


def share_by_chance(match: Match, as_good: int, elsewhere: Sequence[float]) -> float:
    """Of ``as_good`` matches as good as this one, the share found just as well hours apart."""
    return min(1.0, (len(elsewhere) - bisect_left(elsewhere, match.score)) / as_good)


def _matches(tellings: Sequence[Telling], after_us: int) -> Iterator[Match]:
    having: dict[str, list[int]] = defaultdict(list)
    names = Counter(name for one in tellings for name in one.said.names)
    for place, telling in enumerate(tellings):
        for name in telling.said.words | telling.said.names | telling.said.troubles:
            having[name].append(place)
    pairs: set[tuple[int, int]] = set()
    for places in having.values():
        if len(places) <= max(_MOST_ALIKE, min(len(tellings) // 10, _COMMON)):
            places.sort(key=lambda place: tellings[place].at_us)
            pairs |= _near(places, tellings, after_us)
    for one, other in pairs:
        match = _match(one, other, tellings, names)
        if match is not None:
            yield match


def _near(
    places: Sequence[int], tellings: Sequence[Telling], after_us: int
) -> set[tuple[int, int]]:
    """Pairs of places, given in the order of time, that come so long after each other."""
    found = set()
    times = [tellings[place].at_us for place in places]
    for at, one in enumerate(places):
        start = max(at + 1, bisect_left(times, times[at] + after_us))
        for next_one in range(start, min(start + _MOST_ALIKE, len(places))):
            if times[next_one] - times[at] > after_us + WITHIN_US:
                break
            found.add((min(one, places[next_one]), max(one, places[next_one])))
    return found


def _match(
    one: int, other: int, tellings: Sequence[Telling], names: Mapping[str, int]
) -> Match | None:
    first, second = tellings[one], tellings[other]
    if not _independent(first.item, second.item) or _opposed(first.said, second.said):
        return None
    shared = (first.said.words & second.said.words, first.said.troubles & second.said.troubles)
    both = frozenset(
        name for name in first.said.names & second.said.names if len(name) > 3 and names[name] < 6
    )
    cosine = likeness(first.weights, second.weights)
    alike = likeness_of(cosine, first.said, second.said)
    score = min(1.0, alike + (_BONUS if both else 0.0))
    if sum(map(len, shared)) < 2 or score < _LEAST:
        return None
    clear = score >= _CLEAR and (cosine >= _LEAST or bool(both))
    return Match(one, other, score, clear, both)


def _independent(one: Shown, other: Shown) -> bool:
    """Not of one source, nor of one writer in two places, nor an alert that a bot repeats.

    A change is told by people, not by records and alerts: those tell what came of it.
    """
    if one.source == other.source or (one.who and one.who == other.who):
        return False
    manners = {one.manner, other.manner}
    if Manner.CHANGE in manners and manners & {Manner.LOG, Manner.ALERT}:
        return False
    return Manner.ALERT not in manners or not all(_ALERT.match(each.text) for each in (one, other))


def _opposed(one: Saying, other: Saying) -> bool:
    """One tells of a beginning or that something fails, and the other of an end."""
    return any(
        first.phases & _BEGINS and second.phases & _ENDS and not second.phases & _BEGINS
        for first, second in ((one, other), (other, one))
    )
