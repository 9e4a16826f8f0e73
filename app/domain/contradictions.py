"""What dated statements say against each other, and against the calendar.

A contradiction is shown with both quotes, and never resolved here. The rules would rather miss one
than cry wolf: a person who finds three false alarms reads no fourth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from app.domain.review_words import counted, duration_words
from app.domain.stated_ends import backward_ranges, two_ends
from app.domain.stated_zones import zone_conflicts
from app.domain.statements import (
    Contradiction,
    ContradictionKind,
    Statement,
    Voice,
    at_of,
    short,
    told,
)
from app.domain.two_times import two_times

MOST = 500
"""More than these nobody reads."""


def contradictions_in(statements: Sequence[Statement]) -> list[Contradiction]:
    """All contradictions within and between statements, each once."""
    found = [
        *(each for one in statements for each in backward_ranges(one)),
        *_lifecycles(statements),
        *zone_conflicts(statements),
        *two_times(statements),
        *two_ends(statements),
    ]
    return list({each.id: each for each in found}.values())[:MOST]


_FIRES = re.compile(
    r"^\W*(?:firing|triggered|trigger\b|open(?:ed)?\b|created\b|.{0,40}\btriggered\b)",
    re.IGNORECASE,
)
_RESOLVES = re.compile(r"^\W*(?:resolved?\b|closed\b|.{0,40}\bresolved\b)", re.IGNORECASE)


def _lifecycles(statements: Iterable[Statement]) -> Iterator[Contradiction]:
    """An alert, or an incident of a paging tool, that ended before it began."""
    threads: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.voice is Voice.ALERT and one.thread and one.at_us is not None:
            threads[one.source, one.thread].append(one)
    for members in threads.values():
        fired = [one for one in members if _FIRES.match(one.text)]
        ended = [one for one in members if _RESOLVES.match(one.text)]
        if not fired or not ended:
            continue
        first = min(fired, key=at_of)
        last = max(ended, key=at_of)
        if at_of(last) < at_of(first):
            early = duration_words(at_of(first) - at_of(last))
            why = f"It was resolved {early} before it began."
            yield told(
                ContradictionKind.RESOLVED_FIRST, why, (last, last.text), (first, first.text)
            )


def impossible_year(
    source_title: str, items: Sequence[tuple[int, str]], in_all: int, what: str
) -> Contradiction:
    """Items whose year cannot be: ids with their stamps, how many there are, and what is wrong."""
    stand = "stands" if in_all == 1 else "stand"
    why = f"{counted(in_all, 'item')} of {source_title} {stand} {what}."
    return Contradiction(
        ContradictionKind.IMPOSSIBLE_YEAR,
        tuple(item_id for item_id, _stamp in items),
        (),
        tuple(short(stamp) for _item, stamp in items),
        why,
    )
