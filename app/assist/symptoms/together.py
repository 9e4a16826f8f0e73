"""Symptoms of several sources that set in within minutes of each other.

Onsets are bursts, first records of a kind that comes again, and alerts. That they fall together is
measured against chance: how many onsets of other sources a stretch that long has on the average.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.assist.vocabulary import saying_of, tells_of_trouble
from app.assist.wording import Places, listed, quote_of, shown_quote
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Cluster, Suggestion, SuggestionKind
from app.domain.drafts import Certainty
from app.domain.moments import MINUTE_US, SECOND_US
from app.domain.review_words import counted

WITHIN_US = 5 * MINUTE_US
_MOST = 10
_PARTS = 3
_RARE = 0.05
_CLEAR = 0.5
"""The most that chance may expect in the stretch for onsets to be said to fall together."""


@dataclass(frozen=True, slots=True)
class _Onset:
    """Where one kind of record set in: ``group`` is its place in the reduced clusters."""

    at_us: int
    end_us: int
    group: int
    items: tuple[Shown, ...]
    count: int

    @property
    def source(self) -> int:
        return self.items[0].source


def together_of(
    request: Request, reduced: Sequence[Cluster], symptoms: Sequence[Cluster]
) -> list[Suggestion]:
    """Suggestions of symptoms that came together, the least likely by chance first."""
    shown = {item.id: item for item in request.items}
    onsets = sorted(_onsets(reduced, shown), key=lambda one: (one.at_us, one.group))
    times = [item.at_us for item in request.items if item.at_us is not None]
    if not onsets or not times:
        return []
    alike = {item: place for place, one in enumerate(symptoms) for item in one.items[:1_000]}
    span = max(times) - min(times)
    talk = sorted(
        (item.at_us, item.id)
        for item in request.items
        if item.manner is Manner.CHAT and item.at_us is not None
    )
    found = []
    for group in _near(onsets):
        parts = _parts(group)
        if len(parts) < 2:
            continue
        chance = _chance(len(onsets) - len(group), len(parts), span)
        if chance <= _CLEAR:
            found.append(_suggestion(parts, chance, alike, talk, Places(request)))
    return sorted(found, key=lambda one: one.doubt)[:_MOST]


def _onsets(reduced: Sequence[Cluster], shown: Mapping[int, Shown]) -> Iterator[_Onset]:
    times = [item.at_us for item in shown.values() if item.at_us is not None]
    early = min(times, default=0) + (max(times, default=0) - min(times, default=0)) // 10
    for place, group in enumerate(reduced):
        first = shown[group.items[0]]
        if not tells_of_trouble(first.text):
            continue
        dated = [item for one in group.items if (item := shown[one]).at_us is not None]
        if first.manner is Manner.ALERT:
            raised = (one for one in dated if "resolve" not in saying_of(one.text).phases)
            yield from (_onset(place, [one]) for one in raised)
        elif first.manner is Manner.LOG and dated:
            yield from _of_records(place, group, dated, early)


def _of_records(
    place: int, group: Cluster, dated: Sequence[Shown], early_us: int
) -> Iterator[_Onset]:
    """Where the bursts of a record begin; of one without bursts, where it is first seen."""
    for start, end in group.bursts:
        inside = [one for one in dated if start <= (one.at_us or 0) <= end]
        if inside:
            yield _onset(place, inside)
    if not group.bursts and (dated[0].at_us or 0) > early_us and group.count > 1:
        yield _onset(place, dated)


def _onset(place: int, items: Sequence[Shown]) -> _Onset:
    first, last = items[0], items[-1]
    some = items[:2] if len(items) < 3 else (*items[:2], last)
    count = sum(one.weight for one in items)
    return _Onset(first.at_us or 0, last.at_us or 0, place, tuple(some), count)


def _near(onsets: Sequence[_Onset]) -> Iterator[list[_Onset]]:
    """Onsets of a stretch of at most `WITHIN_US`, each onset in one stretch."""
    group: list[_Onset] = []
    for one in onsets:
        if group and one.at_us - group[0].at_us > WITHIN_US:
            yield group
            group = []
        group.append(one)
    yield group


def _parts(group: Sequence[_Onset]) -> list[_Onset]:
    """The strongest onset of each source, in the order of time."""
    best: dict[int, _Onset] = {}
    for one in group:
        if one.source not in best or one.count > best[one.source].count:
            best[one.source] = one
    strongest = sorted(best.values(), key=lambda one: -one.count)[:_PARTS]
    return sorted(strongest, key=lambda one: one.at_us)


def _chance(elsewhere: int, parts: int, span_us: int) -> float:
    """How likely so many set in beside the first by chance (Poisson), as often as elsewhere."""
    expected = (elsewhere + 0.5) * 2 * WITHIN_US / max(span_us, 2 * WITHIN_US)
    return 1 - sum(
        math.exp(-expected) * expected**number / math.factorial(number)
        for number in range(parts - 1)
    )


def _suggestion(
    parts: Sequence[_Onset],
    chance: float,
    alike: Mapping[int, int],
    talk: Sequence[tuple[int, int]],
    places: Places,
) -> Suggestion:
    quotes = [quote_of(one.items[0]) for one in parts]
    said = [
        f"{shown_quote(quote, one.items[0])}{_times(one.count)} ({places.name(one.items[0])})"
        for quote, one in zip(quotes, parts, strict=True)
    ]
    start, end = parts[0].at_us, max(one.end_us for one in parts)
    themes = {alike.get(one.items[0].id, -1 - one.group) for one in parts}
    same_words = len(themes) < len(parts)
    sure = same_words and chance <= _RARE
    doubt = min(0.95, 0.25 + chance + (0.0 if same_words else 0.2) + (0.0 if sure else 0.1))
    return Suggestion(
        SuggestionKind.CLUSTER,
        tuple(dict.fromkeys(item.id for one in parts for item in one.items)),
        listed(said),
        Certainty.PROBABLE if sure else Certainty.UNCERTAIN,
        round(doubt, 2),
        tuple(_reasons(parts, chance, same_words, _talked(talk, start, end, alike, themes))),
        quotes=tuple(quotes),
        start_us=start,
        end_us=end if end > start else None,
        precision=parts[0].items[0].precision,
        about=any(one.items[0].about for one in parts),
        verbatim=False,
        label=" ".join(quotes[0].text.split()[:5]),
    )


def _times(count: int) -> str:
    return f" ×{count:,}" if count > 1 else ""


def _talked(
    talk: Sequence[tuple[int, int]],
    start_us: int,
    end_us: int,
    alike: Mapping[int, int],
    themes: set[int],
) -> str:
    """What chat did meanwhile; empty where there is none at all."""
    if not talk:
        return ""
    low = bisect_left(talk, (start_us - WITHIN_US, 0))
    high = bisect_right(talk, (max(end_us, start_us + WITHIN_US), 2**63))
    if low == high:
        return "chat is silent"
    if any(alike.get(item) in themes for _at, item in talk[low:high]):
        return "chat speaks of it too"
    return "chat does not speak of it in the same words"


def _reasons(
    parts: Sequence[_Onset], chance: float, same_words: bool, talked: str
) -> Iterator[str]:
    agree = f"{counted(len(parts), 'source')} agree"
    yield f"{agree}, {talked}" if talked else agree
    apart = (parts[-1].at_us - parts[0].at_us) // SECOND_US
    yield f"they set in within {counted(max(apart, 1), 'second')}"
    yield "their words are alike" if same_words else "only their times agree, not their words"
    if chance > _RARE:
        yield "so many set in around then that it could be chance"
