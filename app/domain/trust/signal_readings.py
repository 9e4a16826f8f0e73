"""What a person read of signals, as typed or pasted, before it is written down."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.errors import InvalidInputError
from app.domain.trust.signal_rules import check_value
from app.domain.trust.signal_weeks import typed_week
from app.domain.trust.signals import Scale, Signal

_HEADINGS = {"week", "monday", "date", "day"}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one signal in one week; with nothing in it, there was no reading."""

    signal_id: str
    week: str
    value: float | None = None
    words: str = ""
    source: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return self.value is not None or any((self.words, self.source, self.note))


def typed_value(text: str, scale: Scale) -> float | None:
    """The count or level that a person typed; None where nothing is.

    Raises `InvalidInputError` for what is no number, or not one of the scale.
    """
    if not text.strip():
        return None
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        raise InvalidInputError(f"“{text.strip()}” is no number.") from None
    check_value(scale, value)
    return value


def pasted(text: str, signal: Signal, today: date) -> list[Read]:
    """Readings of a signal out of lines of week, value and words, apart by comma, ; or tab.

    A first line of headings is passed over. A signal that is read in words needs no value: its
    lines may be week and words. Raises `InvalidInputError` with the line that cannot be read, or
    where a week is there twice.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    mark = max(",;\t", key=lines[0].count) if lines else ","
    found: dict[str, Read] = {}
    for number, cells in enumerate(csv.reader(lines, delimiter=mark), 1):
        if number == 1 and cells[0].strip().casefold() in _HEADINGS:
            continue
        try:
            read = _read([cell.strip() for cell in cells], signal, today)
        except InvalidInputError as error:
            raise InvalidInputError(f"Line {number}: {error}") from None
        if read.week in found:
            raise InvalidInputError(f"Line {number}: the week of {read.week} is there twice.")
        found[read.week] = read
    return list(found.values())


def _read(cells: Sequence[str], signal: Signal, today: date) -> Read:
    week, *rest = cells
    if signal.scale is Scale.WORDS:
        return Read(signal.id, typed_week(week, today), None, " ".join(filter(None, rest)))
    value, *words = rest or [""]
    typed = typed_value(value, signal.scale)
    return Read(signal.id, typed_week(week, today), typed, ", ".join(filter(None, words)))
