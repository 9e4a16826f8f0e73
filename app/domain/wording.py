"""Roles in place of names, through every text of a document, each place remembered.

The view of a document is a tree of frozen dataclasses and texts; all texts in it are walked, so
that no field can be forgotten. What stands in place of a name is in brackets: a reader sees that
it is not what was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

from app.domain.folding import folded, plain
from app.domain.leaks import Secrets
from app.domain.names import Mention, NameFinder, answered
from app.domain.people import NameAnswer, Verdict
from app.domain.views import Fact, Note, SourceLine, TimelineRow

V = TypeVar("V")

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A name in the texts of a document: where, in which context, and what becomes of it.

    ``before`` and ``after`` are readable context; ``key`` is what recognises the place again.
    ``instead`` is what stands for the words unless an ``answer`` keeps them.
    """

    place: str
    before: str
    words: str
    after: str
    instead: str
    key: tuple[str, str]
    answer: NameAnswer | None = None

    @property
    def kept(self) -> bool:
        """Whether the words stay as they are."""
        return self.answer is not None and self.answer.verdict is Verdict.KEEP


class Wording:
    """Puts roles in place of names, as people answered."""

    def __init__(self, secrets: Secrets) -> None:
        self._answers = secrets.answers
        self._chosen = [each for each in secrets.answers if each.verdict is Verdict.REPLACE]
        self._finder = NameFinder(secrets.names)
        self.seen: list[NameSeen] = []

    def of(self, view: V) -> V:
        """The view with every text in it reworded; what was found is added to `seen`."""
        return cast(V, self._walk(view, "the title"))

    def text(self, text: str, place: str = "the text") -> str:
        """One text reworded."""
        written: list[str] = []
        end = 0
        for start, stop, seen in self._found(text, place):
            self.seen.append(seen)
            written += [text[end:start], seen.words if seen.kept else seen.instead]
            end = stop
        return "".join([*written, text[end:]])

    def _found(self, text: str, place: str) -> list[tuple[int, int, NameSeen]]:
        """What is replaced or kept, in order; what a person chose goes before what was found."""
        chosen = [
            (start, end, self._seen(text, start, end, place, "", answer))
            for answer in self._chosen
            for start, end in passages(text, answer.words)
            if answered([answer], answer.words, *self._finder.context(text, start, end))
        ]
        named = [
            (mention.start, mention.end, self._named(text, mention, place))
            for mention in self._finder.find(text)
            if not any(start < mention.end and mention.start < end for start, end, _ in chosen)
        ]
        return sorted([*_apart(chosen), *named], key=lambda one: one[0])

    def _named(self, text: str, mention: Mention, place: str) -> NameSeen:
        key = self._finder.context(text, mention.start, mention.end)
        answer = answered(self._answers, mention.words, *key)
        return self._seen(text, mention.start, mention.end, place, mention.replacement, answer)

    def _seen(
        self, text: str, start: int, end: int, place: str, role: str, answer: NameAnswer | None
    ) -> NameSeen:
        replaced = answer is not None and answer.verdict is Verdict.REPLACE
        return NameSeen(
            place=place,
            before=text[max(0, start - _CONTEXT) : start],
            words=text[start:end],
            after=text[end : end + _CONTEXT],
            instead=f"[{answer.instead}]" if answer and replaced else role,
            key=self._finder.context(text, start, end),
            answer=answer,
        )

    def _walk(self, value: object, place: str) -> object:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self.text(value, place)
        if isinstance(value, tuple):
            return tuple(self._walk(each, place) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            within = _place(value)
            changed = {
                field.name: self._walk(
                    getattr(value, field.name), within or field.name.replace("_", " ")
                )
                for field in fields(value)
            }
            return replace(value, **changed)
        return value


def _place(value: object) -> str:
    """What people call a part of a document; empty where its field's name says it.

    A part may say so itself, as ``PLACE = "factor {number}"``.
    """
    match value:
        case Fact(label=label):
            return label.lower()
        case TimelineRow(number=number):
            return f"entry {number}"
        case Note(number=number):
            return f"note {number}"
        case SourceLine():
            return "sources"
    place: str = getattr(value, "PLACE", "")
    return place.format(**_texts_of(value)) if place else ""


def _texts_of(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        return {}
    return {field.name: getattr(value, field.name) for field in fields(value)}


def passages(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text as whole words, whatever signs and spaces part them."""
    reading = plain(text)
    letters = [
        (letter, at)
        for at, char in enumerate(reading.text)
        for letter in char.casefold()
        if letter.isalnum()
    ]
    hay = "".join(letter for letter, _ in letters)
    needle = "".join(filter(str.isalnum, folded(words)))
    ending = words[len(words.rstrip("=")) :]  # of an encoded run, which is left out with it
    found = hay.find(needle) if needle else -1
    while found >= 0:
        first, last = letters[found][1], letters[found + len(needle) - 1][1]
        around = reading.text[max(0, first - 1) : first] + reading.text[last + 1 : last + 2]
        if not any(map(str.isalnum, around)):
            rest = reading.text[last + 1 :]
            yield reading.span(first, last + 1 + (len(ending) if rest.startswith(ending) else 0))
        found = hay.find(needle, found + 1)


def _apart(
    chosen: Sequence[tuple[int, int, NameSeen]],
) -> list[tuple[int, int, NameSeen]]:
    """The passages in order, the first of those that overlap."""
    kept: list[tuple[int, int, NameSeen]] = []
    for one in sorted(chosen, key=lambda each: (each[0], -each[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept
