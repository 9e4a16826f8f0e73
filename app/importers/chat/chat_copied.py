"""Messages copied from the window of a chat and pasted, or kept in a text file.

What stands between the messages (days, "New", the number of replies) is used and counted, but no
message. A first piece of text without a name is the rest of a message that was cut.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.questions import DayQuestion, Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe
from app.importers.chat.chat_head import head_lines
from app.importers.chat.chat_layouts import MOST_LINES, Header, clock_alone, header_at, is_dated
from app.importers.chat.chat_when import Day, DayOrder, Days, When, heading_of, plain
from app.importers.readers.plaintext import Lines, PlainText, TextPart
from app.importers.times.dating import date_in_name
from app.importers.whole import WholeImporter

_LOOKED_AT = 300
_AHEAD = 6
"""How many lines after one must be seen to know what it is."""
_SURE, _LIKELY = 0.85, 0.75
_FURNITURE = re.compile(
    r"New|New messages?|Neue Nachrichten|"
    r"\d+ (?:repl(?:y|ies)|Antwort(?:en)?|réponses?|respuestas?|respostas?|antwoord(?:en)?)|"
    r"Last reply .{1,40}|View (?:thread|newer replies)|"
    r"Also sent to the channel|Jump to .{1,40}|Saved for later.{0,60}|Add reaction|Last read|"
    r"Begin Reference.{0,120}",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r":[a-z0-9_+'-]{2,40}:|[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff\ufe0f\u200d]+"
)
_COUNT = re.compile(r"\d{1,4}")
_LONGEST_MESSAGE = 5_000
_EXAMPLES = 5


class CopiedChat(WholeImporter):
    """Reads text copied from Slack, Teams, Discord, WhatsApp and windows like theirs."""

    format = "chat-copied"
    label = "Copied chat messages"

    def score(self, probe: Probe) -> float:
        """By headers that name somebody and a time, each with a text below it."""
        lines = head_lines(probe, _LOOKED_AT)
        return _chatness(lines) if lines else 0.0

    def questions(self, source: EvidenceFile) -> tuple[Question, ...]:
        """On which day the times begin, and in which order dates name day and month."""
        survey = _Survey.of(source)
        asked: list[Question] = []
        if survey.needs_day:
            named = date_in_name(source.name)
            asked.append(DayQuestion(tuple(survey.examples), named[0] if named else None))
        order = DayOrder(survey.days, ImportChoices()).question()
        return (*asked, order) if order is not None else tuple(asked)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every message. Raises `EvidenceError` where the text is empty, binary or unreadable."""
        survey = _Survey.of(source)
        order = DayOrder(survey.days, choices)
        days = Days(order, choices.day, twelve_hours=survey.twelve_hours)
        yield from _Messages(days).parts(source)
        if order.is_open:
            yield Note(
                "Dates in it can be read in more than one order of day and month, and nothing"
                " proves which, so their messages came in without a time."
            )
        if survey.needs_day and choices.day is None:
            yield Note(
                "The messages have times of day but no whole date, so they came in without a time;"
                " say on which day they begin."
            )
        elif choices.day is not None and survey.needs_day:
            yield Note(
                f"The times have no whole date; they begin on {choices.day}, as was said, and each"
                " midnight that they pass begins the next day."
            )
        yield Position(source.size, source.size)


def _chatness(lines: Sequence[str]) -> float:
    """How surely lines are those of a copied chat."""
    headers: list[Header] = []
    first, bodies, at, spoken = None, 0, 0, True
    while at < len(lines):
        header = header_at(lines[at : at + MOST_LINES])
        if header is None:
            bodies += not spoken and heading_of(plain(lines[at]).strip()) is None
            spoken = True
            at += 1
            continue
        first = at if first is None else first
        headers.append(header)
        bodies += bool(header.text)
        spoken = bool(header.text)
        at += header.lines
    if first is None or first > (3 if len(headers) < 5 else 10):
        return 0.0
    named = Counter(header.who for header in headers)
    telling = sum(
        header.telling or (header.who != "" and is_dated(header.when) and named[header.who] > 1)
        for header in headers
    )
    enough = len(headers) >= 2 or (first <= 1 and headers[0].telling and len(lines) <= 20)
    dense = len(lines) <= 30 * len(headers) and bodies >= 0.6 * len(headers)
    if not enough or not dense or 2 * telling < len(headers):
        return 0.0
    return _SURE if 4 * telling >= 3 * len(headers) and len(named) < 60 else _LIKELY


@dataclass(slots=True)
class _Survey:
    """What the times of a text lack, seen through once before any is read."""

    days: list[Day] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    needs_day: bool = False
    twelve_hours: bool = False
    _dated: bool = False

    @classmethod
    def of(cls, source: EvidenceFile) -> _Survey:
        """The survey of a whole text. Raises `EvidenceError` where it cannot be read."""
        survey = cls()
        for part in _Pieces().parts(source):
            if isinstance(part, _Heading):
                survey._add(part.day)
            elif isinstance(part, _Message):
                survey._meet(part.when)
        return survey

    def _meet(self, when: When | None) -> None:
        if when is None:
            return
        self.twelve_hours = self.twelve_hours or when.half
        if when.day is not None:
            self._add(when.day)
        elif not self._dated:
            self.needs_day = True
        if len(self.examples) < _EXAMPLES:
            self.examples.append(when.text)

    def _add(self, day: Day) -> None:
        if day.numbers:
            self.days.append(day)
        whole = len(day.numbers) == 3 or (day.month > 0 and day.year is not None)
        self._dated = self._dated or whole
        if not self._dated:
            self.needs_day = True


@dataclass(slots=True)
class _Message:
    """A message as it stands: who and when as the header says, and its lines."""

    first: int
    who: str = ""
    machine: bool = False
    when: When | None = None
    raw: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line between messages that names a day."""

    day: Day


class _Pieces:
    """Takes a text apart into messages, days, and what windows show besides."""

    def __init__(self) -> None:
        self.furniture = self.first_furniture = 0
        self._open: _Message | None = None
        self._waiting: list[str] = []
        self._number = 1

    def parts(self, source: EvidenceFile) -> Iterator[_Message | _Heading | TextPart]:
        """The messages and days of a text in their order, and the parts of reading it."""
        for part in PlainText(source).parts():
            if not isinstance(part, Lines):
                yield part
                continue
            if part.first != self._number + len(self._waiting):  # a line was too long to be read
                yield from self._taken(ahead=0)
                self._number = part.first
            self._waiting += part.lines
            yield from self._taken(ahead=_AHEAD)
        yield from self._taken(ahead=0)
        yield from self._closed()

    def _taken(self, *, ahead: int) -> Iterator[_Message | _Heading]:
        """What the waiting lines complete; so many are left, to be seen with those that follow."""
        at = 0
        while at + ahead < len(self._waiting):
            together = self._waiting[at : at + _AHEAD]
            taken, made = self._take(together, self._number + at)
            yield from made
            at += taken
        del self._waiting[:at]
        self._number += at

    def _take(self, lines: Sequence[str], number: int) -> tuple[int, list[_Message | _Heading]]:
        """How many of some lines belong together, and what they complete."""
        header = header_at(lines)
        if header is not None:
            done = self._closed()
            self._open = _Message(number, header.who, header.machine, header.when)
            self._open.raw += lines[: header.lines]
            if header.text:
                self._open.said.append(header.text)
            return header.lines, done
        line = plain(lines[0]).strip()
        if (day := heading_of(line)) is not None and _before_message(lines[1:]):
            self._count(number)
            return 1, [*self._closed(), _Heading(day)]
        if _FURNITURE.fullmatch(line):
            self._count(number)
            if self._open is not None:
                self._open.raw.append(lines[0])
            return 1, []
        return self._text(lines, number)

    def _text(self, lines: Sequence[str], number: int) -> tuple[int, list[_Message | _Heading]]:
        """A line of a message, or the time of a further one by the same person."""
        current = self._open
        when = clock_alone(lines[0])
        if (
            current is not None
            and when is not None
            and current.when
            and any(map(str.strip, lines[1:2]))
        ):
            done = self._closed()
            self._open = _Message(number, current.who, current.machine, when, [lines[0]])
            return 1, done
        if current is None:
            if not lines[0].strip():
                return 1, []
            current = self._open = _Message(number)
        current.raw.append(lines[0])
        if (
            current.said
            and _SIGN.fullmatch(current.said[-1].strip())
            and _COUNT.fullmatch(lines[0].strip())
        ):
            current.said[-1] = f"{current.said[-1].strip()} {lines[0].strip()}"  # a reaction
        else:
            current.said.append(lines[0])
        done = self._closed() if len(current.raw) >= _LONGEST_MESSAGE else []
        return 1, done

    def _count(self, number: int) -> None:
        self.furniture += 1
        self.first_furniture = self.first_furniture or number

    def _closed(self) -> list[_Message | _Heading]:
        current, self._open = self._open, None
        return [] if current is None else [current]


def _before_message(lines: Sequence[str]) -> bool:
    """Whether a message begins after nothing but blank lines and what windows show."""
    for at, line in enumerate(lines):
        text = plain(line).strip()
        if header_at(lines[at:]) is not None:
            return True
        if text and not _FURNITURE.fullmatch(text) and heading_of(text) is None:
            return False
    return False


class _Messages:
    """Turns the messages of a text into records."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._told: set[str] = set()
        self._pieces = _Pieces()

    def parts(self, source: EvidenceFile) -> Iterator[Part]:
        """Each message, and what stands between them as a count."""
        for part in self._pieces.parts(source):
            if isinstance(part, _Heading):
                self._days.heading(part.day)
            elif isinstance(part, _Message):
                yield from self._message(part)
            elif not isinstance(part, Lines):
                yield part
        if self._pieces.furniture:
            detail = "days, counts of replies and the like that the window shows between messages"
            place = self._pieces.first_furniture
            yield Skip(SkipCode.NOT_EVIDENCE, "", place, self._pieces.furniture, detail)
        for sentence in self._days.notes:
            yield Note(sentence)

    def _message(self, message: _Message) -> Iterator[Part]:
        stamp: Stamp | None = None if message.when is None else self._days.stamp(message.when)
        raw = "\n".join(message.raw).strip("\n")
        text = "\n".join(message.said).strip()
        if not text:
            text = "[message without text]" if message.who else raw
        if not text.strip():
            return
        author = None if message.machine else message.who or None
        if author is not None and author not in self._told:
            self._told.add(author)
            yield Author(author, (AuthorName(AliasKind.NAME, author),))
        digest = hashlib.sha256(raw.encode(errors="replace")).hexdigest()[:12]
        yield Record(
            key=f"{message.first}:{digest}",
            path="",
            line=message.first,
            stamp=stamp,
            text=text,
            raw=None if raw == text else raw,
            who=message.who or None,
            author=author,
        )
