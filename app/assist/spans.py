"""Texts cut into sentences and clauses beforehand, so that what is quoted is never put together."""

from __future__ import annotations

import re
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""Start and end in code points, without blanks at either side."""

LONGEST = 240
"""Code points of the longest span."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+|\n+")
_CLAUSE_END = re.compile(
    r"(?<=[;,:–—])\s+|(?<!\s)\s+(?=[–—(]|\b(?:and|but|because|so|which|while)\b)"
)


def spans_of(text: str) -> tuple[Place, ...]:
    """The sentences and lines of a text in order; a long one in clauses of at most `LONGEST`.

    Together they hold every sign of the text but blanks between them.
    """
    return tuple(
        span
        for start, end in _cut(text, 0, len(text), _SENTENCE_END)
        for span in _short_enough(text, start, end)
    )


def opening(text: str, most: int) -> Place:
    """The span from the first word of a text to the end of the last whole sentence in ``most``."""
    spans = spans_of(text)
    if not spans:
        return 0, 0
    first = spans[0][0]
    return first, max((end for _start, end in spans if end - first <= most), default=spans[0][1])


def _cut(text: str, start: int, end: int, at: re.Pattern[str]) -> list[Place]:
    found: list[Place] = []
    begin = start
    for gap in at.finditer(text, start, end):
        found.append((begin, gap.start()))
        # Closing quotes and brackets belong to the sentence before them.
        signs = len(gap[0]) - len(gap[0].lstrip('"”’)]'))
        found[-1] = (begin, gap.start() + signs)
        begin = gap.end()
    found.append((begin, end))
    return [_trimmed(text, *one) for one in found if text[one[0] : one[1]].strip()]


def _trimmed(text: str, start: int, end: int) -> Place:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())


def _short_enough(text: str, start: int, end: int) -> list[Place]:
    if end - start <= LONGEST:
        return [(start, end)]
    joined: list[Place] = []
    for first, last in _cut(text, start, end, _CLAUSE_END):
        if joined and last - joined[-1][0] <= LONGEST:
            joined[-1] = joined[-1][0], last
        else:
            joined.extend(_pieces(text, first, last))
    return joined


def _pieces(text: str, start: int, end: int) -> list[Place]:
    """A clause without a place to cut it, at its blanks; a word that long is cut anywhere."""
    found: list[Place] = []
    while end - start > LONGEST:
        at = text.rfind(" ", start + 1, start + LONGEST + 1)
        at = at if at > start else start + LONGEST
        found.append(_trimmed(text, start, at))
        start = _trimmed(text, at, end)[0]
    return [*found, (start, end)]
