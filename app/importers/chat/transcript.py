"""Transcripts of calls: what was said, and when in the recording.

A recording counts from its own beginning. When that was stands in the text, in a name that Zoom or
Teams gave the file, or is said by a person; else nothing has a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    Caveat,
    Precision,
    Stamp,
    caveats_text,
    is_shown_everywhere,
    iso_utc,
    microseconds,
)
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.questions import DayQuestion, Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe
from app.importers.chat.chat_head import head_lines
from app.importers.chat.chat_when import WHEN, Day, heading_of, plain, when_of
from app.importers.chat.transcript_cues import Aside, Cue, Speakers, cues, is_span
from app.importers.chat.transcript_turns import Form, counts_from_start, forms_of, is_head, turns
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.plaintext import Lines, PlainText
from app.importers.times.dating import CLOCK_SLACK_US, date_in_name, date_of, midnight_us
from app.importers.whole import WholeImporter

_LOOKED_AT = 300
_EXAMPLES = 5
_PREAMBLE, _MOST_LETTERS = 12, 400
_ZOOM_NAME = re.compile(r"GMT(\d{8}-\d{6})(?!\d)")
_TEAMS_NAME = re.compile(r"-(\d{8}_\d{6})(UTC)?-Meeting ")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_WRITTEN = re.compile(rf"(?<![\w:])(?P<when>{WHEN})(?P<utc> ?(?:UTC|GMT)\b)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """When a recording began, as a wall clock (UTC where ``zoned``), and how that is known."""

    clock_us: int
    zoned: bool
    basis: str


@dataclass(slots=True)
class _Survey:
    """What was seen of a whole transcript before any of it is read."""

    is_cues: bool
    forms: tuple[Form, ...] = ()
    speakers: Speakers | None = None
    relative: bool = True
    beginning: _Beginning | None = None
    examples: tuple[str, ...] = ()


class Transcript(WholeImporter):
    """Reads WebVTT, SRT, and transcripts as text."""

    format = "transcript"
    label = "Transcript of a call"

    def score(self, probe: Probe) -> float:
        """By the spans of cues, or by turns with a name and a time in their order."""
        lines = head_lines(probe, _LOOKED_AT)
        if not lines:
            return 0.0
        if _has_cues(lines):
            return 0.95 if lines[0].startswith("WEBVTT") else 0.9
        return forms_of(lines)[0]

    def questions(self, source: EvidenceFile) -> tuple[Question, ...]:
        """When the recording began, or on which day the times lie."""
        survey = _surveyed(source)
        if survey.beginning is not None:
            return ()
        named = date_in_name(source.name)
        proposed = named[0] if named else None
        return (DayQuestion(survey.examples, proposed, moment=survey.relative),)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Everything that was said. Raises `EvidenceError` where the text cannot be read."""
        survey = _surveyed(source)
        yield from _Reading(survey, choices).parts(source)
        yield Position(source.size, source.size)


def _has_cues(lines: list[str]) -> bool:
    spans = sum(map(is_span, lines))
    return spans > 0 and (lines[0].startswith("WEBVTT") or spans * 12 >= len(lines))


def _surveyed(source: EvidenceFile) -> _Survey:
    """A look at a whole transcript: its form, who speaks, and when it began."""
    head: list[str] = []
    for _number, line in _Numbered(source):
        if line.strip():
            head.append(line)
        if len(head) >= _LOOKED_AT:
            break
    if _has_cues(head):
        speakers, examples = Speakers(), list[str]()
        for part in cues(_Numbered(source)):
            if isinstance(part, Cue):
                speakers.add(part)
                if len(examples) < _EXAMPLES:
                    examples.append(part.at)
        survey = _Survey(True, speakers=speakers, examples=tuple(examples))
    else:
        forms = forms_of(head)[1] or tuple(Form)
        survey = _Survey(False, forms)
        _look_at_turns(survey, source)
    preamble = _preamble(head, survey)
    survey.beginning = _beginning(source.name, preamble, relative=survey.relative)
    return survey


def _look_at_turns(survey: _Survey, source: EvidenceFile) -> None:
    examples: dict[str, None] = {}
    for turn in turns(_Numbered(source), survey.forms):
        if turn.form is not None:
            if not examples:
                survey.relative = counts_from_start(turn)
            examples[turn.at] = None
        if len(examples) >= _EXAMPLES:
            break
    survey.examples = tuple(examples)


class _Numbered:
    """The lines of a text with their numbers; what else reading it gives is handed to ``aside``."""

    def __init__(self, source: EvidenceFile) -> None:
        self._source = source
        self.aside: list[Part] = []

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for part in PlainText(self._source).parts():
            if isinstance(part, Lines):
                yield from enumerate(part.lines, start=part.first)
            else:
                self.aside.append(part)

    def taken(self) -> Iterator[Part]:
        """What came beside the lines since the last call."""
        taken, self.aside = self.aside, []
        yield from taken


def _preamble(head: list[str], survey: _Survey) -> list[str]:
    """The first lines, up to where somebody speaks."""
    for at, line in enumerate(head[:_PREAMBLE]):
        if is_span(line) if survey.is_cues else is_head(line, survey.forms):
            return head[:at]
    return head[:_PREAMBLE]


def _beginning(name: str, preamble: list[str], *, relative: bool) -> _Beginning | None:
    """When a recording began, where its own first lines or the name of its file say so."""
    if found := _ZOOM_NAME.search(name):
        return _named(found[1], "%Y%m%d-%H%M%S", zoned=True)
    if found := _TEAMS_NAME.search(name):
        return _named(found[1], "%Y%m%d_%H%M%S", zoned=found[2] is not None)
    for line in (whole[:_MOST_LETTERS] for whole in preamble):
        if (iso := _ISO.search(line)) and (stamp := iso_stamp(iso[0])):
            return _Beginning(stamp.clock_us, stamp.zoned, f"by “{iso[0]}”")
        for written in _WRITTEN.finditer(plain(line)):
            when = when_of(written["when"])
            day = None if when is None or when.day is None else _whole_day(when.day)
            if when is not None and day is not None:
                clock_us = midnight_us(day) + when.clock_us
                return _Beginning(clock_us, bool(written["utc"]), f"by “{when.text}”")
        named = heading_of(plain(line).strip())
        if not relative and named is not None and (day := _whole_day(named)):
            return _Beginning(midnight_us(day), False, f"by “{named.text}”")
    return None


def _named(text: str, form: str, *, zoned: bool) -> _Beginning | None:
    try:
        moment = datetime.strptime(text, form)  # noqa: DTZ007  a wall clock
    except ValueError:
        return None
    return _Beginning(microseconds(moment), zoned, "by the name of the file")


def _whole_day(day: Day) -> date | None:
    """The date of a day that says its year and month in a way that is read in one way only."""
    if day.month and day.year is not None:
        return date_of((day.month, day.day), "md", day.year)
    if day.numbers and day.numbers[0] > 31:
        return date_of(day.numbers, "ymd")
    return None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one person says from a time on; ``number`` counts those who speak in one cue."""

    line: int
    at: str
    at_us: int
    who: str
    text: str
    raw: str
    number: int = 1


class _Reading:
    """Turns cues or turns into records, with times counted from the beginning."""

    def __init__(self, survey: _Survey, choices: ImportChoices) -> None:
        self._survey = survey
        self._told: set[str] = set()
        self._asides = self._first_aside = self._empty = self._first_empty = 0
        self._start = survey.beginning
        if choices.begins_us is not None:
            self._start = _Beginning(choices.begins_us, False, "as was answered")
        elif not survey.relative and choices.day is not None:
            self._start = _Beginning(midnight_us(choices.day), False, "as was answered")
        self._midnight = 0 if self._start is None else self._start.clock_us // DAY_US * DAY_US
        self._last_us = 0

    def parts(self, source: EvidenceFile) -> Iterator[Part]:
        """Everything that is said, what stands beside it, and what had to be taken for granted."""
        lines = _Numbered(source)
        for part in (self._cues if self._survey.is_cues else self._turns)(lines):
            yield from lines.taken()
            if isinstance(part, _Said):
                yield from self._record(part)
            else:
                yield part
        yield from lines.taken()
        if self._asides:
            detail = "headers, notes and styles that nobody said"
            yield Skip(SkipCode.NOT_EVIDENCE, "", self._first_aside, self._asides, detail)
        if self._empty:
            detail = "times at which nothing is said"
            yield Skip(SkipCode.EMPTY, "", self._first_empty, self._empty, detail)
        yield Note(self._account())

    def _cues(self, lines: _Numbered) -> Iterator[_Said]:
        speakers = self._survey.speakers or Speakers()
        for part in cues(lines):
            if isinstance(part, Aside):
                self._asides += len(part.lines)
                self._first_aside = self._first_aside or part.first
                continue
            said = speakers.said(part)
            if not said:
                self._nothing(part.first)
            raw = "\n".join(part.raw).rstrip("\n")
            for number, (who, text) in enumerate(said, start=1):
                yield _Said(part.first, part.at, part.at_us, who, text, raw, number)

    def _turns(self, lines: _Numbered) -> Iterator[_Said | Record]:
        for turn in turns(lines, self._survey.forms):
            text, raw = "\n".join(turn.lines).strip(), "\n".join(turn.raw).rstrip("\n")
            if turn.form is None and text:
                kept = None if raw == text else raw
                yield Record(f"{turn.first}:", "", turn.first, None, text, kept)
            elif text:
                yield _Said(turn.first, turn.at, turn.at_us, turn.who, text, raw)
            elif turn.form is not None:
                self._nothing(turn.first)

    def _nothing(self, line: int) -> None:
        self._empty += 1
        self._first_empty = self._first_empty or line

    def _record(self, said: _Said) -> Iterator[Part]:
        stamp = self._stamp(said)
        who = said.who or None
        if who is not None and who not in self._told:
            self._told.add(who)
            yield Author(who, (AuthorName(AliasKind.NAME, who),))
        text = said.text if stamp is not None else f"[{said.at}] {said.text}"
        key = f"{said.line}:{said.at}" + (f"#{said.number}" if said.number > 1 else "")
        raw = None if said.raw == text else said.raw
        yield Record(key, "", said.line, stamp, text, raw, who, who)

    def _stamp(self, said: _Said) -> Stamp | None:
        start = self._start
        if start is None:
            return None
        if self._survey.relative:
            clock_us = start.clock_us + said.at_us
            whole_minutes = start.clock_us % MINUTE_US == 0
            precision = Precision.MINUTE if whole_minutes else Precision.SECOND
            caveats = caveats_text(Caveat.RELATIVE)
        else:
            if said.at_us < self._last_us - CLOCK_SLACK_US:
                self._midnight += DAY_US
            self._last_us = said.at_us
            clock_us, precision = self._midnight + said.at_us, Precision.SECOND
            caveats = caveats_text(Caveat.DAY)
        if not is_shown_everywhere(clock_us):
            return None
        return Stamp(said.at, clock_us, precision, start.zoned, caveats=caveats)

    def _account(self) -> str:
        """How the times were read."""
        start, relative = self._start, self._survey.relative
        counted = "count from the beginning of the recording" if relative else "are times of day"
        if start is None:
            asked = "when it began" if relative else "on which day they lie"
            return (
                f"The times {counted}, and nothing says {asked}; so everything came in without a"
                " time."
            )
        if relative:
            began = iso_utc(start.clock_us, Precision.SECOND)[:-1].replace("T", " ")
            zone = " UTC" if start.zoned else ""
            return f"The times {counted}, which began at {began}{zone}, {start.basis}."
        day = iso_utc(start.clock_us, Precision.DAY)
        return f"The times {counted}, the first of them on {day}, {start.basis}."
