"""Rows out of a file of comma-separated values, whatever separates them.

Quoted cells may hold line breaks; a row knows the line on which it begins and its text. Encodings,
compression and hostile sizes are those of a text file (`plaintext.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from app.domain.evidence import Skip, SkipCode
from app.importers.base import HEAD_BYTES, EvidenceFile, Part
from app.importers.readers.plaintext import Lines, PlainText, unpacked_head

_SEPARATORS = ",;\t|"
_MOST_LINES = 200
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based first line, its cells, and its text as it stood."""

    line: int
    cells: tuple[str, ...]
    text: str


def separator_of(header: str) -> str:
    """What separates the cells of a header: that which makes the most of them; else a comma."""
    return max(_SEPARATORS, key=lambda separator: len(_cells([header], separator)))


def first_rows_of(head: bytes) -> list[Row]:
    """The rows in the head of a file, the header first, without the last where it may be cut off.

    Their lines are not counted.
    """
    plain = unpacked_head(head)
    encoding = "utf-16" if plain.startswith(_WIDE_MARKS) else "utf-8-sig"
    lines = plain.decode(encoding, "replace").lstrip().splitlines(keepends=True)
    if len(head) >= HEAD_BYTES:
        del lines[-1:]
    if lines and lines[0].lower().startswith("sep="):
        del lines[0]
    if not lines:
        return []
    reader = csv.reader(lines[:_MOST_LINES], delimiter=separator_of(lines[0]))
    rows: list[Row] = []
    while isinstance(found := _next(reader), list):
        if any(found):
            rows.append(Row(1, tuple(found), ""))
    return rows


def header_of(head: bytes) -> tuple[str, ...]:
    """The cells of the first row in the head of a file; empty where it has none."""
    rows = first_rows_of(head)
    return rows[0].cells if rows else ()


def rows_of(source: EvidenceFile) -> Iterator[Row | Part]:
    """Every row, the header first; originals, positions, notes and skips as they come.

    Rows without any text are left out. Raises `EvidenceError` where the file is empty, binary or
    unreadable.
    """
    beside: list[Part] = []
    taken: list[tuple[int, str]] = []

    def lines() -> Iterator[str]:
        for part in PlainText(source).parts():
            if not isinstance(part, Lines):
                beside.append(part)
                continue
            for number, line in enumerate(part.lines, start=part.first):
                taken.append((number, line))
                yield line + "\n"

    text = lines()
    first = next((line for line in text if line.strip()), "")
    del taken[:-1]
    reader = csv.reader(chain([first], text), delimiter=separator_of(first))
    while True:
        found = _next(reader)
        yield from beside
        beside.clear()
        if found is None:
            return
        said = "\n".join(line for _, line in taken)
        line = taken[0][0] if taken else 1
        if isinstance(found, str):
            yield Skip(SkipCode.BROKEN_RECORD, "", line, detail=f"broken row: {found}")
        elif said.strip():
            yield Row(line, tuple(found), said)
        taken.clear()


def _next(reader: Iterator[list[str]]) -> list[str] | str | None:
    """The next row; why it cannot be read; or None at the end."""
    try:
        return next(reader, None)
    except csv.Error as error:
        return str(error)


def _cells(lines: list[str], separator: str) -> list[str]:
    found = _next(csv.reader(lines, delimiter=separator))
    return found if isinstance(found, list) else []
