"""Which lines one statement of a program wrote, when their values no longer show by their looks.

Lines with the same number of words are divided, column by column, the fewest different words first.
A column holds values, and does not divide them, where it mixes words with values, where its words
look like names of things, or where there are many of them while the rest stays the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.assist.templates.masks import VALUE, Words

_MANY = 5
_HALF = 0.5
_NAME = re.compile(r".*\w[._/@\\$-]\w")
_NAME_LIKE = re.compile(r".*[a-z][A-Z]|[A-Z][A-Z_]+$|.{20,}")


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines of one statement; ``values`` are the columns of their words that hold values."""

    lines: tuple[Words, ...]
    values: frozenset[int]


def statements_in(lines: Iterable[Words]) -> Iterator[Statement]:
    """Puts different lines of words together, each into one statement, in whatever order they come.

    Takes time in proportion to lines times the square of their words, at worst.
    """
    by_length: dict[int, list[Words]] = defaultdict(list)
    for line in lines:
        by_length[len(line)].append(line)
    todo = [Statement(tuple(some), frozenset()) for some in by_length.values()]
    while todo:
        one = todo.pop()
        column, words = _fewest(one)
        if not words:
            yield one
        elif _holds_values(one, column, words):
            todo.append(Statement(one.lines, one.values | {column}))
        else:
            todo.extend(_divided(one, column))


def _fewest(one: Statement) -> tuple[int, frozenset[str]]:
    """The column with the fewest different words, at least two, and these; none if all is clear."""
    if len(one.lines) == 1:
        return 0, frozenset()
    differ = [
        (len(words), column, words)
        for column, words in enumerate(map(frozenset, zip(*one.lines, strict=True)))
        if len(words) > 1 and column not in one.values
    ]
    _, column, words = min(differ, default=(0, 0, frozenset[str]()))
    return column, words


def _divided(one: Statement, column: int) -> Iterator[Statement]:
    parts: dict[str, list[Words]] = defaultdict(list)
    for line in one.lines:
        parts[line[column]].append(line)
    return (Statement(tuple(part), one.values) for part in parts.values())


def _holds_values(one: Statement, column: int, words: frozenset[str]) -> bool:
    first = one.lines[0]
    fixed = sum(
        len(set(column)) == 1 and column[0] != VALUE for column in zip(*one.lines, strict=True)
    )
    if fixed < max(1, len(first) // 2):
        return False
    names = sum(bool(_NAME.match(word)) for word in words)
    if column and names >= _HALF * len(words):
        return True
    likely = names + sum(bool(_NAME_LIKE.match(word)) for word in words)
    if fixed < (2 if column else 3):
        return False
    return VALUE in words or (column > 0 and likely >= _HALF * len(words)) or len(words) >= _MANY
