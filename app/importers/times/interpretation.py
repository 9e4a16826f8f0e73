"""How one text file is to be read: its shapes, and what had to be proved or assumed about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from app.domain.evidence import NO_CHOICES, ImportChoices
from app.domain.moments import EPOCH, Stamp
from app.domain.questions import DateOrder, DateOrderQuestion, DayQuestion, Question
from app.importers.base import EvidenceFile
from app.importers.times.dating import (
    NEVER_YEAR,
    Clocks,
    Years,
    date_in_name,
    date_of,
    first_year,
    first_year_near,
    numbers_in,
    possible_orders,
    proved_order,
)
from app.importers.times.stamps import Lack, StampShape
from app.importers.times.wallclock import (
    Calendar,
    CalendarReader,
    ClockReader,
    EpochReader,
    NoReader,
    StampReader,
    TaiReader,
    clock_of,
    plain_calendar,
)

_ORDER_WORDS = {"y": "year", "m": "month", "d": "day"}
_NICK = re.compile(
    r"(?:<[~&@%+! ]?(?P<said>[^\s<>]{1,64})>(?:[ \t]|$)|\* (?P<did>[^\s*]\S{0,63})(?= ))"
)
_TABBED_NICK = re.compile(r"[~&@%+]?(?P<said>(?!-->|<--|--\t|=!=|\*)[^\s]{1,64})\t(?P<did>(?!))?")
_TABBED_NEWS = re.compile(r"(?:-->|<--|--)\t")
_CHAT_SHARE = 0.2
_EXAMPLES = 5
_MOST_DAYS = 200_000
_FIXED_EPOCHS = frozenset({"audit", "labelled-epoch"})
"""Shapes whose programs write seconds and nothing else."""


@dataclass(slots=True)
class Survey:
    """What stamps that lack something looked like through the whole file, in its order."""

    shapes: tuple[StampShape, ...]
    days: dict[StampShape, list[tuple[int, ...]]] = field(default_factory=dict)
    examples: dict[StampShape, dict[str, None]] = field(default_factory=dict)
    """Days as written, for a person to see."""
    clock_examples: list[str] = field(default_factory=list)
    clocks: Clocks = field(default_factory=Clocks)
    neighbour: tuple[date, dict[StampShape, int]] | None = None
    """The first line with a whole date, and how many days without a year lay before it."""
    told_day: tuple[date, int] | None = None
    """The first day that a line tells, and how many midnights lay before it."""
    _last: dict[StampShape, str] = field(default_factory=dict)

    def add(self, lines: Iterable[str]) -> None:
        """Look at the next lines of the file."""
        for line in lines:
            for shape in self.shapes:
                found = shape.pattern.match(line)
                if found is not None:
                    self._look(shape, found)
                    break

    def _look(self, shape: StampShape, found: re.Match[str]) -> None:
        if Lack.DAY in shape.lack:
            if known := clock_of(found["clock"], found["half"]):
                self.clocks.add(known[0])
                if len(self.clock_examples) < _EXAMPLES:
                    self.clock_examples.append(found["stamp"])
            return
        if "day" not in shape.pattern.groupindex or self._last.get(shape) == found["day"]:
            return
        self._last[shape] = found["day"]
        if shape.lack:
            days = self.days.setdefault(shape, [])
            examples = self.examples.setdefault(shape, {})
            if len(examples) < _EXAMPLES:
                examples[found["day"]] = None
            numbers = numbers_in(found["day"])
            if len(days) < _MOST_DAYS and max(numbers) < NEVER_YEAR:
                days.append(numbers)
            return
        self._look_at_date(shape, found)

    def _look_at_date(self, shape: StampShape, found: re.Match[str]) -> None:
        year = f" {found['year']}" if "year" in shape.pattern.groupindex else ""
        day = date_of(numbers_in(found["day"] + year), shape.order)
        if day is None:
            return
        if self.neighbour is None:
            self.neighbour = day, {each: len(days) for each, days in self.days.items()}
        if shape.sets_day and self.told_day is None:
            changed = "Day changed" in found[0]
            self.told_day = day, self.clocks.midnights + (changed and bool(self.clocks.hours))


class ShapeInUse:
    """A shape of this file with the reader of its stamps."""

    def __init__(self, shape: StampShape, reader: StampReader) -> None:
        self.shape = shape
        self.reader = reader
        self.match = shape.pattern.match
        self.read = reader.read
        groups = shape.pattern.groupindex
        self._places = tuple(groups[name] for name in ("place", "file", "pod") if name in groups)
        self.has_place = bool(self._places)

    def place(self, found: re.Match[str]) -> str:
        """Where it was logged; empty where the line does not say."""
        for group in self._places:
            if place := found[group]:
                return place
        return ""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a file is read: its shapes, the main one first, and sentences about assumptions.

    ``nick`` finds who speaks where the file is a chat log, None where it is not: in a chat each
    line stands for itself.
    """

    shapes: tuple[ShapeInUse, ...]
    nick: re.Pattern[str] | None
    notes: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    """What the file leaves open and a person can answer, at most one of each kind."""

    def stamp(self, line: str) -> Stamp | None:
        """The stamp of a line, lines taken in their order; None where it has none."""
        for used in self.shapes:
            if found := used.match(line):
                stamp = used.read(found)
                self.told(used, stamp)
                return stamp
        return None

    def told(self, used: ShapeInUse, stamp: Stamp | None) -> None:
        """Pass on which day it is, where a line tells it, to the readers that lack it."""
        if used.shape.sets_day and stamp is not None:
            for other in self.shapes:
                if isinstance(other.reader, ClockReader):
                    other.reader.day_is(stamp.clock_us)


def needs_survey(shapes: Iterable[StampShape]) -> bool:
    """Whether the whole file must be looked at before a stamp of it can be read."""
    return any(shape.lack for shape in shapes)


def interpreted(
    source: EvidenceFile,
    sample: Sequence[str],
    shapes: tuple[StampShape, ...],
    survey: Survey,
    choices: ImportChoices = NO_CHOICES,
) -> Interpretation:
    """How a file is read, by a sample of its lines, a survey of its stamps, and the answers."""
    inference = _Inference(source, survey, choices)
    used = tuple(ShapeInUse(shape, inference.reader(shape)) for shape in shapes)
    asked = {type(question): question for question in reversed(inference.questions)}
    return Interpretation(
        used, chat_nick(shapes, sample), tuple(inference.notes), tuple(asked.values())
    )


def chat_nick(shapes: Sequence[StampShape], sample: Sequence[str]) -> re.Pattern[str] | None:
    """The pattern of who speaks, matched where the stamp ends, if the lines are those of a chat."""
    if not shapes:
        return None
    stamped = [found for line in sample if (found := shapes[0].pattern.match(line))]
    if _said(_NICK, stamped) >= _CHAT_SHARE:
        return _NICK
    news = any(_TABBED_NEWS.match(found.string, found.end()) for found in stamped)
    return _TABBED_NICK if news and _said(_TABBED_NICK, stamped) >= _CHAT_SHARE else None


def _said(nick: re.Pattern[str], stamped: Sequence[re.Match[str]]) -> float:
    """The share of lines in which somebody says something."""
    spoken = [nick.match(found.string, found.end()) for found in stamped]
    return sum(match is not None and match["said"] is not None for match in spoken) / max(
        1, len(stamped)
    )


_ASKED_ORDERS = {
    "ymd": DateOrder.YEAR_FIRST,
    "dmy": DateOrder.DAY_FIRST,
    "mdy": DateOrder.MONTH_FIRST,
    "dm": DateOrder.DAY_FIRST,
    "md": DateOrder.MONTH_FIRST,
}


def _order_words(order: str) -> str:
    return "/".join(_ORDER_WORDS[letter] for letter in order)


class _Inference:
    """Finds what shapes lack, and says in ``notes`` what it took for granted.

    What the file does not prove is a question; an answer among the choices settles it.
    """

    def __init__(self, source: EvidenceFile, survey: Survey, choices: ImportChoices) -> None:
        self._source = source
        self._survey = survey
        self._choices = choices
        self.notes: list[str] = []
        self.questions: list[Question] = []

    def reader(self, shape: StampShape) -> StampReader:
        groups = shape.pattern.groupindex
        if "epoch" in groups:
            return EpochReader(fixed=shape.name in _FIXED_EPOCHS)
        if "tai" in groups:
            return TaiReader()
        if "stamp" not in groups:
            return NoReader()
        if Lack.DAY in shape.lack:
            return self._clock_reader()
        calendar = self._calendar(shape)
        return NoReader() if calendar is None else CalendarReader(shape, calendar)

    def _calendar(self, shape: StampShape) -> Calendar | None:
        order = shape.order if Lack.ORDER not in shape.lack else self._order(shape)
        if not order:
            return None
        if Lack.YEAR not in shape.lack:
            return plain_calendar(order)
        return self._with_year(shape, order)

    def _order(self, shape: StampShape) -> str | None:
        days = self._survey.days.get(shape, [])
        examples = tuple(self._survey.examples.get(shape, ()))
        example = examples[0] if examples else ""
        if not days:
            return shape.order or None
        proved = proved_order(days)
        answered = self._answered_order(days, proved, example)
        if answered is not None:
            return answered
        agreed = shape.order
        if agreed and all(date_of(day, agreed, 2000) for day in days):
            self.notes.append(
                f"Dates such as {example} were read as {_order_words(agreed)}, as the programs do "
                "that write this form."
            )
            return agreed
        if proved is None:
            self._ask_order(days, examples)
            self.notes.append(
                f"Dates such as {example} can be read in more than one order of day and month, and "
                "the file does not prove which, so their lines came in without a time."
            )
            return None
        self.notes.append(
            f"Dates such as {example} were read as {_order_words(proved)}; no other order fits the "
            "file."
        )
        return proved

    def _answered_order(
        self, days: Sequence[tuple[int, ...]], proved: str | None, example: str
    ) -> str | None:
        """The order that a person said, unless the file proves another."""
        if self._choices.date_order is None:
            return None
        order = self._choices.date_order.value
        if len(days[0]) == len(order) - 1:
            order = order.replace("y", "")
        share = sum(date_of(day, order, 2000) is not None for day in days) / len(days)
        words = _order_words(order)
        if share == 0 or (proved is not None and share < 1):
            self.notes.append(
                f"Dates such as {example} do not exist as {words}, so that answer was not used."
            )
            return None
        rest = "" if share == 1 else "; those that do not exist then came in without a time"
        self.notes.append(f"Dates such as {example} were read as {words}, as was said{rest}.")
        return order

    def _ask_order(self, days: Sequence[tuple[int, ...]], examples: tuple[str, ...]) -> None:
        orders = possible_orders(days)
        read = [
            (text, [date_of(numbers_in(text), order, self._latest()[0].year) for order in orders])
            for text in examples
        ]
        clear = [(text, tuple(day for day in dates if day)) for text, dates in read]
        clear = [(text, dates) for text, dates in clear if len(dates) == len(orders)]
        if len(orders) > 1 and clear:
            self.questions.append(
                DateOrderQuestion(
                    tuple(text for text, _dates in clear),
                    tuple(_ASKED_ORDERS[order] for order in orders),
                    tuple(zip(*(dates for _text, dates in clear), strict=True)),
                )
            )

    def _with_year(self, shape: StampShape, order: str) -> Calendar:
        days = self._survey.days.get(shape, [])
        if self._survey.neighbour is not None:
            day, before = self._survey.neighbour
            basis, year = (
                "lines that have one",
                first_year_near(days, order, before.get(shape, 0), day),
            )
        else:
            latest, basis = self._latest()
            year = first_year(days, order, latest)
        self.notes.append(
            f"The time stamps have no year; the first was read as {year}, going by {basis} and "
            "counting on at each New Year."
        )
        years = Years(year)
        return lambda day: years.of(numbers_in(day), order)

    def _latest(self) -> tuple[date, str]:
        """The last day that the file can tell of, and how that is known."""
        if named := date_in_name(self._source.name):
            return named[0], "the date in the file's name"
        written_us = self._source.modified_us
        if written_us is None:
            return datetime.now(UTC).date(), "today's date"
        return (EPOCH + timedelta(microseconds=written_us)).date(), "when the file was last written"

    def _clock_reader(self) -> StampReader:
        clocks, told = self._survey.clocks, self._survey.told_day
        if clocks.twelve_hour:
            self.notes.append(
                "The clock runs from 12:59 to 1:00 and the lines do not say whether it is morning "
                "or afternoon, so they came in without a time."
            )
            return NoReader()
        if told is not None:
            return ClockReader(told[0] - timedelta(days=told[1]))
        named = date_in_name(self._source.name)
        first = None if named is None else named[0] - timedelta(days=self._midnights_before(named))
        self.questions.append(DayQuestion(tuple(self._survey.clock_examples), first))
        if self._choices.day is not None:
            self.notes.append(
                f"The lines have no date; they begin on {self._choices.day.isoformat()}, as was "
                "said, and each step back of the clock begins a new day."
            )
            return ClockReader(self._choices.day)
        if named is None or first is None:
            self.notes.append(
                "The lines have a time of day but no date, and the file's name has none either, "
                "so they came in without a time."
            )
            return NoReader()
        at = "" if named[1] is None else f", at {named[1]:02} o'clock"
        self.notes.append(
            f"The lines have no date; {named[0].isoformat()}{at} was taken from the file's name, "
            "and each step back of the clock begins a new day."
        )
        return ClockReader(first)

    def _midnights_before(self, named: tuple[date, int | None]) -> int:
        """How many midnights the lines had passed at the hour in the file's name."""
        hour = named[1]
        return 0 if hour is None else self._survey.clocks.first_at_hour.get(hour, 0)
