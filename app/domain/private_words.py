"""Finds private text again in a document, whatever signs and spaces stand between its words.

Looked for are whole sentences of two words and more, and any run of six words in a row. A text
of one word counts where chance does not make it: with a digit, or eight letters long. Of what is
withheld, where a whole case is private, sentences of fewer than four words are not looked for:
answers such as “not yet” would stand in the way of any document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.domain.folding import folded, plain
from app.domain.leaks import PrivateText
from app.domain.name_keys import SPACELESS

_RUN = 6
_WORD = re.compile(rf"{SPACELESS.pattern}|(?:[^\W_](?<!{SPACELESS.pattern}))+")
_SENTENCE_END = re.compile("(?<=[.!?])\\s+|\\n+|(?<=[\u3002\uff01\uff1f])")
_LONG_WORD = 8
_LEAST_WITHHELD = 4
_HEAD = 4  # letters by which sentences are looked up


@dataclass(frozen=True, slots=True)
class PrivatePassage:
    """Private words in a text, from code point ``start`` to before ``end``, and whose they are."""

    start: int
    end: int
    place: str


class PrivateFinder:
    """Looks for the same private texts in many texts.

    Words of ``withheld`` texts that ``shown`` texts have as well may stand.
    """

    def __init__(
        self,
        texts: Iterable[PrivateText],
        withheld: Iterable[PrivateText] = (),
        shown: Iterable[str] = (),
    ) -> None:
        self._runs: dict[tuple[str, ...], str] = {}
        self._sentences: dict[str, dict[str, str]] = defaultdict(dict)
        self._words: dict[str, str] = {}
        for text in withheld:
            for spelling in _spellings(text.text):
                self._learn(spelling, text.place, _LEAST_WITHHELD)
        for open_text in shown:
            for spelling in _spellings(open_text):
                self._unlearn(spelling)
        for text in texts:
            for spelling in _spellings(text.text):
                self._learn(spelling, text.place)

    def find(self, text: str) -> list[PrivatePassage]:
        """Every private passage of the text, in order; those that overlap become one."""
        if not (self._runs or self._sentences or self._words):
            return []
        reading = plain(text)
        words = [
            (folded(word[0]), word.start(), word.end()) for word in _WORD.finditer(reading.text)
        ]
        found = sorted([*self._found_runs(words), *self._found_sentences(words)])
        return [
            PrivatePassage(*reading.span(start, end), place) for start, end, place in _merged(found)
        ]

    def _learn(self, text: str, place: str, least: int = 1) -> None:
        words = _words(text)
        telling = len(words) == 1 and (len(words[0]) >= _LONG_WORD or not words[0].isalpha())
        if telling and least == 1:
            self._words.setdefault(words[0], place)
        for at in range(len(words) - _RUN + 1):
            self._runs.setdefault(tuple(words[at : at + _RUN]), place)
        for sentence in _SENTENCE_END.split(text):
            parts = _words(sentence)
            letters = "".join(parts)
            if len(parts) >= max(2, least) and len(letters) >= _HEAD:
                self._sentences[letters[:_HEAD]].setdefault(letters, place)

    def _unlearn(self, text: str) -> None:
        words = _words(text)
        stream, start = "".join(words), 0
        ends = {0, *accumulate(map(len, words))}
        for at, word in enumerate(words):
            self._words.pop(word, None)
            self._runs.pop(tuple(words[at : at + _RUN]), None)
            sentences = self._sentences.get(stream[start : start + _HEAD], {})
            for sentence in list(sentences):
                if start + len(sentence) in ends and stream.startswith(sentence, start):
                    del sentences[sentence]
            start += len(word)

    def _found_runs(self, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int, str]]:
        letters = [word for word, _, _ in words]
        for at, (word, start, end) in enumerate(words):
            if place := self._words.get(word):
                yield start, end, place
            if place := self._runs.get(tuple(letters[at : at + _RUN])):
                yield start, words[at + _RUN - 1][2], place

    def _found_sentences(
        self, words: Sequence[tuple[str, int, int]]
    ) -> Iterator[tuple[int, int, str]]:
        """Sentences by their letters alone, from the start of a word to the end of one."""
        stream = "".join(word for word, _, _ in words)
        starts, ends, length = {}, {}, 0
        for word, start, end in words:
            starts[length] = start
            length += len(word)
            ends[length] = end
        for at, start in starts.items():
            for sentence, place in self._sentences.get(stream[at : at + _HEAD], {}).items():
                if at + len(sentence) in ends and stream.startswith(sentence, at):
                    yield start, ends[at + len(sentence)], place


def _spellings(text: str) -> set[str]:
    return {plain(text).text, plain(text, umlauts=True).text}


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _merged(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, place in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1]), merged[-1][2]
        else:
            merged.append((start, end, place))
    return merged
