"""A table is mapped once: the next one with the same header is read the same way."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.evidence import NO_CHOICES, ImportChoices
from app.domain.query import EvidenceFilter
from app.domain.questions import ColumnMapping
from app.operations import columns, evidence, imports

HEADER = "begun,closed,who did it,a+b=c"
ROW = "2024-03-30T02:46:58Z,2024-03-30T03:00:00Z,Mira,orders fail"
MAPPING = ColumnMapping(time="begun", who="who did it", text=("a+b=c",))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(f"{HEADER}\n{ROW}\n{ROW}\n")
    return path


def test_without_an_answer_nothing_is_guessed(casebook: Casebook, case: Case, table: Path) -> None:
    source = imports.import_evidence(casebook, case.id, table)
    assert (source.receipt.format, source.receipt.undated) == ("table", 2)
    assert "is not certain" in source.receipt.notes[0]


def test_an_answer_is_remembered_by_the_header(
    casebook: Casebook, case: Case, table: Path, tmp_path: Path
) -> None:
    said = columns.answered_for(casebook, table, ImportChoices(columns=MAPPING))
    assert said.columns == MAPPING
    next_one = tmp_path / "next.csv"
    next_one.write_text(f"{HEADER}\n2024-03-31T02:46:58Z,,Tom,orders work\n")
    again = columns.answered_for(casebook, next_one, NO_CHOICES)
    assert again.columns == MAPPING
    imports.import_evidence(casebook, case.id, next_one, again)
    [item_id] = evidence.item_ids(casebook, case.id, EvidenceFilter())
    [item] = evidence.items(casebook, [item_id])
    assert (item.who, item.text, item.time_text) == ("Tom", "orders work", "2024-03-31T02:46:58Z")


def test_another_header_is_not_meant(casebook: Casebook, table: Path, tmp_path: Path) -> None:
    columns.answered_for(casebook, table, ImportChoices(columns=MAPPING))
    other = tmp_path / "other.csv"
    other.write_text("begun,closed,by,note\n2024-03-31T02:46:58Z,,Tom,orders work\n")
    assert columns.answered_for(casebook, other, NO_CHOICES).columns is None
    log = tmp_path / "app.log"
    log.write_text("2024-03-30 02:46:58 up\n")
    assert columns.answered_for(casebook, log, NO_CHOICES) == NO_CHOICES


def test_a_column_that_is_not_there_is_not_remembered(casebook: Casebook, table: Path) -> None:
    wrong = ImportChoices(columns=ColumnMapping(time="nope"))
    columns.answered_for(casebook, table, wrong)
    assert columns.remembered(casebook, HEADER.split(",")) is None


def test_the_last_answer_counts(casebook: Casebook) -> None:
    later = ColumnMapping(time="closed")
    columns.remember(casebook, ("begun", "closed"), ColumnMapping(time="begun"))
    columns.remember(casebook, ("begun", "closed"), later)
    assert columns.remembered(casebook, ("begun", "closed")) == later
    assert columns.remembered(casebook, ("closed", "begun")) is None
