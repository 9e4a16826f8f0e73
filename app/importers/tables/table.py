"""A table of any shape, its columns mapped by a person, or by themselves where that is certain.

Separated values (commas, semicolons, tabs, bars) and objects of JSON. A row becomes a record; the
columns of its text are its text, and all of its cells are kept beside it, each with its header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from app.domain.errors import EvidenceError
from app.domain.evidence import NO_CHOICES, ImportChoices, Inspection, Record
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.questions import ColumnMapping, ColumnsQuestion, DayQuestion, Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe, Tell
from app.importers.logs.line_log import line_key
from app.importers.readers.json_file import is_json_of
from app.importers.tables.table_columns import Proposal, proposal
from app.importers.tables.table_rows import (
    SAMPLED,
    TableRow,
    columns_of,
    first_rows,
    rows,
    sureness,
)
from app.importers.tables.table_times import (
    OrderFound,
    TableTimes,
    TimeColumns,
    numbers_dates,
    order_of,
    time_columns,
)
from app.importers.times.dating import date_in_name
from app.importers.window import taken

_SHOWN_ROWS = 5
_LOOKED_AT = 200
"""What a column holds is told by so many rows; dates of numbers are looked for in all of them."""
_MOST_AUTHORS = 500
_ANY_JSON = 0.62
_NOTHING = re.compile(r"(?!)")
"""No mark tells a table where the first object is longer than the head of its file."""


class Table:
    """Reads rows of separated values, and JSON whose objects no other format knows."""

    format = "table"
    label = "Table (CSV or JSON)"

    def score(self, probe: Probe) -> float:
        """By a header and cells in every row; of JSON, by nothing but that it is an object."""
        if found := sureness(probe):
            return found
        is_json = is_json_of(probe, lambda value: isinstance(value, dict), _NOTHING)
        return _ANY_JSON if is_json else 0.0

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """What the first rows show, and what is to be asked about the columns and the dates.

        Raises `EvidenceError` where the file cannot be read.
        """
        layout = _Layout(source, NO_CHOICES, self_mapped=True)
        times = layout.times()
        stamps = [stamp for row in layout.sampled if (stamp := times.read(row.cells))]
        tell(Position(source.size, source.size))
        whole = layout.is_all
        return Inspection(
            self.format,
            source.name,
            first_us=min((stamp.clock_us for stamp in stamps), default=None) if whole else None,
            last_us=max((stamp.clock_us for stamp in stamps), default=None) if whole else None,
            has_zone=all(stamp.zoned for stamp in stamps),
            questions=layout.questions(),
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every row within the window, and what was assumed about the columns.

        Raises `EvidenceError` where the file cannot be read, or lacks a column that was named.
        """
        yield from taken(self._parts(source, choices), choices)

    def _parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        layout = _Layout(source, choices)
        if layout.has_numbers_dates:
            layout.survey()
        times = layout.times()
        authors: set[str] = set()
        for row in rows(source):
            if not isinstance(row, TableRow):
                yield row
                continue
            record = _record(row, layout.mapping, times)
            if record.who and (record.who in authors or len(authors) < _MOST_AUTHORS):
                if record.who not in authors:
                    authors.add(record.who)
                    yield Author(record.who, (AuthorName(AliasKind.NAME, record.who),))
                record = replace(record, author=record.who)
            yield record
        for sentence in layout.notes():
            yield Note(sentence)


class _Layout:
    """How one table is read: which columns hold what, and how its times are written.

    ``self_mapped`` takes the proposal even where it is not certain, to show what it would mean.
    """

    def __init__(
        self, source: EvidenceFile, choices: ImportChoices, *, self_mapped: bool = False
    ) -> None:
        self._source = source
        self._choices = choices
        self.sampled = first_rows(source)
        self.is_all = len(self.sampled) < SAMPLED
        self.columns = columns_of(self.sampled)
        looked_at = self.sampled[:_LOOKED_AT]
        cells = [tuple(row.cells.get(name, "") for name in self.columns) for row in looked_at]
        self.proposal: Proposal = proposal(self.columns, cells)
        self.mapping = self._mapping(self_mapped=self_mapped)
        self.where: TimeColumns = time_columns(
            self.mapping.time, self.columns, [row.cells for row in looked_at]
        )
        self._days = numbers_dates((row.cells for row in self.sampled), self.where)

    def _mapping(self, *, self_mapped: bool) -> ColumnMapping:
        said = self._choices.columns
        if said is None:
            usable = self_mapped or self.proposal.certain
            return self.proposal.mapping if usable else ColumnMapping()
        known = {name.casefold(): name for name in self.columns}

        def named(column: str) -> str:
            if column.casefold() not in known:
                listed = ", ".join(f"“{name}”" for name in self.columns[:20])
                raise EvidenceError(
                    f"“{self._source.name}” has no column “{column}”; it has {listed}."
                )
            return known[column.casefold()]

        return ColumnMapping(
            time=named(said.time) if said.time else None,
            who=named(said.who) if said.who else None,
            text=tuple(map(named, said.text)),
            place=named(said.place) if said.place else None,
        )

    @property
    def has_numbers_dates(self) -> bool:
        """Whether dates stand in the table whose order the whole of it may prove."""
        return bool(self._days)

    def survey(self) -> None:
        """Look at the dates of the whole table."""
        found = (row.cells for row in rows(self._source) if isinstance(row, TableRow))
        self._days = numbers_dates(found, self.where)

    def order(self) -> OrderFound:
        """In which order dates of numbers are read."""
        return order_of(self._days, self._choices.date_order)

    def times(self) -> TableTimes:
        """What reads the time of each row."""
        return TableTimes(self.where, self.order().order, self._day())

    def _day(self) -> date | None:
        named = date_in_name(self._source.name)
        return self._choices.day or (named[0] if named else None)

    @property
    def _lacks_day(self) -> bool:
        return self.where.date is None and self.where.clock is not None

    def questions(self) -> tuple[Question, ...]:
        """Which columns hold what; the order of dates, and the first day, where they are open."""
        shown = tuple(
            tuple(row.cells.get(name, "") for name in self.columns)
            for row in self.sampled[:_SHOWN_ROWS]
        )
        asked: list[Question] = [ColumnsQuestion(self.columns, shown, self.proposal.mapping)]
        if question := self.order().question:
            asked.append(question)
        if self._lacks_day and self.where.clock:
            clocks = (row.cells.get(self.where.clock, "") for row in self.sampled)
            examples = tuple(islice((clock for clock in clocks if clock.strip()), _SHOWN_ROWS))
            asked.append(DayQuestion(examples, self._day()))
        return tuple(asked)

    def notes(self) -> Iterator[str]:
        """How the columns were read, and the times."""
        mapping = self.mapping.written()
        if self._choices.columns is not None:
            yield f"The columns were read as was said: {mapping}."
        elif self.proposal.certain:
            yield f"The columns were read by their headers and contents: {mapping}."
        else:
            yield (
                "Which column holds the time is not certain, so the rows came in without a time;"
                " say it, and import the table again. What headers and contents suggest:"
                f" {self.proposal.mapping.written() or 'nothing'}."
            )
        if self.where.date and self.where.clock:
            yield f"The time of day was taken from the column “{self.where.clock}”."
        if note := self.order().note:
            yield note
        if self._lacks_day:
            yield self._day_note()

    def _day_note(self) -> str:
        day = self._day()
        if day is None:
            return "The rows have a time of day but no date, so they came in without a time."
        basis = "as was said" if self._choices.day else "going by the file's name"
        return (
            f"The rows have no date; they begin on {day.isoformat()}, {basis}, and each step back"
            " of the clock begins a new day."
        )


def _record(row: TableRow, mapping: ColumnMapping, times: TableTimes) -> Record:
    cells = row.cells
    all_of = row.written()
    said = [cell for name in mapping.text if (cell := cells.get(name, "").strip())]
    text = "\n".join(said) or _others(row, mapping) or all_of
    return Record(
        line_key(row.line, all_of),
        "",
        row.line,
        times.read(cells),
        text,
        None if text == all_of else all_of,
        cells.get(mapping.who or "", "").strip() or None,
        place=cells.get(mapping.place or "", "").strip(),
    )


def _others(row: TableRow, mapping: ColumnMapping) -> str:
    """The cells that are mapped to nothing, each with its header."""
    mapped = {mapping.time, mapping.who, mapping.place}
    left = {name: cell for name, cell in row.cells.items() if name not in mapped}
    return TableRow(row.line, left).written()
