"""What in a line is a value by its looks: figures, ids, addresses, paths, amounts, dates, quotes.

Nothing here knows a program. `figures_masked` is done for every line and is one expression; the
others look only at lines that still differ after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

VALUE = "\x1a"
"""Stands for a value in a line; a control character that no log writes."""

Words = tuple[str, ...]

_AT_ONCE = 4_000
_LETTERS = r"A-Za-z_\x80-\U0010ffff"
_JOINS = r".:/@+%$~&?!*\\-"
# What stands before a figure, in one group, and the figure: a word with a digit in it. Whatever
# joins the parts of a word belongs to it, what follows them does not.
_BEFORE_FIGURE = re.compile(
    rf"([^0-9{_LETTERS}{_JOINS}]*+(?:[{_LETTERS}{_JOINS}]++(?![0-9])[^0-9{_LETTERS}{_JOINS}]*+)*+)"
    rf"[{_LETTERS}{_JOINS}]*+[0-9{_LETTERS}]++(?:[{_JOINS}]++[0-9{_LETTERS}]++)*+"
)
_LAST = "\n0"
"""A figure behind all others, so that nothing is left over."""

_V = VALUE
_UNITS = (
    "[kKMGTP]i?[Bb]?|[Bb]ytes?|B|[mun]s|s|secs?|seconds?|mins?|minutes?|hours?|days?|%|[MGk]?Hz"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_SAYS = frozenset(("msg", "message", "event", "error", "err", "reason", "text"))
_REQUEST = re.compile(r"[A-Z]+ ")


def _quoted(found: re.Match[str]) -> str:
    """A quote is a value, unless it is what the line says, or a request with its verb."""
    name, said = found[1], found[2]
    kept = name.rstrip("=: ") in _SAYS or _REQUEST.match(said)
    return found[0] if kept else f'{name}"{_V}"'


_AFTER = r"(?: |: ?)[^\s=]*+(?![^ ]*=)"
_VALUES: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (sign, re.compile(pattern), instead)
    for sign, pattern, instead in (  # the sign that must be there is quick to look for
        # a date in words
        (_V, rf"\b(?:{_DAY},?\s+)?{_MONTH}\.?\s+{_V}", _V),
        ('"', r'(\b\w+[=:] ?|)"([^"]*)"', _quoted),
        # an address with a query
        ("=", rf"(?:{_V}|(?<![^\s\"'=?])[^\s\"'=?]++\?[^\s\"'=]++)=[^\s\"']*", _V),
        # a host; names of classes have capitals, or fewer dots
        (".", r"(?<![\w.])[a-z][a-z_-]*(?:\.[a-z_-]+){2,}(?![\w.(])", _V),
        # a path
        ("/", r"(?<![\w>])(?:[A-Za-z]+:)?//?[^\s,;\"'()\[\]]+", f" {_V}"),
        ("\\", r"(?<![\w>])(?:[A-Za-z]:)?\\\\?[^\s,;\"'()\[\]]+", f" {_V}"),
        # a name with no value; a word as its value may tell what happened, and stays
        ("=", r"=(?=\s+[\w.]+=|[\s,;)\]}]*$|[,;)\]}])", f"={_V}"),
        # an amount with its unit, and the same amount said again in brackets
        (_V, rf"{_V}\s?(?:{_UNITS})(?!\w)", _V),
        ("(", rf"{_V}\s*\(\s*[<>~]?{_V}\s*\)", _V),
        # who or where, after the word that announces it
        ("ser", rf"\b([Uu]ser(?:name)?){_AFTER}", rf"\1 {_V}"),
        ("ost", rf"\b([Hh]ost(?:name)?){_AFTER}", rf"\1 {_V}"),
        ("", r"\b(?:true|false|True|False|null|nil|None|0x[a-f]+|[a-f]{8,})\b", _V),
    )
)
_WORD = re.compile(rf"[{_LETTERS}$]+(?:[.\-/@$\\]+[{_LETTERS}$]+)*|{_V}|\*+")


def figures_masked(lines: Iterable[str]) -> Iterator[str]:
    """The lines with every word that holds a digit masked; no line may hold a line feed."""
    rest = iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        between = _BEFORE_FIGURE.findall("\n".join(some) + _LAST)
        yield from VALUE.join(between)[: -len("\n")].split("\n")


def values_masked(line: str) -> str:
    """A line whose figures are masked, with everything else masked that looks like a value."""
    for sign, pattern, instead in _VALUES:
        if sign in line:
            line = pattern.sub(instead, line)
    return line


def words_of(line: str) -> Words:
    """The words of a masked line; values in a row are one.

    A value at the beginning is left out: what stands before a statement belongs to none. A line
    of signs or figures only is a word of its own.
    """
    return without_runs(_WORD.findall(line)) or (line.strip(),)


def spans_of(line: str) -> list[tuple[int, int]]:
    """Where each of `words_of` stands in the line."""
    found = list(_WORD.finditer(line))
    return [found[place].span() for place in kept_places([one[0] for one in found])] or [
        (0, len(line))
    ]


def without_runs(words: Sequence[str]) -> Words:
    """The words with values in a row made one, none at the beginning."""
    return tuple([words[place] for place in kept_places(words)])


def kept_places(words: Sequence[str]) -> list[int]:
    """Which of the words `without_runs` keeps."""
    before = (VALUE, *words)
    return [place for place, word in enumerate(words) if word != VALUE or before[place] != VALUE]
