"""Dated statements out of the evidence and the draft, and what it is that they contradict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.moments import UTC_ZONE, Precision

_QUOTE = 240


class ContradictionKind(StrEnum):
    """What does not fit. Stable: scripts go by it."""

    TWO_TIMES = "two_times"
    RESOLVED_FIRST = "resolved_first"
    END_FIRST = "end_first"
    IMPOSSIBLE_YEAR = "impossible_year"
    ZONE = "zone"


class Voice(StrEnum):
    """Who speaks in a statement: that decides what its own time is the time of."""

    DOCUMENT = "document"
    """The time is that of what is told."""
    MESSAGE = "message"
    """The time is that of the writing."""
    ALERT = "alert"
    """A machine tells what happens to an alert."""
    ENTRY = "entry"
    """A person drafted it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with a time, out of the evidence (``item_id``) or the draft (``entry_id``).

    ``source`` tells apart what stands together, ``order`` is the place there. ``zone`` is the one
    that clock times in the text are likely in. ``about`` says that the time is approximate.
    """

    text: str
    at_us: int | None
    precision: Precision
    voice: Voice
    source: str
    zone: ZoneInfo = UTC_ZONE
    order: int = 0
    item_id: int | None = None
    entry_id: str | None = None
    about: bool = False
    thread: str | None = None
    offset_us: int | None = None
    """The offset from UTC that stood in the stamp."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all be true as they stand, their words, and why.

    ``quotes`` are as many as there are statements, those of the items first, then of the entries.
    """

    kind: ContradictionKind
    items: tuple[int, ...]
    entries: tuple[str, ...]
    quotes: tuple[str, ...]
    why: str

    @property
    def id(self) -> str:
        """The same for the same statements, whatever else is found."""
        return "|".join((self.kind, *map(str, self.items), *self.entries))


def told(kind: ContradictionKind, why: str, *said: tuple[Statement, str]) -> Contradiction:
    """A contradiction between statements, each with the words that are quoted of it."""
    items = [(one, words) for one, words in said if one.item_id is not None]
    entries = [(one, words) for one, words in said if one.entry_id is not None]
    return Contradiction(
        kind,
        tuple(one.item_id for one, _words in items if one.item_id is not None),
        tuple(one.entry_id for one, _words in entries if one.entry_id is not None),
        tuple(short(words) for _one, words in (*items, *entries)),
        why,
    )


def short(text: str) -> str:
    """A quote on one line, cut at a word where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTE else plain[: _QUOTE - 1].rsplit(" ", 1)[0] + " …"


_BREAK = re.compile(r"(?<=[.!?])\s+(?=[^a-z\s])|\n\s*\n|\n(?=\s*(?:[-*•|#>]|[A-Z]))")
"""Where a sentence, a line of a list or a labelled line ends; a line may be broken within one."""


def around(text: str, start: int, end: int) -> str:
    """The sentence or line that holds a place of a text."""
    first, last = 0, len(text)
    for found in _BREAK.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return text[first:last].strip()


def at_of(one: Statement) -> int:
    """The time of a statement that has one."""
    return one.at_us or 0
