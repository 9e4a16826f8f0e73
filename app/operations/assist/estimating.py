"""How long a run of the assist still takes, by how long it took so far."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from app.domain.progress import Progress
from app.domain.review_words import counted

_WORTH_SAYING_S = 3.0
"""Before that an estimate means nothing."""


class Estimated:
    """Adds to what is reported about how long it will still take."""

    def __init__(self, progress: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress = progress
        self._clock = clock
        self._began_s = clock()
        self._what = ""

    @property
    def cancelled(self) -> bool:
        """Whether a person asked to stop."""
        return self._progress.cancelled

    def report(self, done: int, total: int, what: str) -> None:
        """Report it with the estimate; each part of the work counts anew."""
        if what != self._what:
            self._what, self._began_s = what, self._clock()
        left = left_words(self._clock() - self._began_s, done, total)
        self._progress.report(done, total, f"{what} · {left}" if left else what)


def left_words(elapsed_s: float, done: int, total: int) -> str:
    """The time that is left in words, as exact as an estimate is; empty while nobody can tell."""
    if elapsed_s < _WORTH_SAYING_S or not 0 < done < total:
        return ""
    left_s = elapsed_s * (total - done) / done
    if left_s <= 50:
        return f"about {max(5, math.ceil(left_s / 5) * 5)} seconds left"
    return f"about {counted(math.ceil(left_s / 60), 'minute')} left"
