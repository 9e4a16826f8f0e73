"""How long a job will still take, by how long it took so far."""

from __future__ import annotations

import math
import time

from app.domain.progress import Progress

_WORTH_SAYING = 2.0
"""Seconds after which an estimate means something."""


class Pace:
    """Tells the progress of one job, with an estimate once there is one."""

    def __init__(self, progress: Progress, what: str) -> None:
        self._progress = progress
        self._what = what
        self._since = time.monotonic()

    def tell(self, done: int, total: int) -> None:
        """Say how far the job is."""
        taken = time.monotonic() - self._since
        left = ""
        if taken > _WORTH_SAYING and 0 < done < total:
            left = f" ({words_left(taken / done * (total - done))})"
        self._progress.report(done, total, self._what + left)


def words_left(seconds: float) -> str:
    """A time that is still to pass, as exact as an estimate is."""
    if seconds < 90:
        tens = max(math.ceil(seconds / 10) * 10, 10)
        return f"about {tens} seconds left"
    return f"about {math.ceil(seconds / 60)} minutes left"
