"""What in a line is a value by its looks: figures, ids, addresses, paths, amounts, dates, quotes.

Nothing here knows a program. `figures_masked` is done for every line and is one expression; the
others look only at lines that still differ after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

VALUE = "\x1a"
"""Stands for a value in a line; a control character that no log writes."""

Words = tuple[str, ...]

_AT_ONCE = 4_000
_LETTERS = r"A-Za-z_\x80-\U0010ffff"
_JOINS = r".:/@+%$~&?!*\\-"
# A word with a digit in it: whatever joins its parts belongs to it, what follows it does not.
_FIGURE = re.compile(
    rf"(?<![{_LETTERS}{_JOINS}])[{_LETTERS}{_JOINS}]*+[0-9](?:[{_JOINS}]*+[{_LETTERS}0-9])*+"
)

_V = VALUE
_UNITS = (
    "[kKMGTP]i?[Bb]?|[Bb]ytes?|B|[mun]s|s|secs?|seconds?|mins?|minutes?|hours?|days?|%|[MGk]?Hz"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_VALUES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # a date in words
        (rf"\b(?:{_DAY},?\s+)?{_MONTH}\.?\s+{_V}", _V),
        # what stands in quotes, unless it is a request with its verb
        (r'"(?![A-Z]+ )[^"]*"', f'"{_V}"'),
        # an address with a query
        (rf"(?:{_V}|[^\s\"'=?]+\?[^\s\"'=]+)=[^\s\"']*", _V),
        # a host; names of classes have capitals, or fewer dots
        (r"(?<![\w.])[a-z][a-z_-]*(?:\.[a-z_-]+){2,}(?![\w.(])", _V),
        # a path
        (r"(?<![\w>])(?:[A-Za-z]+:)?[\\/]{1,2}[^\s,;\"'()\[\]]+", f" {_V}"),
        # name=value, also where the value is empty and the next name follows
        (r"=(?:\s{0,2}[^\s=,;()\[\]{}\"']+(?![\w.]*\s?=))?", f"={_V}"),
        # an amount with its unit, and the same amount said again in brackets
        (rf"{_V}\s?(?:{_UNITS})(?!\w)", _V),
        (rf"{_V}\s*\(\s*[<>~]?{_V}\s*\)", _V),
        # who or where, after the word that announces it
        (r"(?i)\b(user|username|hostname|host)(?: |: ?)[^\s=]*(?![^ ]*=)", rf"\1 {_V}"),
        (r"\b(?:true|false|True|False|null|nil|None|0x[a-f]+|[a-f]{8,})\b", _V),
    )
)
_WORD = re.compile(rf"[{_LETTERS}$]+(?:[.\-/@$\\]+[{_LETTERS}$]+)*|{_V}|\*+")


def figures_masked(lines: Iterable[str]) -> Iterator[str]:
    """The lines with every word that holds a digit masked; no line may hold a line feed."""
    rest = iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        yield from _FIGURE.sub(VALUE, "\n".join(some)).split("\n")


def values_masked(line: str) -> str:
    """A line whose figures are masked, with everything else masked that looks like a value."""
    for pattern, instead in _VALUES:
        line = pattern.sub(instead, line)
    return line


def words_of(line: str) -> tuple[Words, tuple[tuple[int, int], ...]]:
    """The words of a masked line and where they stand; values in a row are one.

    A value at the beginning is left out: what stands before a statement belongs to none.
    """
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    before = VALUE
    for found in _WORD.finditer(line):
        word = found[0]
        if word != VALUE or before != VALUE:
            words.append(word)
            spans.append(found.span())
        before = word
    if not words:  # figures or signs only
        return (line.strip(),), ((0, len(line)),)
    return tuple(words), tuple(spans)


def without_runs(words: Sequence[str]) -> Words:
    """The words with values in a row made one, none at the beginning."""
    before = (VALUE, *words)
    return tuple(
        word for word, last in zip(words, before, strict=False) if word != VALUE or last != VALUE
    )
