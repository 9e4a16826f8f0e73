"""IRC as clients log it: irssi, WeeChat, HexChat, ZNC, mIRC, and plain ``<nick>`` lines.

Each line stands for itself. Who joined, left or was renamed is kept like what was said, but makes
nobody the author of anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.questions import Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe
from app.importers.chat_head import head_lines
from app.importers.interpretation import (
    Interpretation,
    Survey,
    interpreted,
    needs_survey,
)
from app.importers.plaintext import Lines, PlainText, sample
from app.importers.stamps import StampShape, shapes_of
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
        """The day of clocks without a date, and the order of day and month."""
        *_, log = self._surveyed(source, ImportChoices())
        return log.questions

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every line. Raises `EvidenceError` where the file is empty, binary or unreadable."""
        lines, log = self._surveyed(source, choices)
        yield from _Lines(log, lines).parts(source)

    def _surveyed(
        self, source: EvidenceFile, choices: ImportChoices
    ) -> tuple[Sequence[str], Interpretation]:
        """A sample of the lines, and how their stamps are to be read."""
        lines = [line for piece in sample(source) for line in piece]
        shapes = shapes_of(lines)
        survey = Survey(shapes)
        if needs_survey(shapes):
            for part in PlainText(source).parts():
                if isinstance(part, Lines):
                    survey.add(part.lines)
        return lines, interpreted(source, lines, shapes, survey, choices)


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

    def __init__(self, log: Interpretation, lines: Sequence[str]) -> None:
        self._log = log
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
        for sentence in self._log.notes:
            yield Note(sentence)
        if self._undated:
            yield Note(f"Lines that came in without a time: {self._undated:,}.")
        yield Position(source.size, source.size)

    def _line(self, number: int, line: str) -> Iterator[Part]:
        stamp, after = self._stamped(line)
        said, who, speaks = self._spoken(after)
        self._undated += stamp is None
        if speaks and who not in self._told:
            self._told.add(who)
            yield Author(who, (AuthorName(AliasKind.HANDLE, who),))
        text = _COLOURS.sub("", said).strip() or line
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

    def _stamped(self, line: str) -> tuple[Stamp | None, str]:
        """The stamp of a line, and what follows it; a line that tells the day is kept whole."""
        for used in self._log.shapes:
            if found := used.match(line):
                stamp = used.read(found)
                self._log.told(used, stamp)
                return stamp, line if used.shape.whole else line[found.end() :]
        return None, line

    def _spoken(self, rest: str) -> tuple[str, str, bool]:
        """What a line says, the nick in it, and whether that is who says it."""
        for form, whole, speaks in _FORMS_WITH_TABS if self._tabbed else _FORMS:
            if found := form.match(rest):
                who = found.groupdict().get("who") or ""
                return rest if whole else rest[found.end() :], who, speaks
        return rest, "", False
