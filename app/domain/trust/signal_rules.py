"""What the readings of a signal show, by one simple rule, and what a signal must be.

The rule, in one sentence: a signal has moved when there are four readings or more since its
baseline, each of the last three lies on the same side of the baseline, and the middle one of them
is further from it than readings usually change from one to the next. Nothing is put together over
several signals, no share is worked out, and a week without a reading counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from app.domain.errors import InvalidInputError
from app.domain.trust.signals import LEAST_GROUP, Better, Scale, Signal, SignalReading

LEAST_READINGS = 4
"""With fewer readings nothing is said about movement."""

LAST = 3
"""So many of the last readings are looked at."""

LEVELS = (1, 5)
"""The lowest and the highest level."""

RULE = (
    "A signal has moved when there are four readings or more since the baseline, each of the last "
    "three is on the same side of the baseline, and the middle one of them is further from it than "
    "readings usually change from one to the next. A week without a reading counts for nothing."
)
"""The rule as a person reads it."""

TOO_SMALL = (
    f"A signal is of a group of {LEAST_GROUP} people or more: in a smaller group, a reading would "
    "be a reading of one of them."
)


class Movement(StrEnum):
    """What the readings of a signal show against its baseline."""

    BETTER = "better"
    UNMOVED = "unmoved"
    WORSE = "worse"
    TOO_FEW = "too_few"
    UNCOMPARED = "uncompared"
    """It has no baseline, or nobody said which way is better."""
    WORDS = "words"
    """It is read in words only, and words are for people to compare."""


@dataclass(frozen=True, slots=True)
class SignalStanding:
    """A signal with its readings in the order of weeks, and what they show.

    ``readings`` are all that a person wrote until the day of reading. ``last`` are the values that
    the movement rests on, the newest last.
    """

    signal: Signal
    readings: tuple[SignalReading, ...]
    movement: Movement
    last: tuple[float, ...]


def counted_readings(
    signal: Signal, readings: Iterable[SignalReading], today: date
) -> list[SignalReading]:
    """The readings of a signal with a number, of weeks since its baseline, in order."""
    return [
        reading
        for reading in of_signal(signal, readings, today)
        if reading.value is not None and reading.week >= signal.baseline_on
    ]


def of_signal(
    signal: Signal, readings: Iterable[SignalReading], today: date
) -> list[SignalReading]:
    """All readings of a signal until a day, in the order of their weeks."""
    own = (one for one in readings if one.signal_id == signal.id and one.week <= today.isoformat())
    return sorted(own, key=lambda reading: (reading.week, reading.id))


def movement(signal: Signal, readings: Iterable[SignalReading], today: date) -> Movement:
    """What the readings of a signal show, by the rule at the head of this module.

    In whichever order they come, and however many weeks lie between them. “Usually change” is the
    median of the changes from each reading to the next.
    """
    if signal.scale is Scale.WORDS:
        return Movement.WORDS
    if signal.baseline is None or signal.better is Better.UNSAID:
        return Movement.UNCOMPARED
    values = [one.value for one in counted_readings(signal, readings, today)]
    apart = [value - signal.baseline for value in values if value is not None]
    if len(apart) < LEAST_READINGS:
        return Movement.TOO_FEW
    last = apart[-LAST:]
    usual = median(abs(after - before) for before, after in pairwise(apart))
    same_side = all(one > 0 for one in last) or all(one < 0 for one in last)
    if not same_side or abs(median(last)) <= usual:
        return Movement.UNMOVED
    is_better = (last[0] < 0) is (signal.better is Better.LOWER)
    return Movement.BETTER if is_better else Movement.WORSE


def standing(signal: Signal, readings: Sequence[SignalReading], today: date) -> SignalStanding:
    """How one signal stands on a day."""
    values = [one.value for one in counted_readings(signal, readings, today)]
    return SignalStanding(
        signal,
        tuple(of_signal(signal, readings, today)),
        movement(signal, readings, today),
        tuple(value for value in values[-LAST:] if value is not None),
    )


def standings(
    signals: Iterable[Signal], readings: Sequence[SignalReading], today: date
) -> tuple[SignalStanding, ...]:
    """How each signal stands on a day, in their order."""
    in_order = sorted(signals, key=lambda signal: (signal.rank, signal.id))
    return tuple(standing(signal, readings, today) for signal in in_order)


def unmoved(
    signals: Iterable[Signal], readings: Sequence[SignalReading], today: date
) -> tuple[SignalStanding, ...]:
    """The signals that have not moved towards better by their readings, or became worse.

    Those of which nothing can be said yet are not among them: see `unsaid`.
    """
    still = (Movement.UNMOVED, Movement.WORSE)
    return tuple(one for one in standings(signals, readings, today) if one.movement in still)


def unsaid(
    signals: Iterable[Signal], readings: Sequence[SignalReading], today: date
) -> tuple[SignalStanding, ...]:
    """The signals of which their readings do not say yet whether they have moved."""
    open_ones = (Movement.TOO_FEW, Movement.UNCOMPARED, Movement.WORDS)
    return tuple(one for one in standings(signals, readings, today) if one.movement in open_ones)


def check_group(size: int) -> None:
    """Raises `InvalidInputError` for a group so small that a reading would be of persons.

    With 0, nobody has said yet; then nothing can be read: see `check_known`.
    """
    if 0 < size < LEAST_GROUP:
        raise InvalidInputError(TOO_SMALL)


def check_known(signal: Signal) -> None:
    """Raises `InvalidInputError` where nobody has said of how many people a signal is read."""
    if signal.group_size < LEAST_GROUP:
        raise InvalidInputError(
            f"Say first how many people “{signal.name or 'this signal'}” is read of; they must be "
            f"{LEAST_GROUP} or more."
        )


def check_value(scale: Scale, value: float | None) -> None:
    """Raises `InvalidInputError` for a value that a scale does not have."""
    if value is None:
        return
    if scale is Scale.WORDS:
        raise InvalidInputError("This signal is read in words; it takes no number.")
    low, high = LEVELS
    if scale is Scale.LEVEL and value not in range(low, high + 1):
        raise InvalidInputError(f"A level is a whole number from {low} to {high}.")
    if scale is Scale.COUNT and not (value >= 0 and value == int(min(value, 10**9))):
        raise InvalidInputError("A count is a whole number, 0 or more.")
