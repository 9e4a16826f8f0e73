"""Stretches from which nothing was imported, where that stands out.

Each source, and all together, is cut into stretches of activity; in one, a gap stands out where it
is several times as long as every other, and much longer than the usual spacing. A night without
talk is no gap, nor is a log that is rare anyway.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.assist.wording import Places, quote_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Suggestion, SuggestionKind
from app.domain.drafts import Certainty
from app.domain.moments import MINUTE_US, SECOND_US, Precision
from app.domain.review_words import counted, duration_words

_MOST = 5
_FEWEST = 12
_LEAST_US = 3 * MINUTE_US
_BREAK_US = 60 * MINUTE_US
_NIGHT_US = 5 * _BREAK_US
_TIMES_USUAL = 6
_TIMES_OTHERS = 1.9
_AROUND = 20
_FEWEST_BESIDE = 3
_MOST_EACH = 3
_CHANCE = 0.1
_FLOWING = frozenset({Manner.LOG, Manner.CHAT, Manner.METRIC})
"""What comes all the time; that no deploy came tells nothing."""
_TIMED = frozenset({Precision.MICROSECOND, Precision.MILLISECOND, Precision.SECOND})


@dataclass(frozen=True, slots=True)
class _Gap:
    """Two items with nothing between them; ``usual_us`` is the spacing around."""

    before: Shown
    after: Shown
    usual_us: int
    chance: float
    whole: bool = False

    @property
    def start_us(self) -> int:
        return self.before.at_us or 0

    @property
    def end_us(self) -> int:
        return self.after.at_us or 0


def gaps_of(request: Request) -> list[Suggestion]:
    """The gaps that stand out most, in all sources first; a gap of one inside them is not told."""
    timed = [
        one
        for one in request.items
        if one.at_us is not None
        and not one.about
        and one.precision in _TIMED
        and one.manner is not Manner.DOCUMENT
    ]
    whole = [_of_all(one) for one in _gaps(timed)]
    by_source: dict[tuple[int, str], list[Shown]] = defaultdict(list)
    for one in timed:
        if one.manner in _FLOWING:
            by_source[one.source, one.place if one.manner is Manner.CHAT else one.path].append(one)
    single = [gap for items in by_source.values() for gap in _gaps(items)]
    outside = [
        one for one in single if not any(_overlap(one, gap) for gap in whole) and len(by_source) > 1
    ]
    told = sorted(whole, key=_size) + sorted(outside, key=_size)
    return [_suggestion(gap, timed, Places(request)) for gap in told[:_MOST]]


def _of_all(gap: _Gap) -> _Gap:
    return _Gap(gap.before, gap.after, gap.usual_us, gap.chance, whole=True)


def _size(gap: _Gap) -> float:
    return -(gap.end_us - gap.start_us) / max(gap.usual_us, 1)


def _overlap(one: _Gap, other: _Gap) -> bool:
    shared = min(one.end_us, other.end_us) - max(one.start_us, other.start_us)
    return shared > 0.5 * (one.end_us - one.start_us)


def _gaps(items: Sequence[Shown]) -> Iterator[_Gap]:
    """What stands out in each stretch of activity of one stream, in the order of time.

    A stretch has a long break on either side, or holds most of the stream: between breaks of an
    hour or two, in which nobody looks for anything, a shorter one is nothing either.
    """
    breaks = [
        place
        for place, (one, two) in enumerate(pairwise(items), 1)
        if _time(two) - _time(one) > _BREAK_US
    ]
    for start, end in pairwise((0, *breaks, len(items))):
        around = [place for place in (start, end) if 0 < place < len(items)]
        alone = all(_time(items[at]) - _time(items[at - 1]) > _NIGHT_US for at in around)
        if alone or end - start > len(items) // 2:
            yield from _in_stretch(items[start:end])


def _in_stretch(items: Sequence[Shown]) -> Iterator[_Gap]:
    if len(items) < _FEWEST:
        return
    lengths = [_time(two) - _time(one) for one, two in pairwise(items)]
    longest = sorted(range(len(lengths)), key=lambda place: -lengths[place])[: _MOST_EACH + 1]
    # the gaps above the widest step in length, if there is such a step
    for number in range(len(longest) - 1, 0, -1):
        least, next_one = lengths[longest[number - 1]], lengths[longest[number]]
        if least < _LEAST_US or least < _TIMES_OTHERS * next_one:
            continue
        for place in sorted(longest[:number]):
            gap = _standing_out(items, lengths, place)
            if gap is not None:
                yield gap
        return


def _standing_out(items: Sequence[Shown], lengths: Sequence[int], place: int) -> _Gap | None:
    """The gap behind an item, where it is long for what goes on around it, on both sides."""
    sides = lengths[max(0, place - _AROUND) : place], lengths[place + 1 : place + 1 + _AROUND]
    if any(len(side) < _FEWEST_BESIDE for side in sides):
        return None
    length = lengths[place]
    before, after = _time(items[place]), _time(items[place + 1])
    if not (_goes_on(items, before, -length) and _goes_on(items, after, length)):
        return None
    usual = max(int(median(side)) for side in sides)
    mean = max(usual, *(sum(side) // len(side) for side in sides), 1)
    chance = min(1.0, len(lengths) * math.exp(-length / mean))
    if length < _TIMES_USUAL * usual or chance > _CHANCE:
        return None
    return _Gap(items[place], items[place + 1], usual, chance)


def _goes_on(items: Sequence[Shown], at_us: int, length_us: int) -> bool:
    """Whether something came in both halves of a stretch before (below 0) or after a moment."""
    marks = sorted((at_us, at_us + length_us // 2, at_us + length_us))
    return all(
        bisect_left(items, until, key=_time) - bisect_right(items, since, key=_time) > 0
        for since, until in pairwise(marks)
    )


def _time(item: Shown) -> int:
    return item.at_us or 0


def _suggestion(gap: _Gap, timed: Sequence[Shown], places: Places) -> Suggestion:
    between = places.between(gap.start_us, gap.end_us)
    low = bisect_right(timed, gap.start_us, key=_time)
    high = bisect_left(timed, gap.end_us, key=_time)
    others = 0 if gap.whole else len({one.source for one in timed[low:high]})
    name = places.name(gap.before)
    what = (
        f"Nothing imported {between}"
        if gap.whole
        else f"No chat in {name} {between}"
        if gap.before.manner is Manner.CHAT
        else f"Nothing from {name} {between}"
    )
    go_on = f"{counted(others, 'other source')} {'goes' if others == 1 else 'go'} on"
    usual = max(round(gap.usual_us / SECOND_US), 1) * SECOND_US
    return Suggestion(
        SuggestionKind.GAP,
        (gap.before.id, gap.after.id),
        f"{what}, while {go_on}." if others else f"{what}.",
        Certainty.PROBABLE if others > 1 and gap.chance < 0.01 else Certainty.UNCERTAIN,
        round(min(0.9, 0.3 + gap.chance + (0.0 if others else 0.1)), 2),
        (
            f"{name} is silent, {go_on}" if others else "every source is silent",
            f"around it there is usually an item every {duration_words(usual)}",
            "it may have been quiet, or something was not imported",
        ),
        quotes=(quote_of(gap.before), quote_of(gap.after)),
        start_us=gap.start_us,
        end_us=gap.end_us,
        precision=gap.before.precision,
        verbatim=False,
    )
