"""Where the statement begins: the columns before it that each line of a file has.

Time stamp, host, process, level and component are found by what nearly all different lines have in
the same column, never by the name of a format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from app.assist.templates.masks import VALUE

_COLUMN = re.compile(r"\[[^\]]*\]\S*|[^\s|]+")
_WIDEST = 10
_NEARLY_ALL = 0.9
_FEW = 3
_ENOUGH = 20
_LEVEL = re.compile(
    r"\W*(?:trace|debug|verbose|info|information|notice|warn|warning|error|err|severe|fatal"
    r"|failure|crit|critical|alert|emerg|emergency|panic|[tdviwefc])\W*$",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[A-Za-z]{3}")
_DOTTED = re.compile(r"[\w$]+(?:\.[\w$]+)+$")
_SIGNS = re.compile(r"\W+$")


class _Kind(Enum):
    LEVEL = auto()
    TAG = auto()
    BRACKETS = auto()
    FIGURE = auto()
    SIGN = auto()
    DOTTED = auto()
    WORD = auto()


_SURE = (_Kind.LEVEL, _Kind.TAG)


def statements_of(lines: Sequence[str]) -> list[str]:
    """What each of these different lines says, without the columns before it."""
    columns = [_COLUMN.findall(line[:400])[:_WIDEST] for line in lines]
    width = _width(columns)
    if not width:
        return list(lines)
    return [
        line[_end(line, width) :] if len(row) > width or len(row) == _WIDEST else line
        for line, row in zip(lines, columns, strict=True)
    ]


def _end(line: str, width: int) -> int:
    found = _COLUMN.finditer(line)
    for _ in range(width - 1):
        next(found)
    return next(found).end()


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns stand before the statement.

    A column belongs there if nearly all lines have the same telling kind in it. Behind a column of
    ordinary words, which may be the statement already, only a level or a tag tells, or anything
    where many different lines begin with a telling column.
    """
    width = words = 0
    begins = False
    for column in range(_WIDEST):
        values = [row[column] for row in rows if len(row) > column]
        kind = _common(values, len(rows))
        if kind is None:
            words += 1
        elif not words or kind in _SURE or (begins and len(rows) >= _ENOUGH):
            width = column + 1
        begins = begins or (column == 0 and kind is not None)
        if any(value.startswith('"') for value in values):
            break
    return _with_components(rows, width)


def _common(values: Sequence[str], lines: int) -> _Kind | None:
    """The telling kind that nearly all of so many lines have."""
    kinds = Counter(map(_kind, values))
    del kinds[_Kind.WORD]
    kind = max(kinds, key=kinds.__getitem__, default=None)
    return kind if kind and kinds[kind] >= _NEARLY_ALL * lines else None


def _with_components(rows: Sequence[Sequence[str]], width: int) -> int:
    """With the columns behind them that name one of a few parts of a system, in capitals."""
    while 0 < width < _WIDEST and len(rows) >= _ENOUGH:
        values = {row[width] for row in rows if len(row) > width}
        if len(values) > _FEW or not all(value.isalpha() and value.isupper() for value in values):
            break
        width += 1
    return width


@lru_cache(4096)
def _kind(column: str) -> _Kind:
    if _LEVEL.match(column):
        return _Kind.LEVEL
    if column.endswith(":"):
        return _Kind.TAG
    if column.startswith("["):
        return _Kind.BRACKETS
    if VALUE in column and not _LONG_WORD.search(column):
        return _Kind.FIGURE
    if _SIGNS.match(column):
        return _Kind.SIGN
    return _Kind.DOTTED if _DOTTED.match(column) else _Kind.WORD
