"""Where in time a reader wants to go: a clock, a date, or a step from where they stand."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from app.domain.errors import InvalidInputError
from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    SECOND_US,
    Precision,
    is_shown_everywhere,
    parse_typed,
)

_UNITS = {"s": SECOND_US, "m": MINUTE_US, "h": 60 * MINUTE_US, "d": DAY_US}
_STEP = re.compile(r"\s*(?P<sign>[+\u2212-])\s*(?P<parts>(?:\d{1,9}\s*[smhd]\s*)+)", re.IGNORECASE)
_PART = re.compile(r"(\d+)\s*([smhd])", re.IGNORECASE)


def parse_jump(text: str, zone: ZoneInfo, here_us: int | None) -> tuple[int, Precision]:
    """Read ``02:47``, ``2024-03-30 02:47``, ``+5m`` or ``-1h30m``; returns it and how fine it is.

    Clocks are read in ``zone``; one without a date falls on the day of ``here_us``, where the
    reader stands, and steps count from there. Raises `InvalidInputError` where it cannot be read.
    """
    step = _STEP.fullmatch(text)
    if step is None:
        try:
            return parse_typed(text, zone, here_us)
        except InvalidInputError as error:
            raise InvalidInputError(
                f"“{text.strip()}” is not a time to go to; write 02:47, 2024-03-30 02:47 or +5m."
            ) from error
    if here_us is None:
        raise InvalidInputError("A step such as +5m needs a dated item to count from; select one.")
    length = sum(int(count) * _UNITS[unit.lower()] for count, unit in _PART.findall(step["parts"]))
    goal = here_us + (length if step["sign"] == "+" else -length)
    if not is_shown_everywhere(goal):
        raise InvalidInputError(f"“{text.strip()}” leads to no time that a calendar holds.")
    return goal, Precision.MICROSECOND


def distance_words(apart_us: int) -> str:
    """``31 s``, ``4 min``, ``2 h 10 min``, ``3 days``: how far apart two moments are."""
    apart = abs(apart_us)
    if apart < SECOND_US:
        return f"{apart // 1000} ms" if apart >= 1000 else f"{apart} µs"
    if apart < 2 * MINUTE_US:
        return f"{apart // SECOND_US} s"
    if apart < 60 * MINUTE_US:
        return f"{apart // MINUTE_US} min"
    hours, minutes = divmod(apart // MINUTE_US, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} days"
