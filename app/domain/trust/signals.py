"""Signals: what can be observed of a group of five or more, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_GROUP = 5
"""Fewer people than this are no group: what is read of them would be read of persons."""


class Scale(StrEnum):
    """What a reading is."""

    COUNT = "count"
    LEVEL = "level"
    WORDS = "words"


class Better(StrEnum):
    """Which way is better."""

    UNSAID = ""
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Signal:
    """An observable of a group of `LEAST_GROUP` or more; 0 as long as nobody has said how many.

    ``item`` is the item of the playbook that proposes it, empty for one of one's own. A level is
    a number from 1 to 5. ``baseline`` is the value before the repair began (``baseline_words``
    where the readings are words), observed by ``baseline_on`` (ISO). ``source`` says who observes
    it and where, ``note`` is private.
    """

    id: str
    case_id: str
    item: str = ""
    name: str = ""
    group_name: str = ""
    group_size: int = 0
    scale: Scale = Scale.COUNT
    better: Better = Better.UNSAID
    baseline: float | None = None
    baseline_words: str = ""
    baseline_on: str = ""
    source: str = ""
    note: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class SignalReading:
    """What was observed in one week; ``week`` is its Monday (ISO). One for each week at most.

    ``value`` is None where the reading is words only. ``note`` is private.
    """

    id: str
    case_id: str
    signal_id: str
    week: str
    value: float | None = None
    words: str = ""
    source: str = ""
    note: str = ""
