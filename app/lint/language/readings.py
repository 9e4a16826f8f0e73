"""A sentence as patterns and conditions read it: its words with what is known of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from app.domain.candour.findings import Scope
from app.lint.language.lexicon import Lexicon

CHUNK = re.compile(
    r"""`{1,3}[^`\n]{1,500}`{1,3} | (?:https?|ftp)://[^\s)>\]]+ | \]\([^()\s]{0,500}\)
    | [^\W_](?:[^\W_]|['’]|(?:_{1,3}|[.:/@\\=+\#~&-])(?=[^\W_]))*%? | [^\w\s*_`]""",
    re.VERBOSE,
)
"""What a sentence is made of: code, addresses, the target of a link, words, other signs."""


APOLOGIES = ("sorry", "apolog", "regret", "forgive")
"""What words of apology have in them."""
_NEAR = 2_000


class Word(NamedTuple):
    """A word in lower case with its signs, and the code points of the text it stands at."""

    text: str
    signs: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Reading:
    """One sentence, equal only to itself, so that what was found out about it can be remembered.

    ``text`` is as written, ``offset`` where it starts in the checked text.

    ``encoded`` has every word as ``word/signs`` and a space. ``around`` is the whole text.
    ``chunks`` are the words of each piece that `CHUNK` finds, where they were read already;
    ``people`` the places in the text at which it speaks of people of the case.
    """

    text: str
    offset: int
    encoded: str
    scope: Scope
    lexicon: Lexicon
    around: str
    chunks: Sequence[Sequence[tuple[str, str]]] = ()
    people: tuple[tuple[int, int], ...] = field(default=())

    @cached_property
    def paragraph(self) -> str:
        """What stands near around the sentence, up to the next empty lines."""
        last = self.offset + len(self.text)
        first, beyond = max(0, self.offset - _NEAR), last + _NEAR
        start = self.around.rfind("\n\n", first, self.offset)
        end = self.around.find("\n\n", last, beyond)
        return self.around[start if start >= 0 else first : end if end >= 0 else beyond]

    @cached_property
    def apologises(self) -> bool:
        """Whether the paragraph around the sentence has a word of apology."""
        paragraph = self.paragraph.lower()
        return any(word in paragraph for word in APOLOGIES)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order; those of one chunk of the text stand at the same place."""
        found: list[Word] = []
        read = self.chunks or [self.lexicon.read(chunk) for chunk in CHUNK.findall(self.text)]
        for chunk, words in zip(CHUNK.finditer(self.text), read, strict=True):
            start, end = chunk.start() + self.offset, chunk.end() + self.offset
            found += [Word(text, signs, start, end) for text, signs in words]
        if self.people:
            found = [self._known(word) for word in found]
        return tuple(found)

    def _known(self, word: Word) -> Word:
        """The word as a person where the case knows it as one."""
        if any(start < word.end and word.start < end for start, end in self.people):
            return Word(
                word.text, word.signs + self.lexicon.sign_of("person"), word.start, word.end
            )
        return word

    def at(self, position: int) -> int:
        """The number of the word that stands at a position of ``encoded``."""
        return self.encoded.count(" ", 0, position)

    def has(self, index: int, name: str) -> bool:
        """Whether the word of that number is in a list or class; False outside the sentence."""
        if not 0 <= index < len(self.words):
            return False
        return self.lexicon.carries(self.words[index].signs, name)

    def word(self, index: int) -> str:
        """The word of that number; empty outside the sentence."""
        return self.words[index].text if 0 <= index < len(self.words) else ""


def encoded(words: Iterable[tuple[str, str]]) -> str:
    """Words with their signs as patterns look at them."""
    return "".join(f"{word}/{signs} " for word, signs in words)
