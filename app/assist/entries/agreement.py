"""Who else tells it: independent sources that say the same at the same time."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.assist.requests import Manner, Shown
from app.domain.moments import MINUTE_US, Precision
from app.domain.same_event import words_of

_NEAR_US = MINUTE_US
_ABOUT_US = 10 * MINUTE_US
_MOST = 60
"""As many items of a minute are compared on each side."""
_LONGEST = 500
_SHARED = 2
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many sources tell it, its own among them; whether there is chat, and it says nothing."""

    sources: int
    chat_is_silent: bool


class Sources:
    """The dated items of a request, to be asked what else was told at a time."""

    def __init__(self, items: Sequence[Shown]) -> None:
        self._dated = sorted(
            (item for item in items if item.at_us is not None), key=lambda item: item.at_us or 0
        )
        self._times = [item.at_us or 0 for item in self._dated]
        self._with_chat = any(item.manner is Manner.CHAT for item in items)

    def on(self, item: Shown) -> Agreement:
        """Who tells what an item tells."""
        agreeing = [other for other in self._near(item) if _same(item.text, other.text)]
        heard = any(other.manner is Manner.CHAT for other in (item, *agreeing))
        sources = {other.source for other in agreeing} | {item.source}
        return Agreement(len(sources), self._with_chat and not heard)

    def _near(self, item: Shown) -> Iterator[Shown]:
        """Items of other sources, about as old."""
        if item.at_us is None or item.precision in {Precision.DAY, Precision.NONE}:
            return
        slack = _ABOUT_US if item.about else _NEAR_US
        place = bisect_left(self._times, item.at_us)
        first = max(bisect_left(self._times, item.at_us - slack), place - _MOST)
        last = min(bisect_right(self._times, item.at_us + slack), place + _MOST)
        for other in self._dated[first:last]:
            if other.source != item.source and other.precision is not Precision.DAY:
                yield other


def _same(one: str, other: str) -> bool:
    mine, theirs = _telling(one[:_LONGEST]), _telling(other[:_LONGEST])
    shared = len(mine & theirs)
    return shared >= _SHARED and shared >= _LEAST * min(len(mine), len(theirs))


@functools.lru_cache(maxsize=4_096)
def _telling(text: str) -> frozenset[str]:
    return words_of(text).telling
