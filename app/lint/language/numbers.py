"""Which numbers of a sentence count something, and which only say when, or which version."""

from __future__ import annotations

import re
from functools import lru_cache

from app.lint.language.readings import Reading

_TIME = re.compile(
    r"(?:\d{1,2}:\d\d(?::\d\d)?|(?:19|20)\d\d|\d{4}-\d\d(?:-\d\d)?"
    r"|\d{1,2}h\d{0,2}|\d{1,2}(?:[.:]\d\d)?[ap]m)\Z"
)
_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}\Z")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}\Z")
_MEASURED = re.compile(r"%|\d(?:k|m|bn|x|ms|gb|mb|tb)\Z")
_STATUS = re.compile(r"[45]\d\d\Z")
_ANSWERS = frozenset({"error", "errors", "response", "responses", "answers", "status"})
_REMEMBERED = 64
_ROUND = {"hundreds", "thousands", "dozens", "millions"}
_ORDINAL = ("1st", "2nd", "3rd", "th")
_WHEN = frozenset(
    {"at", "after", "before", "from", "between", "until", "till", "since", "by", "around", "on"}
)


def is_count(reading: Reading, at: int) -> bool:
    """Whether the word is a number that counts or measures: no time, no date, no version."""
    if not reading.has(at, "number") or reading.word(at - 1) == "#":
        return False
    if reading.word(at) in _ROUND:
        return False
    word = reading.word(at)
    if (word, reading.word(at + 1)) == ("half", "way"):
        return False
    if _MEASURED.search(word) or reading.word(at + 1) == "%":
        return True
    if (
        _TIME.match(word)
        or _is_status(reading, at)
        or _VERSION.match(word)
        or word.endswith(_ORDINAL)
    ):
        return False
    return not _says_when(reading, at)


@lru_cache(_REMEMBERED)
def is_concrete(reading: Reading) -> bool:
    """Whether the sentence names a count, code, or what enforces what it asks for."""
    return any(
        reading.has(at, "code") or reading.has(at, "enforced") or is_count(reading, at)
        for at in range(len(reading.words))
    )


def counted(reading: Reading, first: int, end: int) -> bool:
    """Whether a count stands beside these words: in their clause or in brackets, or a measure.

    Names in brackets count as well: who they are answers how many.
    """
    return _is_listed(reading, end) or any(
        is_count(reading, at)
        and (_is_measure(reading, at) or _is_in_clause(reading, *sorted((at, first))))
        for at in range(len(reading.words))
        if not first <= at < end
    )


@lru_cache(_REMEMBERED)
def names_count(reading: Reading) -> bool:
    """Whether the sentence counts or measures anything."""
    return any(is_count(reading, at) for at in range(len(reading.words)))


@lru_cache(_REMEMBERED)
def names_day(reading: Reading) -> bool:
    """Whether the sentence names a day, a month or a quarter."""
    return any(
        reading.has(at, "number")
        and (reading.has(at - 1, "month") or reading.has(at + 1, "month") or _is_day(reading, at))
        for at in range(len(reading.words))
    )


def _is_day(reading: Reading, at: int) -> bool:
    return _DAY.match(reading.word(at)) is not None


def _is_status(reading: Reading, at: int) -> bool:
    """Whether a number is an answer of a web server: “503 errors”, “an HTTP 429”."""
    return _STATUS.match(reading.word(at)) is not None and (
        reading.word(at + 1) in _ANSWERS or reading.word(at - 1) in {"http", "status", "code", "a"}
    )


def _is_listed(reading: Reading, end: int) -> bool:
    """Whether those that were meant are named behind the words: “depots (Utrecht, Ghent)”."""
    return reading.word(end) == "(" and reading.has(end + 1, "capital")


def _is_measure(reading: Reading, at: int) -> bool:
    """Whether a number says how much by itself: “7 %”, “up to 2 days”."""
    if reading.word(at).endswith("%") or reading.word(at + 1) == "%":
        return True
    return (reading.word(at - 2), reading.word(at - 1)) == ("up", "to")


def _is_in_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether no end of a clause stands between two words, except to open an insertion."""
    between = {reading.word(at) for at in range(first, last)}
    return bool(between & {"(", ":"}) or not between & {",", ";", "and", "but", "although"}


def _says_when(reading: Reading, at: int) -> bool:
    """Whether a month or a word of time stands beside it: “14 March”, “the 8.14 release”."""
    if reading.has(at - 1, "month") or reading.has(at + 1, "month"):
        return True
    if reading.word(at + 1) in {"update", "release", "version"}:
        return True
    before = at - 1
    while reading.word(before) in {"the", "version", "release", "sprint"}:
        before -= 1
    return reading.word(before) in _WHEN and not reading.word(at + 1).isalpha()
