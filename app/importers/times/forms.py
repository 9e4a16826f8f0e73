"""The forms in which a log writes its stamps, and finding the lines of a form all at once.

A form is learnt from one line that was read. Another line has the same form where it differs from
that one only in the digits of the time of day, as far as its stamp can reach: then it means the
same day and zone, and its clock can be worked out for thousands of lines in one go.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.domain.moments import SECOND_US, Stamp

Bytes: TypeAlias = npt.NDArray[np.uint8]
Clocks: TypeAlias = npt.NDArray[np.int64]

_MOST_FORMS = 12
"""More forms than this are forgotten, the oldest first: each is looked for in every line."""
_MOST_LEARNT = 24
"""So many forms are learnt in one block at most; a log with more is read line by line."""
_ZERO = ord("0")
# What no stamp goes on with, so that its end does not depend on what follows.
_ENDS_STAMP = np.zeros(256, np.bool_)
_ENDS_STAMP[list(b"[{(\"'<bcdefghijklmnoqrstuvwxyz")] = True
_BEGINS_TEXT = _ENDS_STAMP.copy()
_BEGINS_TEXT[list(b"0123456789")] = True
"""The same where a sign or a space stands before the text."""
_TAIL = re.compile(r"[ap][b-ln-z0-9_]|[A-Za-z]{2,8}[^A-Za-z0-9.:+-]")
"""What follows the stamp, as far as it could still be AM, PM or the name of a zone: where it is
the same, the stamp ends at the same place."""
_CLOCK = re.compile(r"(\d\d)([:.]?)(\d\d)(?:\2(\d\d))?")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the columns that all its lines share, and those of its time of day.

    ``begin`` and ``end`` bound the stamp, the text starts at ``text``; ``before`` and ``after``
    stand around the stamp. ``fixed`` are the letters of the columns ``columns``; ``free`` says that
    any letter may follow that no stamp goes on with. ``clock`` holds the first columns of hours,
    minutes and seconds, ``digits`` those of the fraction. ``stamp`` is the stamp it was learnt
    from, ``midnight_us`` that stamp's clock without its time of day.
    """

    begin: int
    end: int
    text: int
    before: str
    after: str
    columns: npt.NDArray[np.intp]
    fixed: Bytes
    free: bool
    clock: tuple[int, ...]
    digits: tuple[int, ...]
    stamp: Stamp
    midnight_us: int = 0

    @property
    def width(self) -> int:
        """How many columns a line must have to be of this form."""
        return max(int(self.columns[-1]), self.text) + 1

    @property
    def mark(self) -> tuple[bytes, bytes, bool]:
        """What tells the form from others."""
        return self.columns.tobytes(), self.fixed.tobytes(), self.free

    def like(self, other: Form) -> bool:
        """Whether records of both forms fit into one run."""
        return self._same == other._same

    @property
    def _same(self) -> tuple[object, ...]:
        stamp = self.stamp
        around = self.begin, self.end, self.text, self.before, self.after
        return *around, stamp.precision, stamp.zoned, stamp.offset_us, stamp.caveats


def form_of(line: str, found: re.Match[str], stamp: Stamp) -> Form | None:
    """The form of a line that was read; None where its lines cannot be told by their columns."""
    clock = _CLOCK.fullmatch(found["clock"] or "")
    half = "half" in found.re.groupindex and found["half"]
    text = found.end()
    if clock is None or half or not line[:text].isascii() or len(line) <= text:
        return None
    free = ord(line[text]) < 128 and bool(_ends(text > found.end("stamp"))[ord(line[text])])
    tail = None if free else _TAIL.match(line, text)
    if not free and (tail is None or not tail[0].isascii()):
        return None
    at = found.start("clock")
    parts = [at + start for start in (clock.start(1), clock.start(3), clock.start(4)) if start >= 0]
    digits = found.span("frac") if "frac" in found.re.groupindex and found["frac"] else (0, 0)
    wild = {column for part in parts for column in (part, part + 1)} | set(range(*digits))
    kept = [column for column in range(text if tail is None else tail.end()) if column not in wild]
    form = Form(
        *found.span("stamp"),
        text,
        line[: found.start("stamp")],
        line[found.end("stamp") : text],
        np.array(kept, np.intp),
        np.frombuffer("".join(line[column] for column in kept).encode(), np.uint8),
        free,
        tuple(parts),
        tuple(range(*digits)),
        stamp,
    )
    row = np.frombuffer(line[: form.width].encode("ascii", "replace"), np.uint8)[None, :]
    good, time_of_day = _times_of_day(form, row)
    return replace(form, midnight_us=stamp.clock_us - int(time_of_day[0])) if good[0] else None


def _ends(is_apart: bool) -> npt.NDArray[np.bool_]:
    return _BEGINS_TEXT if is_apart else _ENDS_STAMP


def _times_of_day(form: Form, rows: Bytes) -> tuple[npt.NDArray[np.bool_], Clocks]:
    """Which rows have a time of day, and microseconds since midnight for each."""
    good = np.ones(len(rows), np.bool_)
    total = np.zeros(len(rows), np.int64)
    for column, most, unit in zip(form.clock, (23, 59, 59), (3600, 60, 1), strict=False):
        tens, ones = rows[:, column] - _ZERO, rows[:, column + 1] - _ZERO
        value = tens.astype(np.int64) * 10 + ones
        good &= (tens <= 9) & (ones <= 9) & (value <= most)
        total += value * (unit * SECOND_US)
    unit = SECOND_US
    for column in form.digits:
        unit //= 10
        digit = rows[:, column] - _ZERO
        good &= digit <= 9
        total += digit.astype(np.int64) * unit
    return good, total


class FormsOfBlock:
    """The lines of one block of text, and which known form each of them has."""

    def __init__(self, block: bytes, count: int, known: Sequence[Form]) -> None:
        self._bytes = np.frombuffer(block, np.uint8)
        ends = np.flatnonzero(self._bytes == ord("\n"))
        self._starts = np.concatenate([np.zeros(1, np.int64), ends + 1])[:count]
        self._lengths = np.append(ends, len(self._bytes))[:count] - self._starts
        self._forms: list[Form] = []
        self._form = np.full(count, -1, np.int16)
        self.clocks: Clocks = np.zeros(count, np.int64)
        self._turns: list[int] = []
        self._learnt = 0
        self._marks: set[tuple[bytes, bytes, bool]] = set()
        for form in known:
            self._fit(form, 0)
        self._find_turns()

    def form(self, at: int) -> Form | None:
        """The form of a line; None where it has none that is known."""
        number = int(self._form[at])
        return None if number < 0 else self._forms[number]

    def run_end(self, at: int) -> int:
        """Where the lines end that have the form of the line ``at``, one after another."""
        return self._turns[bisect_right(self._turns, at)]

    def knows(self, form: Form) -> bool:
        """Whether the form was looked for already."""
        return form.mark in self._marks

    def learn(self, form: Form, at: int, *, alone: bool = False) -> bool:
        """Look for a new form in the lines after ``at``; False once there are too many forms.

        ``alone`` forgets the others, for stamps that mean something else on another day.
        """
        self._learnt += 1
        if self._learnt > _MOST_LEARNT:
            return False
        if alone:
            self.forget(at + 1)
        self._fit(form, at + 1)
        self._find_turns()
        return True

    def forget(self, at: int) -> None:
        """Let the lines from ``at`` on have no form that is known."""
        self._forms, self._marks = [], set()
        self._form[at:] = -1
        self._find_turns()

    def _fit(self, form: Form, since: int) -> None:
        self._marks.add(form.mark)
        number = next((n for n, known in enumerate(self._forms) if known.like(form)), None)
        if number is None:
            number = len(self._forms)
            self._forms.append(form)
        left = np.flatnonzero((self._form[since:] < 0) & (self._lengths[since:] >= form.width))
        left += since
        rows = self._bytes[self._starts[left][:, None] + np.arange(form.width)]
        fits = (rows[:, form.columns] == form.fixed).all(axis=1)
        if form.free:
            fits &= _ends(form.text > form.end)[rows[:, form.text]]
        good, time_of_day = _times_of_day(form, rows)
        fits &= good
        self._form[left[fits]] = number
        self.clocks[left[fits]] = form.midnight_us + time_of_day[fits]

    def _find_turns(self) -> None:
        turns = np.flatnonzero(self._form[1:] != self._form[:-1]) + 1
        self._turns = [*turns.tolist(), len(self._form)]


class KnownForms:
    """The forms that a file has shown so far, the newest last."""

    def __init__(self) -> None:
        self._forms: list[Form] = []

    def block(self, block: bytes, count: int) -> FormsOfBlock:
        """The forms of the ``count`` lines of a block, which end with a line feed."""
        return FormsOfBlock(block, count, self._forms)

    def add(self, form: Form, *, alone: bool = False) -> None:
        """Remember a form for the blocks that follow, ``alone`` instead of the others."""
        self._forms = [form] if alone else [*self._forms, form][-_MOST_FORMS:]
