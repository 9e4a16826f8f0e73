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

_MANY = 6
"""So many different words are values; one fewer where much is the same."""
_SEVERAL = 3
"""So many are, where they look like names; two may be the two ends of something."""
_MUCH_THE_SAME = 5
_LEAST_BEHIND, _LEAST_BEFORE = 2, 3
"""How many words must be the same for a value behind them, and for one at the beginning."""
_HALF = 0.5
_NAME = re.compile(r".*\w[._/@\\$]\w")
_NAME_LIKE = re.compile(rf"{_NAME.pattern}|.*[a-z][A-Z]|[A-Z][A-Z_]+$|.{{20,}}")


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
        elif holds_values(one, column, words):
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


def holds_values(one: Statement, column: int, words: frozenset[str]) -> bool:
    """Whether the words of this column are values, by their looks, their number, and the rest."""
    columns = zip(*one.lines, strict=True)
    fixed = sum(len(set(other)) == 1 and other[0] != VALUE for other in columns)
    if fixed < max(1, len(one.lines[0]) // 2):
        return False
    if column and _share(_NAME, words) >= _HALF:
        return True
    if fixed < (_LEAST_BEHIND if column else _LEAST_BEFORE):
        return False
    if VALUE in words:
        return True
    if column and len(words) >= _SEVERAL and _share(_NAME_LIKE, words) >= _HALF:
        return True
    many = _MANY - 1 if fixed >= _MUCH_THE_SAME else _MANY
    return len(words) >= many


def is_name(word: str) -> bool:
    """Whether a word looks like the name of a thing: parts joined by signs."""
    return bool(_NAME.match(word))


def _share(pattern: re.Pattern[str], words: frozenset[str]) -> float:
    return sum(bool(pattern.match(word)) for word in words) / len(words)
