"""How long an incident took to be detected, acknowledged, mitigated and resolved.

Measured between timeline entries that a person marked. A time that is "about" or a range stays
one: what comes out is the shortest and the longest that the entries allow, never a middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.drafts import Case, Entry
from app.domain.moments import (
    MINUTE_US,
    SECOND_US,
    EventTime,
    Precision,
    TimeKind,
    clock,
)
from app.domain.practice.response import Milestone, MilestoneKind
from app.domain.review_words import counted, duration_words, time_words, whole_precision

MILESTONE_WORDS = {
    MilestoneKind.STARTED: "started",
    MilestoneKind.DETECTED: "detected",
    MilestoneKind.ACKNOWLEDGED: "acknowledged",
    MilestoneKind.MITIGATED: "mitigated",
    MilestoneKind.RESOLVED: "resolved",
}

MEASURE_WORDS = {
    MilestoneKind.DETECTED: "Time to detect",
    MilestoneKind.ACKNOWLEDGED: "Time to acknowledge",
    MilestoneKind.MITIGATED: "Time to mitigate",
    MilestoneKind.RESOLVED: "Time to resolve",
}

SINCE = {
    MilestoneKind.DETECTED: MilestoneKind.STARTED,
    MilestoneKind.ACKNOWLEDGED: MilestoneKind.DETECTED,
    MilestoneKind.MITIGATED: MilestoneKind.STARTED,
    MilestoneKind.RESOLVED: MilestoneKind.STARTED,
}
"""From where each time is measured: users wait from the start, a page waits from the alert."""

Marked = Mapping[MilestoneKind, Entry]
"""The entry that each moment was marked at, as far as it was."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """How long something took: the shortest and the longest it may have been, in microseconds.

    Both are the same where both ends are exact. ``about`` where one of the ends is only about
    right; ``fine`` is how finely the coarser end was stated.
    """

    shortest_us: int
    longest_us: int
    about: bool = False
    fine: Precision = Precision.SECOND


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the four times; ``lapse`` is None while one of its ends is not marked, or undated."""

    kind: MilestoneKind
    since: MilestoneKind
    lapse: Lapse | None


def marked_entries(milestones: Iterable[Milestone], entries: Iterable[Entry]) -> Marked:
    """Which entry each moment was marked at, in the order of the moments."""
    by_id = {entry.id: entry for entry in entries}
    found = {mark.kind: by_id[mark.entry_id] for mark in milestones if mark.entry_id in by_id}
    return {kind: found[kind] for kind in MilestoneKind if kind in found}


def measures(marked: Marked) -> tuple[Measure, ...]:
    """The four times, in their order, measured or not."""
    return tuple(
        Measure(kind, since, _lapse_of(marked.get(since), marked.get(kind)))
        for kind, since in SINCE.items()
    )


def _lapse_of(first: Entry | None, then: Entry | None) -> Lapse | None:
    if first is None or then is None:
        return None
    return lapse_between(first.time, then.time)


def lapse_between(first: EventTime, then: EventTime) -> Lapse | None:
    """How long it was from one time to another; None where either is unknown.

    Counted in the unit of the coarser of both: 10:05 and 10:07:12 are 2 minutes apart, because
    nobody knows the second of 10:05. Negative where the second comes first.
    """
    if first.start_us is None or then.start_us is None:
        return None
    fine = max(_precision(first), _precision(then), key=_step)
    (first_from, first_to), (then_from, then_to) = _bounds(first, fine), _bounds(then, fine)
    return Lapse(
        shortest_us=then_from - first_to,
        longest_us=then_to - first_from,
        about=TimeKind.ABOUT in (first.kind, then.kind),
        fine=fine,
    )


def _precision(time: EventTime) -> Precision:
    if time.precision is not Precision.NONE:
        return time.precision
    return whole_precision(time.start_us or 0)


def _bounds(time: EventTime, fine: Precision) -> tuple[int, int]:
    """The first and the last instant that a time may mean, no finer than ``fine``."""
    unit = 1 if fine is Precision.DAY else fine.step_us
    last = time.latest_us if time.latest_us is not None else time.start_us
    return (time.start_us or 0) // unit * unit, (last or 0) // unit * unit


def lapse_words(lapse: Lapse) -> str:
    """``2 minutes``, ``4–9 minutes``, ``about 1 h 2 min``, ``at most 5 minutes``."""
    if lapse.longest_us < 0:
        return f"{_length_words(lapse, -lapse.longest_us, -lapse.shortest_us)} before"
    if lapse.shortest_us < 0:
        words = f"at most {_one_length(lapse.longest_us, lapse.fine)}"
        return f"{words}, as far as is known" if lapse.about else words
    return _length_words(lapse, lapse.shortest_us, lapse.longest_us)


def _length_words(lapse: Lapse, shortest_us: int, longest_us: int) -> str:
    about = "about " if lapse.about else ""
    first, last = _one_length(shortest_us, lapse.fine), _one_length(longest_us, lapse.fine)
    if first == last:
        return f"{about}{first}"
    if first.partition(" ")[2] in ("minute", "minutes") and last.endswith(" minutes"):
        return f"{about}{first.partition(' ')[0]}–{last}"
    return f"{about}{first} to {last}"


def _one_length(length_us: int, fine: Precision) -> str:
    if fine.step_us < SECOND_US:
        fine = Precision.SECOND
    unit = MINUTE_US if fine.step_us >= MINUTE_US else SECOND_US
    length_us = length_us // unit * unit
    if fine.step_us < MINUTE_US and length_us % MINUTE_US:
        return duration_words(length_us)
    minutes = length_us // MINUTE_US
    if minutes == 0:
        return "less than a minute" if fine.step_us >= MINUTE_US else "less than a second"
    return counted(minutes, "minute") if minutes < 60 else duration_words(length_us)


def minute_words(lapse: Lapse) -> str:
    """The same to the minute, for readers outside engineering."""
    unit = MINUTE_US
    fine = max(lapse.fine, Precision.MINUTE, key=_step)
    return lapse_words(
        Lapse(lapse.shortest_us // unit * unit, lapse.longest_us // unit * unit, lapse.about, fine)
    )


_FOLLOW = (
    (MilestoneKind.STARTED, MilestoneKind.DETECTED),
    (MilestoneKind.DETECTED, MilestoneKind.ACKNOWLEDGED),
    (MilestoneKind.STARTED, MilestoneKind.MITIGATED),
    (MilestoneKind.STARTED, MilestoneKind.RESOLVED),
    (MilestoneKind.MITIGATED, MilestoneKind.RESOLVED),
)
"""What usually does not come before what."""


def order_questions(marked: Marked) -> list[str]:
    """What to ask where marked moments surely stand in an unusual order, or have no time."""
    asked = [
        f"“{MILESTONE_WORDS[kind].capitalize()}” is marked at an entry whose time is not known."
        for kind, entry in marked.items()
        if entry.start_us is None
    ]
    for first, then in _FOLLOW:
        lapse = _lapse_of(marked.get(first), marked.get(then))
        if lapse is not None and lapse.longest_us < 0:
            asked.append(
                f"“{MILESTONE_WORDS[then].capitalize()}” is marked {lapse_words(lapse)} "
                f"“{MILESTONE_WORDS[first]}”. Does each mark stand at the right entry?"
            )
    return asked


def header_questions(marked: Marked, case: Case, zone: ZoneInfo) -> list[str]:
    """What to ask where the header of a case states another minute than a marked entry can mean.

    What the header calls contained is what is marked as mitigated.
    """
    stated = {
        MilestoneKind.STARTED: case.started_us,
        MilestoneKind.DETECTED: case.detected_us,
        MilestoneKind.MITIGATED: case.contained_us,
    }
    asked = []
    for kind, entry in marked.items():
        header_us, time = stated.get(kind), entry.time
        if header_us is None or time.start_us is None or time.kind is TimeKind.ABOUT:
            continue
        first, last = _bounds(time, max(_precision(time), Precision.MINUTE, key=_step))
        if not first <= header_us // MINUTE_US * MINUTE_US <= last:
            asked.append(
                f"The header of the case says {clock(header_us, zone, Precision.MINUTE)} for "
                f"“{_IN_HEADER[kind]}”, the entry marked as {MILESTONE_WORDS[kind]} says "
                f"{time_words(time, zone)}. Which of them holds?"
            )
    return asked


_IN_HEADER = {
    MilestoneKind.STARTED: "Started",
    MilestoneKind.DETECTED: "Detected",
    MilestoneKind.MITIGATED: "Contained",
}


def _step(precision: Precision) -> int:
    return precision.step_us
