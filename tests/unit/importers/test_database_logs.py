"""Logs of PostgreSQL and MySQL: what belongs to a message stays with it."""

from __future__ import annotations

from pathlib import Path

from app.domain.evidence import SkipCode
from tests.unit.importers.log_reading import instants, recognised, sample, written

DUPLICATE = (
    'ERROR:  duplicate key value violates unique constraint "orders_pkey"\n'
    "DETAIL:  Key (id)=(771) already exists.\n"
)


def test_details_and_statements_belong_to_the_message_of_their_process() -> None:
    reading = sample("postgres-log", "server.log")
    assert [record.line for record in reading.records] == [1, 2, 6, 8]
    assert reading.texts()[1] == DUPLICATE + "STATEMENT:  insert into orders\n\tvalues (771);"
    assert reading.texts()[2].endswith("select *\n\tfrom stock")
    assert instants(reading)[1] == "2024-03-30T02:46:59.001Z"
    assert reading.records[1].place == "stock"


def test_a_detail_after_another_process_stands_alone() -> None:
    assert sample("postgres-log", "server.log").texts()[3].startswith("DETAIL:  another process")


def test_any_prefix_will_do_and_prose_will_not(tmp_path: Path) -> None:
    line = "2024-03-30 02:46:58.120 CET [812-3] db=stock,user=app LOG:  checkpoint complete\n"
    assert recognised(line * 3) == "postgres-log"
    [record] = written(tmp_path, "postgres-log", line).records
    assert (record.text, record.place) == ("LOG:  checkpoint complete", "stock")
    assert recognised("2024-03-30 02:46:58 INFO: ready\n" * 3) == "text-log"


def test_the_prefix_of_a_hosted_database_names_the_process_in_brackets(tmp_path: Path) -> None:
    prefix = "2024-03-30 02:46:58 UTC:10.0.0.9(51762):app@stock:"
    text = f"{prefix}[901]:ERROR:  no\n{prefix}[902]:DETAIL:  other\n{prefix}[902]:HINT:  more\n"
    reading = written(tmp_path, "postgres-log", text)
    assert reading.texts() == ["ERROR:  no", "DETAIL:  other\nHINT:  more"]
    assert {record.place for record in reading.records} == {"stock"}


def test_the_csvlog_says_the_same() -> None:
    reading = sample("postgres-csvlog", "server.csv")
    assert instants(reading) == ["2024-03-30T02:46:58.120Z", "2024-03-30T02:46:59.001Z"]
    assert reading.texts()[1] == DUPLICATE + "STATEMENT:  insert into orders\nvalues (771);"
    assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.BROKEN_RECORD, 4)]


def test_the_error_log_of_mysql() -> None:
    reading = sample("mysql-log", "error.log")
    assert instants(reading) == [
        "2024-03-30T02:46:58.120934Z",
        "2024-03-30T02:46:59.000001Z",
        "2024-03-30T02:47:01Z",
    ]
    assert reading.texts()[1] == "Warning: [MY-013360] [Server] Plugin is deprecated"
    assert reading.texts()[2].startswith("ERROR: /usr/sbin/mysqld: Table")
    old = reading.records[2].stamp
    assert old is not None
    assert not old.zoned


def test_a_slow_query_is_one_record_also_without_a_time_line() -> None:
    slow = sample("mysql-log", "slow.log").records[3:]
    assert [record.line for record in slow] == [4, 10]
    assert [record.stamp and record.stamp.text for record in slow] == [
        "2024-03-30T02:46:58.120934Z",
        "1711766818",
    ]
    assert slow[0].text.startswith("# Query_time: 2.140000")
    assert slow[0].text.endswith("select *\nfrom stock;")
    assert slow[0].raw is not None
    assert slow[0].raw.startswith("# Time: ")


def test_a_slow_log_cut_off_anywhere_comes_in(tmp_path: Path) -> None:
    text = "# Time: nonsense\n# User@Host: a\n# Query_time: 1\nselect 1;\n# Time:"
    reading = written(tmp_path, "mysql-log", text)
    assert instants(reading) == [None]
    assert reading.texts()[0].startswith("# Query_time: 1\n# User@Host: a\nselect 1;")
