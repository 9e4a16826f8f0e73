"""Clock times that came twice or never, and the account of an item's time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.evidence import Item, Receipt, Source
from app.domain.moments import (
    UTC_ZONE,
    Caveat,
    Precision,
    TimeKind,
    ZoneBasis,
    microseconds,
    utc_of,
)
from app.domain.readings import (
    Occurrence,
    event_time_of,
    is_in_doubt,
    readings_of,
    readings_of_item,
)
from app.domain.time_account import CAVEAT_WORDS, account_lines, account_of, offset_text

BERLIN = ZoneInfo("Europe/Berlin")
TWICE, NEVER, ONCE = "2024-10-27 02:30:00", "2024-03-31 02:30:00", "2024-06-01 02:30:00"


def at(text: str) -> int:
    return microseconds(datetime.fromisoformat(text))


def source(**changes) -> Source:
    receipt = Receipt("text-log", 1, 0, (), ())
    made = Source(7, "c", "orders.log", None, ZoneBasis.CASE, 0, 1, None, None, 0, receipt)
    return replace(made, **changes)


def item(clock: str, read_in: ZoneInfo = BERLIN, offset_us: int = 0, **changes) -> Item:
    caveats = changes.get("caveats", "")
    utc = utc_of(at(clock), read_in, offset_us, zoned=False, set_back=Caveat.SET_BACK in caveats)
    made = Item(
        1, 7, "orders.log", "k", "", 12, clock, Precision.SECOND, ZoneBasis.CASE, utc, "up",
        None, None, None, "", None, None, clock_us=at(clock),
    )  # fmt: skip
    return replace(made, **changes)


def test_a_repeated_clock_time_has_two_instants_with_their_offsets():
    found = readings_of(at(TWICE), BERLIN)
    assert found.occurrence is Occurrence.TWICE
    assert [offset_text(one.offset_us) for one in found.readings] == ["UTC+02:00", "UTC+01:00"]
    assert [one.utc_us for one in found.readings] == [
        at("2024-10-27 00:30:00"),
        at("2024-10-27 01:30:00"),
    ]


def test_a_skipped_clock_time_has_what_it_means_before_and_after_the_change():
    found = readings_of(at(NEVER), BERLIN)
    assert found.occurrence is Occurrence.NEVER
    assert [(one.utc_us, offset_text(one.offset_us)) for one in found.readings] == [
        (at("2024-03-31 00:30:00"), "UTC+02:00"),
        (at("2024-03-31 01:30:00"), "UTC+01:00"),
    ]


@pytest.mark.parametrize("clock", [TWICE, NEVER])
def test_such_an_item_is_in_doubt_until_its_file_proves_it(clock):
    assert is_in_doubt(item(clock), BERLIN)
    assert not is_in_doubt(item(clock), UTC_ZONE)
    assert not is_in_doubt(item(clock, zone_basis=ZoneBasis.DATA), BERLIN)
    assert not is_in_doubt(item(clock, precision=Precision.DAY), BERLIN)


def test_a_clock_that_was_set_back_proves_the_second_time_and_no_skipped_one():
    assert not is_in_doubt(item(TWICE, caveats="set_back"), BERLIN)
    assert item(TWICE, caveats="set_back").utc_us == at("2024-10-27 01:30:00")
    assert is_in_doubt(item(NEVER, caveats="set_back"), BERLIN)
    assert item(NEVER, caveats="set_back").utc_us == item(NEVER).utc_us


def test_the_sources_own_zone_decides_and_its_clock_offset_moves_both_readings():
    of_source = item(TWICE, zone_basis=ZoneBasis.SOURCE, zone="Europe/Berlin")
    assert is_in_doubt(of_source, UTC_ZONE)
    found = readings_of_item(item(TWICE, offset_us=40_000_000), BERLIN)
    assert [one.utc_us for one in found.readings] == [
        at("2024-10-27 00:29:20"),
        at("2024-10-27 01:29:20"),
    ]


def test_an_entry_of_a_doubtful_item_is_a_range_between_the_readings():
    time = event_time_of(item(TWICE), BERLIN)
    assert (time.kind, time.start_us, time.end_us) == (
        TimeKind.RANGE,
        at("2024-10-27 00:30:00"),
        at("2024-10-27 01:30:00"),
    )
    assert event_time_of(item(TWICE, caveats="set_back"), BERLIN).kind is TimeKind.EXACT
    assert event_time_of(item(ONCE), BERLIN).kind is TimeKind.EXACT
    assert event_time_of(item(ONCE, utc_us=None), BERLIN).kind is TimeKind.UNKNOWN


def words(account) -> dict[str, str]:
    return dict(account_lines(account))


def test_the_account_leads_from_the_stamp_to_the_instant():
    one = item(ONCE, offset_us=40_000_000, caveats="year,zone_name")
    told = words(
        account_of(one, source(clock_offset_us=40_000_000), BERLIN, [ZoneInfo("Asia/Tokyo")])
    )
    assert told["Written as"] == "“2024-06-01 02:30:00”"
    assert told["Where"] == "orders.log, line 12"
    assert told["Precision"] == "to the second"
    assert told["Zone"] == "Europe/Berlin, the zone of the case; the stamp names none"
    assert told["Offset"] == "UTC+02:00"
    assert told["Clock"] == "Its clock ran 40 s ahead; times here are corrected."
    assert told["UTC"] == "2024-06-01 00:29:20 UTC"
    assert told["Europe/Berlin"] == "2024-06-01 02:29:20 UTC+02:00"
    assert told["Asia/Tokyo"] == "2024-06-01 09:29:20 UTC+09:00"
    notes = [
        said for name, said in account_lines(account_of(one, source(), BERLIN)) if name == "Note"
    ]
    assert notes == [CAVEAT_WORDS[Caveat.YEAR], CAVEAT_WORDS[Caveat.ZONE_NAME]]


def test_the_account_names_both_readings_and_why_one_is_used():
    unproved = words(account_of(item(TWICE), source(), BERLIN))["Two readings"]
    assert "2024-10-27 00:30:00 UTC (clock at UTC+02:00)" in unproved
    assert "2024-10-27 01:30:00 UTC (clock at UTC+01:00)" in unproved
    assert "The first is used; nothing in the source tells which is right." in unproved
    second = account_of(item(TWICE, caveats="set_back"), source(), BERLIN)
    assert (
        "The second is used: in this source the clock steps back before"
        in words(second)["Two readings"]
    )
    first = account_of(item(TWICE), source(), BERLIN, set_back_later=True)
    assert (
        "The first is used: in this source the clock steps back after"
        in words(first)["Two readings"]
    )
    skipped = words(account_of(item(NEVER), source(), BERLIN))["Two readings"]
    assert skipped.startswith("Clocks in Europe/Berlin skipped this time.")


def test_a_clear_time_has_no_doubt_and_no_word_of_a_set_back_clock():
    names = words(account_of(item(ONCE, caveats="set_back"), source(), BERLIN))
    assert "Two readings" not in names
    assert "Note" not in names


def test_an_item_without_a_time_says_so_and_one_with_an_edit_has_both_times():
    undated = item(ONCE, time_text=None, utc_us=None, clock_us=None, zone_basis=ZoneBasis.NONE)
    assert words(account_of(undated, source(), BERLIN))["Written as"] == "no time in the evidence"
    edited = item(ONCE, edited_us=at("2024-06-01 09:00:00"))
    assert words(account_of(edited, source(), BERLIN))["Edited later"] == "2024-06-01 09:00:00 UTC"


@pytest.mark.parametrize("caveat", Caveat)
def test_every_caveat_has_words(caveat):
    assert CAVEAT_WORDS[caveat].endswith(".")
