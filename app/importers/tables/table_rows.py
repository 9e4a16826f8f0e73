"""The rows of a table, whatever it is written in: separated values with a header, or JSON objects.

Columns have unique names: a header that stands twice is numbered, an empty one is called by its
place, and a table without a header by the places of all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.domain.evidence import Skip, SkipCode
from app.importers.base import EvidenceFile, Part, Position, Probe
from app.importers.logs.line_log import head_lines, share
from app.importers.logs.log_fields import flat
from app.importers.originals import original
from app.importers.readers.csv_rows import Row, first_rows_of, rows_of
from app.importers.readers.json_file import JsonFile
from app.importers.readers.json_text import Element, Json
from app.importers.readers.plaintext import sample
from app.importers.tables.table_columns import is_dated
from app.importers.times.field_time import FieldTimes, numbers_date

_LONGEST_HEADER = 60
_MOST_COLUMNS = 500
_LOOKED_AT = 50
SAMPLED = 1_000
"""How many rows are looked at to tell what the columns hold."""
_SEPARATOR_SAID = "sep="
"""How Excel is told what separates the cells."""
_BEGINNINGS = ("{", "[")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the line that it begins on, and its cells by column, in their order."""

    line: int
    cells: dict[str, str]

    def written(self) -> str:
        """The filled cells, each with its header before it, a line for each."""
        return "\n".join(f"{name}: {cell}" for name, cell in self.cells.items() if cell.strip())


def rows(source: EvidenceFile) -> Iterator[TableRow | Part]:
    """All rows of a file; originals, positions, notes and skips as they come.

    Raises `EvidenceError` where it cannot be read.
    """
    return _json_rows(source) if _is_json(source) else _csv_rows(source)


def first_rows(source: EvidenceFile) -> list[TableRow]:
    """Some rows from the beginning. Raises `EvidenceError` where the file cannot be read."""
    return list(islice((row for row in rows(source) if isinstance(row, TableRow)), SAMPLED))


def columns_of(found: Sequence[TableRow]) -> tuple[str, ...]:
    """The columns of rows, in the order in which they first appear."""
    return tuple(islice(dict.fromkeys(name for row in found for name in row.cells), _MOST_COLUMNS))


def _is_json(source: EvidenceFile) -> bool:
    first = next((line for line in sample(source)[0] if line.strip()), "")
    return first.lstrip().startswith(_BEGINNINGS)


def _csv_rows(source: EvidenceFile) -> Iterator[TableRow | Part]:
    columns: list[str] | None = None
    empty = first_empty = 0
    for row in rows_of(source):
        if not isinstance(row, Row):
            yield row
            continue
        if columns is None and row.cells[0].lower().startswith(_SEPARATOR_SAID):
            continue
        if columns is None:
            named = is_header(row.cells)
            columns = _unique(row.cells if named else [""] * len(row.cells))
            if named:
                continue
        if not any(cell.strip() for cell in row.cells):
            empty += 1
            first_empty = first_empty or row.line
            continue
        while len(columns) < min(len(row.cells), _MOST_COLUMNS):
            columns.append(f"column {len(columns) + 1}")
        yield TableRow(row.line, dict(zip(columns, row.cells, strict=False)))
    if empty:
        yield Skip(SkipCode.EMPTY, "", first_empty, empty, "rows without a filled cell")


def _unique(header: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(header[:_MOST_COLUMNS], start=1):
        name = " ".join(cell.split()) or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def is_header(cells: Sequence[str]) -> bool:
    """Whether cells are names of columns: short words, none of them a time or a number."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    times = FieldTimes()
    return (
        len(filled) >= max(2, 0.7 * len(cells))
        and len(set(filled)) > 0.5 * len(filled)
        and all(
            len(cell) <= _LONGEST_HEADER
            and any(map(str.isalpha, cell))
            and not cell.endswith((".", "!", "?"))
            and numbers_date(cell) is None
            and times.read(cell) is None
            for cell in filled
        )
    )


def _json_rows(source: EvidenceFile) -> Iterator[TableRow | Part]:
    file, size = JsonFile(source), source.size
    yield from original(source.name, file.pieces())
    for found in file.values():
        if not isinstance(found, Element):
            yield found
        elif not isinstance(found.value, dict):
            detail = f"entry {found.index} is not an object"
            yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
        else:
            fields = flat(found.value)
            yield TableRow(found.line, {key: _cell(value) for key, value in fields.items()})
            yield Position(file.done, size)
    yield Position(size, size)


def _cell(value: Json) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def sureness(probe: Probe) -> float:
    """How surely a file is a table: by a header and as many cells in nearly every row.

    Rows with times may have one cell more, for which some programs name no column.
    """
    lines = head_lines(probe)
    if not lines or lines[0].lstrip().startswith(_BEGINNINGS):
        return 0.0
    header, *body = [row.cells for row in first_rows_of(probe.head)] or [()]
    if len(header) < 2 or not body or not is_header(header):
        return 0.0
    if share(len(row) == len(header) for row in body) < 0.9:
        longer = share(len(row) - len(header) in {0, 1} for row in body) >= 0.9
        return 0.72 if len(header) > 2 and longer and _has_times(header, body) else 0.0
    if _has_times(header, body):
        return 0.72
    return 0.65 if len(header) > 2 and len(body) > 1 else 0.0


def _has_times(header: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    columns = zip(header, zip(*body[:_LOOKED_AT], strict=False), strict=False)
    return any(is_dated(name, [cell for cell in cells if cell.strip()]) for name, cells in columns)
