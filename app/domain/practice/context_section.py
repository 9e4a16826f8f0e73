"""Decisions as the review shows them: first their moment, then what has come to light since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.moments import day
from app.domain.notes import Notes
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.context_rules import (
    FIELD_WORDS,
    Explained,
    Hindsight,
    hindsight_words,
    moment_clock,
)
from app.domain.review_words import CERTAINTY_WORDS, counted

MOMENT_GUIDE = (
    "Each decision is told from its moment; what has come to light since stands below, apart."
)


@dataclass(frozen=True, slots=True)
class ContextLine:
    """What people say of one side of a decision."""

    label: str
    """Which side, such as “What they saw”."""
    text: str
    """What they say; empty where only evidence is cited."""
    marks: tuple[str, ...]
    """What is to be known about its evidence: later than the moment, edited, moved."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision in its context."""

    time: str
    """Its moment, such as “02:55”, with the day; “time not stated” where nobody said."""
    title: str
    """What was decided, or had to be."""
    role: str
    """The role that decided; may be empty."""
    marks: tuple[str, ...]
    """How sure people are."""
    then: tuple[ContextLine, ...]
    """What can be said of the moment, in order."""
    now: tuple[ContextLine, ...]
    """What is known today; one at most."""


@dataclass(frozen=True, slots=True)
class ContextSection:
    """What people did, in the context of the moment. False where no decision is drafted."""

    rows: tuple[DecisionRow, ...]
    """The decisions, in order of time."""
    open: tuple[str, ...]
    """What is still open in them, a sentence each."""

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.rows)


def context_section(explained: Sequence[Explained], notes: Notes, zone: ZoneInfo) -> ContextSection:
    """The section, in words."""
    rows = tuple(_row(one, notes, zone) for one in explained)
    return ContextSection(rows, tuple(_open(explained)))


def _row(one: Explained, notes: Notes, zone: ZoneInfo) -> DecisionRow:
    point = one.point
    then = [_line(one, name, notes, zone) for name in THEN]
    now = _line(one, NOW, notes, zone)
    return DecisionRow(
        time=_time(point, zone),
        title=" ".join(point.title.split()) or "Untitled decision",
        role=point.role.strip(),
        marks=(
            CERTAINTY_WORDS[point.certainty],
            *(() if one.cited else ("no evidence cited",)),
        ),
        then=tuple(line for line in then if line is not None),
        now=() if now is None else (now,),
    )


def _line(one: Explained, name: str, notes: Notes, zone: ZoneInfo) -> ContextLine | None:
    """What is said and cited of one side; None where neither is."""
    items, text = one.of(name), one.point.said(name).strip()
    if not text and not items:
        return None
    late = [
        f"{_said(one.hindsight[item.citation.id], one.point, zone)} (note {notes.number(item)})"
        for item in items
        if item.citation.id in one.hindsight
    ]
    changed = notes.marks(items) if items else []
    return ContextLine(FIELD_WORDS[name], text, (*late, *changed), notes.numbers(items))


def _said(found: Hindsight, point: DecisionPoint, zone: ZoneInfo) -> str:
    """The sentence about hindsight, as a mark: without its full stop, and beginning small."""
    words = hindsight_words(found, point.at_us or 0, zone).rstrip(".")
    return words[:1].lower() + words[1:]


def _time(point: DecisionPoint, zone: ZoneInfo) -> str:
    if point.at_us is None:
        return "time not stated"
    return f"{day(point.at_us, zone)} {moment_clock(point.at_us, zone)}"


def _open(explained: Sequence[Explained]) -> list[str]:
    points = [one.point for one in explained]
    lacking = (
        ("The time is not stated", sum(point.at_us is None for point in points)),
        ("What they saw is not written", sum(not point.saw.strip() for point in points)),
        ("Why it made sense is not written", sum(not p.made_sense.strip() for p in points)),
        ("No evidence is cited", sum(not one.cited for one in explained)),
        ("Later evidence stands among what was known", sum(bool(o.hindsight) for o in explained)),
    )
    total = counted(len(points), "decision")
    return [f"{words}: {count:,} of {total}" for words, count in lacking if count]
