"""The agenda of a review meeting: its points, their minutes, and which of them is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.practice.meeting_time import LONGEST_MINUTES

_LINE = re.compile(r"\s*(\d{1,3})\s*(?:min(?:utes?)?\b\.?)?\s*[·:\-–—]?\s+(.*\S)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda; ``minutes`` is 0 where nobody said how long it takes."""

    minutes: int
    words: str


OUTLINE = (
    Point(5, "How we talk today: the principles, and who is here"),
    Point(15, "The timeline first: what happened, and what was known when"),
    Point(10, "Facts that are missing or disputed"),
    Point(15, "Why each path was open: conditions, not people"),
    Point(10, "Few actions, each for a condition we saw"),
    Point(5, "As a group: do we speak more or less openly after our reviews?"),
)
"""An outline to begin with: facts come before what is made of them."""


def points_of(text: str) -> tuple[Point, ...]:
    """The points of an agenda, a line each: ``10 · words``."""
    return tuple(_point(line) for line in text.splitlines() if line.strip())


def _point(line: str) -> Point:
    if found := _LINE.fullmatch(line):
        return Point(int(found[1]), found[2])
    return Point(0, line.strip().lstrip("-*•· ").strip())


def text_of(points: Sequence[Point]) -> str:
    """The agenda as it is written in its field."""
    return "\n".join(
        f"{point.minutes} · {point.words}" if point.minutes else point.words for point in points
    )


def total_minutes(points: Sequence[Point]) -> int:
    """How long all points take, as far as that is said."""
    return sum(point.minutes for point in points)


def questions(points: Sequence[Point], minutes: int) -> tuple[str, ...]:
    """What to ask about an agenda for a meeting of so many minutes."""
    if not points:
        return ()
    asked = []
    total = total_minutes(points)
    most = min(minutes, LONGEST_MINUTES) if minutes > 0 else LONGEST_MINUTES
    if total > most:
        asked.append(f"The agenda takes {total} minutes, and there are {most}. What can wait?")
    if unsaid := sum(not point.minutes for point in points):
        each = "One point says" if unsaid == 1 else f"{unsaid} points say"
        asked.append(f"{each} not how long: write the minutes first, such as “10 · Timeline”.")
    words = [point.words.casefold() for point in points]
    timeline = next((at for at, each in enumerate(words) if "timeline" in each), None)
    causes = next((at for at, each in enumerate(words) if _ANALYSIS.search(each)), None)
    if timeline is None:
        asked.append("The timeline is not on the agenda. Facts come before what is made of them.")
    elif causes is not None and causes < timeline:
        asked.append("Causes stand before the timeline. Could the facts come first?")
    return tuple(asked)


_ANALYSIS = re.compile(r"\b(?:why|causes?|factors?|analysis|chain)\b")


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Where a meeting is against its agenda, in words for everybody in the room."""

    elapsed: str
    """How long it has lasted."""
    point: str
    """The point that the agenda has now, and until when; empty without an agenda."""
    over: bool
    """Whether the meeting has lasted longer than planned."""


def elapsed(points: Sequence[Point], minutes: int, since_start_s: float) -> Elapsed:
    """Where a meeting is that began so many seconds ago."""
    past = max(0, int(since_start_s // 60))
    words = f"{past} of {minutes} minutes"
    until = 0
    for point in points:
        until += point.minutes
        if point.minutes and past < until:
            return Elapsed(words, f"{point.words} (until minute {until})", past >= minutes)
    done = "The agenda is through." if points and total_minutes(points) else ""
    return Elapsed(words, done, past >= minutes)
