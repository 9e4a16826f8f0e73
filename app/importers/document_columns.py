"""Laid-out text: a column at the side of a page is put behind what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.importers.dated_moments import time_at

_SIDE = re.compile(r"(?P<gap> {3,})(?P<words>\S.*)$")
_GAP = re.compile(r" {3,}")
_LEAST_AT = 45
_LEAST_LINES = 3


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
