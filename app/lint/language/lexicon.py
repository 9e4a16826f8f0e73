"""What is known of single words: the lists they stand in, and the classes their form shows.

No language model: the rules ask closed questions (who is the subject, is this a participle), which
lists and endings answer in microseconds, the same way each time, and so that a person can correct
them in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_CONTRACTIONS: Mapping[str, tuple[str, ...]] = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "y'all": ("you",),
    "coulda": ("could", "have"),
    "shoulda": ("should", "have"),
    "woulda": ("would", "have"),
}
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("n't", "not"),
    ("'ve", "have"),
    ("'re", "are"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'d", "'d"),
    ("'s", "'s"),
)
_NUMBER = re.compile(
    r"[#~+]?\d[\d.,:/%x×+-]*(?:st|nd|rd|th|k|m|bn|am|pm|[hdsw]|ms|min|gb|mb|tb|%)?\Z"
)
_PLAIN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\Z")
_JOINED = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?(?:[-/&][^\W\d_]+(?:'[^\W\d_]+)?)+\Z")
_COUNTED = re.compile(r"\d[\d.,]*(?:-[^\W\d_]+)+\Z")
_JOINTS = re.compile(r"[-/&]")

CODE = "¤"
"""Stands for a piece of code, an address or an identifier: a thing that has a name."""


class Lexicon:
    """The lists and classes of words, each known by a sign of its own (`sign_of`).

    A class that the form of a word shows has the name of a list too: ``participle``, ``gerund``,
    ``adverb``, ``number``, ``code``, ``capital``, ``name`` (a given name written with a capital).
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = {name: frozenset(words) for name, words in lists.items()}
        names = sorted({*self._lists, *FORMS})
        self._signs = {name: chr(0xE000 + place) for place, name in enumerate(names)}
        self._of_word: dict[str, str] = {}
        for name, words in self._lists.items():
            for word in words:
                self._of_word[word] = self._of_word.get(word, "") + self._signs[name]

    def words_of(self, name: str) -> frozenset[str] | None:
        """The words of a list; None where only the form of a word tells."""
        return None if name in FORMS else self._lists[name]

    def __contains__(self, name: str) -> bool:
        return name in self._signs

    def carries(self, signs: str, name: str) -> bool:
        """Whether signs of a word have that of this list or class; no list has no words."""
        sign = self._signs.get(name)
        return sign is not None and sign in signs

    def sign_of(self, name: str) -> str:
        """The sign that a word of this list or class carries; KeyError where there is none."""
        return self._signs[name]

    def read(self, chunk: str) -> tuple[tuple[str, str], ...]:
        """A chunk of a text as words in lower case, each with its signs.

        ``shouldn't`` is two words, and so is ``on-call``; ``queue_age`` is a piece of code.
        """
        return tuple((word, self._signs_of(word, chunk)) for word in _words(chunk))

    def _signs_of(self, word: str, chunk: str) -> str:
        signs = self._of_word.get(word, "")
        return signs + "".join(self._signs[form] for form in _forms(word, chunk, self._lists))


FORMS = ("participle", "gerund", "adverb", "number", "code", "capital", "name")


def _words(chunk: str) -> Iterator[str]:
    plain = chunk.replace("’", "'").lower()
    if plain[-1] == "'" and plain[0].isalnum():  # “engineers’”, or the end of a quotation
        yield from _words(plain.rstrip("'"))
        if plain.endswith("s'"):
            yield "'s"
        return
    if chunk[0] == "`" or "://" in chunk or plain.startswith("www."):
        yield CODE
    elif _PLAIN.match(plain):
        yield from _contracted(plain)
    elif _JOINED.match(plain) or _COUNTED.match(plain):
        for part in _JOINTS.split(plain):
            yield from _contracted(part)
    elif plain.rstrip(".") in {"e.g", "i.e"} or not plain[0].isalnum() or _NUMBER.match(plain):
        yield plain.replace("/", "÷").replace(" ", "")
    else:
        yield CODE


def _contracted(word: str) -> Iterator[str]:
    if word in _CONTRACTIONS:
        yield from _CONTRACTIONS[word]
        return
    for ending, meant in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            yield from _contracted(word.removesuffix(ending))
            yield meant
            return
    yield word


def _forms(word: str, chunk: str, lists: Mapping[str, frozenset[str]]) -> Iterator[str]:
    if word == CODE:
        yield "code"
        return
    if word[0].isdigit() or _NUMBER.match(word):
        yield "number"
        return
    if word in lists.get("number-word", ()):
        yield "number"
    if _is_participle(word, lists) or word in lists.get("irregular-participle", ()):
        yield "participle"
    if word.endswith("ing") and len(word) > 4 and word not in lists.get("no-gerund", ()):
        yield "gerund"
    if word.endswith("ly") and len(word) > 3 and word not in lists.get("no-adverb", ()):
        yield "adverb"
    if chunk[0].isupper():
        yield "capital"
        if word in lists.get("given-name", ()) and not chunk.isupper():
            yield "name"


def _is_participle(word: str, lists: Mapping[str, frozenset[str]]) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in lists.get("no-participle", ())
