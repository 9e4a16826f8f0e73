"""Which numbers of a sentence count something, and which only say when, or which version."""

from __future__ import annotations

import re

from app.lint.readings import Reading

_TIME = re.compile(r"(?:\d{1,2}:\d\d(?::\d\d)?|(?:19|20)\d\d|\d{4}-\d\d(?:-\d\d)?|\d{1,2}h\d{0,2})\Z")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}\Z")
_MEASURED = re.compile(r"%|\d(?:k|m|bn|x|ms|gb|mb|tb)\Z")
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WHEN = frozenset("at after before from between until till since by around on utc".split())


def is_count(reading: Reading, at: int) -> bool:
    """Whether the word is a number that counts or measures: no time, no date, no version."""
    if not reading.has(at, "number"):
        return False
    word = reading.word(at)
    if _MEASURED.search(word) or reading.word(at + 1) == "%":
        return True
    if _TIME.match(word) or _VERSION.match(word) or "st nd rd th".find(word[-2:]) >= 0:
        return False
    return not _says_when(reading, at)


def _says_when(reading: Reading, at: int) -> bool:
    """Whether a month stands beside it, or a word of time before it: “on 14 March”, “after 8.14”."""
    if {reading.word(at - 1), reading.word(at + 1)} & _MONTHS:
        return True
    before = at - 1
    while reading.word(before) in {"the", "v", "version", "release", "sprint", "about"}:
        before -= 1
    return reading.word(before) in _WHEN and not reading.word(at + 1).isalpha()
