"""What short updates promise, and whether they promise the same again."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.folding import folded
from app.domain.trust.follow_through import UpdateNote

_ALIKE = 0.8
_LEAST = 3


def repeated(updates: Iterable[UpdateNote]) -> tuple[UpdateNote, ...]:
    """The updates, in their order, that promise next what an earlier one promised.

    Two promises are the same where four of five words of the shorter stand in the other; of very
    short ones nothing is said.
    """
    earlier: list[frozenset[str]] = []
    found = []
    for update in updates:
        words = _words(update.next_step)
        if len(words) < _LEAST:
            continue
        if any(len(words & one) >= _ALIKE * min(len(words), len(one)) for one in earlier):
            found.append(update)
        earlier.append(words)
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    plain = folded(text)
    return frozenset("".join(one if one.isalnum() else " " for one in plain).split())
