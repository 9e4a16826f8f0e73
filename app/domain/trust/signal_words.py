"""How people read a signal: its scale, its readings, and whether it has moved."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.trust.signal_rules import LEAST_READINGS, Movement, SignalStanding
from app.domain.trust.signals import Better, Scale, Signal, SignalReading

SCALE_WORDS = {
    Scale.COUNT: "a count",
    Scale.LEVEL: "a level from 1 to 5",
    Scale.WORDS: "words",
}

BETTER_WORDS = {
    Better.UNSAID: "not said yet",
    Better.LOWER: "lower",
    Better.HIGHER: "higher",
}

MOVEMENT_WORDS = {
    Movement.BETTER: "moved towards better",
    Movement.UNMOVED: "has not moved",
    Movement.WORSE: "became worse",
    Movement.TOO_FEW: "too few readings to say",
    Movement.UNCOMPARED: "nothing to compare with",
    Movement.WORDS: "read in words",
}
"""What the readings show, as a mark in a document."""

SHORT_MOVEMENT = {
    Movement.BETTER: "better",
    Movement.UNMOVED: "not moved",
    Movement.WORSE: "worse",
    Movement.TOO_FEW: "too few",
    Movement.UNCOMPARED: "not compared",
    Movement.WORDS: "in words",
}
"""The same, for a list with little room."""


CHART_KEY = (
    "Dots are readings, squares are readings in words. Dashed: before the repair. "
    "Upright lines: repairs, dotted where done. A week without a reading leaves a gap."
)
"""How to read a chart."""


def number_words(value: float | None) -> str:
    """A value as people write it: 3, not 3.0; nothing where there is none."""
    return "" if value is None else f"{value:.15g}"


def numbers_words(values: Sequence[float | None]) -> str:
    """Values in a sentence: ``3, 3 and 2``."""
    words = [number_words(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def name_of(signal: Signal) -> str:
    """What a signal is called; a new one has no name yet."""
    return signal.name or "A signal without a name"


def group_words(signal: Signal) -> str:
    """Of whom it is read: ``Release team, a group of 8``."""
    size = f"a group of {signal.group_size}" if signal.group_size else "its size not said yet"
    return f"{signal.group_name}, {size}" if signal.group_name else size


def baseline_words(signal: Signal) -> str:
    """What was so before the repair, with its day; empty where nobody has said."""
    first, *more = [
        part for part in (number_words(signal.baseline), signal.baseline_words.strip()) if part
    ] or [""]
    if first and signal.baseline_on:
        first = f"{first} (until {signal.baseline_on})"
    return "; ".join((first, *more))


def reading_words(reading: SignalReading) -> str:
    """What was read in a week: ``3; fewer questions than before``."""
    return "; ".join(part for part in (number_words(reading.value), reading.words) if part)


def movement_words(standing: SignalStanding) -> str:
    """What the readings show and what that rests on, in one sentence or two."""
    signal = standing.signal
    match standing.movement:
        case Movement.WORDS:
            told = "This signal is read in words; whether it has moved is for people to say."
        case Movement.UNCOMPARED:
            told = _uncompared(signal)
        case Movement.TOO_FEW:
            told = (
                f"Too few readings to say: it takes {LEAST_READINGS} since the baseline, "
                f"there are {_count(standing)}."
            )
        case _:
            told = f"{_verdict(standing)} {_rests_on(standing)}"
    return told


def _uncompared(signal: Signal) -> str:
    if signal.baseline is None:
        return "Nothing to compare with: it has no baseline."
    return "Whether it has moved cannot be said: nobody has said yet which way is better."


def _count(standing: SignalStanding) -> str:
    since = standing.signal.baseline_on
    read = sum(one.value is not None and one.week >= since for one in standing.readings)
    return str(read) if read else "none"


def _verdict(standing: SignalStanding) -> str:
    return {
        Movement.BETTER: "It has moved towards better.",
        Movement.WORSE: "It has become worse.",
    }.get(standing.movement, "It has not moved.")


def _rests_on(standing: SignalStanding) -> str:
    weeks = [one.week for one in standing.readings if one.value is not None]
    return (
        f"The last readings, until the week of {weeks[-1]}, are {numbers_words(standing.last)}; "
        f"the baseline is {number_words(standing.signal.baseline)}, and "
        f"{BETTER_WORDS[standing.signal.better]} is better."
    )
