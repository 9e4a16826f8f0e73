"""Signals in words for one reader, with their charts: what was read, and what has not moved.

Whatever is handed in was chosen for these readers. Each signal stands alone: nothing is put
together over several, and a week without a reading stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.review_words import NOT_STATED
from app.domain.trust.repairs import Repair
from app.domain.trust.signal_chart import SignalChart, chart_of
from app.domain.trust.signal_rules import RULE, Movement, SignalStanding, standings
from app.domain.trust.signal_words import (
    BETTER_WORDS,
    MOVEMENT_WORDS,
    baseline_words,
    group_words,
    movement_words,
    name_of,
    reading_words,
)
from app.domain.trust.signals import Scale, Signal, SignalReading
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Signals"
GUIDE = "Signals are read week by week of groups of five or more, never of one person."


@dataclass(frozen=True, slots=True)
class SignalsTold:
    """What a document says of signals: a section, none where there is no signal; and its charts."""

    sections: tuple[Section, ...] = ()
    charts: tuple[SignalChart, ...] = ()
    standings: tuple[SignalStanding, ...] = ()


def signals_told(
    signals: Sequence[Signal],
    readings: Sequence[SignalReading],
    repairs: Sequence[Repair],
    today: date,
    zone: ZoneInfo,
) -> SignalsTold:
    """The signals, and what was read of them until today.

    Charts show the days of ``repairs``, which are numbered in their order as the section on
    repairs numbers them.
    """
    found = standings(signals, readings, today)
    if not found:
        return SignalsTold()
    numbers = {repair.id: f"R{number}" for number, repair in enumerate(repairs, 1)}
    charts = tuple(chart for one in found if (chart := chart_of(one, repairs, numbers, zone)))
    groups = (StatementGroup("", tuple(_statement(one) for one in found)),)
    guide = (GUIDE, RULE) if charts else (GUIDE,)
    section = Section("signals", HEADING, guide, groups, tuple(_open(found)))
    return SignalsTold((section,), charts, found)


def _statement(standing: SignalStanding) -> Statement:
    signal = standing.signal
    is_counted = signal.scale is not Scale.WORDS
    facts = (
        ("Group", group_words(signal)),
        ("Source", signal.source.strip() or NOT_STATED),
        ("Before the repair", baseline_words(signal) or NOT_STATED),
        ("Better is", BETTER_WORDS[signal.better] if is_counted else ""),
        ("Read", _read(standing.readings)),
        ("What it shows", movement_words(standing)),
    )
    told = tuple(Fact(name, words) for name, words in facts if words)
    return Statement("", name_of(signal), told, (MOVEMENT_WORDS[standing.movement],), ())


def _read(readings: Sequence[SignalReading]) -> str:
    """Each reading with its week, and who said so where that is not the usual source."""
    if not readings:
        return "nothing yet"
    lines = []
    for one in readings:
        source = f" ({one.source.strip()})" if one.source.strip() else ""
        lines.append(f"{one.week}: {reading_words(one) or 'no reading'}{source}")
    return "\n".join(lines)


def _open(found: Sequence[SignalStanding]) -> list[str]:
    """What has not moved, or cannot be said, in plain sentences."""
    said = {
        Movement.UNMOVED: "has not moved",
        Movement.WORSE: "has become worse",
        Movement.TOO_FEW: "has too few readings to say whether it moves",
        Movement.UNCOMPARED: "has nothing to be compared with",
    }
    return [
        f"“{name_of(one.signal)}” ({group_words(one.signal)}) {said[one.movement]}."
        for one in found
        if one.movement in said
    ]
