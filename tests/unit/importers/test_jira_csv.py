"""Issues of Jira as CSV: repeated headers, comments in one cell, months in other languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence import ImportChoices, SkipCode
from app.domain.moments import iso_utc
from app.domain.questions import DateOrder
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.jira_csv import JiraCsv
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "jira-csv"


def read(path: Path, choices: ImportChoices | None = None) -> Reading:
    return Reading(JiraCsv(), path, choices or ImportChoices())


def test_every_comment_of_a_repeated_header_comes_in() -> None:
    records = read(SAMPLES / "native.csv").records
    assert [
        (record.key, record.stamp and iso_utc(record.stamp.clock_us)) for record in records
    ] == [
        ("TIDE-412", "2024-03-30T02:58:00.000000Z"),
        ("TIDE-412/comment/1", "2024-03-30T03:05:00.000000Z"),
        ("TIDE-412/comment/2", "2024-03-30T03:07:00.000000Z"),
        ("TIDE-412/attachment/1", "2024-03-30T03:01:00.000000Z"),
        ("TIDE-412/resolved", "2024-03-30T12:22:00.000000Z"),
        ("TIDE-413", "2024-03-30T02:59:00.000000Z"),
    ]
    assert [record.line for record in records] == [2] * 5 + [5]
    assert {record.thread for record in records} == {"TIDE-412", "TIDE-413"}
    assert not any(record.stamp is None or record.stamp.zoned for record in records)


def test_ids_become_names_in_authors_and_in_texts() -> None:
    reading = read(SAMPLES / "native.csv")
    comment = reading.records[2]
    assert (comment.who, comment.author) == ("Toma Reyes", "712020:toma")
    assert comment.text == "213 is out, see @Mira Kovac.\nWatching; nothing else is planned."
    assert sorted(author.key for author in reading.authors) == ["712020:mira", "712020:toma"]


def test_headers_and_months_of_another_language() -> None:
    reading = read(SAMPLES / "german.csv")
    assert [record.stamp and iso_utc(record.stamp.clock_us) for record in reading.records] == [
        "2024-03-12T15:04:00.000000Z",
        "2024-03-12T15:10:00.000000Z",
        "2024-03-12T15:20:00.000000Z",
        "2024-03-12T17:30:00.000000Z",
    ]
    assert reading.texts()[2] == "213 läuft wieder"


def test_a_comment_without_a_date_is_all_text_and_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Issue key,Created,Comment\nT-1,30/Mar/24 2:58 AM,up; down; gone\n")
    comment = read(path).records[1]
    assert (comment.text, comment.author, comment.stamp) == ("up; down; gone", None, None)


def test_dates_of_numbers_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Issue key,Created,Comment\nT-1,03/04/24 2:58 AM,05/04/24 1:00 PM;x;hi\n")
    assert read(path).times() == [None, None]
    [question] = JiraCsv().inspect(EvidenceFile.at(path), lambda _: None).questions
    assert getattr(question, "examples", None) == ("03/04/24", "05/04/24")
    first, second = read(path, ImportChoices(date_order=DateOrder.DAY_FIRST)).records
    assert first.stamp is not None
    assert iso_utc(first.stamp.clock_us) == "2024-04-03T02:58:00.000000Z"
    assert first.stamp.caveats == "century,order"
    assert second.text == "hi"


@pytest.mark.parametrize("line", ["T-2", ",,", 'T-3,"never ends', "T-4,yesterday,;;"])
def test_a_broken_row_stops_nothing(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Issue key,Created,Comment\nT-1,30/Mar/24 2:58 AM,\n{line}\n")
    reading = read(path)
    assert reading.records[0].key == "T-1"
    assert len(reading.records) + len(reading.skips) >= 2
    assert all(skip.code is SkipCode.BROKEN_RECORD for skip in reading.skips)


def test_a_table_of_others_is_not_taken_for_jira(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Key,Created,Comment\nalpha,2024-03-30 02:58,x\n")
    assert recognise(EvidenceFile.at(path)).format != "jira-csv"
