"""Ends before beginnings: ranges that run backwards, and two ends of what began once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.moments import SECOND_US
from app.domain.review_words import duration_words
from app.domain.same_event import Rarity, are_same_event, words_of
from app.domain.stated_times import StatedClock, StatedRange, clocks_in, ranges_in
from app.domain.statements import Contradiction, ContradictionKind, Statement, Voice, around, told

_LABEL = re.compile(
    r"^[\W_]*(?:\w+ )?(?P<name>detected|detection|started|start|began|beginning|triggered|opened"
    r"|resolved|resolution|recovered|ended|end|finished|closed|mitigated)(?: at| on| time| date)?"
    r"[*_]*\s*[:|=][*_\s]*(?P<rest>.{4,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_BEGINS = frozenset("detected detection started start began beginning triggered opened".split())  # noqa: SIM905
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}\b")


def backward_ranges(one: Statement) -> Iterator[Contradiction]:
    """Ranges of one text that end before they start, or are not as long as they are said to be."""
    if one.voice is Voice.ALERT or ":" not in one.text:
        return
    for stated in ranges_in(one.text):
        quote = around(one.text, stated.start, stated.end)
        if stated.ends_first:
            why = f"“{stated.text}” ends before it starts."
            yield told(ContradictionKind.END_FIRST, why, (one, quote))
        elif stated.differs_from_stated:
            length = duration_words(stated.length_s * SECOND_US)
            why = f"“{stated.text}”: from the first time to the last it is {length}."
            yield told(ContradictionKind.END_FIRST, why, (one, quote))
    yield from _labels(one)


def _labels(one: Statement) -> Iterator[Contradiction]:
    """``Started: 14:20`` and ``Resolved: 14:05`` in one text."""
    begins: list[tuple[re.Match[str], StatedClock]] = []
    for found in _LABEL.finditer(one.text):
        clocks = list(clocks_in(found["rest"]))
        if len(clocks) != 1:
            continue
        if found["name"].lower() in _BEGINS:
            begins.append((found, clocks[0]))
            continue
        for begin, first in begins:
            if not _same_day(begin["rest"], found["rest"]):
                continue
            joined = StatedRange(first, clocks[0], "", 0, 0, dated=False)
            if joined.ends_first:
                kind = _kind_of(begin["name"], found["name"])
                why = f"“{begin[0].strip()}” is later than “{found[0].strip()}”."
                yield told(kind, why, (one, f"{begin[0].strip()} / {found[0].strip()}"))


def _kind_of(begin: str, end: str) -> ContradictionKind:
    detected = begin.lower().startswith(("detect", "trigger", "open"))
    solved = end.lower().startswith(("resol", "recover", "mitig", "clos"))
    return ContradictionKind.RESOLVED_FIRST if detected and solved else ContradictionKind.END_FIRST


def _same_day(one: str, other: str) -> bool:
    return set(_DAY.findall(one)) == set(_DAY.findall(other))


def two_ends(statements: Iterable[Statement]) -> Iterator[Contradiction]:
    """Two ranges of time for one thing that begin alike and end otherwise."""
    spans = [
        (one, stated, words_of(around(one.text, stated.start, stated.end)))
        for one in statements
        if one.voice is not Voice.ALERT and ":" in one.text
        for stated in ranges_in(one.text)
    ]
    rarity = Rarity(words for _one, _stated, words in spans)
    for place, (one, first, words) in enumerate(spans[:2_000]):
        for other, second, others in spans[place + 1 : 2_000]:
            alike = first.first.second == second.first.second and one is not other
            apart = abs(first.length_s - second.length_s) > 60
            about = first.first.about or first.last.about or second.last.about
            if not alike or not apart or about:
                continue
            if are_same_event(words, others, rarity, 0.5, 3):
                why = (
                    f"“{first.text}” and “{second.text}” begin together and end at different times."
                )
                yield told(
                    ContradictionKind.TWO_TIMES,
                    why,
                    (one, around(one.text, first.start, first.end)),
                    (other, around(other.text, second.start, second.end)),
                )
