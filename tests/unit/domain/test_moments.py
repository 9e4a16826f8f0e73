"""Points in time: written and read back, in every zone, also where clocks change."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.errors import InvalidInputError
from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    SECOND_US,
    EventTime,
    Precision,
    TimeKind,
    clock,
    day,
    in_zone,
    iso_utc,
    microseconds,
    parse_event_time,
    parse_typed,
    utc_of,
    write_event_time,
    zone_named,
)

UTC_ZONE = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    UTC_ZONE,
    BERLIN,
    *(
        ZoneInfo(name)
        for name in (
            "America/New_York",
            "America/St_Johns",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Africa/Casablanca",
        )
    ),
]
DAY_ONE = microseconds(datetime(1975, 1, 1, tzinfo=UTC))
DAY_LAST = microseconds(datetime(2060, 1, 1, tzinfo=UTC))

zones = st.sampled_from(ZONES)
known = st.sampled_from([precision for precision in Precision if precision is not Precision.NONE])


def at(*parts: int) -> int:
    return microseconds(datetime(*parts, tzinfo=UTC))  # type: ignore[arg-type, misc]  # its ints


CHANGES = [
    at(2024, 3, 31, 1),  # Berlin skips an hour
    at(2024, 10, 27, 1),  # and repeats one
    at(2024, 11, 3, 6),  # New York repeats one
    at(2024, 4, 6, 15),  # Lord Howe half of one
    at(2011, 12, 30, 10),  # Apia skips a day
]
whenever = st.integers(DAY_ONE, DAY_LAST) | st.builds(
    int.__add__, st.sampled_from(CHANGES), st.integers(-120 * MINUTE_US, 120 * MINUTE_US)
)


@st.composite
def instants(draw: st.DrawFn, zone: ZoneInfo, precision: Precision) -> int:
    """An instant that can be written in a zone as finely as that: midnight where only a day is."""
    instant = draw(whenever) // precision.step_us * precision.step_us
    local = in_zone(instant, zone)
    if precision is Precision.DAY:
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        return utc_of(microseconds(midnight), zone, 0, zoned=False)
    offset = local.utcoffset()
    assert offset is not None
    assume(not (offset.total_seconds() % 60))
    return instant


def written_twice(instant: int, zone: ZoneInfo) -> bool:
    """Whether the clock of that instant is shown a second time, an hour later."""
    return in_zone(instant, zone).fold == 1


@given(st.data(), zones, known, st.sampled_from([TimeKind.EXACT, TimeKind.ABOUT]))
def test_a_written_time_reads_back(
    data: st.DataObject, zone: ZoneInfo, precision: Precision, kind: TimeKind
) -> None:
    instant = data.draw(instants(zone, precision))
    time = EventTime(kind, instant, None, precision)
    assert parse_event_time(write_event_time(time, zone), zone) == time


@given(st.data(), zones, known)
def test_a_written_range_reads_back(
    data: st.DataObject, zone: ZoneInfo, precision: Precision
) -> None:
    start, end = sorted(data.draw(instants(zone, precision)) for _ in range(2))
    time = EventTime(TimeKind.RANGE, start, end, precision)
    assert parse_event_time(write_event_time(time, zone), zone) == time


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_autumn_repeats_reads_back(hour: int) -> None:
    time = EventTime(TimeKind.EXACT, at(2024, 10, 27, hour, 30), None, Precision.MINUTE)
    written = write_event_time(time, BERLIN)
    assert "02:30" in written
    assert parse_event_time(written, BERLIN) == time


def test_an_unknown_time_reads_back() -> None:
    unknown = EventTime(TimeKind.UNKNOWN)
    assert parse_event_time(write_event_time(unknown, BERLIN), BERLIN) == unknown


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        (
            "2024-03-30 02:46",
            EventTime(TimeKind.EXACT, at(2024, 3, 30, 1, 46), None, Precision.MINUTE),
        ),
        (
            "2024-03-30T02:46:58Z",
            EventTime(TimeKind.EXACT, at(2024, 3, 30, 2, 46, 58), None, Precision.SECOND),
        ),
        (
            "2024-03-30 02:46:58,120 +05:30",
            EventTime(
                TimeKind.EXACT, at(2024, 3, 29, 21, 16, 58, 120_000), None, Precision.MILLISECOND
            ),
        ),
        ("8:05", EventTime(TimeKind.EXACT, at(2024, 3, 30, 7, 5), None, Precision.MINUTE)),
        ("~2024-03-30", EventTime(TimeKind.ABOUT, at(2024, 3, 29, 23), None, Precision.DAY)),
        (
            "02:46/03:10",
            EventTime(
                TimeKind.RANGE,
                at(2024, 3, 30, 1, 46),
                at(2024, 3, 30, 2, 10),
                Precision.MINUTE,
            ),
        ),
        (
            "02:46:30 – 03:10",
            EventTime(
                TimeKind.RANGE,
                at(2024, 3, 30, 1, 46, 30),
                at(2024, 3, 30, 2, 10),
                Precision.MINUTE,
            ),
        ),
        ("unknown", EventTime(TimeKind.UNKNOWN)),
        ("?", EventTime(TimeKind.UNKNOWN)),
        ("", EventTime(TimeKind.UNKNOWN)),
    ],
)
def test_what_people_type(typed: str, time: EventTime) -> None:
    assert parse_event_time(typed, BERLIN, at(2024, 3, 30, 12)) == time


@pytest.mark.parametrize(
    "typed",
    ["soon", "2024-13-01", "2024-02-30 10:00", "25:00", "02:61", "02:40/", "/02:40", "~", "2:4"],
)
def test_what_is_no_time_is_named_and_refused(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_event_time(typed, BERLIN, at(2024, 3, 30, 12))
    assert "time" in str(refused.value)


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="before it starts"):
        parse_event_time("03:10/02:46", BERLIN, at(2024, 3, 30, 12))


def test_a_clock_without_a_day_is_refused_where_no_day_is_known() -> None:
    with pytest.raises(InvalidInputError, match="no date"):
        parse_typed("02:46", BERLIN)
    with pytest.raises(InvalidInputError, match="“25:99” is not a time that exists"):
        parse_typed("25:99", BERLIN)


@given(st.text(max_size=40))
def test_anything_typed_is_read_or_refused_in_words(typed: str) -> None:
    with suppress(InvalidInputError):
        read = parse_event_time(typed, BERLIN, at(2024, 3, 30, 12))
        assert (read.kind is TimeKind.UNKNOWN) == (read.start_us is None)


@given(whenever, zones, st.integers(-DAY_US, DAY_US))
def test_a_wall_clock_and_its_zone_give_back_the_instant(
    instant: int, zone: ZoneInfo, offset: int
) -> None:
    wall = microseconds(in_zone(instant, zone).replace(tzinfo=None))
    assume(not written_twice(instant, zone))
    assert utc_of(wall, zone, offset, zoned=False) == instant - offset


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        (at(2024, 3, 31, 1, 59, 59), at(2024, 3, 31, 0, 59, 59)),
        (at(2024, 3, 31, 2, 30), at(2024, 3, 31, 1, 30)),  # skipped: as if clocks had not changed
        (at(2024, 3, 31, 3, 0), at(2024, 3, 31, 1, 0)),
        (at(2024, 10, 27, 2, 30), at(2024, 10, 27, 0, 30)),  # repeated: the first of the two
        (at(2024, 10, 27, 3, 0), at(2024, 10, 27, 2, 0)),
    ],
)
def test_clocks_that_change(wall: int, utc: int) -> None:
    assert utc_of(wall, BERLIN, 0, zoned=False) == utc


def test_a_zone_in_the_data_wins_and_a_clock_that_runs_ahead_is_put_back() -> None:
    assert utc_of(1_000, BERLIN, 0, zoned=True) == 1_000
    assert utc_of(90 * SECOND_US, UTC_ZONE, 30 * SECOND_US, zoned=False) == 60 * SECOND_US
    assert utc_of(90 * SECOND_US, BERLIN, 30 * SECOND_US, zoned=True) == 60 * SECOND_US


@pytest.mark.parametrize(
    ("precision", "iso", "shown"),
    [
        (Precision.MICROSECOND, "2024-03-30T02:46:58.120004Z", "02:46:58.120004"),
        (Precision.MILLISECOND, "2024-03-30T02:46:58.120Z", "02:46:58.120"),
        (Precision.SECOND, "2024-03-30T02:46:58Z", "02:46:58"),
        (Precision.MINUTE, "2024-03-30T02:46Z", "02:46"),
        (Precision.DAY, "2024-03-30", ""),
    ],
)
def test_no_time_is_shown_finer_than_it_is_known(
    precision: Precision, iso: str, shown: str
) -> None:
    instant = at(2024, 3, 30, 2, 46, 58, 120_004)
    assert iso_utc(instant, precision) == iso
    assert clock(instant, UTC_ZONE, precision) == shown


def test_a_day_is_the_day_of_its_zone() -> None:
    late = at(2024, 3, 30, 23, 30)
    assert day(late, UTC_ZONE) == "2024-03-30"
    assert day(late, BERLIN) == "2024-03-31"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "berlin", "\0"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        zone_named(name)
    assert "Europe/Berlin" in str(refused.value)


def test_a_time_outside_all_calendars_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="9999"):
        in_zone(10**18, UTC_ZONE)
    assert in_zone(MINUTE_US, UTC_ZONE).year == 1970


def test_a_range_over_midnight_says_what_to_write() -> None:
    with pytest.raises(InvalidInputError, match="write the day of its end too"):
        parse_event_time("23:50/00:10", UTC_ZONE, 0)
