"""Tables that a tool exports: a header that is known, and times as the tool's settings write them.

Such times mostly lack a zone. Their months may have names in the language of whoever exported them,
and their numbers an order that only the whole table proves, or a person says.
"""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.evidence import ImportChoices
from app.domain.moments import Caveat, Stamp, caveats_in, caveats_text
from app.domain.questions import DateOrder, Question
from app.importers.base import EvidenceFile, Note, Part, Probe, Shape
from app.importers.readers.csv_rows import Row, first_rows_of, rows_of
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.plaintext import is_text, unpacked_head
from app.importers.tables.table_times import OrderFound, order_of
from app.importers.times.field_time import FieldTimes, numbers_date
from app.importers.whole import WholeImporter

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen янв",
            "feb fev фев",
            "mar mrz mrt мар",
            "apr avr abr апр",
            "may mai mei mag maj маи мая",
            "jun juin giu июн",
            "jul juil lug июл",
            "aug aou ago авг",
            "sep set сен",
            "oct okt out ott окт",
            "nov ноя",
            "dec dez dic des дек",
        ),
        1,
    )
    for name in names.split()
}
"""How months begin in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish,
Norwegian and Russian, without the marks on their letters."""
_CLOCK = (
    r"(?:,? (?:at )?(?P<clock>\d{1,2}:\d\d)(?P<seconds>:\d\d)? ?(?P<half>[ap]m|vorm|nachm)?)?"
    r"(?P<zone> ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?"
)
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:\.? ?|[/-])(?P<month>[^\W\d_]{3,10})(?:\.?[ /-]|\.)(?P<year>\d{4}|\d\d)"
    + _CLOCK
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})" + _CLOCK
)
_NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)" + _CLOCK)
_UTC = {"UTC", "GMT"}
_LONGEST = 64
_FIRST_OF_CENTURY = 70
"""The first year of two digits that lies in the twentieth century."""
_DOTTED_HALF = re.compile(r"\b([ap])\. ?m\.?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is being read: its header, its rows with all else, and what reads its times."""

    header: tuple[str, ...]
    rows: Iterator[Row | Part]
    times: SheetTimes


class SheetTimes:
    """Reads the cells of a table that hold times."""

    def __init__(self, order: DateOrder | None) -> None:
        self._order = order
        self._others = FieldTimes(order)

    def read(self, text: str) -> Stamp | None:
        """The stamp of a cell; None where it holds no time that exists."""
        plain = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold().strip(" .")
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = _DOTTED_HALF.sub(r"\1m", plain)
        if found := _NAMED.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain):
            month = _MONTHS.get(found["month"][:4]) or _MONTHS.get(found["month"][:3])
            return _stamp(text, found, found["year"], month, found["day"])
        found = _NUMBERED.fullmatch(plain)
        if found is None:
            return self._others.read(text)
        if self._order is None:
            return None
        parts = dict(zip(self._order.value, found.groups(), strict=False))
        stamp = _stamp(text, found, parts["y"], int(parts["m"]), parts["d"])
        return stamp and _with(stamp, Caveat.ORDER)


def _stamp(text: str, found: re.Match[str], year: str, month: int | None, day: str) -> Stamp | None:
    """The stamp of a date whose parts are known, and the time of day that was found after it."""
    if month is None:
        return None
    of_year = int(year)
    if len(year) <= 2:
        of_year += 2000 if of_year < _FIRST_OF_CENTURY else 1900
    written = f"{of_year:04}-{month:02}-{int(day):02}"
    if found["clock"]:
        hour, minute = map(int, found["clock"].split(":"))
        if found["half"]:
            hour = hour % 12 + (12 if found["half"] in {"pm", "nachm"} else 0)
        written += f"T{hour:02}:{minute:02}{found['seconds'] or ''}"
        zone = (found["zone"] or "").strip().upper()
        written += "Z" if zone in _UTC else zone
    stamp = iso_stamp(written)
    if stamp is None:
        return None
    stamp = replace(stamp, text=text.strip())
    return _with(stamp, Caveat.CENTURY) if len(year) <= 2 else stamp


def _with(stamp: Stamp, caveat: Caveat) -> Stamp:
    return replace(stamp, caveats=caveats_text(*caveats_in(stamp.caveats), caveat))


class SheetImporter(WholeImporter):
    """A format whose files are tables with a header of their own."""

    @abstractmethod
    def sureness(self, header: Sequence[str], rows: Sequence[Row]) -> float:
        """How surely a table with this header and these first rows is of the format."""

    @abstractmethod
    def dates(self, header: Sequence[str], row: Row) -> Iterable[str]:
        """The times in a row, so that the order of their numbers can be proved."""

    @abstractmethod
    def records(self, sheet: Sheet) -> Iterator[Part]:
        """What the rows mean; parts among them are passed on."""

    def score(self, probe: Probe) -> float:
        """By the header and the first rows."""
        head = unpacked_head(probe.head)
        if probe.shape is not Shape.FILE or not is_text(head):
            return 0.0
        header, *rows = first_rows_of(head) or [Row(1, (), "")]
        return self.sureness(_clean(header.cells), rows)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every row. Raises `EvidenceError` where the file is empty, binary or unreadable."""
        found = self._order(source, choices.date_order)
        rows = rows_of(source)
        header: tuple[str, ...] | None = None
        while header is None:
            part = next(rows, None)
            if part is None:
                return
            if not isinstance(part, Row):
                yield part
            elif not _is_preface(part):
                header = _clean(part.cells)
        yield from self.records(Sheet(header, rows, SheetTimes(found.order)))
        if found.note is not None:
            yield Note(found.note)

    def questions(self, source: EvidenceFile) -> tuple[Question, ...]:
        """The order of day and month, where the table leaves it open."""
        question = self._order(source, None).question
        return () if question is None else (question,)

    def _order(self, source: EvidenceFile, said: DateOrder | None) -> OrderFound:
        rows = (part for part in rows_of(source) if isinstance(part, Row) and not _is_preface(part))
        header = next(rows, None)
        if header is None:
            return OrderFound()
        names = _clean(header.cells)
        cells = (cell for row in rows for cell in self.dates(names, row))
        return order_of([day for cell in cells if (day := numbers_date(cell))], said)


def _is_preface(row: Row) -> bool:
    """Whether a row only tells Excel what separates the cells."""
    return row.text.lower().startswith("sep=")


def _clean(header: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in header)
