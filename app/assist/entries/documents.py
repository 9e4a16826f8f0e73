"""Dated statements of documents: how each stands there says how likely it is one of the timeline.

What is counted are forms, never words, so that it holds for reports nobody has seen: in published
reports (`tests/benchmarks/test_suggestions.py` counts them anew) nearly every statement that has
its time in front, among others like it, is an entry of the report's own timeline; a sentence that
mentions a time seldom is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from app.assist.entries.candidates import Candidate
from app.assist.entries.cues import cues
from app.assist.spans import opening
from app.domain.assist.requests import Manner, Shown
from app.domain.moments import MINUTE_US, Precision
from app.domain.progress import Progress, stop_if_cancelled
from app.domain.stated_times import clocks_in

LONGEST = 4_000
"""Code points of the longest statement that is quoted whole."""
_LIST = 3
_FRONT = 60
_HALF = re.compile(r"\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_EVERY = 500


class Standing(StrEnum):
    """How a dated statement stands in its document."""

    LISTED = "listed"
    """Its time stands apart, before it, as those of at least two others do."""
    FEW = "few"
    """The same, with fewer like it."""
    SENTENCE = "sentence"
    """The time is part of a sentence."""
    DAY = "day"
    """Only the day is stated."""


MEASURED: Mapping[Standing, float] = {
    Standing.LISTED: 0.97,
    Standing.FEW: 0.6,
    Standing.SENTENCE: 0.2,
    Standing.DAY: 0.1,
}
"""The share of statements that were entries of a timeline; `Standing.FEW` was too rare to count."""

_WORDS: Mapping[Standing, str] = {
    Standing.LISTED: "it is one of several statements with their times in the document",
    Standing.FEW: "it stands with its time in the document, nearly alone",
    Standing.SENTENCE: "a sentence that mentions a time; it may look back or sum up",
    Standing.DAY: "the document states only the day",
}


def statements(items: Iterable[Shown], progress: Progress) -> Iterator[Candidate]:
    """Every dated statement of a document that says something."""
    dated = [
        item for item in items
        if item.manner is Manner.DOCUMENT and item.at_us is not None and _says(item)
    ]  # fmt: skip
    found = standings(dated)
    for done, item in enumerate(dated):
        if done % _EVERY == 0:
            stop_if_cancelled(progress)
            progress.report(done, len(dated), "Reading documents")
        standing = found[item.id]
        start, end = opening(item.text, LONGEST)
        yield Candidate(
            item,
            cues().told(item.text),
            MEASURED[standing],
            start,
            end,
            (_WORDS[standing],),
            measured=standing is not Standing.FEW,
        )


def standings(dated: Sequence[Shown]) -> dict[int, Standing]:
    """How each dated statement stands in its document, by the id of its item."""
    found = {item.id: _standing(item) for item in dated}
    apart = Counter(_file(item) for item in dated if found[item.id] is Standing.LISTED)
    for item in dated:
        if found[item.id] is Standing.LISTED and apart[_file(item)] < _LIST:
            found[item.id] = Standing.FEW
    return found


def _standing(item: Shown) -> Standing:
    if item.precision in {Precision.DAY, Precision.NONE}:
        return Standing.DAY
    return Standing.SENTENCE if _holds_its_time(item) else Standing.LISTED


def _holds_its_time(item: Shown) -> bool:
    """Whether the words hold the time: that of an item is UTC, theirs of a zone, so in minutes."""
    minute = (item.at_us or 0) // MINUTE_US
    if _HALF.search(item.text, 0, _FRONT):
        return True
    return any((clock.second // 60 - minute) % 30 == 0 for clock in clocks_in(item.text))


def _file(item: Shown) -> tuple[int, str]:
    return item.source, item.path


def _says(item: Shown) -> bool:
    return any(sign.isalpha() for sign in item.text)
