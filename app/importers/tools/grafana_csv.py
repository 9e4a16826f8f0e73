"""What a panel of Grafana shows, exported as CSV: one row for each time, or for each point.

The times are those of the browser, without saying its zone; at the end of summer time an hour is
there twice (https://github.com/grafana/grafana/issues/87038). Cells keep their units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.domain.evidence import Skip, SkipCode
from app.importers.base import Note, Part
from app.importers.readers.csv_rows import Row
from app.importers.times.field_time import numbers_date
from app.importers.tools.sheets import Sheet, SheetImporter, SheetTimes
from app.importers.tools.tool_events import Event, Events, machine

_LONG = ("series", "time", "value")
_VALUE = re.compile(r"[<>]?-?\d[\d.,\u00a0\u202f' ]*(?:[eE][+-]?\d+)?\s?[^\d,;]{0,14}")
_NO_VALUE = {"", "null", "undefined", "nan", "na", "-", "no data"}
_WITH_UNIT = re.compile(r"\d\s?[^\d\s.,:/-]")


class GrafanaCsv(SheetImporter):
    """Reads the export of a panel: a column of times and one for each series, or point by point."""

    format = "grafana-csv"
    label = "Grafana panel (CSV)"

    def sureness(self, header: Sequence[str], rows: Sequence[Row]) -> float:
        """By a column “Time” beside columns of nothing but values."""
        if not rows or any(len(row.cells) != len(header) for row in rows):
            return 0.0
        columns = _columns(header)
        if columns is None:
            return 0.0
        time, values = columns
        timed = all(_is_time(row.cells[time]) for row in rows)
        cells = [row.cells[place] for row in rows for place in values]
        if not timed or not all(map(_is_value, cells)):
            return 0.0
        labelled = any("{" in header[place] for place in values)
        own = labelled or (len(header) == 3 and time == 1) or any(map(_WITH_UNIT.search, cells))
        return 0.9 if own else 0.73

    def dates(self, header: Sequence[str], row: Row) -> Iterable[str]:
        """The time of a row."""
        columns = _columns(header)
        return row.cells[columns[0] : columns[0] + 1] if columns else ()

    def records(self, sheet: Sheet) -> Iterator[Part]:
        """Each row with its values, and where the clock was set back."""
        header, events = sheet.header, Events()
        time, values = _columns(header) or (0, [*range(1, len(header))])
        series = 0 if time else None
        last: dict[str, int] = {}
        empty, first_empty = 0, 0
        back: list[int] = []
        for row in sheet.rows:
            if not isinstance(row, Row):
                yield row
                continue
            cells = (*row.cells, *("" for _ in range(len(header) - len(row.cells))))
            named = cells[series] if series is not None else None
            said = [
                f"{named or header[place]}: {cells[place].strip()}"
                for place in values
                if cells[place].strip().casefold() not in _NO_VALUE
            ]
            if not said:
                empty += 1
                first_empty = first_empty or row.line
                continue
            stamp = sheet.times.read(cells[time])
            if stamp is not None and not stamp.zoned:
                if stamp.clock_us < last.get(named or "", stamp.clock_us):
                    back.append(row.line)
                last[named or ""] = stamp.clock_us
            yield from events.parts(
                Event(
                    key=f"{cells[time].strip()}/{row.line}",
                    line=row.line,
                    stamp=stamp,
                    text="\n".join(said),
                    agent=machine("Grafana"),
                    raw=row.text,
                )
            )
        if empty:
            yield Skip(SkipCode.EMPTY, "", first_empty, empty, "rows without a value")
        if back:
            yield Note(
                f"At line {back[0]:,} the time goes back, as it does where summer time ends; the"
                " export does not say which of two equal times is the later."
            )


def _columns(header: Sequence[str]) -> tuple[int, list[int]] | None:
    """The place of the time and those of the values; None where the header is not Grafana's."""
    if tuple(cell.casefold() for cell in header) == _LONG:
        return 1, [2]
    if len(header) >= 2 and header[0] == "Time":
        return 0, [*range(1, len(header))]
    return None


def _is_time(cell: str) -> bool:
    return SheetTimes(None).read(cell) is not None or numbers_date(cell) is not None


def _is_value(cell: str) -> bool:
    text = cell.strip()
    return text.casefold() in _NO_VALUE or bool(_VALUE.fullmatch(text))
