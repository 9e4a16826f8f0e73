"""The sentences about how an incident was led, for documents and for the window."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.drafts import Entry
from app.domain.moments import MINUTE_US, EventTime, Precision, TimeKind, day
from app.domain.practice.completeness import Part, Presence, Silence
from app.domain.practice.incident_times import MILESTONE_WORDS, Marked, Measure
from app.domain.practice.response import MilestoneKind
from app.domain.practice.updates import Followed, Promise, Quiet, minutes_words
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, counted, time_words


def part_words(part: Part) -> str:
    """Such as “Detection: 2 entries tell it.”."""
    name = KIND_WORDS[part.kind]
    match part.presence:
        case Presence.PRESENT:
            number = len(part.entry_ids)
            verb = "tells" if number == 1 else "tell"
            return f"{name}: {counted(number, 'entry', 'entries')} {verb} it."
        case Presence.SAID_ABSENT:
            return f"{name}: there was none. {part.reason}"
        case Presence.MISSING:
            return f"{name}: not in the timeline, and nobody has said that there was none."


def silence_words(silence: Silence, zone: ZoneInfo) -> str:
    """How long the timeline tells nothing, and from when to when."""
    length = _length(silence.from_us, silence.to_us)
    return f"Nothing is told for {length}, {_span(silence.from_us, silence.to_us, zone)}."


def promise_words(one: Followed, zone: ZoneInfo) -> str:
    """What an update promised and what came; empty where it promised nothing."""
    update = one.update
    if update.next_us is None:
        return ""
    promised = _clock(update.next_us, zone, update.at_us)
    came = "" if one.next_us is None else _clock(one.next_us, zone, update.next_us)
    match one.promise:
        case Promise.KEPT:
            return f"Next promised for {promised}; the next came at {came}."
        case Promise.LATE:
            late = minutes_words(one.late_us)
            return f"Next promised for {promised}; the next came at {came}, {late} late."
        case Promise.NEVER:
            return f"Next promised for {promised}; no later update is recorded."
        case Promise.BACKWARDS:
            return f"Next promised for {promised}, before the update itself; check both times."
        case Promise.NONE:
            return f"Next promised for {promised}."


def quiet_words(quiet: Quiet, interval: int, zone: ZoneInfo) -> str:
    """How long stakeholders heard nothing, beside the interval of updates."""
    length = _length(quiet.from_us, quiet.to_us)
    span = _span(quiet.from_us, quiet.to_us, zone)
    which = (
        " before the first update"
        if quiet.first
        else " after the last update, until the end"
        if quiet.last
        else ""
    )
    return f"No update for {length}{which}, {span}; the interval is {interval} minutes."


def sure_words(one: Measure, marked: Marked) -> str:
    """How sure people are of the two ends, once where it is the same."""
    first, then = (CERTAINTY_WORDS[marked[kind].certainty] for kind in (one.since, one.kind))
    if first == then:
        return first
    return f"{MILESTONE_WORDS[one.since]}: {first}, {MILESTONE_WORDS[one.kind]}: {then}"


def when_words(time: EventTime, zone: ZoneInfo) -> str:
    """A time with its day: ``2024-03-30 about 02:46``."""
    if time.start_us is None:
        return time_words(time, zone)
    return f"{day(time.start_us, zone)} {time_words(time, zone)}"


def _span(from_us: int, to_us: int, zone: ZoneInfo) -> str:
    return f"from {_clock(from_us, zone)} to {_clock(to_us, zone, from_us)}"


def _length(from_us: int, to_us: int) -> str:
    """In minutes, as a reader counts them from the clock times beside it."""
    return minutes_words(to_us // MINUTE_US * MINUTE_US - from_us // MINUTE_US * MINUTE_US)


def _clock(instant_us: int, zone: ZoneInfo, beside_us: int | None = None) -> str:
    """The time of day to the minute, with its day where that is not the day beside it."""
    words = time_words(EventTime(TimeKind.EXACT, instant_us, None, Precision.MINUTE), zone)
    if beside_us is None or day(beside_us, zone) != day(instant_us, zone):
        return f"{words} on {day(instant_us, zone)}"
    return words


def entry_words(entry: Entry, zone: ZoneInfo) -> str:
    """An entry in a line: when, and what it tells."""
    return f"{when_words(entry.time, zone)}  {' '.join(entry.text.split())}"


def marked_words(marked: Marked, kind: MilestoneKind, zone: ZoneInfo) -> str:
    """The entry that a moment was marked at; says so where none was."""
    entry = marked.get(kind)
    return "not marked yet" if entry is None else entry_words(entry, zone)
