"""A log to measure with, and a table to read."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind
from app.operations import casebooks, cases
from tests.e2e.conftest import display, display_server

__all__ = ["display", "display_server"]

MakeLog = Callable[[int], Path]
PrintTable = Callable[[str, Sequence[Sequence[str]]], None]

_WHAT = (
    "[error] [client 10.4.{a}.{b}] upstream orders-db timed out after {c} ms, request {id:08x}",
    "[notice] worker {a} took over queue payments from worker {b} ({c} waiting)",
    "[warn] pool orders-db: {a} of 40 connections in use, oldest held for {c} ms",
    "[error] [client 10.4.{a}.{b}] POST /v2/orders answered 503 in {c} ms, trace {id:08x}",
    "[info] health check of node-{a} passed in {c} ms",
)


@pytest.fixture
def make_log(tmp_path: Path) -> MakeLog:
    """Writes an Apache error log of so many lines, always the same ones."""

    def make(lines: int) -> Path:
        chance = random.Random(412)  # noqa: S311  repeatable, no secret
        moment = datetime(2024, 3, 30, 2, 0, 0)  # noqa: DTZ001  a log without a zone
        path = tmp_path / f"error-{lines}.log"
        with path.open("w", encoding="utf-8") as file:
            for number in range(lines):
                moment += timedelta(milliseconds=chance.randint(0, 400))
                what = chance.choice(_WHAT).format(
                    a=chance.randint(1, 40),
                    b=chance.randint(1, 250),
                    c=chance.randint(1, 30_000),
                    id=number,
                )
                file.write(f"[{moment:%a %b %d %H:%M:%S %Y}] {what}\n")
        return path

    return make


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with casebooks.new_casebook(tmp_path / "measured.casebook", "a seam of gold") as made:
        yield made


@pytest.fixture
def case(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable")


@pytest.fixture
def print_table() -> PrintTable:
    """Prints rows under a title, in columns; the first row is their heading."""

    def show(title: str, rows: Sequence[Sequence[str]]) -> None:
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        print(f"\n\n{title}")
        for number, row in enumerate(rows):
            first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            print("  " + "  ".join([first, *(cell.strip().rjust(len(cell)) for cell in rest)]))
            if number == 0:
                print("  " + "  ".join("-" * width for width in widths))

    return show
