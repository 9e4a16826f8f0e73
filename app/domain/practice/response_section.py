"""How the incident was led, as a document shows it: times, completeness, actions, updates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.drafts import Certainty
from app.domain.moments import EventTime, TimeKind
from app.domain.notes import Notes
from app.domain.practice import completeness, drastic, updates
from app.domain.practice.drastic import OUTCOME_WORDS, Numbered
from app.domain.practice.incident_times import (
    MEASURE_WORDS,
    MILESTONE_WORDS,
    Marked,
    Measure,
    lapse_words,
    measures,
    minute_words,
    order_questions,
)
from app.domain.practice.response import Outcome
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.response_words import (
    part_words,
    promise_words,
    quiet_words,
    silence_words,
    sure_words,
    when_words,
)
from app.domain.practice.updates import Followed, Promise
from app.domain.review_words import (
    CERTAINTY_WORDS,
    NOT_STATED,
    utc_words,
    whole_precision,
)
from app.domain.timeline import CitedItem
from app.domain.views import Fact

Cited = Mapping[str, Sequence[CitedItem]]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """How long something took, between two entries that people marked."""

    label: str
    """What it is called, such as “Time to detect”."""
    text: str
    """How long it took: a range where a time is one, “about” where one is about right."""
    basis: str
    """Between which moments it was measured, and when those were."""
    marks: tuple[str, ...]
    """How sure people are of the two moments, and what is to be known about their evidence."""
    notes: tuple[int, ...]
    """The numbers of the notes that the two entries cite."""


@dataclass(frozen=True, slots=True)
class DrasticRow:
    """A drastic or destructive action, with the hypothesis behind it."""

    name: str
    """The name of its hypothesis, such as H-1."""
    time: str
    """When it was done, in the zone of the case."""
    utc: str
    """The same in UTC; empty where that adds nothing."""
    action: str
    """What was done."""
    facts: tuple[Fact, ...]
    """Hypothesis, what was expected, risk, way back, who owned the call, and what was seen."""
    marks: tuple[str, ...]
    """How sure people are, and what is to be known about its evidence."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """An update that stakeholders were given."""

    time: str
    """When it was given, in the zone of the case."""
    utc: str
    """The same in UTC; empty where that adds nothing."""
    status: str
    """What it said."""
    facts: tuple[Fact, ...]
    """Its hypothesis, current action and channel, as far as it had them."""
    promise: str
    """When it promised the next one, and when that came; empty where it promised none."""
    broken: bool
    """Whether the promised update came late, or never."""
    marks: tuple[str, ...]
    """How sure people are, and what is to be known about its evidence."""
    notes: tuple[int, ...]
    """The numbers of the notes that it cites."""


@dataclass(frozen=True, slots=True)
class ResponseSection:
    """How the incident was led."""

    times: tuple[TimeRow, ...] = ()
    """Times to detect, acknowledge, mitigate and resolve, as far as their moments are marked."""
    time_questions: tuple[str, ...] = ()
    """What is odd about the marked moments."""
    parts: tuple[str, ...] = ()
    """Which parts the timeline has, was said not to have, or lacks; a sentence each."""
    silences: tuple[str, ...] = ()
    """The longest times in which the timeline tells nothing."""
    actions: tuple[DrasticRow, ...] = ()
    """Drastic actions with their hypotheses, by time."""
    updates: tuple[UpdateRow, ...] = ()
    """The updates that stakeholders were given, by time."""
    quiet: tuple[str, ...] = ()
    """When stakeholders heard nothing for longer than the interval."""

    def __bool__(self) -> bool:
        return bool(self.times or self.parts or self.actions or self.updates)


def response_section(
    record: ResponseRecord, cited: Cited, notes: Notes, zone: ZoneInfo
) -> ResponseSection:
    """How an incident was led; ``cited`` tells what each drafted thing cites, by its id."""
    writer = _Writer(cited, notes, zone)
    interval = updates.interval_of(record.card)
    quiet = updates.quiet_times(record.updates, interval, record.marked)
    parts = completeness.parts(record.entries, record.answers) if record.entries else ()
    return ResponseSection(
        times=tuple(
            writer.time(one, record.marked)
            for one in measures(record.marked)
            if one.lapse is not None
        ),
        time_questions=tuple(order_questions(record.marked)),
        parts=tuple(part_words(part) for part in parts),
        silences=tuple(
            silence_words(one, zone) for one in completeness.silences(record.entries, record.marked)
        ),
        actions=tuple(writer.action(one) for one in drastic.numbered(record.actions)),
        updates=tuple(writer.update(one) for one in updates.followed(record.updates)),
        quiet=tuple(quiet_words(one, interval, zone) for one in quiet),
    )


def stakeholder_times(record: ResponseRecord) -> tuple[Fact, ...]:
    """The times to the minute, for readers outside engineering; only those that are known."""
    facts = []
    for one in measures(record.marked):
        if one.lapse is not None:
            sure = sure_words(one, record.marked)
            facts.append(Fact(MEASURE_WORDS[one.kind], f"{minute_words(one.lapse)} ({sure})"))
    return tuple(facts)


class _Writer:
    """Writes rows with their marks, and numbers what they cite."""

    def __init__(self, cited: Cited, notes: Notes, zone: ZoneInfo) -> None:
        self._cited = cited
        self._notes = notes
        self._zone = zone

    def time(self, one: Measure, marked: Marked) -> TimeRow:
        first, then = marked[one.since], marked[one.kind]
        both = [*self._cited.get(first.id, ()), *self._cited.get(then.id, ())]
        ends = [
            f"{MILESTONE_WORDS[kind]} ({when_words(marked[kind].time, self._zone)})"
            for kind in (one.since, one.kind)
        ]
        numbers = self._notes.numbers(both)
        return TimeRow(
            label=MEASURE_WORDS[one.kind],
            text="" if one.lapse is None else lapse_words(one.lapse),
            basis=f"from {ends[0]} to {ends[1]}",
            marks=(sure_words(one, marked), *self._notes.marks(both)),
            notes=numbers,
        )

    def action(self, numbered: Numbered) -> DrasticRow:
        action = numbered.action
        time, utc = self._time(action.at_us)
        marks, numbers = self._marks(action.id, action.certainty)
        owner = action.owner.strip() or NOT_STATED
        tool = "; a tool suggested it" if action.tool_suggested else ""
        seen = action.seen.strip()
        outcome = "" if action.outcome is Outcome.NOT_SEEN else OUTCOME_WORDS[action.outcome]
        return DrasticRow(
            name=numbered.name,
            time=time,
            utc=utc,
            action=action.action.strip() or NOT_STATED,
            facts=(
                Fact("Hypothesis", action.hypothesis.strip() or NOT_STATED),
                Fact("Expected, if right", action.expected.strip() or NOT_STATED),
                Fact("Risk, if wrong", action.risk.strip() or NOT_STATED),
                Fact("Way back", action.way_back.strip() or NOT_STATED),
                Fact("Owned the call", f"{owner}{tool}"),
                Fact("Then seen", ": ".join(filter(None, (outcome, seen))) or NOT_STATED),
            ),
            marks=marks,
            notes=numbers,
        )

    def update(self, one: Followed) -> UpdateRow:
        update = one.update
        time, utc = self._time(update.at_us)
        marks, numbers = self._marks(update.id, update.certainty)
        facts = (
            Fact("Hypothesis", update.hypothesis.strip()),
            Fact("Current action", update.current_action.strip()),
            Fact("Channel", update.channel.strip()),
        )
        return UpdateRow(
            time=time,
            utc=utc,
            status=update.status.strip() or NOT_STATED,
            facts=tuple(fact for fact in facts if fact.text),
            promise=promise_words(one, self._zone),
            broken=one.promise in (Promise.LATE, Promise.NEVER),
            marks=marks,
            notes=numbers,
        )

    def _time(self, at_us: int | None) -> tuple[str, str]:
        if at_us is None:
            return "time not known", ""
        time = EventTime(TimeKind.EXACT, at_us, None, whole_precision(at_us))
        return when_words(time, self._zone), utc_words(time, self._zone)

    def _marks(self, row_id: str, certainty: Certainty) -> tuple[tuple[str, ...], tuple[int, ...]]:
        cited = self._cited.get(row_id, ())
        numbers = self._notes.numbers(cited)
        return (CERTAINTY_WORDS[certainty], *self._notes.marks(cited)), numbers
