"""Statements that were divided too far are joined again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from app.assist.templates.masks import VALUE, Words, kept_places, without_runs
from app.assist.templates.statements import Statement, holds_values, is_name

_MOST = 5_000
"""More different statements than this are prose, in which nothing is to be joined."""
_LONGEST = 40
"""Words; what is longer is not compared, since each of its words would be."""


def joined(statements: Iterable[Statement]) -> list[list[Statement]]:
    """The statements, those together that are one; the order in which they come changes nothing.

    One are those that differ only in how many words a value has, those that have a name where
    others have a figure, and those that differ in a single word where values stand.
    """
    keyed: dict[Words, list[Statement]] = defaultdict(list)
    for one in statements:
        keyed[without_runs(_words(one))].append(one)
    for key in list(keyed):
        nameless = without_runs([VALUE if is_name(word) else word for word in key])
        if nameless != key and nameless in keyed:
            keyed[nameless] += keyed.pop(key)
    return _but_for_one_word(keyed) if len(keyed) <= _MOST else list(keyed.values())


def _words(one: Statement) -> Words:
    first = one.lines[0]
    return tuple(VALUE if place in one.values else word for place, word in enumerate(first))


def _but_for_one_word(keyed: dict[Words, list[Statement]]) -> list[list[Statement]]:
    alike: dict[tuple[Words, Words], list[Words]] = defaultdict(list)
    for key in keyed:
        for column in range(len(key) if len(key) <= _LONGEST else 0):
            alike[key[:column], key[column + 1 :]].append(key)
    root = {key: key for key in keyed}
    values: dict[Words, set[int]] = defaultdict(set)
    for (before, _), keys in alike.items():
        if len(keys) == 1:
            continue
        column = len(before)
        words = frozenset(key[column] for key in keys)
        if holds_values(Statement(tuple(keys), frozenset()), column, words):
            for key in keys:
                values[key].add(column)
                _unite(root, key, keys[0])
    found: dict[Words, list[Statement]] = defaultdict(list)
    for key, some in keyed.items():
        found[_root(root, key)] += [_with_values(one, values[key]) for one in some]
    return list(found.values())


def _with_values(one: Statement, columns: set[int]) -> Statement:
    """With values in these columns of its key, in which values in a row are one."""
    places = dict(enumerate(kept_places(_words(one))))
    return Statement(one.lines, one.values | {places[at] for at in columns if at in places})


def _root(root: dict[Words, Words], key: Words) -> Words:
    while root[key] != key:
        key = root[key]
    return key


def _unite(root: dict[Words, Words], one: Words, other: Words) -> None:
    first, second = sorted((_root(root, one), _root(root, other)))
    root[second] = first
