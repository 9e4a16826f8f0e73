"""Dated statements of documents: how each stands there says how likely it is one of the timeline.

What is counted are forms, never words, so that it holds for reports nobody has seen: in published
reports (`tests/benchmarks/test_suggestions.py` counts them anew) nearly every statement that has
its time in front, among others like it, is an entry of the report's own timeline; a sentence that
mentions a time seldom is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from app.assist.entries.candidates import Candidate
from app.assist.entries.cues import cues
from app.assist.spans import opening
from app.domain.assist.requests import Manner, Shown
from app.domain.moments import DAY_US, MINUTE_US, UTC_ZONE, Precision, in_zone, is_shown_everywhere
from app.domain.progress import Progress, stop_if_cancelled
from app.domain.stated_times import clocks_in

LONGEST = 4_000
"""Code points of the longest statement that is quoted whole."""
_TELLING = 240
"""Code points that tell what kind of event it is; what follows are details."""
_LIST = 3
_FRONT = 80
_NEAR = 300
_OPENING = 16
_HALF = re.compile(r"\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_EVERY = 500


class Standing(StrEnum):
    """How a dated statement stands in its document."""

    LISTED = "listed"
    """Its time stands apart, before it, as those of at least two others do."""
    FEW = "few"
    """The same, with fewer like it."""
    TOLD = "told"
    """A sentence that begins with its time, as at least two others do."""
    SENTENCE = "sentence"
    """The time is part of a sentence."""
    DATED = "dated"
    """Only the day is stated, apart."""
    DAY = "day"
    """Only the day is stated, and it is part of a sentence."""


MEASURED: Mapping[Standing, float] = {
    Standing.LISTED: 0.97,
    Standing.FEW: 0.6,
    Standing.TOLD: 0.6,
    Standing.SENTENCE: 0.2,
    Standing.DATED: 0.6,
    Standing.DAY: 0.1,
}
"""The share of statements that were entries of a timeline. Those of `COUNTED` were counted, the
others are too rare."""
_FEWER = {Standing.LISTED: Standing.FEW, Standing.TOLD: Standing.SENTENCE}
"""How one stands that has not enough like it."""
COUNTED = frozenset({Standing.LISTED, Standing.SENTENCE, Standing.DAY})

_WORDS: Mapping[Standing, str] = {
    Standing.LISTED: "it is one of several statements with their times in the document",
    Standing.FEW: "it stands with its time in the document, nearly alone",
    Standing.TOLD: "it is one of several sentences that begin with their times",
    Standing.SENTENCE: "a sentence that mentions a time; it may look back or sum up",
    Standing.DATED: "the document states only the day",
    Standing.DAY: "a sentence that mentions a day; it may sum up",
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
            cues().told(item.text[:_TELLING]),
            MEASURED[standing],
            start,
            end,
            (_WORDS[standing],),
            measured=standing in COUNTED,
        )


def standings(dated: Sequence[Shown]) -> dict[int, Standing]:
    """How each dated statement stands in its document, by the id of its item."""
    found = {item.id: _standing(item) for item in dated}
    files: dict[tuple[int, str], list[Shown]] = defaultdict(list)
    for item in sorted(dated, key=lambda item: item.order):
        files[item.source, item.path].append(item)
    for items in files.values():
        found.update(_within_lists(items, found))
        counts = Counter(found[item.id] for item in items)
        for item in items:
            if counts[found[item.id]] < _LIST:
                found[item.id] = _FEWER.get(found[item.id], found[item.id])
    return found


def _within_lists(
    items: Sequence[Shown], found: Mapping[int, Standing]
) -> Iterator[tuple[int, Standing]]:
    """What repeats its time in its words, right between two that have theirs apart."""
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        around = {found[before.id], found[after.id]}
        if around == {Standing.LISTED} and after.order - before.order == 2:
            yield item.id, Standing.LISTED


def _standing(item: Shown) -> Standing:
    at_us = item.at_us or 0
    if item.precision in {Precision.DAY, Precision.NONE}:
        return Standing.DAY if _names_day(item.text[:_FRONT], at_us) else Standing.DATED
    if not _names_time(item.text, at_us):
        return Standing.LISTED
    return Standing.TOLD if _names_time(item.text[:_OPENING], at_us) else Standing.SENTENCE


def _names_time(text: str, at_us: int) -> bool:
    """Whether words hold a time: it is UTC, that of the words of a zone, so minutes are compared.

    “3 pm” has no minutes, and zones differ by half an hour.
    """
    minute = at_us // MINUTE_US
    if minute % 30 == 0 and _HALF.search(text, 0, _NEAR):
        return True
    return any((clock.second // 60 - minute) % 30 == 0 for clock in clocks_in(text))


def _names_day(text: str, at_us: int) -> bool:
    """Whether words hold the number of a day, or of the one beside it, in another zone."""
    around = (at_us + step * DAY_US for step in (-1, 0, 1))
    days = {in_zone(day_us, UTC_ZONE).day for day_us in around if is_shown_everywhere(day_us)}
    return any(int(number) in days for number in _DAY.findall(text))


def _says(item: Shown) -> bool:
    return any(sign.isalpha() for sign in item.text)
