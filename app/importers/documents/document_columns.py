"""Laid-out text: what its columns tore apart is put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.importers.documents.dated_moments import time_at
from app.importers.documents.dated_tables import whole_time

_SIDE = re.compile(r"(?P<gap> {3,})(?P<words>\S.*)$")
_GAP = re.compile(r" {3,}")
_LEAST_AT = 45
_LEAST_LINES = 3
_FIRST_CELL = re.compile(r" {0,4}\S(?:\S| (?! ))*? {2,}")
_MOST_FIRST = 30
_BROKEN_DATE = re.compile(r"(?<=\d[-/.])\s+(?=\d)")


def columns_apart(lines: Sequence[str]) -> list[str]:
    """The lines of a page with what stands in a column at its right put behind the rest.

    Only above the first line that begins with a time: from there on, columns are a table's. The
    number of lines grows where there is such a column, and stays the same where there is none.
    """
    first = next((at for at, line in enumerate(lines) if _is_stamped(line)), len(lines))
    sides = [_side(line) for line in lines[:first]]
    starts = Counter(found.start("words") for found in sides if found is not None)
    column, count = starts.most_common(1)[0] if starts else (0, 0)
    if count < _LEAST_LINES:
        return list(lines)
    left: list[str] = []
    right: list[str] = []
    for line, found in zip(lines[:first], sides, strict=True):
        if found is not None and abs(found.start("words") - column) <= 1:
            left.append(line[: found.start("gap")].rstrip())
            right.append(found["words"])
        else:
            left.append(line)
            right.append("")
    return [*left, "", *right, "", *lines[first:]]


def _is_stamped(line: str) -> bool:
    words = line.lstrip()
    return len(line) - len(words) < _LEAST_AT and time_at(words) is not None


def _side(line: str) -> re.Match[str] | None:
    """The last wide gap of a line and the words behind it, where they stand far to the right."""
    gaps = list(_GAP.finditer(line))
    found = _SIDE.match(line, gaps[-1].start()) if gaps else None
    return found if found is not None and found.start("words") >= _LEAST_AT else None


@dataclass(slots=True)
class _Row:
    """A row of a laid-out table: the pieces of its narrow first cell, and the words beside it."""

    pieces: list[str]
    words: list[str]

    @property
    def time(self) -> str:
        """The first cell in one line."""
        return _BROKEN_DATE.sub("", " ".join(self.pieces))

    def lines(self) -> list[str]:
        """The row with its time in one line in front."""
        indent = " " * (len(self.time) + 3)
        first, *more = self.words or [""]
        return [f"{self.time}   {first}".rstrip(), *(indent + words for words in more)]


def rows_together(lines: Sequence[str]) -> list[str]:
    """The lines of a page with times that a narrow column broke apart put together again.

    ``2024-03-30`` above ``14:05``, or ``10:58`` above ``PM``, each with words of the row beside it.
    """
    out: list[str] = []
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        together = list(group)
        out += together if is_blank else _joined(together)
    return out


def _joined(lines: list[str]) -> list[str]:
    column = _second_column(lines)
    if column is None:
        return lines
    out: list[str] = []
    for fits, group in groupby(lines, key=lambda line: not line[column - 2 : column].strip()):
        together = list(group)
        out += _rows(together, column) if fits else together
    return out


def _rows(lines: list[str], column: int) -> list[str]:
    """The lines of a table, each row with its time in one line; as they are where it has none."""
    rows: list[_Row] = []
    above: list[str] = []
    for line in lines:
        piece, words = line[:column].strip(), line[column:].strip()
        if piece and (not rows or _begins_row(rows[-1], piece)):
            rows.append(_Row([piece], above))
            above = []
        elif piece:
            rows[-1].pieces.append(piece)
        target = rows[-1].words if rows else above
        if words:
            target.append(words)
    broken = [row for row in rows if len(row.pieces) > 1]
    told = [whole_time(row.time) for row in rows]
    if not broken or not all(time is not None and time.clock_us is not None for time in told):
        return lines
    return [line for row in rows for line in row.lines()]


def _begins_row(row: _Row, piece: str) -> bool:
    """Whether a piece in the first column is a time of its own, not the rest of the one above."""
    stated, before = time_at(piece), whole_time(row.time)
    if stated is None or before is None or before.clock_us is None:
        return stated is not None and stated.day is not None and before is not None
    return True


def _second_column(lines: list[str]) -> int | None:
    """Where the second column begins; None where the lines are no table with a narrow first one."""
    starts = Counter(
        found.end()
        for line in lines
        if (found := _FIRST_CELL.match(line)) is not None and found.end() < len(line)
    )
    if not starts:
        return None
    column, _ = starts.most_common(1)[0]
    return column if column <= _MOST_FIRST else None
