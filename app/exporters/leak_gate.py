"""The leak gate: what a finished document shows that it must not show.

It works on the bytes that would be written and on the file name, and knows nothing of how they were
made. What the empty template says in the same place is the organisation's own and passes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.leaks import Leak, LeakKind, Secrets
from app.domain.names import Mention, NameFinder, answered, folded
from app.domain.people import Verdict
from app.domain.private_words import PrivateFinder
from app.exporters.reading.contents import is_file, parts_of
from app.exporters.reading.encoded import (
    encoded,
    paragraphs_with_escapes,
    unescaped,
    without_blobs,
)
from app.exporters.reading.file_name import file_name_part
from app.exporters.reading.part import Part, Passage

LEFT_OUT = "[left out]"
_CONTEXT = 60
_DEEPEST = 3
_NEAR = 8
_REMEMBERED = 4096
"""So many decoded texts are not searched again: most words of a document come more than once."""
_FEW = 2
"""Encoded words that are so few and name somebody are a name, whatever else they may mean."""
_TELLING = 8
"""So many letters tell that a template says the same, where its fields leave no more of them."""

_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"\S+")


def leaks(
    data: bytes, fmt: str, file_name: str, secrets: Secrets, template: bytes | None = None
) -> list[Leak]:
    """Everything in a finished file, and in its name, that the secrets forbid.

    ``template`` are the bytes of the empty template in the same format. Raises `ExportError` where
    a file cannot be searched to its end.
    """
    gate = _Gate(secrets)
    parts = (*parts_of(data, fmt), file_name_part(file_name))
    found = [hit for part in parts for hit in gate.hits(part)]
    if found and template is not None:
        of_template = _Gate(secrets, judged=False)
        own = [hit for part in parts_of(template, fmt) for hit in of_template.hits(_blank(part))]
        found = [hit for hit in found if not any(_same(hit, known) for known in own)]
    return list(dict.fromkeys(hit.leak for hit in found if not hit.kept))


@dataclass(frozen=True, slots=True)
class _Hit:
    """Something found in a part; ``kept`` where a person answered that it may stay."""

    path: str
    leak: Leak
    kept: bool = False


class _Gate:
    """Searches parts; with ``judged`` false, ordinary words are names wherever they stand."""

    def __init__(self, secrets: Secrets, *, judged: bool = True) -> None:
        self._judged = judged
        self._names = NameFinder(secrets.names)
        self._private = PrivateFinder(secrets.private, secrets.withheld, secrets.shown)
        self._given_away = lru_cache(_REMEMBERED)(self._said)
        self._answers = secrets.answers

    def hits(self, part: Part) -> Iterator[_Hit]:
        """What one part holds: its passages, and what only its other readings show."""
        shown = _Shown()
        found: list[Leak] = []
        for passage in part.passages:
            found += self._leaks_in(passage, shown)
        for text in part.joined:
            found += self._leaks_beside(Passage(part.place, text), shown, found, ordinary=True)
        for text in part.sources:
            found += self._leaks_beside(Passage(part.place, text), shown, found, ordinary=False)
        for leak in found:
            yield _Hit(part.path, leak, self._is_kept(leak))

    def _leaks_in(self, passage: Passage, shown: _Shown) -> Iterator[Leak]:
        text = without_blobs(passage.text)
        mentions = self._names.find(text, judged=self._judged)
        for mention in mentions:
            shown.add(mention.words)
            yield self._named(passage.place, text, mention)
        for start, end, source in self._private_in(text):
            yield self._leak(LeakKind.PRIVATE, passage.place, text, (start, end), LEFT_OUT, source)
        yield from self._escaped_in(passage.place, text)
        yield from self._encoded_in(passage, mentions)

    def _escaped_in(self, place: str, text: str) -> Iterator[Leak]:
        """Private text of several words, some of them written with escapes."""
        for start, end in paragraphs_with_escapes(text):
            stretch = text[start:end]
            if not self._private_beyond(stretch):
                continue
            words = [word.span() for word in _SPACED.finditer(stretch)]
            last = bisect_left(words, True, key=lambda one: self._private_beyond(stretch[: one[1]]))
            stop = words[min(last, len(words) - 1)][1]
            first = bisect_left(
                words, True, key=lambda one: not self._private_beyond(stretch[one[0] : stop])
            )
            span = start + words[max(first, 1) - 1][0], start + stop
            sources = (
                source
                for reading in unescaped(stretch)
                for _, _, source in self._private_in(reading)
            )
            yield self._leak(LeakKind.PRIVATE, place, text, span, LEFT_OUT, next(sources))

    def _private_beyond(self, text: str) -> bool:
        """Whether the text says more private things with its escapes resolved."""
        as_it_stands = len(list(self._private_in(text)))
        return any(len(list(self._private_in(each))) > as_it_stands for each in unescaped(text))

    def _encoded_in(self, passage: Passage, mentions: Sequence[Mention]) -> Iterator[Leak]:
        """What stands in the passage in another spelling; the run itself is what leaks."""
        text = passage.text
        for run in encoded(text):
            if is_file(run.data):
                yield from self._files_in(run.data, passage.place)
                continue
            plain = frozenset(
                who
                for one in mentions
                if _overlap(one, run.start, run.end)
                for who in one.person_ids
            )
            for reading in run.readings:
                if found := self._given_away(reading, plain, text[run.start : run.end]):
                    kind, instead, source = found
                    span = run.start, run.end
                    yield self._leak(kind, passage.place, text, span, instead, source)
                    break

    def _said(
        self, text: str, known: frozenset[str], written: str, depth: int = 0
    ) -> tuple[LeakKind, str, str] | None:
        """What a decoded text gives away: the kind of it, what stands instead, whose it is."""
        mentions = self._names.find(text, judged=self._judged)
        if len(_pieces(text)) <= _FEW:
            hidden = [one for one in self._names.find(text, judged=False) if len(one.words) > 2]
            mentions += [one for one in hidden if folded(one.words) not in folded(written)]
        for mention in mentions:
            if not known.issuperset(mention.person_ids):
                return LeakKind.NAME, mention.replacement, ""
        for reading in (text, *unescaped(text)):
            for _, _, source in self._private_in(reading):
                return LeakKind.PRIVATE, LEFT_OUT, source
        if depth < _DEEPEST:
            for run in encoded(text):
                for reading in run.readings:
                    if found := self._given_away(reading, known, text, depth + 1):
                        return found
        return None

    def _files_in(self, data: bytes, place: str) -> Iterator[Leak]:
        for part in parts_of(data, "", f"a file inside {place}", depth=1):
            yield from (hit.leak for hit in self.hits(part))

    def _leaks_beside(
        self, passage: Passage, shown: _Shown, found: Sequence[Leak], *, ordinary: bool
    ) -> Iterator[Leak]:
        """What another reading of a part holds more often than its passages do.

        In a source, ordinary words stand beside so many signs that they say nothing.
        """
        text = without_blobs(passage.text)
        left = shown.copy()
        mentions = self._names.find(text, judged=self._judged)
        named = [
            self._named(passage.place, text, one)
            for one in mentions
            if ordinary or not one.ordinary
        ]
        places = {_near(leak) for leak in found}
        for leak in sorted(named, key=lambda one: _near(one) not in places):
            if not left.take(leak.words):
                yield leak
        known = ["".join(_pieces(leak.words)) for leak in found if leak.kind is LeakKind.PRIVATE]
        for start, end, source in self._private_in(text):
            letters = "".join(_pieces(text[start:end]))
            if not any(letters in each for each in known):
                span = start, end
                yield self._leak(LeakKind.PRIVATE, passage.place, text, span, LEFT_OUT, source)
        runs = {"".join(_pieces(leak.words)) for leak in found}
        for leak in self._encoded_in(passage, mentions):
            if "".join(_pieces(leak.words)) not in runs:
                yield leak

    def _private_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        return ((one.start, one.end, one.place) for one in self._private.find(text))

    def _named(self, place: str, text: str, mention: Mention) -> Leak:
        span = mention.start, mention.end
        return self._leak(LeakKind.NAME, place, text, span, mention.replacement)

    def _leak(
        self,
        kind: LeakKind,
        place: str,
        text: str,
        span: tuple[int, int],
        instead: str,
        source: str = "",
    ) -> Leak:
        start, end = span
        return Leak(
            kind=kind,
            place=place,
            before=_one_line(text[max(0, start - _CONTEXT) : start]),
            words=text[start:end],
            after=_one_line(text[end : end + _CONTEXT]),
            instead=instead,
            source=source,
            key=self._names.context(text, start, end),
        )

    def _is_kept(self, leak: Leak) -> bool:
        if leak.kind is not LeakKind.NAME:
            return False
        answer = answered(self._answers, leak.words, *leak.key)
        return answer is not None and answer.verdict is Verdict.KEEP


class _Shown:
    """The names that the passages of a part show, to be told from those in its other readings."""

    def __init__(self) -> None:
        self._pieces: Counter[str] = Counter()
        self._whole: Counter[tuple[str, ...]] = Counter()

    def copy(self) -> _Shown:
        copied = _Shown()
        copied._pieces, copied._whole = self._pieces.copy(), self._whole.copy()
        return copied

    def add(self, words: str) -> None:
        self._pieces.update(_pieces(words))
        self._whole[tuple(_pieces(words))] += 1

    def take(self, words: str) -> bool:
        """Whether the words are among those shown, however they are parted; takes them out."""
        letters = "".join(_pieces(words))
        alike = [each for each, left in self._whole.items() if left and "".join(each) == letters]
        for each in (*alike, tuple(_pieces(words))):
            if Counter(each) <= self._pieces:
                self._pieces -= Counter(each)
                self._whole -= Counter([each])
                return True
        return False


def _overlap(mention: Mention, start: int, end: int) -> bool:
    return mention.start < end and start < mention.end


def _pieces(words: str) -> list[str]:
    return _WORDS.findall(folded(words))


def _near(leak: Leak) -> tuple[str, str, str]:
    return folded(leak.words), leak.key[0][-_NEAR:], leak.key[1][:_NEAR]


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _blank(part: Part) -> Part:
    """A part of a template without the fields that a document fills, which part its texts."""
    blank = Part(part.path, part.place)
    blank.joined = [piece for text in part.joined for piece in _FIELD.split(text)]
    blank.sources = [piece for text in part.sources for piece in _FIELD.split(text)]
    for passage in part.passages:
        for text in _FIELD.split(passage.text):
            blank.add(text, passage.place)
    return blank


def _same(hit: _Hit, known: _Hit) -> bool:
    """Whether the template says the same words in the same part and the same context."""
    ours, own = hit.leak, known.leak
    if hit.path != known.path or ours.kind is not own.kind or ours.place != own.place:
        return False
    if folded(ours.words) != folded(own.words):
        return False
    if ours.key == own.key:
        return True
    around = ours.key[0].endswith(own.key[0]) and ours.key[1].startswith(own.key[1])
    return around and len("".join([*own.key, *_pieces(own.words)])) >= _TELLING
