"""IRC as clients log it: irssi, WeeChat, HexChat, ZNC, mIRC, and plain ``<nick>`` lines.

Each line stands for itself. Who joined, left or was renamed is kept like what was said, but makes
nobody the author of anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import DAY_US, Caveat, Stamp, caveats_text, is_shown_everywhere
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.questions import DayQuestion, Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe
from app.importers.chat.chat_head import head_lines
from app.importers.readers.plaintext import Lines, PlainText, sample
from app.importers.times.dating import CLOCK_SLACK_US, date_in_name
from app.importers.times.interpretation import (
    Interpretation,
    Survey,
    interpreted,
    needs_survey,
)
from app.importers.times.stamps import Lack, StampShape, shapes_of
from app.importers.times.wallclock import clock_of
from app.importers.whole import WholeImporter

_NICK = r"[^\s<>*,:@!-][^\s<>*,:@!]{0,63}"
_SAID = re.compile(r"<[~&@%+! ]?(?P<who>[^\s<>]{1,64}) ?>(?:[ \t]+|$)")
_TABBED = re.compile(r"[~&@%+]?(?P<who>(?!-->|<--|--\t|=!=|\*)[^\s]{1,64})\t")
_NOTICE = re.compile(rf"-(?P<who>{_NICK})(?:\([^)]*\))?-[ \t]+(?=\S)")
_DID = re.compile(
    r"[ \t]*(?:\*(?:[ \t]+\*)?|===)[ \t](?!\.\.|Topic |Mode |Now talking )"
    rf"(?P<who>{_NICK})(?=[ \t]|$)"
)
_EVENT = re.compile(
    rf"[ \t]*(?:-!-|===|\*\*\*|\*|-->|<--|--)[ \t]+(?:(?:Joins|Parts|Quits): )?(?P<who>{_NICK})"
    r"(?=[ \t]+(?:[\[(][^\s\])]*[\])]|has (?:joined|left|quit)|is now known as|sets mode|"
    r"changed the topic|was kicked|joined|left))"
)
_NEWS = re.compile(r"[ \t]*(?:-!-|===|\*\*\*|-->|<--|--)[ \t]")
_DAYS = re.compile(r"(?:--- |\*{4} (?:BEGIN|ENDING) LOGGING|Session (?:Start|Time|Close|Ident):)")
_FORMS = (
    (_DAYS, True, False),
    (_SAID, False, True),
    (_EVENT, True, False),
    (_DID, True, True),
    (_NEWS, True, False),
    (_NOTICE, False, True),
)
"""What a line may be; whether it is kept as it stands, and whether its nick is who says it."""
_FORMS_WITH_TABS = (*_FORMS, (_TABBED, False, True))
_ARROWS = re.compile(r"(?:-->|<--|--)\t")
_CHANNEL = re.compile(
    r"(?:has joined|has left|Now talking (?:in|on)|mode/|Mode|Joined channel) (#[^\s\]:]+)"
)
_COLOURS = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|[\x02\x0f\x11\x16\x1d\x1e\x1f]")
_LEVEL = re.compile(
    r"(?:trace|debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|fatal|alert|\d.*|.*[/=].*)",
    re.IGNORECASE,
)
_LOOKED_AT = 400
_SURE = 0.85
_HALF_DAY_US = DAY_US // 2
_ANSWERED = (
    "The clock has twelve hours and does not say which half of the day it is; the first line was"
    " dated as was answered, and each line is taken to follow within twelve hours."
)
_LEAST_SAID, _LEAST_OF_CHAT = 0.2, 0.8


class Irc(WholeImporter):
    """Reads the log of an IRC client."""

    format = "irc"
    label = "IRC log"

    def score(self, probe: Probe) -> float:
        """0.85 where nearly every line is one that IRC clients write, and somebody speaks."""
        lines = head_lines(probe, _LOOKED_AT)
        return _SURE if lines and _is_chat(lines) else 0.0

    def questions(self, source: EvidenceFile) -> tuple[Question, ...]:
        """The day of clocks without a date, and the order of day and month.

        Clocks of twelve hours without AM or PM need the moment of the first line.
        """
        survey, _lines, log = _surveyed(source, ImportChoices())
        if not survey.clocks.twelve_hour:
            return log.questions
        named = date_in_name(source.name)
        proposed = named[0] if named else None
        return (DayQuestion(tuple(survey.clock_examples), proposed, moment=True),)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every line. Raises `EvidenceError` where the file is empty, binary or unreadable."""
        survey, lines, log = _surveyed(source, choices)
        halves = None
        if survey.clocks.twelve_hour and choices.begins_us is not None:
            halves = _HalfDays(choices.begins_us)
        yield from _Lines(log, lines, halves).parts(source)


def _surveyed(
    source: EvidenceFile, choices: ImportChoices
) -> tuple[Survey, Sequence[str], Interpretation]:
    """A look at all stamps, a sample of the lines, and how their stamps are to be read."""
    lines = [line for piece in sample(source) for line in piece]
    shapes = shapes_of(lines)
    survey = Survey(shapes)
    if needs_survey(shapes):
        for part in PlainText(source).parts():
            if isinstance(part, Lines):
                survey.add(part.lines)
    return survey, lines, interpreted(source, lines, shapes, survey, choices)


class _HalfDays:
    """Reads clocks of twelve hours in their order, each half a day or less after the one before.

    ``begins_us`` is the wall clock of the first line, as a person said it.
    """

    def __init__(self, begins_us: int) -> None:
        self._last_us = begins_us

    def stamp(self, text: str, clock: str) -> Stamp | None:
        """The stamp of the next line; None where its clock shows no time."""
        known = clock_of(clock)
        if known is None:
            return None
        ahead_us = (known[0] - self._last_us) % _HALF_DAY_US
        if ahead_us >= _HALF_DAY_US - CLOCK_SLACK_US:  # a line out of order, no half day later
            ahead_us -= _HALF_DAY_US
        clock_us = self._last_us + ahead_us
        if not is_shown_everywhere(clock_us):
            return None
        self._last_us = clock_us
        return Stamp(text, clock_us, known[1], zoned=False, caveats=caveats_text(Caveat.DAY))


def _is_chat(lines: Sequence[str]) -> bool:
    """Whether lines are those of a chat: most are such as clients write, and somebody speaks."""
    shapes = shapes_of(lines)
    tabbed = any(_ARROWS.match(_rest(line, shapes)) for line in lines)
    said = other = 0
    for line in lines:
        rest = _rest(line, shapes)
        found = (_TABBED if tabbed else _SAID).match(rest)
        if found is not None and not _LEVEL.fullmatch(found["who"]):
            said += 1
        elif any(kind.match(rest) for kind in (_EVENT, _NEWS, _NOTICE, _DID)) or _DAYS.match(line):
            other += 1
    return said >= max(1, _LEAST_SAID * len(lines)) and said + other >= _LEAST_OF_CHAT * len(lines)


def _rest(line: str, shapes: Sequence[StampShape]) -> str:
    """What follows the stamp of a line; the line itself where it has none, or tells the day."""
    for shape in shapes:
        if found := shape.pattern.match(line):
            return line if shape.whole else line[found.end() :]
    return line


class _Lines:
    """Turns lines into records, and introduces who speaks."""

    def __init__(self, log: Interpretation, lines: Sequence[str], halves: _HalfDays | None) -> None:
        self._log = log
        self._halves = halves
        rests = [_rest(line, [used.shape for used in log.shapes]) for line in lines]
        self._tabbed = any(map(_ARROWS.match, rests))
        named = dict.fromkeys(found[1] for line in lines if (found := _CHANNEL.search(line)))
        self._place = next(iter(named)) if len(named) == 1 else ""
        self._told: set[str] = set()
        self._undated = self._blank = self._first_blank = 0

    def parts(self, source: EvidenceFile) -> Iterator[Part]:
        """Every part of a log."""
        for part in PlainText(source).parts():
            if not isinstance(part, Lines):
                yield part
                continue
            for number, line in enumerate(part.lines, start=part.first):
                if line.strip():
                    yield from self._line(number, line)
                else:
                    self._blank += 1
                    self._first_blank = self._first_blank or number
        if self._blank:
            yield Skip(SkipCode.EMPTY, "", self._first_blank, self._blank, "blank lines")
        for sentence in self._log.notes if self._halves is None else [_ANSWERED]:
            yield Note(sentence)
        if self._undated:
            yield Note(f"Lines that came in without a time: {self._undated:,}.")
        yield Position(source.size, source.size)

    def _line(self, number: int, line: str) -> Iterator[Part]:
        stamp, written, after = self._stamped(line)
        said, who, speaks = self._spoken(after)
        self._undated += stamp is None
        if speaks and who not in self._told:
            self._told.add(who)
            yield Author(who, (AuthorName(AliasKind.HANDLE, who),))
        text = _COLOURS.sub("", said).strip() or line
        if stamp is None and written and text != line:
            text = f"[{written}] {text}"  # what could not be read stays to be seen
        yield Record(
            key=f"{number}:{hashlib.sha256(line.encode()).hexdigest()[:12]}",
            path="",
            line=number,
            stamp=stamp,
            text=text,
            raw=None if text == line else line,
            who=who or None,
            author=who if speaks else None,
            place=self._place,
        )

    def _stamped(self, line: str) -> tuple[Stamp | None, str, str]:
        """The stamp of a line, as it stands, and what follows it.

        A line that tells the day is kept whole.
        """
        for used in self._log.shapes:
            if found := used.match(line):
                stamp = used.read(found)
                if self._halves is not None and Lack.DAY in used.shape.lack:
                    stamp = self._halves.stamp(found["stamp"], found["clock"])
                self._log.told(used, stamp)
                return stamp, found["stamp"], line if used.shape.whole else line[found.end() :]
        return None, "", line

    def _spoken(self, rest: str) -> tuple[str, str, bool]:
        """What a line says, the nick in it, and whether that is who says it."""
        for form, whole, speaks in _FORMS_WITH_TABS if self._tabbed else _FORMS:
            if found := form.match(rest):
                who = found.groupdict().get("who") or ""
                return rest if whole else rest[found.end() :], who, speaks
        return rest, "", False
