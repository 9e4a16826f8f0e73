"""How a long task tells how far it is, and learns that nobody wants it any more."""

from __future__ import annotations

from typing import Protocol

from app.domain.errors import CancelledError


class Progress(Protocol):
    """Handed to every operation that can take longer than 200 ms."""

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far the task is; ``total`` 0 means not known. Cheap enough for every batch."""

    @property
    def cancelled(self) -> bool:
        """Whether a person asked to stop."""


class NoProgress:
    """Reports to nobody and is never cancelled: for headless use and tests."""

    cancelled = False

    def report(self, done: int, total: int, what: str) -> None:
        """Ignore it."""


def stop_if_cancelled(progress: Progress) -> None:
    """Raise `CancelledError` where a person asked to stop."""
    if progress.cancelled:
        raise CancelledError("Cancelled; nothing was changed.")
