"""How long logs of known programs take to read, against reading them as any text.

Reading only: what an import adds for storing is the same for both. The aim for access logs is 1.5
times; JSON is taken apart record by record, which text is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.evidence import NO_CHOICES, Record
from app.domain.runs import RecordRun
from app.importers.base import EvidenceFile
from app.importers.registry import importer_of
from tests.benchmarks.conftest import PrintTable

LINES = 100_000


def access(number: int) -> str:
    return (
        f'203.0.113.{number % 250} - - [30/Mar/2024:{clock(number)} +0100] "GET /orders/{number}'
        f' HTTP/1.1" {200 + number % 7} {number % 9000} "https://shop.example/" "Mozilla/5.0"\n'
    )


def in_json(number: int) -> str:
    return (
        f'{{"level":30,"time":{1711766818120 + number},"hostname":"till-1","name":"checkout",'
        f'"msg":"slow answer","peer":"stock","ms":{number % 500},"order":{{"id":{number}}}}}\n'
    )


def pairs(number: int) -> str:
    return f't=2024-03-30T{clock(number)}Z level=info msg="slow answer" ms={number % 500}\n'


def clock(number: int) -> str:
    second = number // 20
    return f"{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}"


@pytest.mark.parametrize(
    ("format_id", "line"), [("access-log", access), ("json-log", in_json), ("logfmt", pairs)]
)
def test_a_known_log_against_any_text(
    tmp_path: Path, print_table: PrintTable, format_id: str, line: Callable[[int], str]
) -> None:
    path = tmp_path / "known.log"
    path.write_text("".join(map(line, range(LINES))))
    theirs, ours = seconds(path, "text-log"), seconds(path, format_id)
    print_table(
        f"{LINES:,} lines of {format_id}, seconds of one processor",
        [("", "seconds"), ("as any text", f"{theirs:.2f}"), ("as what it is", f"{ours:.2f}"),
         ("times", f"{ours / theirs:.1f}")],
    )  # fmt: skip


def seconds(path: Path, format_id: str) -> float:
    start = time.process_time()
    parts = importer_of(format_id).read(EvidenceFile.at(path), NO_CHOICES)
    read = sum(
        len(part) if isinstance(part, RecordRun) else isinstance(part, Record) for part in parts
    )
    assert read == LINES
    return time.process_time() - start
