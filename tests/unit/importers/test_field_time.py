"""A time that stands alone in a field: what it says is what is read, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import is_shown_everywhere, microseconds
from app.domain.questions import DateOrder
from app.importers.times.field_time import LONGEST, FieldTimes, nanoseconds, numbers_date

OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))
MOMENTS = st.datetimes(datetime(1973, 4, 1), datetime(2260, 1, 1))  # noqa: DTZ001


@given(MOMENTS, OFFSETS)
def test_a_time_with_an_offset_is_that_instant(moment: datetime, offset: timedelta) -> None:
    there = moment.replace(tzinfo=timezone(offset))
    for text in (there.isoformat(), there.strftime("%Y-%m-%d %H:%M:%S.%f %z")):
        stamp = FieldTimes().read(text)
        assert stamp is not None, text
        assert (stamp.clock_us, stamp.zoned) == (microseconds(there), True)
        assert stamp.text == text


@given(MOMENTS)
def test_a_time_without_a_zone_is_its_wall_clock(moment: datetime) -> None:
    second = moment.replace(microsecond=0)
    for form in (
        "%Y-%m-%d %H:%M:%S",
        "%d %b %Y %H:%M:%S",
        "%b %d, %Y %I:%M:%S %p",
        "%Y%m%dT%H%M%S",
    ):
        stamp = FieldTimes().read(second.strftime(form))
        assert stamp is not None, form
        assert (stamp.clock_us, stamp.zoned) == (microseconds(second), False)


@given(MOMENTS, st.sampled_from([1, 10**3, 10**6, 10**9]))
def test_a_number_is_told_by_its_size(moment: datetime, unit: int) -> None:
    seconds = microseconds(moment) // 10**6
    for value in (seconds * unit, str(seconds * unit)):
        stamp = FieldTimes().read(value)
        assert stamp is not None
        assert (stamp.clock_us, stamp.zoned, stamp.caveats) == (seconds * 10**6, True, "unit")


@given(MOMENTS)
def test_a_date_of_numbers_needs_an_order(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    forms = {DateOrder.DAY_FIRST: "%d.%m.%Y %H:%M", DateOrder.MONTH_FIRST: "%m/%d/%Y %H:%M"}
    for order, form in forms.items():
        text = minute.strftime(form)
        assert FieldTimes().read(text) is None
        assert numbers_date(text) == text.split()[0]
        stamp = FieldTimes(order).read(text)
        assert stamp is not None
        assert (stamp.clock_us, stamp.caveats) == (microseconds(minute), "order")


@given(st.text(max_size=LONGEST + 5) | st.integers() | st.floats() | st.booleans() | st.none())
def test_whatever_stands_there_is_a_time_that_can_be_shown_or_none(
    value: str | float | None,
) -> None:
    for order in (None, DateOrder.YEAR_FIRST):
        stamp = FieldTimes(order).read(value)
        assert stamp is None or is_shown_everywhere(stamp.clock_us)


@pytest.mark.parametrize(("seconds", "nanos"), [(1711766818, 10**9), (-1, 0), (10**30, 0), (5, -1)])
def test_seconds_and_nanoseconds_have_limits(seconds: int, nanos: int) -> None:
    assert nanoseconds(seconds, nanos) is None


def test_seconds_and_nanoseconds_are_one_time() -> None:
    stamp = nanoseconds(1711766818, 120_934_567)
    assert stamp is not None
    assert stamp.clock_us == microseconds(datetime(2024, 3, 30, 2, 46, 58, 120_934, UTC))
    assert stamp.caveats == ""
