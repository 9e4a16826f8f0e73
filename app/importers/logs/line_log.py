"""A log of one known program, read line by line: records, what continues them, and what is broken.

A format says what the first line of a record means; lines that begin none belong to the record
above. Nothing vanishes: each line ends in a record or in a skip, and memory stays flat.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar
from zlib import crc32

from app.domain.evidence import ImportChoices, Inspection, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.domain.questions import Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe, Shape, Tell
from app.importers.logs.continued import what_is_known
from app.importers.readers.plaintext import Lines, PlainText, is_text, sample, unpacked_head
from app.importers.times.stamps import SHAPES, StampShape
from app.importers.window import taken

MOST_LINES = 2_000
MOST_CHARS = 1_000_000
"""What comes after in a record becomes a record of its own, undated."""

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
"""What colours a text on a terminal; records come without it."""
_LOOKED_AT = 200
_MOST_SKIPS = 100
"""More broken lines than these are told of together."""


@dataclass(slots=True)
class Said:
    """What the first line of a record says."""

    stamp: Stamp | None
    text: str
    place: str = ""
    thread: str | None = None
    weight: int = 1
    who: str | None = None


def line_key(number: int, line: str) -> str:
    """The key of the record that begins at a line: unique in a file, the same in each import."""
    return f"{number}:{crc32(line.encode(errors='surrogatepass')):08x}"


def words(text: str) -> tuple[str, ...]:
    """The words of a text, such as a list of names."""
    return tuple(text.split())


def shape_named(name: str) -> StampShape:
    """One of the shapes in which logs write their stamps."""
    return next(shape for shape in SHAPES if shape.name == name)


def head_lines(probe: Probe) -> tuple[str, ...]:
    """The first lines of a text file that are not blank; none where it is no text file."""
    return _lines_of(probe.head) if probe.shape is Shape.FILE and probe.head else ()


@lru_cache(maxsize=2)
def _lines_of(packed: bytes) -> tuple[str, ...]:
    head = unpacked_head(packed)
    if not head or not is_text(head):
        return ()
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    text = head.decode("utf-16" if wide else "utf-8", "replace").replace("\0", "")
    lines = text.removeprefix("\ufeff").splitlines()
    if len(lines) > 1 and len(packed) >= 2**16:
        lines.pop()  # cut off where the head ends
    return tuple([line for line in lines if line.strip()][:_LOOKED_AT])


def share(found: Iterable[object]) -> float:
    """The part of what was looked at that is true."""
    all_of = [bool(one) for one in found]
    return sum(all_of) / len(all_of) if all_of else 0.0


class LogReader(ABC):
    """Puts the lines of one file together into records."""

    what: ClassVar[str] = "a record of this log"

    def __init__(self) -> None:
        self._open: Said | None = None
        self._number = 0
        self._line = ""
        self._more: list[tuple[str, str]] = []
        self._size = 0
        self._blank = self._first_blank = 0
        self._loose = self._cut = 0
        self._broken = self._more_broken = self._first_more = 0
        self._left_out: dict[str, list[int]] = {}
        self._told = False
        self._out: list[Part] = []

    @abstractmethod
    def begin(self, number: int, line: str) -> Said | None:
        """What a line says that begins a record; None where it begins none.

        A line that is told of by `skip` or `leave_out` belongs to no record.
        """

    def follow(self, line: str) -> str | None:
        """What a line adds to the text of the record above; None where it does not belong there."""
        return "\n" + line

    def notes(self) -> Iterator[str]:
        """Sentences about what was assumed, at the end."""
        return iter(())

    @property
    def opened(self) -> Said | None:
        """The record that a line may still belong to."""
        return self._open

    @property
    def opened_key(self) -> str:
        """The key that the open record will have."""
        return line_key(self._number, self._line)

    def skip(self, number: int, detail: str) -> None:
        """Tell of a line that cannot be read."""
        self._told = True
        self._broken += 1
        if self._broken <= _MOST_SKIPS:
            self._out.append(Skip(SkipCode.BROKEN_RECORD, "", number, detail=detail))
            return
        self._more_broken += 1
        self._first_more = self._first_more or number

    def leave_out(self, number: int, detail: str) -> None:
        """Tell of a line that holds nothing of what happened, such as a header."""
        self._told = True
        self._left_out.setdefault(detail, [number, 0])[1] += 1

    def begin_anew(self) -> list[Part]:
        """What the lines so far complete; what comes after is counted from here."""
        self._close()
        done, self._out = self._out, []
        self._blank = self._first_blank = self._loose = self._cut = 0
        self._broken = self._more_broken = self._first_more = 0
        self._left_out.clear()
        return done

    def take(self, part: Lines) -> list[Part]:
        """What the next lines complete."""
        number = part.first - 1
        for line in part.lines:
            number += 1
            said = self.begin(number, line)
            if said is not None:
                self._close()
                self._open, self._number, self._line = said, number, line
            elif self._told:
                self._told = False
            else:
                self._unread(number, line)
        done, self._out = self._out, []
        return done

    def rest(self) -> Iterator[Part]:
        """The last record, what was left out, and the sentences."""
        self._close()
        yield from self._out
        self._out = []
        if self._more_broken:
            yield Skip(
                SkipCode.BROKEN_RECORD, "", self._first_more, self._more_broken, "more such lines"
            )
        for detail, (first, count) in self._left_out.items():
            yield Skip(SkipCode.NOT_EVIDENCE, "", first, count, detail)
        if self._blank:
            yield Skip(SkipCode.EMPTY, "", self._first_blank, self._blank, "blank lines")
        if self._loose:
            yield Note(
                f"Lines that are not {self.what} and came in without a time: {self._loose:,}."
            )
        if self._cut:
            yield Note(
                f"Records longer than {MOST_LINES:,} lines or {MOST_CHARS // 10**6} MB were cut;"
                f" what follows a cut came in without a time: {self._cut:,} pieces."
            )
        for sentence in self.notes():
            yield Note(sentence)

    def _unread(self, number: int, line: str) -> None:
        """A line that begins no record."""
        if not line or line.isspace():
            if self._open is not None and self._more:
                self._add("\n" + line, line)
            else:
                self._first_blank = self._first_blank or number
                self._blank += 1
            return
        added = None if self._open is None else self.follow(line)
        if added is not None:
            if len(self._more) < MOST_LINES and self._size < MOST_CHARS:
                self._add(added, line)
                return
            self._cut += 1
        else:
            self._loose += 1
        self._close()
        self._open, self._number, self._line = Said(None, line), number, line
        self._close()

    def _add(self, text: str, line: str) -> None:
        self._more.append((text, line))
        self._size += len(line) + 1

    def _close(self) -> None:
        said = self._open
        if said is None:
            return
        self._open = None
        number, text, raw = self._number, said.text, self._line
        key = line_key(number, raw)
        if self._more:
            text = (text + "".join([added for added, _ in self._more])).rstrip()
            raw = "\n".join([raw, *(of for _, of in self._more)])
            self._more = []
            self._size = 0
        if "\x1b" in text:
            text = ANSI.sub("", text)
        if not text or text.isspace():
            text = raw
        kept = None if raw == text else raw
        place, weight = said.place, said.weight
        self._out.append(
            Record(
                key,
                "",
                number,
                said.stamp,
                text,
                kept,
                said.who,
                None,
                said.thread,
                None,
                place,
                weight,
            )
        )


class LineImporter(ABC):
    """A format whose files are read by a `LogReader`, from start to end in one pass."""

    format: ClassVar[str]
    label: ClassVar[str]

    def score(self, probe: Probe) -> float:
        """By the first lines."""
        lines = head_lines(probe)
        return self.sureness(lines) if lines else 0.0

    @abstractmethod
    def sureness(self, lines: Sequence[str]) -> float:
        """How surely lines are of this format, 0 to 1; at least one line, none of them blank."""

    @abstractmethod
    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads a file that holds such lines: some from its head, middle and tail."""

    def questions(self, source: EvidenceFile) -> tuple[Question, ...]:
        """What the file leaves open; most formats leave nothing."""
        del source
        return ()

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """First and last time as far as head, middle and tail show them.

        Raises `EvidenceError` where the file is empty, binary or unreadable.
        """
        pieces = sample(source)
        reader = self.reader(source, _all(pieces), ImportChoices())
        parts: list[Part] = []
        for piece in pieces:
            parts += reader.take(Lines(1, piece))
        parts += reader.rest()
        tell(Position(source.size, source.size))
        stamps = [part.stamp for part in parts if isinstance(part, Record) and part.stamp]
        return Inspection(
            self.format,
            source.name,
            first_us=min((stamp.clock_us for stamp in stamps), default=None),
            last_us=max((stamp.clock_us for stamp in stamps), default=None),
            has_zone=all(stamp.zoned for stamp in stamps),
            questions=self.questions(source),
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every record within the window, and a skip for every line that is in none.

        Raises `EvidenceError` where the file is empty, binary, unreadable or a bomb.
        """
        yield from taken(self.parts(source, choices), choices)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and everything that its lines say."""
        reader = self.reader(source, _all(sample(source)), choices)
        continued, known = choices.continues, 0
        known_lines = 0 if continued is None else continued.lines
        for part in PlainText(source).parts():
            if not isinstance(part, Lines):
                yield part
                continue
            old, new = part.until(known_lines)
            known += _records(reader.take(old))
            if new.lines and known_lines:
                known += _records(reader.begin_anew())
                known_lines = 0
            yield from reader.take(new)
        yield from reader.rest()
        if continued is not None:
            yield from what_is_known(continued, known)


def _records(parts: Iterable[Part]) -> int:
    return sum(isinstance(part, Record) for part in parts)


def _all(pieces: Iterable[Sequence[str]]) -> list[str]:
    return [line for piece in pieces for line in piece]
