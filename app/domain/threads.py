"""Threads: how one began, and which of its replies came long after."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.evidence import Item
from app.domain.moments import MINUTE_US

LATE_US = 15 * MINUTE_US
"""A reply this long after its thread began stands far away from it in the list, and says so."""


@dataclass(frozen=True, slots=True)
class ThreadOpening:
    """The first message of a thread, and how many messages the thread has with it.

    ``utc_us`` is None where nothing in the thread is dated; ``words`` are its first ones.
    """

    item_id: int
    utc_us: int | None
    words: str
    messages: int


def thread_of(item: Item) -> tuple[int, str] | None:
    """The thread an item belongs to, by source and key; None where it belongs to none."""
    return None if item.thread is None else (item.source_id, item.thread)


def late_by(item: Item, opening: ThreadOpening) -> int | None:
    """How long after its thread began a late reply came; None for one that was not late."""
    if item.utc_us is None or opening.utc_us is None or item.id == opening.item_id:
        return None
    after = item.utc_us - opening.utc_us
    return after if after >= LATE_US else None
