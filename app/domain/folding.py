"""Text as names are compared in it: without case, accents and what nobody can see.

``Jörg``, ``JORG``, ``jorg`` in full width and ``Jo-rg`` with a soft hyphen are the same letters.
The rules are those of Unicode (NFKD, case folding, combining marks, names of characters); only the
few letters that Unicode keeps whole, such as ``æ``, are listed here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

_WITH_A_STROKE = re.compile(r"LATIN (SMALL|CAPITAL) LETTER ([A-Z]) WITH .*")
_WHOLE = {
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
    "\u0131": "i", "ŋ": "n", "Ŋ": "N", "ə": "e", "Ə": "E", "ß": "ss", "ẞ": "SS",
}  # fmt: skip
_UMLAUTS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe", "\u0308": "e", "\u030a": "a",
}  # fmt: skip
_ANY_UMLAUT = re.compile(f"[{''.join(_UMLAUTS)}]")
_AROUND = 100
_APOSTROPHES = dict.fromkeys(
    "\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2032\u00b4\uff07\uff40", "'"
)
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
_INSTEAD = _WHOLE | _APOSTROPHES | _HYPHENS

# Default-ignorable characters that are not in the category Cf.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_KANA_VOICE, _VIRAMA = 8, 9  # combining classes that make another letter, not an accented one


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in plain letters, case kept, that knows where each of them stood in ``original``."""

    original: str
    text: str
    ends: tuple[int, ...] | None
    """For each character of the original, how many plain ones there are up to its end.

    None where the two are the same.
    """

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain characters from ``start`` to before ``end`` stand in the original.

        Accents and unseen characters that follow the last one belong to it.
        """
        if self.ends is None:
            return start, end
        last = bisect_right(self.ends, end - 1)
        return bisect_right(self.ends, start), bisect_right(self.ends, self.ends[last])


def plain(text: str, *, umlauts: bool = False) -> PlainText:
    """The text without accents and unseen characters, in compatible letters, case kept.

    With ``umlauts``, ``ö`` is read as ``oe``, as people write it who lack the letter.
    """
    if text.isascii():
        return PlainText(text, text, None)
    chars = {char: (umlauts and _UMLAUTS.get(char)) or _plain(char) for char in set(text)}
    letters = list(map(chars.__getitem__, text))
    alike = all(len(each) == 1 for each in chars.values())
    ends = None if alike else tuple(accumulate(map(len, letters)))
    return PlainText(text, "".join(letters), ends)


def around_umlauts(text: str) -> list[tuple[int, int]]:
    """The stretches of a text, of whole words, around letters that people also write as two."""
    stretches: list[tuple[int, int]] = []
    for letter in () if text.isascii() else _ANY_UMLAUT.finditer(text):
        if stretches and letter.end() <= stretches[-1][1]:
            continue
        start = text.rfind(" ", 0, max(0, letter.start() - _AROUND)) + 1
        end = text.find(" ", letter.end() + _AROUND)
        stretches.append((start, len(text) if end < 0 else end))
    return stretches


def folded(text: str) -> str:
    """The text as names are compared: plain letters without case."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text.casefold())).casefold()


@cache
def _plain(char: str) -> str:
    if char.isascii() or char in _INSTEAD:
        return _INSTEAD.get(char, char)
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed != char:
        return "".join(map(_plain, decomposed))
    if _is_unseen(char):
        return ""
    if stroke := _WITH_A_STROKE.fullmatch(unicodedata.name(char, "")):
        return stroke[2] if stroke[1] == "CAPITAL" else stroke[2].lower()
    return char


def _is_unseen(char: str) -> bool:
    accent = unicodedata.combining(char) not in (0, _KANA_VOICE, _VIRAMA)
    return accent or unicodedata.category(char) in ("Cf", "Me") or bool(_UNSEEN.match(char))
