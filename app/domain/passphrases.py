"""How well a passphrase protects a casebook, in words."""

from __future__ import annotations

import math
from enum import StrEnum
from itertools import groupby, pairwise


class Strength(StrEnum):
    """How long guessing would take somebody who has the file."""

    EMPTY = "empty"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"

    @property
    def sentence(self) -> str:
        """What to tell the person who is choosing it."""
        return _SENTENCES[self]


_SENTENCES = {
    Strength.EMPTY: "Four or more unrelated words make a good passphrase.",
    Strength.WEAK: "Weak: somebody with the file could guess it. Add unrelated words.",
    Strength.FAIR: "Fair: enough against chance, not against effort. One more word helps.",
    Strength.STRONG: "Strong.",
}

_FAIR_BITS = 45.0
_STRONG_BITS = 64.0
_WORD_BITS = 13.0
"""A word chosen at random from a list of some 8,000."""


def strength(passphrase: str) -> Strength:
    """A cautious estimate: the lower of what its characters and what its words could hold."""
    if not passphrase.strip():
        return Strength.EMPTY
    bits = _bits(passphrase)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG_BITS else Strength.STRONG


def _bits(passphrase: str) -> float:
    characters = _characters(passphrase) * math.log2(_alphabet(passphrase))
    words = {word.casefold() for word in passphrase.split()}
    if len(passphrase.split()) < 2:
        return characters
    return min(characters, sum(min(_WORD_BITS, 4.7 * len(word)) for word in words) * 1.25)


def _characters(passphrase: str) -> int:
    """Its length, counting runs of one character, and of neighbours such as 1234, once."""
    steps = [ord(after) - ord(before) for before, after in pairwise(passphrase)]
    return 1 + sum(1 if step in (-1, 0, 1) else len(list(run)) for step, run in groupby(steps))


def _alphabet(passphrase: str) -> int:
    kinds = {
        26: any(c.islower() for c in passphrase) or any(c.isupper() for c in passphrase),
        10: any(c.isdigit() for c in passphrase),
        33: any(not c.isalnum() for c in passphrase),
    }
    return max(10, sum(size for size, used in kinds.items() if used))
