"""Under which letters a known name is looked for: a full name, its parts, handles, addresses.

A `NameKey` is the folded letters and digits of one spelling, without what stands between its
words: ``miraolsen`` is found in "Mira Olsen", ``mira.olsen``, ``MiraOlsen`` and ``miraolsen``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.domain.folding import folded, plain
from app.domain.ordinary_names import NO_NAMES, PARTICLES, is_ordinary
from app.domain.people import AliasKind, KnownName

_CJK = "\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_VOWEL_SIGNS = "".join(
    sign for sign in map(chr, range(0x900, 0x10A0)) if unicodedata.category(sign) in ("Mc", "Mn")
)
"""Signs of the scripts of India and its neighbours, which are parts of words but no letters."""

_OTHER = rf"(?:[^\W_A-Za-z0-9{_CJK}]|[{_VOWEL_SIGNS}])+"
PIECE = re.compile(rf"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[{_CJK}]|{_OTHER}")
"""The pieces of plain text that boundaries of words, case and digits leave.

Scripts that do not part their words come apart into single characters.
"""

SPACELESS = re.compile(rf"[{_CJK}]")
"""A letter of a script that does not part its words."""

_ASIDE = re.compile(r"[(\[{|/].*|\s[-–—]\s.*", re.DOTALL)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_VOWEL_SIGNS}]|[\u00ad'\u2019-](?=[^\W_]))*")
_TWO_PARTS = re.compile(r"([^\W\d_]{3,})[._]([^\W\d_]{3,})")
_SHORT = 4
_LOOSE = 8
"""From so many letters on, the words of a key may be parted anywhere: chance no longer makes it."""
_PARTICLES_AND_NAMES = frozenset({"al", "van"})


@dataclass(frozen=True, slots=True)
class NameKey:
    """One spelling of a known name.

    ``letters`` are folded; ``breaks`` are the places in them where a text may part its words, None
    for anywhere. ``ordinary`` keys are common words as well, and count where a sentence uses them
    as a name. ``comma`` keys begin with the last name. ``exact`` keys are ids. ``genitive``
    keys end with an s that is no part of the name.
    """

    name: KnownName
    letters: str
    breaks: frozenset[int] | None
    ordinary: bool = False
    comma: bool = False
    exact: bool = False
    genitive: bool = False


def keys_of(name: KnownName) -> Iterator[NameKey]:
    """Every spelling by which the name is looked for."""
    text = unicodedata.normalize("NFC", name.text).strip().strip("@<>")
    if "@" in text:
        yield from _address(name, text)
    elif name.kind is AliasKind.KEY and _is_id(text):
        yield NameKey(name, folded(text), frozenset(), exact=True)
    elif name.kind is AliasKind.NAME or " " in text:
        yield from _full_name(name, text)
    else:
        yield from _handle(name, text)


def _is_id(text: str) -> bool:
    return len(text) > 5 and text.isalnum() and not text.isalpha()


def _address(name: KnownName, text: str) -> Iterator[NameKey]:
    yield from _spelled(name, text)
    local = text.partition("@")[0].partition("+")[0]
    if folded(local) not in NO_NAMES:
        yield from _handle(name, local)


def _handle(name: KnownName, text: str) -> Iterator[NameKey]:
    yield from _spelled(name, text)
    if parts := _TWO_PARTS.fullmatch(text):
        yield from _spelled(name, f"{parts[2]} {parts[1]}", comma=True)
        for part in parts.groups():
            if folded(part) not in NO_NAMES:
                yield from _spelled(name, part, ordinary=True)


def _full_name(name: KnownName, text: str) -> Iterator[NameKey]:
    yield from _spelled(name, text)
    formal = _ASIDE.sub("", text) or text
    last_first = formal.partition(",")
    words = _WORD.findall(f"{last_first[2]} {last_first[0]}")
    names = _names_among(words)
    if len(names) > 1:
        first, rest = names[0], " ".join(words[words.index(names[1]) :])
        particles = " ".join(words[words.index(first) + 1 :])
        yield from _spelled(name, " ".join(words))
        yield from _spelled(name, f"{first} {names[-1]}")
        for last in {names[-1], rest, particles}:
            yield from _spelled(name, f"{last} {first}", comma=True)
            yield from _spelled(name, last)
    for word in names:
        yield from _spelled(name, word)
        yield from _genitive(name, word)
        for part in word.split("-"):
            yield from _spelled(name, part)


def _genitive(name: KnownName, word: str) -> Iterator[NameKey]:
    """“Miras”, as many languages write whose something is; not where that is another word."""
    for key in _spelled(name, f"{word}s"):
        if len(key.letters) > _SHORT and not is_ordinary(folded(word)):
            yield replace(key, genitive=True)


def _names_among(words: Sequence[str]) -> list[str]:
    """The words of a full name that are names by themselves: no initials, titles, particles."""
    found = []
    for at, word in enumerate(words):
        low = folded(word)
        is_particle = low in PARTICLES and at + 1 < len(words)
        if is_particle and not (at == 0 and low in _PARTICLES_AND_NAMES):
            continue
        if len(low) > 1 and low not in NO_NAMES:
            found.append(word)
    return found


def _spelled(
    name: KnownName, text: str, *, ordinary: bool = False, comma: bool = False
) -> Iterator[NameKey]:
    for spelling in {plain(text).text, plain(text, umlauts=True).text}:
        pieces = [folded(piece) for piece in PIECE.findall(spelling)]
        letters = "".join(pieces)
        if len(letters) < 2 or letters.isdigit():
            continue
        breaks = frozenset(accumulate(map(len, pieces)))
        mixed = len(letters) >= _SHORT and any(map(str.isdigit, letters))
        words = not mixed and all(is_ordinary(each) or each in NO_NAMES for each in pieces)
        common = ordinary or words
        yield NameKey(name, letters, None if len(letters) >= _LOOSE else breaks, common, comma)
