"""Finds known names in a text, for what replaces them as for what refuses to let them out.

Both use the same finder, so a document never fails at the gate over a name that a role could
have stood for. Matching ignores case, accents and unseen characters; positions are code points
of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from app.domain.folding import PlainText, around_umlauts, folded, plain
from app.domain.name_keys import PIECE, NameKey, keys_of
from app.domain.name_spots import NameSpot, letters_of
from app.domain.people import KnownName, NameAnswer

__all__ = ["Mention", "NameFinder", "answered", "context", "folded"]

_CONTEXT = 30
_WINDOW = 600
_IN_BRACKETS = re.compile(r"\[[^\[\]\n]{1,80}\]")
_ENOUGH = 2


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

    def find(self, text: str, *, judged: bool = True) -> list[Mention]:
        """Every mention in the order of the text; the longest where several overlap.

        With ``judged`` false, ordinary words count wherever they stand.
        """
        found = self._mentions(plain(text), judged=judged)
        for start, end in around_umlauts(text):
            reading = plain(text[start:end], umlauts=True)
            found += [
                replace(each, start=start + each.start, end=start + each.end)
                for each in self._mentions(reading)
                if not each.ordinary  # those are judged by the whole text
            ]
        return _apart(found)

    def context(self, text: str, start: int, end: int) -> tuple[str, str]:
        """What recognises a place again, in the field as in the finished document.

        As `context`, without all other words that are names, and without the roles in brackets
        that may stand for them: answering one place never changes the key of its neighbour.
        """
        if self._named[0] != text:
            words = self._mentions(plain(text), judged=False)
            self._named = text, _without_overlap(words, _IN_BRACKETS.finditer(text))
        spans = self._named[1]
        near = slice(
            bisect_left(spans, start - _WINDOW, key=itemgetter(1)),
            bisect_right(spans, end + _WINDOW, key=itemgetter(0)),
        )
        others = [span for span in spans[near] if span[1] <= start or span[0] >= end]
        before = _cut(text, max(0, start - _WINDOW), start, others)
        after = _cut(text, end, min(len(text), end + _WINDOW), others)
        return _tail(before), _head(after)

    def _mentions(self, reading: PlainText, *, judged: bool = True) -> list[Mention]:
        """What a reading shows, and again while each name found may tell more of its neighbours.

        Sentences are judged as they will stand, with roles in place of the names.
        """
        pieces = list(PIECE.finditer(reading.text))
        starts = [at for at, piece in enumerate(pieces) if letters_of(piece) in self._beginnings]
        text, found = reading.text, list[NameSpot]()
        while starts:
            more, starts = self._spots(text, pieces, starts, judged=judged)
            if not more:
                break
            found += more
            text = _with_roles(text, more)
        return [_mention(reading, spot) for spot in found]

    def _spots(
        self,
        text: str,
        pieces: Sequence[re.Match[str]],
        starts: Iterable[int],
        *,
        judged: bool,
    ) -> tuple[list[NameSpot], list[int]]:
        """The names that begin at the pieces ``starts``, and the starts still in doubt."""
        found, doubtful, after = list[NameSpot](), list[int](), 0
        for start in starts:
            if start >= after:
                spot = NameSpot(text, pieces, start, judged=judged)
                self._lengthen(spot)
                if spot.keys:
                    found.append(spot)
                    after = spot.end
                elif spot.doubtful:
                    doubtful.append(start)
        return found, doubtful

    def _lengthen(self, spot: NameSpot) -> None:
        """Take pieces in for as long as names begin with them; the longest name counts."""
        while spot.letters in self._beginnings:
            spot.weigh(self._keys.get(spot.letters, ()))
            if not spot.extend():
                return


def _with_roles(text: str, spots: Iterable[NameSpot]) -> str:
    """The text of the same length with brackets for the names, as roles in it will look."""
    parts, end = [], 0
    for spot in spots:
        start, stop = spot.span
        parts += [text[end:start], f"[{'x' * (stop - start - 2)}]"]
        end = stop
    return "".join([*parts, text[end:]])


def _mention(reading: PlainText, spot: NameSpot) -> Mention:
    start, end = reading.span(*spot.span)
    return Mention(
        start,
        end,
        reading.original[start:end],
        tuple(dict.fromkeys(key.name.role for key in spot.keys)),
        tuple(dict.fromkeys(key.name.person_id for key in spot.keys)),
        all(key.ordinary for key in spot.keys),
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
    words = _one_line(words)
    fitting = [
        answer
        for answer in answers
        if _one_line(answer.words) == words and _same_place(answer, before, after)
    ]
    return max(fitting, key=lambda one: len(one.before) + len(one.after), default=None)


def _one_line(words: str) -> str:
    return " ".join(folded(words).split())


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
