"""Status pages: updates inside the HTML of a feed, years that are left out, JSON, hostile XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.evidence import SkipCode
from app.domain.moments import iso_utc
from app.importers.base import EvidenceFile
from app.importers.registry import recognise
from app.importers.tools.statuspage import StatusPage
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "statuspage"


def read(path: Path) -> Reading:
    return Reading(StatusPage(), path)


def times(reading: Reading) -> list[str | None]:
    return [
        one.stamp and iso_utc(one.stamp.clock_us, one.stamp.precision) for one in reading.records
    ]


def test_each_update_inside_an_entry_is_an_item_with_its_year() -> None:
    reading = read(SAMPLES / "history.atom")
    assert times(reading) == [
        "2023-12-31T22:58Z",
        "2023-12-31T23:12Z",
        "2024-01-01T00:40Z",
        "2023-11-02T10:00Z",
    ]
    first = reading.records[0]
    assert first.text == "Checkout is slow\nInvestigating - Some orders take long & fail."
    assert first.stamp is not None
    assert (first.stamp.text, first.stamp.caveats) == ("Dec 31, 22:58 UTC", "year")
    assert {record.thread for record in reading.records[:3]} == {first.key}
    assert any("no year" in note and "4 updates" in note for note in reading.notes)


def test_what_stands_before_the_first_update_is_kept_and_a_zone_name_is_marked() -> None:
    planned = read(SAMPLES / "history.atom").records[3]
    assert "THIS IS A SCHEDULED EVENT Nov 2, 02:00 - 04:00 PDT" in planned.text
    assert planned.stamp is not None
    assert (planned.stamp.caveats, planned.stamp.offset_us) == ("year,zone_name", -25_200_000_000)


def test_entries_of_rss_come_in_as_they_are() -> None:
    reading = read(SAMPLES / "feed.rss")
    assert times(reading) == ["2024-03-30T09:46:58Z", "2024-03-30T10:30:00Z"]
    assert reading.texts()[0].endswith("We see increased errors in one region.")
    assert [one.stamp and one.stamp.caveats for one in reading.records] == ["zone_name", ""]
    assert {record.who for record in reading.records} == {"Cloud status"}


def test_the_updates_of_an_incident_in_json() -> None:
    reading = read(SAMPLES / "incidents.json")
    assert reading.texts() == [
        "Checkout is slow\nResolved – Orders go through again.",
        "Checkout is slow\nIn progress – We went back to 213.",
        "Checkout is slow\nInvestigating – Some orders take long.",
    ]
    assert [record.edited is not None for record in reading.records] == [True, False, False]
    assert {record.thread for record in reading.records} == {reading.records[2].key}


def test_a_feed_that_breaks_off_keeps_what_stood_before(tmp_path: Path) -> None:
    path = tmp_path / "a.atom"
    text = (SAMPLES / "history.atom").read_text()
    path.write_text(text[: text.index("Planned work")])
    reading = read(path)
    assert len(reading.records) == 3
    assert [skip.code for skip in reading.skips] == [SkipCode.BROKEN_RECORD]


def test_an_encoding_that_nobody_knows_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.atom"
    path.write_text('<?xml version="1.0" encoding="UTF-2024"?><feed><entry/></feed>')
    assert "encoding" in read(path).skips[0].detail


def test_entities_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.atom"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
        "<feed><entry><title>&b;</title></entry></feed>"
    )
    reading = read(path)
    assert not reading.records
    assert "entities" in reading.skips[0].detail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<?xml version="1.0"?>\n<!-- x -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>', True),
        ("\ufeff<rss version='2.0'><channel/></rss>", True),
        ("<html><body>2024-03-30 02:46 feed</body></html>", False),
        ('{"incidents": [], "page": {"id": "p"}}', True),
        ('{"incidents": [{"incident_number": 3, "created_at": "2024-03-30T02:46:58Z"}]}', False),
    ],
)
def test_feeds_and_pages_are_told_by_what_they_hold(
    tmp_path: Path, text: str, expected: bool
) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text)
    assert (recognise(EvidenceFile.at(path)).format == "statuspage") is expected
    if expected:
        assert [skip.code for skip in read(path).skips] == [SkipCode.EMPTY]


def test_the_public_history_comes_in_whole(shared: Path) -> None:
    reading = read(shared / "evidence/formats/statuspage/github-status-history.atom")
    assert len(reading.records) == 178
    assert len({record.thread for record in reading.records}) == 25
    assert not reading.skips


def test_an_incident_of_google_has_a_begin_its_updates_and_an_end() -> None:
    reading = read(SAMPLES / "google-cloud.json")
    assert sorted(filter(None, times(reading))) == [
        "2024-03-30T02:41:00Z",
        "2024-03-30T02:55:12Z",
        "2024-03-30T03:40:00Z",
        "2024-03-30T03:44:01Z",
    ]
    by_time = {record.key.rpartition("/")[2]: record for record in reading.records}
    begin, last = by_time["begin"], by_time["2024-03-30T03:44:01+00:00"]
    title = "Checkout disks are slow in one zone."
    assert begin.text == f"{title}\nBegin of the incident – Reads are not affected."
    assert last.text == f"{title}\nAvailable – Disks are as fast as before."
    assert last.raw is not None
    assert '"affected_locations"' in last.raw
    assert last.edited is not None
    assert {record.thread for record in reading.records} == {begin.key}
    assert {record.who for record in reading.records} == {"Persistent Disk"}
