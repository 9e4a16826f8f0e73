"""Puts raw lines of logs together by the statement that wrote them, without being told the format.

What helped from the literature: masking what is a value by its looks and dividing by word count and
column (Makanju et al., IPLoM, 2009; He et al., Drain, 2017), and to take the columns with the
fewest different words first (Yu et al., Brain, 2023). Finding the columns before the statement,
joining values in a row, and asking each distinct line only once are ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.assist.templates.headers import statements_of
from app.assist.templates.joining import joined
from app.assist.templates.masks import (
    VALUE,
    Words,
    figures_masked,
    spans_of,
    values_masked,
    words_of,
)
from app.assist.templates.statements import Statement, statements_in
from app.assist.templates.web_requests import request_line, with_digits
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

GroupNumbers = npt.NDArray[np.int32]

_BEGINNING = 1_000
_FEW_WORDS = 3
_OFTEN = 4_000
_QUIET = NoProgress()
_VALUES = re.compile(r"<\*>(?:[\s,;:/]*<\*>)+")


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The number of each text's group, and for each number its template, with <*> for values."""

    groups: GroupNumbers
    templates: tuple[str, ...]


def templates_of(
    texts: Sequence[str], files: Sequence[str] | None = None, progress: Progress = _QUIET
) -> Grouping:
    """Groups texts by the statement that wrote them; each is in exactly one group.

    Equal texts are together, and the order of the texts changes nothing but the numbers. ``files``
    says where each text comes from: the lines of one file have the same columns before their
    statements. Of a text of several lines the first counts. Time: one pass of one expression over
    all texts, the rest over those that still differ without their figures, at worst in proportion
    to these times the square of their words; memory: 4 bytes for each text, and these different
    ones. Raises `CancelledError`.
    """
    numbers: dict[str, int] = {}
    which = np.zeros(len(texts), np.int32)
    done = 0
    for places in _by_file(files, len(texts)):
        lines = _watched([texts[place] for place in places], done, len(texts), progress)
        which[places] = _numbered(lines, len(places), numbers)
        done += len(places)
    groups, templates = _grouped(list(numbers), progress)
    return Grouping(_by_appearance(groups[which], templates), tuple(templates))


def _by_file(files: Sequence[str] | None, count: int) -> Iterator[Sequence[int]]:
    if files is None:
        yield range(count)
        return
    places: dict[str, list[int]] = defaultdict(list)
    for place, file in enumerate(files):
        places[file].append(place)
    yield from places.values()


def _numbered(lines: Iterator[str], count: int, numbers: dict[str, int]) -> GroupNumbers:
    """For each line of a file the number of what it says; new ones are added to ``numbers``."""
    forms: dict[str, int] = {}
    form_of = np.fromiter(
        (forms.setdefault(form, len(forms)) for form in figures_masked(lines)), np.int32, count
    )
    said = (numbers.setdefault(each, len(numbers)) for each in statements_of(list(forms)))
    return np.fromiter(said, np.int32, len(forms))[form_of]


def _watched(texts: Sequence[str], done: int, total: int, progress: Progress) -> Iterator[str]:
    for begin in range(0, len(texts), _OFTEN):
        stop_if_cancelled(progress)
        progress.report(done + begin, total, "Grouping records")
        yield from map(_line, texts[begin : begin + _OFTEN])


def _line(text: str) -> str:
    """The line of a text that tells its statement, no longer than needed."""
    if request := request_line(text):
        return request
    if "\n" in text:
        first = text.lstrip().partition("\n")[0]
        few = first.count(" ") < _FEW_WORDS - 1
        text = " ".join(text.splitlines()[:_FEW_WORDS]) if few else first
    return text if len(text) < _BEGINNING else text[:_BEGINNING].rpartition(" ")[0]


def _grouped(said: Sequence[str], progress: Progress) -> tuple[GroupNumbers, list[str]]:
    """The group of each of these different sayings, and the template of each group."""
    masked: list[str] = []
    lines: dict[Words, list[int]] = defaultdict(list)
    for number, each in enumerate(said):
        if number % _OFTEN == 0:
            stop_if_cancelled(progress)
            progress.report(number, len(said), "Telling statements apart")
        masked.append(values_masked(each))
        lines[words_of(masked[-1])].append(number)
    groups = np.zeros(len(said), np.int32)
    templates: list[str] = []
    for statements in joined(statements_in(lines)):
        for line in (line for statement in statements for line in statement.lines):
            groups[lines[line]] = len(templates)
        shortest = min(statements, key=lambda one: (len(one.lines[0]), min(one.lines)))
        line = min(shortest.lines)
        templates.append(_template(shortest, min(masked[number] for number in lines[line])))
    return groups, templates


def _template(statement: Statement, masked: str) -> str:
    """The masked line with its other values masked too."""
    spans = spans_of(masked)
    for column in sorted(statement.values, reverse=True):
        start, end = spans[column]
        masked = f"{masked[:start]}{VALUE}{masked[end:]}"
    template = " ".join(masked.replace(VALUE, "<*>").split())
    return with_digits(_VALUES.sub("<*>", template))


def _by_appearance(groups: GroupNumbers, templates: list[str]) -> GroupNumbers:
    """Numbers the groups, and sorts their templates, in the order in which they come."""
    used, first, numbers = np.unique(groups, return_index=True, return_inverse=True)
    order = np.argsort(first)
    templates[:] = [templates[group] for group in used[order]]
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return place[numbers]
