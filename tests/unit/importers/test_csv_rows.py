"""Rows of comma-separated values: quoted line breaks, separators, encodings, and broken ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence import OriginalFile, Skip
from app.importers.base import EvidenceFile
from app.importers.readers.csv_rows import Row, first_rows_of, rows_of


def read(path: Path, data: bytes) -> list[Row]:
    path.write_bytes(data)
    parts = list(rows_of(EvidenceFile.at(path)))
    [original] = [part for part in parts if isinstance(part, OriginalFile)]
    assert original.size == len(data)
    return [part for part in parts if isinstance(part, Row)]


def test_a_quoted_line_break_stays_in_its_cell_and_is_counted(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", b'\n\nid,text\n1,"two\nlines, one cell"\n\n2,"a ""b"""\n')
    assert [(row.line, row.cells) for row in rows] == [
        (3, ("id", "text")),
        (4, ("1", "two\nlines, one cell")),
        (7, ("2", 'a "b"')),
    ]
    assert rows[1].text == '1,"two\nlines, one cell"'


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    data = f"id{separator}größe\r\n1{separator}drei\r\n".encode(encoding)
    header, row = read(tmp_path / "a.csv", data)
    assert header.cells == first_rows_of(data)[0].cells == ("id", "größe")
    assert row.cells == ("1", "drei")


def test_a_cell_without_an_end_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"' + "never ends\n" * 20_000)
    parts = list(rows_of(EvidenceFile.at(path)))
    assert any(isinstance(part, Skip) and part.line == 2 for part in parts)
    assert any(isinstance(part, OriginalFile) for part in parts)
