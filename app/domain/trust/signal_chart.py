"""A signal as a chart: what is drawn, and the words that stand for it where it is not seen.

The view of a document holds it, so every text in it is walked for names. It is no picture: the
documents and the window draw the same one from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar
from zoneinfo import ZoneInfo

from app.domain.moments import day
from app.domain.review_words import counted
from app.domain.trust.repair_words import due_day
from app.domain.trust.repairs import Repair, RepairState
from app.domain.trust.signal_rules import SignalStanding
from app.domain.trust.signal_weeks import WEEK, runs
from app.domain.trust.signal_words import (
    BETTER_WORDS,
    baseline_words,
    group_words,
    movement_words,
    name_of,
    reading_words,
)
from app.domain.trust.signals import Better, Scale


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """What was observed in a week."""

    PLACE: ClassVar[str] = "the reading of {week}"

    week: date
    """Its Monday, such as 2026-03-02."""
    value: float | None
    """The count or level; None where the reading is words only."""
    words: str
    """What was observed, in words; may be empty."""


@dataclass(frozen=True, slots=True)
class RepairDay:
    """The day on which a repair was done, or is due."""

    number: str
    """What the repair is called for short, such as R1."""
    day: date
    """The day, such as 2026-03-18."""
    done: bool
    """Whether it is done, rather than due."""


@dataclass(frozen=True, slots=True)
class SignalChart:
    """A chart of weekly readings. A week without a reading is no point: a gap stays a gap."""

    PLACE: ClassVar[str] = "the signal “{name}”"

    name: str = ""
    """What is observed."""
    group: str = ""
    """Of which group."""
    scale: Scale = Scale.COUNT
    """Whether a reading is a count, a level or words."""
    better: Better = Better.UNSAID
    """Which way is better."""
    baseline: float | None = None
    """The value before the repair; None where there is none."""
    points: tuple[ChartPoint, ...] = ()
    """The readings, in order."""
    repairs: tuple[RepairDay, ...] = ()
    """The days of repairs within the time that is drawn, in order."""
    words: str = ""
    """All of the chart in sentences."""

    def __bool__(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.points)


@dataclass(frozen=True, slots=True)
class ChartColours:
    """What a chart is drawn in, each as ``#rrggbb``."""

    ink: str = "#22262b"
    soft: str = "#5b6470"
    line: str = "#e6e7e9"
    reading: str = "#2f4f85"
    repair: str = "#80590f"
    paper: str = "#ffffff"


PAPER = ChartColours()
"""The colours of documents."""


def chart_of(
    standing: SignalStanding, repairs: Iterable[Repair], numbers: Mapping[str, str], zone: ZoneInfo
) -> SignalChart:
    """The chart of a signal with the days of repairs, which ``numbers`` names by their ids.

    A repair that was done, or is due, within four weeks of the readings is drawn; one that was
    given up, or is not in ``numbers``, never.
    """
    signal = standing.signal
    points = tuple(
        ChartPoint(date.fromisoformat(one.week), one.value, one.words.strip())
        for one in standing.readings
    )
    days = _repair_days(repairs, numbers, zone)
    if points:
        first, last = points[0].week - 4 * WEEK, points[-1].week + 4 * WEEK
        days = [one for one in days if first <= one.day <= last]
    return SignalChart(
        name=name_of(signal),
        group=group_words(signal),
        scale=signal.scale,
        better=signal.better,
        baseline=None if signal.scale is Scale.WORDS else signal.baseline,
        points=points,
        repairs=tuple(days),
        words=_words(standing, days),
    )


def _repair_days(
    repairs: Iterable[Repair], numbers: Mapping[str, str], zone: ZoneInfo
) -> list[RepairDay]:
    found = []
    for repair in repairs:
        is_done = repair.done_us is not None and repair.state is not RepairState.OPEN
        on = due_day(repair)
        if is_done and repair.done_us is not None:
            on = date.fromisoformat(day(repair.done_us, zone))
        if repair.id in numbers and on is not None and repair.state is not RepairState.DROPPED:
            found.append(RepairDay(numbers[repair.id], on, is_done))
    return sorted(found, key=lambda one: (one.day, one.number))


def _words(standing: SignalStanding, days: Iterable[RepairDay]) -> str:
    signal, readings = standing.signal, standing.readings
    if not readings:
        return f"{name_of(signal)}, {group_words(signal)}: no reading yet."
    before = baseline_words(signal)
    sentences = [
        f"{name_of(signal)}, {group_words(signal)}: {counted(len(readings), 'weekly reading')}.",
        f"Before the repair: {before.rstrip('.')}." if before else "It has no baseline.",
        f"{BETTER_WORDS[signal.better].capitalize()} is better." if signal.better else "",
        *(
            f"Week of {one.week}: {reading_words(one).rstrip('.') or 'no words'}."
            for one in readings
        ),
        _gaps(one.week for one in readings),
        *(f"{one.number} {'done' if one.done else 'due'} on {one.day}." for one in days),
        movement_words(standing),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _gaps(weeks: Iterable[str]) -> str:
    """Which weeks have no reading between those that have one."""
    missing = []
    for before, after in pairwise(runs(weeks)):
        first = (date.fromisoformat(before[-1]) + WEEK).isoformat()
        last = (date.fromisoformat(after[0]) - WEEK).isoformat()
        missing.append(first if first == last else f"{first} to {last}")
    return f"Without a reading: {', '.join(missing)}." if missing else ""
