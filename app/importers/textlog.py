"""The text log: any text file, its time stamps found by looking at it.

A line that starts with no stamp belongs to the record above. A file without stamps gives one
undated item a line. Nothing vanishes: every line ends in a record or in a skip.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from app.domain.evidence import ImportChoices, Inspection, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile, Note, Part, Position, Probe, Shape, Tell
from app.importers.interpretation import (
    Interpretation,
    ShapeInUse,
    Survey,
    interpreted,
    needs_survey,
)
from app.importers.plaintext import Lines, PlainText, is_text, sample, unpacked_head
from app.importers.stamps import shapes_of
from app.importers.wallclock import CalendarReader, NoReader, zone_offset_us
from app.importers.window import window_of

MAX_RECORD_LINES = 2_000
MAX_RECORD_CHARS = 1_000_000
"""What comes after in a record becomes a record of its own, undated."""

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_REPEATED = re.compile(r"last message repeated (\d+) times")
_SURE, _PLAIN = 0.6, 0.2


class TextLog:
    """Reads any text, line by line."""

    format = "text-log"
    label = "Text log"

    def score(self, probe: Probe) -> float:
        """0.6 for text with time stamps, 0.2 for other text, 0 for anything else."""
        if probe.shape is not Shape.FILE or not probe.head:
            return 0.0
        head = unpacked_head(probe.head)
        if not is_text(head):
            return 0.0
        return _SURE if shapes_of(_head_lines(head)) else _PLAIN

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """First and last time as far as head, middle and tail show them.

        Raises `EvidenceError` where the file is empty, binary or unreadable.
        """
        lines = [line for piece in sample(source) for line in piece]
        shapes = shapes_of(lines)
        survey = Survey(shapes)
        survey.add(lines)
        log = interpreted(source, lines, shapes, survey)
        stamps = [stamp for line in lines if (stamp := log.stamp(line))]
        tell(Position(source.size, source.size))
        return Inspection(
            self.format,
            source.name,
            first_us=min((stamp.clock_us for stamp in stamps), default=None),
            last_us=max((stamp.clock_us for stamp in stamps), default=None),
            has_zone=all(stamp.zoned for stamp in stamps),
            questions=log.questions,
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every record, and a skip for every line that is in none.

        Raises `EvidenceError` where the file is empty, binary, unreadable or a bomb.
        """
        lines = [line for piece in sample(source) for line in piece]
        shapes = shapes_of(lines)
        survey = Survey(shapes)
        passes = 1
        if needs_survey(shapes):
            passes = 2
            for part in PlainText(source).parts():
                if isinstance(part, Lines):
                    survey.add(part.lines)
                elif isinstance(part, Position):
                    yield Position(part.done, part.total * passes)
        log = interpreted(source, lines, shapes, survey, choices)
        records = _Records(log, window_of(choices))
        for part in PlainText(source).parts():
            if isinstance(part, Lines):
                yield from records.take(part)
            elif isinstance(part, Position):
                yield Position(part.total * (passes - 1) + part.done, part.total * passes)
            else:
                yield part
        yield from records.rest()


def _head_lines(head: bytes) -> list[str]:
    text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return text.replace("\0", "").splitlines()


_Open = tuple[int, str, ShapeInUse | None, re.Match[str] | None, Stamp | None]
"""A record that further lines may still belong to: the number and text of its first line, the
shape that matched there, the match, and the stamp."""


class _Records:
    """Puts lines together into records, and counts what needs a sentence."""

    def __init__(self, log: Interpretation, inside: Callable[[Stamp], bool] | None) -> None:
        self._log = log
        self._inside = inside
        self._main = log.shapes[0] if log.shapes else None
        main = self._main
        simple = main is not None and not (main.shape.whole or main.has_place or log.nick)
        self._simple = main if simple else None
        self._open: _Open | None = None
        self._more: list[str] = []
        self._more_size = 0
        self._blank = self._first_blank = 0
        self._outside = 0
        self._loose = self._unread = self._multi = self._cut = 0
        self._repeats = self._repeated = 0

    def take(self, part: Lines) -> list[Record]:
        """The records that the next lines complete."""
        out: list[Record] = []
        main = self._main
        number = part.first - 1
        if main is None:
            for line in part.lines:
                number += 1
                self._single(number, line, out)
            return out
        match, read = main.match, main.read
        for line in part.lines:
            number += 1
            found = match(line)
            if found is None:
                self._unmatched(number, line, out)
            else:
                if self._open is not None:
                    self._close(out)
                self._open = (number, line, main, found, read(found))
        return out

    def rest(self) -> Iterator[Part]:
        """The last record, what was left out, and the sentences."""
        out: list[Record] = []
        if self._open is not None:
            self._close(out)
        yield from out
        if self._blank:
            yield Skip(SkipCode.EMPTY, "", self._first_blank, self._blank, "blank lines")
        if self._outside:
            yield Skip(SkipCode.OUTSIDE_WINDOW, "", None, self._outside)
        for sentence in (*self._log.notes, *self._sentences()):
            yield Note(sentence)

    def _single(self, number: int, line: str, out: list[Record]) -> None:
        if not line or line.isspace():
            self._first_blank = self._first_blank or number
            self._blank += 1
            return
        self._loose += 1
        self._open = (number, line, None, None, None)
        self._close(out)

    def _unmatched(self, number: int, line: str, out: list[Record]) -> None:
        for used in self._log.shapes[1:]:
            found = used.match(line)
            if found is not None:
                if self._open is not None:
                    self._close(out)
                stamp = used.read(found)
                self._log.told(used, stamp)
                self._open = (number, line, used, found, stamp)
                return
        if self._open is not None and self._log.nick is None:
            self._continue(number, line, out)
            return
        if self._open is not None:
            self._close(out)
        self._single(number, line, out)

    def _continue(self, number: int, line: str, out: list[Record]) -> None:
        self._more_size += len(line) + 1
        if len(self._more) < MAX_RECORD_LINES - 1 and self._more_size < MAX_RECORD_CHARS:
            self._more.append(line)
            return
        self._close(out)
        if line and not line.isspace():
            self._cut += 1
            self._open = (number, line, None, None, None)
        else:
            self._single(number, line, out)

    def _close(self, out: list[Record]) -> None:
        """Turn the open lines into a record."""
        if self._open is None:
            return
        number, line, used, found, stamp = self._open
        self._open = None
        text, who, place = line, None, ""
        if found is not None and used is not None:
            if used is self._simple and stamp is not None:
                text = line[found.end() :]
            else:
                text, who, place = self._parts(line, used, found, stamp)
        raw = line
        if self._more:
            text, raw = self._with_more(text, line)
        if "\x1b" in text:
            text = _ANSI.sub("", text)
        if not text or text.isspace():
            text = raw
        if stamp is not None and self._inside is not None and not self._inside(stamp):
            self._outside += 1
            return
        key = f"{number}:{hashlib.sha256(line.encode()).hexdigest()[:12]}"
        kept = None if raw == text else raw
        out.append(Record(key, "", number, stamp, text, kept, who, who, None, None, place))

    def _parts(
        self, line: str, used: ShapeInUse, found: re.Match[str], stamp: Stamp | None
    ) -> tuple[str, str | None, str]:
        """Text, speaker and place of a line with a stamp; an unread stamp stays in the text."""
        if "repeated" in line:
            self._count_repeats(line)
        text, who = self._message(line, found.end())
        place = used.place(found) if used.has_place else ""
        if stamp is None:
            self._unread += not isinstance(used.reader, NoReader)
            return line, who, place
        return (line if used.shape.whole else text), who, place

    def _message(self, line: str, start: int) -> tuple[str, str | None]:
        nick = self._log.nick
        if nick is None:
            return line[start:], None
        spoken = nick.match(line, start)
        if spoken is None:
            return line[start:], None
        if spoken["said"]:
            return line[spoken.end() :], spoken["said"]
        return line[start:], spoken["did"]

    def _with_more(self, text: str, line: str) -> tuple[str, str]:
        more = self._more
        raw = "\n".join([line, *more])
        while more and not more[-1].strip():
            more.pop()
        if more:
            self._multi += 1
        text = "\n".join([text, *more] if text else more)
        self._more = []
        self._more_size = 0
        return text, raw

    def _count_repeats(self, line: str) -> None:
        if found := _REPEATED.search(line):
            self._repeats += 1
            self._repeated += int(found[1])

    def _sentences(self) -> Iterator[str]:
        if self._main is None:
            yield "No time stamps were found, so each line came in as an item without a time."
        elif self._loose:
            yield f"Lines that carry no time stamp and came in without a time: {self._loose:,}."
        if self._unread:
            yield f"Lines whose time stamp could not be read as a time: {self._unread:,}."
        if self._multi:
            yield f"Records of more than one line: {self._multi:,}."
        if self._cut:
            yield (
                f"Records longer than {MAX_RECORD_LINES:,} lines or {MAX_RECORD_CHARS // 10**6} MB "
                f"were cut; what follows a cut came in without a time: {self._cut:,} pieces."
            )
        if self._repeats:
            yield (
                f"Lines that say “last message repeated”: {self._repeats:,}, "
                f"for {self._repeated:,} messages."
            )
        yield from self._zone_sentences()

    def _zone_sentences(self) -> Iterator[str]:
        names: set[str] = set()
        for used in self._log.shapes:
            if isinstance(used.reader, CalendarReader):
                names |= used.reader.zone_names
        for name in sorted(names - {"Z", "UTC", "GMT", "UT"}):
            offset = zone_offset_us(name)
            if offset is None:
                yield f"The zone “{name}” could not be told for sure; the source's zone is used."
            elif name.isalpha():
                yield f"The zone name {name} was read as UTC{_signed(offset)}."


def _signed(offset_us: int) -> str:
    minutes = abs(offset_us) // 60_000_000
    return f"{'-' if offset_us < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
