"""A place where a known name may stand in a text: what parts its words, what is joined to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.domain.folding import folded
from app.domain.name_keys import SPACELESS, NameKey
from app.domain.name_use import used_as_name

_PARTED = re.compile(r"\s{1,60}|\s?[-_+'@.]|[-_+'] ?|, ?\s?")
_WRAPPED = re.compile(r"[-=](?:[ \t]{0,9}\r?\n){1,2}[ \t]{0,40}")
_HEX = frozenset("abcdef")
_HUMPS = frozenset({"mc", "mac"})


_folded = lru_cache(maxsize=100_000)(folded)


def letters_of(piece: re.Match[str]) -> str:
    """The letters of a piece, folded."""
    return _folded(piece[0])


class NameSpot:
    """Pieces of a text that may be a name, and the ``keys`` of the longest name found in them.

    ``doubtful`` where an ordinary word stands there that the sentence does not use as a name; with
    ``judged`` false, every ordinary word counts.
    """

    def __init__(
        self, text: str, pieces: Sequence[re.Match[str]], first: int, *, judged: bool = True
    ) -> None:
        self._text, self._pieces, self._judged = text, pieces, judged
        self.keys: list[NameKey] = []
        self.end = first
        self.doubtful = False
        self._first = self._last = first
        self._parted: set[int] = set()
        self._gaps = ""
        self.letters = letters_of(pieces[first])

    @property
    def span(self) -> tuple[int, int]:
        """Where the name stands in the plain text."""
        return self._pieces[self._first].start(), self._pieces[self.end - 1].end()

    def weigh(self, keys: Iterable[NameKey]) -> None:
        """Note which of the keys with these letters are names here."""
        if holding := [key for key in keys if self._holds(key)]:
            proper = [key for key in holding if not key.genitive]
            self.keys, self.end = proper or holding, self._last + 1

    def extend(self) -> bool:
        """Take the next piece in; False where there is none that a name could go on with."""
        if self._last + 1 >= len(self._pieces):
            return False
        gap = self._gap(self._last)
        if gap and not _WRAPPED.fullmatch(gap):
            if not _PARTED.fullmatch(gap):
                return False
            self._parted.add(len(self.letters))
            self._gaps += gap
        self._last += 1
        self.letters += letters_of(self._pieces[self._last])
        return True

    def _holds(self, key: NameKey) -> bool:
        """Whether the pieces, which have the letters of the key, are that name here."""
        spelled_out = len(self._parted) == len(self.letters) - 1 > 1
        if not (key.breaks is None or self._parted <= key.breaks or spelled_out):
            return False
        if "," in self._gaps and not key.comma:
            return False
        named = self._stands_alone(key) and (
            not (key.ordinary and self._judged) or self._is_used_as_name()
        )
        self.doubtful |= not named
        return named

    def _stands_alone(self, key: NameKey) -> bool:
        """Whether the pieces are whole words, or whole parts of a word: MiraLaptop, mira01."""
        before, after = self._joined(self._first, -1), self._joined(self._last, +1)
        if not (before or after) or SPACELESS.match(self.letters):
            return True
        if key.exact or key.ordinary or before.isdigit() or before.lower() in _HUMPS:
            return False
        if after.isdigit():
            most = 2 if _HEX.issuperset(key.letters) else 4
            return len(after) <= most and not self._joined(self._last + 1, +1)
        return len(key.letters) > 3 or min(len(each) for each in (before, after) if each) > 2

    def _joined(self, at: int, step: int) -> str:
        """The piece beside another with nothing between them; empty where there is none.

        A name that was found already is none: a role will stand there.
        """
        if not 0 <= at + step < len(self._pieces) or self._gap(min(at, at + step)):
            return ""
        beside = self._pieces[at + step]
        return beside[0] if self._text.startswith(beside[0], beside.start()) else ""

    def _is_used_as_name(self) -> bool:
        inside = self._pieces[self._first : self._last + 1]
        if self._parted and (
            not self._gaps.isspace() or all(piece[0][0].isupper() for piece in inside)
        ):
            return True
        return used_as_name(self._text, inside[0].start(), inside[-1].end())

    def _gap(self, at: int) -> str:
        return self._text[self._pieces[at].end() : self._pieces[at + 1].start()]
