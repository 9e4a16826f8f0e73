"""Finds known names in a text, for what replaces them as for what refuses to let them out.

Both use the same finder, so a document never fails at the gate over a name that a role could
have stood for. Matching ignores case, accents and unseen characters; positions are code points
of the text as given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.folding import PlainText, folded, plain
from app.domain.name_keys import PIECE, NameKey, keys_of
from app.domain.name_use import used_as_name
from app.domain.people import KnownName, NameAnswer

__all__ = ["Mention", "NameFinder", "answered", "context", "folded"]

_CONTEXT = 30
_WINDOW = 600
_IN_BRACKETS = re.compile(r"\[[^\[\]\n]{1,80}\]")
_ENOUGH = 3
_PARTED = re.compile(r"\s{1,60}|\s?[-_+'@.]|[-_+'] ?|, ?\s?")
_WRAPPED = re.compile(r"[-=][ \t]{0,9}\r?\n[ \t]{0,40}")
_HUMPS = frozenset({"mc", "mac"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Known people named in a text, from code point ``start`` to before ``end``.

    More than one role, where several people bear the name. ``ordinary`` where only the sentence
    around makes a name of the words.
    """

    start: int
    end: int
    words: str
    roles: tuple[str, ...]
    person_ids: tuple[str, ...]
    ordinary: bool = False

    @property
    def replacement(self) -> str:
        """What stands for the words in a document."""
        return f"[{' or '.join(self.roles)}]"


class NameFinder:
    """Looks for the same names in many texts."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._keys: dict[str, list[NameKey]] = defaultdict(list)
        for name in names:
            for key in keys_of(name):
                self._keys[key.letters].append(key)
        self._beginnings = {
            letters[:length] for letters in self._keys for length in range(1, len(letters) + 1)
        }
        self._named: tuple[str, list[tuple[int, int]]] = "", []

    def find(self, text: str) -> list[Mention]:
        """Every mention in the order of the text; the longest where several overlap."""
        readings = [plain(text), plain(text, umlauts=True)]
        if readings[1].text == readings[0].text:
            del readings[1]
        found = [mention for reading in readings for mention in self._mentions(reading)]
        return _apart(found)

    def context(self, text: str, start: int, end: int) -> tuple[str, str]:
        """What recognises a place again, in the field as in the finished document.

        As `context`, without the other names and the roles in brackets that may stand for them:
        answering one place never changes the key of its neighbour.
        """
        if self._named[0] != text:
            self._named = text, _without_overlap(self.find(text), _IN_BRACKETS.finditer(text))
        others = [span for span in self._named[1] if span[1] <= start or span[0] >= end]
        before = _cut(text, max(0, start - _WINDOW), start, others)
        after = _cut(text, end, min(len(text), end + _WINDOW), others)
        return _tail(before), _head(after)

    def _mentions(self, reading: PlainText) -> Iterator[Mention]:
        pieces = list(PIECE.finditer(reading.text))
        beginnings = self._beginnings
        after = 0
        for at, piece in enumerate(pieces):
            if at < after or _letters_of(piece) not in beginnings:
                continue
            if (match := self._longest(reading.text, pieces, at)) is None:
                continue
            last, keys = match
            after = last + 1
            yield _mention(reading, piece.start(), pieces[last].end(), keys)

    def _longest(
        self, text: str, pieces: Sequence[re.Match[str]], first: int
    ) -> tuple[int, list[NameKey]] | None:
        """The longest name that begins with a piece: its last piece, and whose name it is."""
        found = None
        spot = _Spot(text, pieces, first)
        while spot.letters in self._beginnings:
            if keys := [key for key in self._keys.get(spot.letters, ()) if spot.holds(key)]:
                found = spot.last, keys
            if not spot.extend():
                break
        return found


class _Spot:
    """Pieces of a text that may be a name: those from ``first`` to ``last``."""

    def __init__(self, text: str, pieces: Sequence[re.Match[str]], first: int) -> None:
        self._text, self._pieces = text, pieces
        self._first = self.last = first
        self._parted: set[int] = set()
        self._gaps = ""
        self.letters = _letters_of(pieces[first])

    def extend(self) -> bool:
        """Take the next piece in; False where there is none that a name could go on with."""
        if self.last + 1 >= len(self._pieces):
            return False
        gap = self._gap(self.last)
        if gap and not _WRAPPED.fullmatch(gap):
            if not _PARTED.fullmatch(gap):
                return False
            self._parted.add(len(self.letters))
            self._gaps += gap
        self.last += 1
        self.letters += _letters_of(self._pieces[self.last])
        return True

    def holds(self, key: NameKey) -> bool:
        """Whether the pieces, which have the letters of the key, are that name here."""
        if not (key.breaks is None or self._parted <= key.breaks) or (
            "," in self._gaps and not key.comma
        ):
            return False
        return self._stands_alone(key) and (not key.ordinary or self._is_used_as_name())

    def _stands_alone(self, key: NameKey) -> bool:
        """Whether the pieces are whole words, or whole parts of a word: MiraLaptop, mira01."""
        before, after = self._joined(self._first, -1), self._joined(self.last, +1)
        if not before and not after:
            return True
        if key.exact or key.ordinary or before.isdigit() or before.lower() in _HUMPS:
            return False
        if after.isdigit():
            return len(after) < 5 and not self._joined(self.last + 1, +1)
        return len(key.letters) > 3 or min(len(each) for each in (before, after) if each) > 2

    def _joined(self, at: int, step: int) -> str:
        """The piece beside another with nothing between them; empty where there is none."""
        if not 0 <= at + step < len(self._pieces) or self._gap(min(at, at + step)):
            return ""
        return self._pieces[at + step][0]

    def _is_used_as_name(self) -> bool:
        inside = self._pieces[self._first : self.last + 1]
        if self._parted and (
            not self._gaps.isspace() or all(piece[0][0].isupper() for piece in inside)
        ):
            return True
        return used_as_name(self._text, inside[0].start(), inside[-1].end())

    def _gap(self, at: int) -> str:
        return self._text[self._pieces[at].end() : self._pieces[at + 1].start()]


def _letters_of(piece: re.Match[str]) -> str:
    letters = piece[0]
    return letters.lower() if letters.isascii() else folded(letters)


def _mention(reading: PlainText, start: int, end: int, keys: Sequence[NameKey]) -> Mention:
    start, end = reading.span(start, end)
    return Mention(
        start,
        end,
        reading.original[start:end],
        tuple(dict.fromkeys(key.name.role for key in keys)),
        tuple(dict.fromkeys(key.name.person_id for key in keys)),
        all(key.ordinary for key in keys),
    )


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap, the longer."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _without_overlap(
    mentions: Iterable[Mention], brackets: Iterable[re.Match[str]]
) -> list[tuple[int, int]]:
    """What stands for people in a text, in order and merged."""
    spans = [(one.start, one.end) for one in mentions] + [one.span() for one in brackets]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """The text from ``start`` to before ``end``, without the spans."""
    kept = []
    for first, last in spans:
        if last > start and first < end:
            kept.append(text[start:first])
            start = last
    return "".join([*kept, text[start:end]])


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The letters and digits around a place, folded, up to 30 of them before and after it."""
    return _tail(text[max(0, start - _WINDOW) : start]), _head(text[end : end + _WINDOW])


def _tail(text: str) -> str:
    return _letters(text)[-_CONTEXT:]


def _head(text: str) -> str:
    return _letters(text)[:_CONTEXT]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))


def answered(
    answers: Iterable[NameAnswer], words: str, before: str, after: str
) -> NameAnswer | None:
    """What was answered about these words at this place; the most particular answer first.

    ``words`` may be as they stand; ``before`` and ``after`` are those of `context`. A field knows
    less of what stands around it than a document does, so the shorter of each pair decides.
    """
    words = folded(words)
    fitting = [
        answer
        for answer in answers
        if folded(answer.words) == words and _same_place(answer, before, after)
    ]
    return max(fitting, key=lambda one: len(one.before) + len(one.after), default=None)


def _same_place(answer: NameAnswer, before: str, after: str) -> bool:
    if not answer.before and not answer.after:
        return True
    if (answer.before, answer.after) == (before, after):
        return True
    shared = min(len(answer.before), len(before)) + min(len(answer.after), len(after))
    return (
        shared >= _ENOUGH
        and (answer.before.endswith(before) or before.endswith(answer.before))
        and (answer.after.startswith(after) or after.startswith(answer.after))
    )
