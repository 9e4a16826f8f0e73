"""What the texts of programs and of people are compared by: telling words, names, and troubles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from app.domain.same_event import words_of
from app.paths import RESOURCES

_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
"""Where names of programs are put together: ``OOMKilled``, ``pool_size``."""
_LONGEST = 2_000
_GRAM = 5


@dataclass(frozen=True, slots=True)
class Saying:
    """What a text is about.

    ``names`` are identifiers and numbers, ``phases`` as in `Words`. ``words`` hold the parts of a
    system by one name each, marked so that no word is taken for one.
    """

    words: frozenset[str]
    names: frozenset[str]
    phases: frozenset[str]
    troubles: frozenset[str]


def saying_of(text: str) -> Saying:
    """The telling words of a text, names of programs taken apart."""
    plain = _JOINT.sub(" ", text[:_LONGEST])
    words = words_of(plain)
    lower = plain.lower()
    parts = frozenset(f"~{name}" for name, called in _named("parts") if called.search(lower))
    troubles = frozenset(name for name, called in _named("troubles") if called.search(lower))
    return Saying(words.telling | parts, words.named, words.phases, troubles)


def grams_of(words: frozenset[str]) -> frozenset[str]:
    """Beginnings and pieces of long words: ``exhaust`` and ``exhaustion`` share most of them."""
    return frozenset(
        f"#{word[at : at + _GRAM]}"
        for word in words
        if len(word) > _GRAM and word.isalpha()
        for at in range(len(word) - _GRAM + 1)
    )


def tells_of_trouble(text: str) -> bool:
    """Whether a record has a word in it that records of trouble have."""
    return _signs().search(_JOINT.sub(" ", text[:_LONGEST]).lower()) is not None


@cache
def _named(what: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    named: dict[str, list[str]] = _written()[what]
    return tuple((name, _any_of(words)) for name, words in named.items())


@cache
def _signs() -> re.Pattern[str]:
    words: str = _written()["signs"]
    return _any_of(words.split())


@cache
def _written() -> dict[str, Any]:
    text = (RESOURCES / "assist" / "troubles.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def _any_of(words: list[str]) -> re.Pattern[str]:
    """A pattern of words by their beginnings; short ones and numbers have to be whole."""
    each = (
        r"\W+".join(map(re.escape, one.split())) + (r"\b" if len(one) < 4 else "") for one in words
    )
    return re.compile(rf"\b(?:{'|'.join(each)})")
