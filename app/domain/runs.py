"""Many records at once: what a long log is read into, in columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from app.domain.evidence import Record
from app.domain.moments import Precision, Stamp


@dataclass(frozen=True, slots=True)
class RecordRun:
    """Records of consecutive lines whose stamps are written in one form.

    ``keys``, ``stamps`` (as written), ``clocks`` (as `Stamp.clock_us`) and ``texts`` have one
    value for each line from ``first`` on, and so have ``places`` where lines name one. The rest is
    the same for all of them: what a `Stamp` says beside its clock, and what stood before and after
    the stamp, in front of the text.
    """

    first: int
    keys: Sequence[str]
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
        return len(self.keys)

    def records(self) -> Iterator[Record]:
        """The same as single records."""
        places = self.places or repeat("", len(self))
        columns = zip(self.keys, self.stamps, self.clocks, self.texts, places, strict=True)
        for number, (key, text, clock_us, words, place) in enumerate(columns, self.first):
            stamp = Stamp(text, clock_us, self.precision, self.zoned, self.offset_us, self.caveats)
            raw = f"{self.before}{text}{self.after}{words}"
            yield Record(key, "", number, stamp, words, raw, place=place)
