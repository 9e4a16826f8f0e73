"""Independent sources that tell the same within minutes."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.assist.symptoms.likeness import likeness, likeness_of, weights_of
from app.assist.vocabulary import Saying, saying_of, tells_of_trouble
from app.assist.wording import Places, listed, quote_of, shown_quote
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Cluster, Suggestion, SuggestionKind
from app.domain.drafts import Certainty
from app.domain.moments import MINUTE_US, SECOND_US, Precision
from app.domain.review_words import counted, duration_words

_WITHIN_US = 10 * MINUTE_US
_MOST = 12
_MOST_ALIKE = 60
_COMMON = 600
_SOURCES = 4
_LEAST = 0.3
_CLEAR = 0.45
_COPY = 0.9
_BONUS = 0.15
_COARSE = frozenset({Precision.DAY, Precision.NONE})
_ALERT = re.compile(
    r"\W*(?:firing|resolved?|triggered|alert(?:ing)?|acknowledged|incident|critical|warning)\b",
    re.IGNORECASE,
)
"""How a machine that tells of an alert begins, wherever it tells it."""
_ENDS = frozenset({"resolve", "end", "up", "again"})
_BEGINS = frozenset({"fire", "begin", "down", "detect", "deny"})


@dataclass(frozen=True, slots=True)
class _Telling:
    """An item that may tell what others tell."""

    item: Shown
    said: Saying
    weights: Mapping[str, float]

    @property
    def at_us(self) -> int:
        return self.item.at_us or 0


@dataclass(frozen=True, slots=True)
class _Match:
    """Two tellings by their places, how alike they are, and the rare names that both have.

    ``clear`` says that their words are alike, not only the trouble that they speak of.
    """

    one: int
    other: int
    score: float
    clear: bool
    names: frozenset[str]


def corroborations_of(request: Request, reduced: Sequence[Cluster]) -> list[Suggestion]:
    """Suggestions of items that tell the same, the most alike first, each item in one at most."""
    items = [*_candidates(request, reduced)]
    sayings = [saying_of(one.text) for one in items]
    tellings = [_Telling(*each) for each in zip(items, sayings, weights_of(sayings), strict=True)]
    matches = sorted(_matches(tellings), key=lambda one: (-one.score, one.one, one.other))
    taken: set[int] = set()
    found: list[Suggestion] = []
    for match in matches:
        if len(found) == _MOST:
            break
        if taken & {match.one, match.other}:
            continue
        group = _with_others(match, matches, tellings, taken)
        taken |= set(group)
        members = sorted((tellings[place] for place in group), key=lambda one: one.at_us)
        found.append(_suggestion(members, match, Places(request)))
    return found


def _candidates(request: Request, reduced: Sequence[Cluster]) -> Iterator[Shown]:
    """What people and alerts say; of records the first of a kind and of a burst, of trouble."""
    shown = {item.id: item for item in request.items}
    for group in reduced:
        first = shown[group.items[0]]
        if first.manner is not Manner.LOG or not tells_of_trouble(first.text):
            continue
        starts = {start for start, _end in group.bursts}
        for one in group.items:
            item = shown[one]
            if item.at_us is not None and (item is first or item.at_us in starts):
                starts.discard(item.at_us)
                yield item
    for item in request.items:
        told = item.manner not in {Manner.LOG, Manner.METRIC}
        if told and item.at_us is not None and item.precision not in _COARSE:
            yield item


def _matches(tellings: Sequence[_Telling]) -> Iterator[_Match]:
    """Pairs of two sources that share something rare and come within minutes."""
    having: dict[str, list[int]] = defaultdict(list)
    names = Counter(name for one in tellings for name in one.said.names)
    for place, telling in enumerate(tellings):
        for name in telling.said.words | telling.said.names | telling.said.troubles:
            having[name].append(place)
    pairs: set[tuple[int, int]] = set()
    for places in having.values():
        if len(places) <= max(_MOST_ALIKE, min(len(tellings) // 10, _COMMON)):
            pairs |= _near(sorted(places, key=lambda place: tellings[place].at_us), tellings)
    for one, other in pairs:
        match = _match(one, other, tellings, names)
        if match is not None:
            yield match


def _near(places: Sequence[int], tellings: Sequence[_Telling]) -> set[tuple[int, int]]:
    """Pairs of places, given in the order of time, that come within minutes of each other."""
    found = set()
    for at, one in enumerate(places):
        for other in places[at + 1 : at + 1 + _MOST_ALIKE]:
            if tellings[other].at_us - tellings[one].at_us > _WITHIN_US:
                break
            found.add((min(one, other), max(one, other)))
    return found


def _match(
    one: int, other: int, tellings: Sequence[_Telling], names: Mapping[str, int]
) -> _Match | None:
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
    return _Match(one, other, score, clear, both)


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


def _with_others(
    match: _Match, matches: Sequence[_Match], tellings: Sequence[_Telling], taken: set[int]
) -> list[int]:
    """The two, and the best of each further source that is like all of them."""
    like: dict[int, set[int]] = defaultdict(set)
    for each in matches:
        like[each.one].add(each.other)
        like[each.other].add(each.one)
    group = [match.one, match.other]
    for each in matches:
        for place in (each.one, each.other):
            sources = {tellings[one].item.source for one in group}
            new = place not in taken and tellings[place].item.source not in sources
            if new and like[place] >= set(group) and len(group) < _SOURCES:
                group.append(place)
    return group


def _suggestion(members: Sequence[_Telling], match: _Match, places: Places) -> Suggestion:
    items = [one.item for one in members]
    quotes = [quote_of(one, 120) for one in items]
    manners = {one.manner for one in items}
    copy = match.score >= _COPY and len(items) == 2 and Manner.CHAT in manners
    sure = match.clear and len(manners) > 1 and not copy
    start, end = members[0].at_us, members[-1].at_us
    doubt = 1 - match.score - 0.1 * (len(items) - 2) + (0.3 if copy else 0.0)
    return Suggestion(
        SuggestionKind.CORROBORATION,
        tuple(one.id for one in items),
        listed(
            [
                f"{shown_quote(quote, one)} ({places.name(one)})"
                for quote, one in zip(quotes, items, strict=True)
            ]
        ),
        Certainty.PROBABLE if sure else Certainty.UNCERTAIN,
        round(min(max(doubt, 0.05), 0.9), 2),
        tuple(_reasons(members, match, copy)),
        quotes=tuple(quotes),
        start_us=start,
        end_us=end if end > start else None,
        precision=items[0].precision,
        about=any(one.about for one in items),
        verbatim=False,
    )


def _reasons(members: Sequence[_Telling], match: _Match, copy: bool) -> Iterator[str]:
    apart = math.ceil((members[-1].at_us - members[0].at_us) / SECOND_US) * SECOND_US
    within = duration_words(max(apart, SECOND_US))
    yield f"{counted(len(members), 'source')} tell of it within {within}"
    if match.names:
        yield f"they share the name {' and '.join(sorted(match.names)[:2])}"
    if copy:
        yield "the words are nearly the same: one may be a copy of the other"
    elif not match.clear:
        yield "they share only a few telling words; they could be two events"
