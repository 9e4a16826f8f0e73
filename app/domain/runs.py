"""Many records at once: what a long log is read into, in columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from zlib import crc32

from app.domain.evidence import Record
from app.domain.moments import Precision, Stamp


@dataclass(frozen=True, slots=True)
class RecordRun:
    """Records of consecutive lines whose stamps are written in one form.

    ``stamps`` (as written), ``clocks`` (as `Stamp.clock_us`) and ``texts`` have one value for each
    line from ``first`` on, and so have ``places`` where lines name one. The rest is the same for
    all of them: what a `Stamp` says beside its clock, and what stood before and after the stamp, in
    front of the text. The key of each is its `line_key`.
    """

    first: int
    stamps: Sequence[str]
    clocks: array[int]
    texts: Sequence[str]
    precision: Precision
    zoned: bool
    offset_us: int | None
    caveats: str
    before: str
    after: str
    places: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.texts)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """How it crosses to another process: a text in one piece takes a fifth of the time."""
        return _unpacked, (
            self.first,
            "\n".join(self.stamps),
            self.clocks,
            "\n".join(self.texts),
            "\n".join(self.places),
            (self.precision, self.zoned, self.offset_us, self.caveats, self.before, self.after),
        )

    def records(self) -> Iterator[Record]:
        """The same as single records."""
        places = self.places or repeat("", len(self))
        columns = zip(self.stamps, self.clocks, self.texts, places, strict=True)
        for number, (text, clock_us, words, place) in enumerate(columns, self.first):
            stamp = Stamp(text, clock_us, self.precision, self.zoned, self.offset_us, self.caveats)
            raw = f"{self.before}{text}{self.after}{words}"
            yield Record(line_key(number, raw), "", number, stamp, words, raw, place=place)


def line_key(number: int, line: str) -> str:
    """The key of a line of a log: its number, and a check of its letters."""
    return f"{number}:{crc32(line.encode()):08x}"


_Alike = tuple[Precision, bool, int | None, str, str, str]


def _unpacked(
    first: int, stamps: str, clocks: array[int], texts: str, places: str, alike: _Alike
) -> RecordRun:
    return RecordRun(
        first,
        stamps.split("\n"),
        clocks,
        texts.split("\n"),
        *alike,
        places.split("\n") if places else (),
    )
