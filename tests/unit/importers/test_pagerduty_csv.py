"""PagerDuty's tables: log entries of incidents, and the report of incidents."""

from __future__ import annotations

from pathlib import Path

from app.domain.evidence import ImportChoices, SkipCode
from app.domain.questions import DateOrder
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.pagerduty_csv import PagerDutyCsv
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "pagerduty-csv"
HEADER = "incident_id,created_at,type,user_or_agent_id,user_or_agent_summary,summary\n"


def read(path: Path, choices: ImportChoices | None = None) -> Reading:
    return Reading(PagerDutyCsv(), path, choices or ImportChoices())


def test_log_entries_come_in_without_a_zone_and_name_people() -> None:
    reading = read(SAMPLES / "log-entries.csv")
    assert [(record.who, record.author, record.line) for record in reading.records] == [
        ("Mira Kovac", "PMIRA01", 2),
        ("Mira Kovac", "PMIRA01", 3),
        ("Mira Kovac", "PMIRA01", 5),
        ("Mira Kovac", "PMIRA01", 6),
        ("Alerts", None, 7),
    ]
    assert reading.records[1].text.endswith("rolled back to 213,\nwatching the queue.\nweb")
    assert {record.thread for record in reading.records} == {reading.records[4].key}
    assert not any(record.stamp is None or record.stamp.zoned for record in reading.records)
    assert [author.key for author in reading.authors] == ["PMIRA01"]


def test_an_incident_begins_and_ends_and_an_open_one_only_begins() -> None:
    reading = read(SAMPLES / "incidents.csv")
    assert [(record.text.split("\n")[0], record.author) for record in reading.records] == [
        ("[#412] Checkout latency above 2 s", None),
        ("Resolved: [#412] Checkout latency above 2 s", "PMIRA01"),
        ("[#413] Queue is filling", None),
    ]
    assert all(record.stamp and record.stamp.zoned for record in reading.records)
    assert "First acknowledged after 99 s" in reading.texts()[0]


def test_the_order_of_a_date_is_asked_once_and_then_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "Q1,04/03/2024 10:00,trigger,P1,Alerts,Down\n")
    assert recognise(EvidenceFile.at(path)).format == "pagerduty-csv"
    assert read(path).times() == [None]
    assert any("more than one order" in note for note in read(path).notes)
    inspection = PagerDutyCsv().inspect(EvidenceFile.at(path), lambda _: None)
    [question] = inspection.questions
    assert getattr(question, "examples", None) == ("04/03/2024",)
    [record] = read(path, ImportChoices(date_order=DateOrder.DAY_FIRST)).records
    assert record.stamp is not None
    assert record.stamp.clock_us == 1_709_546_400_000_000


def test_short_rows_and_rows_without_anything_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "Q1\nQ1,nonsense,trigger\n,,,,,\nQ1,2024-03-30 02:46:58,trigger,P1\n")
    reading = read(path)
    assert reading.times() == [None, "2024-03-30 02:46:58"]
    assert [skip.code for skip in reading.skips] == [SkipCode.BROKEN_RECORD] * 2


def test_a_table_of_others_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("incident_id,created_at,type\n1,2024-03-30 02:46:58,open\n")
    assert recognise(EvidenceFile.at(path)).format != "pagerduty-csv"


def test_a_report_by_its_newer_column_names_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        "id,created_at,incident_number,title,service_name,resolved_at,resolved_by_user_name,"
        "seconds_to_first_ack\n"
        "Q1,2023-11-06T07:12:28-05:00,12,Queue is full,Mail,2023-11-06T08:00:00-05:00,Bo Lind,90\n"
        "Q2,,13,No time,Mail,,,\n"
    )
    assert recognise(EvidenceFile.at(path)).format == "pagerduty-csv"
    reading = read(path)
    assert [text.split("\n")[0] for text in reading.texts()] == [
        "[#12] Queue is full",
        "Resolved: [#12] Queue is full",
        "[#13] No time",
    ]
    assert reading.times() == ["2023-11-06T07:12:28-05:00", "2023-11-06T08:00:00-05:00", None]
