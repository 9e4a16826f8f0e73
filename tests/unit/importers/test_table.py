"""Tables of any shape: columns found or said, dates never guessed, nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import EvidenceError
from app.domain.evidence import ImportChoices, Inspection, SkipCode
from app.domain.moments import Precision
from app.domain.questions import (
    ColumnMapping,
    ColumnsQuestion,
    DateOrder,
    DateOrderQuestion,
    DayQuestion,
)
from app.importers.base import EvidenceFile
from app.importers.tables.table import Table
from app.importers.tables.table_columns import proposal
from tests.unit.importers.log_reading import instants, recognised, sample, written

OPEN = "Datum;Ereignis\n05.04.2024 02:46;Kasse langsam\n06.04.2024 02:47;fertig\n"


def inspected(text: str, name: str = "table.csv") -> Inspection:
    return Table().inspect(EvidenceFile(name, None, text.encode()), lambda _: None)


def test_columns_are_found_by_headers_and_contents() -> None:
    reading = sample("table", "notes.csv")
    assert instants(reading) == [
        "2024-03-30T02:46Z",
        "2024-03-30T02:51Z",
        None,
        "2024-03-30T03:10Z",
    ]
    second = reading.records[1]
    assert (second.who, second.author, second.place) == ("Tom", "Tom", "stock")
    assert second.text == "Switched to the\nsecond database"
    assert second.raw is not None
    assert second.raw.startswith("When: 30.03.2024 02:51\nWho: Tom\n")
    assert second.line == 3
    assert [author.key for author in reading.authors] == ["Mira", "Tom"]
    assert [(skip.code, skip.line, skip.count) for skip in reading.skips] == [
        (SkipCode.EMPTY, 6, 1)
    ]


def test_what_was_assumed_is_said() -> None:
    columns, order = sample("table", "notes.csv").notes
    assert columns.endswith("time=When,who=Who,text=What happened,place=Where.")
    assert order == (
        "Dates such as 30.03.2024 were read as day/month/year; no other order fits the table."
    )


def test_objects_of_json_are_rows_too() -> None:
    reading = sample("table", "calls.jsonl")
    assert instants(reading) == ["2024-03-30T02:46:58.120Z", "2024-03-30T02:52:00Z", None]
    assert reading.texts() == ["called the supplier", "they restart it", "they called back"]
    assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.BROKEN_RECORD, 3)]


def test_an_open_order_of_dates_is_asked_and_not_guessed(tmp_path: Path) -> None:
    reading = written(tmp_path, "table", OPEN)
    assert instants(reading) == [None, None]
    assert reading.texts() == ["Kasse langsam", "fertig"]
    assert "can be read in more than one order" in reading.notes[1]
    [order] = [one for one in inspected(OPEN).questions if isinstance(one, DateOrderQuestion)]
    assert order.examples == ("05.04.2024", "06.04.2024")
    assert order.orders == (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    assert order.readings[1] == (date(2024, 5, 4), date(2024, 6, 4))


def test_an_answered_order_is_used(tmp_path: Path) -> None:
    reading = written(tmp_path, "table", OPEN, ImportChoices(date_order=DateOrder.DAY_FIRST))
    assert instants(reading) == ["2024-04-05T02:46Z", "2024-04-06T02:47Z"]
    assert {record.stamp and record.stamp.caveats for record in reading.records} == {"order"}


def test_a_later_row_proves_the_order_for_all(tmp_path: Path) -> None:
    rows = OPEN + "07.04.2024 09:00;x\n" * 1500 + "23.04.2024 02:47;Ende\n"
    reading = written(tmp_path, "table", rows)
    assert instants(reading)[0] == "2024-04-05T02:46Z"
    assert "no other order fits the table" in reading.notes[1]


def test_two_columns_of_dates_are_asked_about(tmp_path: Path) -> None:
    text = "opened,closed,note\n2024-03-30T02:46Z,2024-03-30T03:00Z,slow\n"
    reading = written(tmp_path, "table", text)
    assert instants(reading) == [None]
    assert reading.texts() == ["opened: 2024-03-30T02:46Z\nclosed: 2024-03-30T03:00Z\nnote: slow"]
    question = inspected(text).questions[0]
    assert isinstance(question, ColumnsQuestion)
    assert question.columns == ("opened", "closed", "note")
    assert question.rows == (("2024-03-30T02:46Z", "2024-03-30T03:00Z", "slow"),)
    said = ImportChoices(columns=ColumnMapping(time="CLOSED", text=("note",)))
    reading = written(tmp_path, "table", text, said)
    assert instants(reading) == ["2024-03-30T03:00Z"]
    assert reading.notes == ["The columns were read as was said: time=closed,text=note."]


@pytest.mark.parametrize(
    ("columns", "cells", "chosen"),
    [
        ("CreatedAt,CreatedAtDate", "1711766818120,2024/03/30 02:46:58", "CreatedAt"),
        ("Created Date,Created At", "2024-03-30,2024-03-30 02:46", "Created At"),
        ("Started,Started (UTC)", "2024-03-30 03:46,2024-03-30T02:46Z", "Started (UTC)"),
        ("Date,Datetime", "03/30/2024,03/30/2024 02:46", "Datetime"),
        ("Дата,Срок", "2024-03-30 02:46,2024-03-31 09:00", None),
        ("Created,Last updated", "2024-03-30T02:46Z,2024-03-31T09:00Z", "Created"),
        ("Updated,Created,Closed", "2024-03-30 9:01,2024-03-30 9:02,2024-03-30 9:03", None),
        ("Modified", "2024-03-30 02:46", "Modified"),
    ],
)
def test_of_columns_that_tell_one_moment_the_most_exact_is_taken(
    columns: str, cells: str, chosen: str | None
) -> None:
    found = proposal([*columns.split(","), "note"], [[*cells.split(","), "slow"]] * 2)
    assert (found.mapping.time if found.certain else None) == chosen


def test_rows_with_one_cell_more_than_the_header_are_a_table(tmp_path: Path) -> None:
    text = (
        "Level,Date and Time,Source,Event ID\n"
        'Error,3/30/2024 2:46:00 AM,Spooler,7031,"The service ended,\nwithout a word"\n'
        "Information,3/30/2024 2:45:00 AM,Kernel,1,Started\n"
    )
    assert recognised(text) == "table"
    reading = written(tmp_path, "table", text)
    assert instants(reading) == ["2024-03-30T02:46:00Z", "2024-03-30T02:45:00Z"]
    assert reading.texts() == ["The service ended,\nwithout a word", "Started"]
    assert recognised("When, where, who\nWell, it failed, they say, alas\nno, no, no, no\n") == (
        "text-log"
    )


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = ImportChoices(columns=ColumnMapping(time="Zeit"))
    with pytest.raises(EvidenceError, match="has no column “Zeit”; it has “Datum”, “Ereignis”"):
        written(tmp_path, "table", OPEN, said)


def test_a_date_and_a_time_of_day_may_stand_apart(tmp_path: Path) -> None:
    text = "Datum,Uhrzeit,Wer,Was\n2024-03-30,2:46,Mira,langsam\n2024-03-30,14.05 Uhr,Tom,gut\n"
    reading = written(tmp_path, "table", text)
    assert instants(reading) == ["2024-03-30T02:46Z", "2024-03-30T14:05Z"]
    assert reading.notes[1] == "The time of day was taken from the column “Uhrzeit”."


def test_times_without_a_day_need_one(tmp_path: Path) -> None:
    text = "time,note\n23:58,slow\n00:02,slower\n"
    assert instants(written(tmp_path, "table", text)) == [None, None]
    reading = written(tmp_path, "table", text, ImportChoices(day=date(2024, 3, 30)))
    assert instants(reading) == ["2024-03-30T23:58Z", "2024-03-31T00:02Z"]
    [day] = [one for one in inspected(text).questions if isinstance(one, DayQuestion)]
    assert (day.examples, day.proposed) == (("23:58", "00:02"), None)
    named = inspected(text, "calls-2024-03-30.csv").questions
    assert DayQuestion(("23:58", "00:02"), date(2024, 3, 30)) in named


@pytest.mark.parametrize(
    ("cell", "when", "precision"),
    [
        ("1711766818", "2024-03-30T02:46:58Z", Precision.SECOND),
        ("1711766818120", "2024-03-30T02:46:58.120Z", Precision.MILLISECOND),
        ("45381.115949074", "2024-03-30T02:46:58Z", Precision.SECOND),
        ("2024-03-30 02:46:58.120934", "2024-03-30T02:46:58.120934Z", Precision.MICROSECOND),
        ("Mar 30, 2024 2:46 AM", "2024-03-30T02:46Z", Precision.MINUTE),
        ("30 Mar 2024 02:46:58 +0100", "2024-03-30T01:46:58Z", Precision.SECOND),
        ("2024-03-30", "2024-03-30", Precision.DAY),
        ("20240330T024658Z", "2024-03-30T02:46:58Z", Precision.SECOND),
    ],
)
def test_times_as_tables_write_them(
    tmp_path: Path, cell: str, when: str, precision: Precision
) -> None:
    reading = written(tmp_path, "table", f'time;note\n"{cell}";said\n')
    assert instants(reading) == [when]
    [stamp] = [record.stamp for record in reading.records]
    assert stamp is not None
    assert (stamp.text, stamp.precision) == (cell, precision)


@pytest.mark.parametrize("cell", ["9" * 20, "2024-02-31", "0000-00-00", "-1", "1e999"])
def test_what_is_no_time_stays_undated(tmp_path: Path, cell: str) -> None:
    said = ImportChoices(columns=ColumnMapping(time="time", text=("note",)))
    reading = written(tmp_path, "table", f"time;note\n{cell};said\n", said)
    assert instants(reading) == [None]
    assert reading.texts() == ["said"]


@pytest.mark.parametrize(
    ("headers", "mapping"),
    [
        (("Zeitpunkt", "Verfasser", "Nachricht", "Dienst"), (0, 1, (2,), 3)),
        (("Horodatage", "Auteur", "Évènement", "Serveur"), (0, 1, (2,), 3)),
        (("Fecha", "Autor", "Descripción", "Servidor"), (0, 1, (2,), 3)),
        (("createdAt", "userName", "summary", "hostName"), (0, 1, (2,), 3)),
        (("time", "EventId", "Content", "z"), (0, None, (2,), None)),
        (("x", "y", "long words of somebody", "z"), (0, None, (2,), None)),
    ],
)
def test_headers_in_several_languages(
    headers: tuple[str, ...], mapping: tuple[int, int | None, tuple[int, ...], int | None]
) -> None:
    row = ("2024-03-30 02:46", "Mira", "the orders failed again", "till-1")
    time, who, texts, place = mapping
    assert proposal(headers, [row]).mapping == ColumnMapping(
        time=headers[time],
        who=None if who is None else headers[who],
        text=tuple(headers[index] for index in texts),
        place=None if place is None else headers[place],
    )


def test_headers_that_stand_twice_rows_that_are_longer_and_cells_that_break(tmp_path: Path) -> None:
    text = '\ufefftime\tnote\tnote\t\n2024-03-30 02:46\ta\t"b\nc"\td\te\n'
    [record] = written(tmp_path, "table", text).records
    assert record.raw == (
        "time: 2024-03-30 02:46\nnote: a\nnote (2): b\nc\ncolumn 4: d\ncolumn 5: e"
    )


def test_what_excel_is_told_about_separators_is_no_row(tmp_path: Path) -> None:
    text = "sep=;\ntime;note\n2024-03-30 02:46;slow\n"
    assert recognised(text) == "table"
    assert written(tmp_path, "table", text).texts() == ["slow"]


def test_a_table_without_a_header_calls_its_columns_by_their_place(tmp_path: Path) -> None:
    text = "2024-03-30 02:46,Mira,slow\n2024-03-30 02:47,Tom,slower\n"
    reading = written(tmp_path, "table", text)
    assert instants(reading) == ["2024-03-30T02:46Z", "2024-03-30T02:47Z"]
    assert (reading.records[0].raw or "").startswith("column 1: 2024-03-30 02:46")


def test_a_quote_that_never_ends_does_no_harm(tmp_path: Path) -> None:
    text = 'time,note\n2024-03-30 02:46,fine\n2024-03-30 02:47,"' + "never ends\n" * 20_000
    said = ImportChoices(columns=ColumnMapping(time="time"))
    reading = written(tmp_path, "table", text, said)
    assert instants(reading)[0] == "2024-03-30T02:46Z"
    assert SkipCode.BROKEN_RECORD in {skip.code for skip in reading.skips}


def test_tables_are_recognised_and_prose_and_logs_are_not() -> None:
    assert recognised("time,note\n2024-03-30 02:46,slow\n") == "table"
    assert recognised("a;b;c\n1;2;3\n4;5;6\n") == "table"
    assert recognised("2024-03-30 02:46:58,120 INFO a\n" * 3) == "text-log"
    assert recognised("Well, it failed.\nThen, it worked.\n") == "text-log"
    assert recognised("one, two\nthree, four\n") == "text-log"
