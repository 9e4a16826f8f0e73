"""Independent sources that tell the same within minutes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.assist.matches import Match, Telling, alike_elsewhere, matches_of, share_by_chance
from app.assist.symptoms.likeness import weights_of
from app.assist.vocabulary import saying_of, tells_of_trouble
from app.assist.wording import Places, listed, quote_of, shown_quote
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Cluster, Suggestion, SuggestionKind
from app.domain.drafts import Certainty
from app.domain.moments import SECOND_US, Precision
from app.domain.review_words import counted, duration_words

_MOST = 12
_SOURCES = 4
_COPY = 0.9
_RARE = 0.2
_MOST_BY_CHANCE = 0.6
_COARSE = frozenset({Precision.DAY, Precision.NONE})


def corroborations_of(request: Request, reduced: Sequence[Cluster]) -> list[Suggestion]:
    """Suggestions of items that tell the same, the most alike first, each item in one at most."""
    items = [*_candidates(request, reduced)]
    sayings = [saying_of(one.text) for one in items]
    tellings = [Telling(*each) for each in zip(items, sayings, weights_of(sayings), strict=True)]
    matches = matches_of(tellings)
    elsewhere = alike_elsewhere(tellings)
    taken: set[int] = set()
    found: list[Suggestion] = []
    for as_good, match in enumerate(matches, 1):
        if len(found) == _MOST:
            break
        by_chance = share_by_chance(match, as_good, elsewhere)
        if taken & {match.one, match.other} or by_chance > _MOST_BY_CHANCE:
            continue
        group = _with_others(match, matches, tellings, taken)
        taken |= set(group)
        members = sorted((tellings[place] for place in group), key=lambda one: one.at_us)
        found.append(_suggestion(members, match, by_chance, Places(request)))
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


def _with_others(
    match: Match, matches: Sequence[Match], tellings: Sequence[Telling], taken: set[int]
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


def _suggestion(
    members: Sequence[Telling], match: Match, by_chance: float, places: Places
) -> Suggestion:
    items = [one.item for one in members]
    quotes = [quote_of(one, 120) for one in items]
    manners = {one.manner for one in items}
    copy = match.score >= _COPY and len(items) == 2
    sure = match.clear and len(manners) > 1 and not copy and by_chance <= _RARE
    start, end = members[0].at_us, members[-1].at_us
    doubt = (
        (1 - match.score) * (0.6 if match.clear else 1.0)
        + by_chance / 2
        - 0.1 * (len(items) - 2)
        + (0.3 if copy else 0.0)
    )
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
        tuple(_reasons(members, match, copy, by_chance)),
        quotes=tuple(quotes),
        start_us=start,
        end_us=end if end > start else None,
        precision=items[0].precision,
        about=any(one.about for one in items),
        verbatim=False,
    )


def _reasons(
    members: Sequence[Telling], match: Match, copy: bool, by_chance: float
) -> Iterator[str]:
    apart = math.ceil((members[-1].at_us - members[0].at_us) / SECOND_US) * SECOND_US
    within = duration_words(max(apart, SECOND_US))
    yield f"{counted(len(members), 'source')} tell of it within {within}"
    if match.names:
        yield f"they share the name {' and '.join(sorted(match.names)[:2])}"
    if copy:
        yield "the words are nearly the same: one may be a copy of the other"
    elif not match.clear:
        yield "they share only a few telling words; they could be two events"
    if by_chance > _RARE:
        yield "the same words are also hours apart, so that it could be chance"
