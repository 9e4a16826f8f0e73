"""Times in exported tables: months in many languages, halves of the day, orders of numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import Precision, iso_utc
from app.domain.questions import DateOrder
from app.importers.tools.sheets import SheetTimes


@pytest.mark.parametrize(
    ("text", "utc", "caveats"),
    [
        ("09/Jan/24 3:54 PM", "2024-01-09T15:54Z", "century"),
        ("09/Jan/24 12:05 AM", "2024-01-09T00:05Z", "century"),
        ("12/Mär/24 15:04", "2024-03-12T15:04Z", "century"),
        ("12/mars/24 15:04", "2024-03-12T15:04Z", "century"),
        ("3/févr./24 9:01", "2024-02-03T09:01Z", "century"),
        ("07/dic/23 3:04 p. m.", "2023-12-07T15:04Z", "century"),
        ("05/ago/24 10:00 AM", "2024-08-05T10:00Z", "century"),
        ("05/out/24 10:00", "2024-10-05T10:00Z", "century"),
        ("05/mei/24 10:00", "2024-05-05T10:00Z", "century"),
        ("12. Okt. 2024 3:04 nachm.", "2024-10-12T15:04Z", ""),
        ("7 juil. 2024 03:04", "2024-07-07T03:04Z", ""),
        ("2024-03-30 02:46", "2024-03-30T02:46Z", ""),
        ("12.Mär.24 3:04 PM", "2024-03-12T15:04Z", "century"),
        ("05/май/24 10:00", "2024-05-05T10:00Z", "century"),
        ("05/maj/24 10:00", "2024-05-05T10:00Z", "century"),
        ("Mar 12, 2024 3:04\u202fPM", "2024-03-12T15:04Z", ""),
        ("March 12, 2024 at 3:04 PM", "2024-03-12T15:04Z", ""),
    ],
)
def test_a_month_is_read_in_the_language_of_the_export(text: str, utc: str, caveats: str) -> None:
    stamp = SheetTimes(None).read(text)
    assert stamp is not None
    assert (iso_utc(stamp.clock_us, Precision.MINUTE), stamp.caveats) == (utc, caveats)
    assert (stamp.text, stamp.zoned) == (text, False)


def test_numbers_are_read_in_the_order_that_is_known_and_only_then() -> None:
    assert SheetTimes(None).read("3/4/24 3:04 PM") is None
    for order, utc in ((DateOrder.DAY_FIRST, "2024-04-03"), (DateOrder.MONTH_FIRST, "2024-03-04")):
        stamp = SheetTimes(order).read("3/4/24 3:04 PM")
        assert stamp is not None
        assert iso_utc(stamp.clock_us, Precision.MINUTE) == f"{utc}T15:04Z"
        assert stamp.caveats == "century,order"


def test_a_zone_beside_a_time_is_taken() -> None:
    stamp = SheetTimes(None).read("30/Mar/2024 02:46:58 +0100")
    assert stamp is not None
    assert (stamp.zoned, stamp.offset_us) == (True, 3_600_000_000)


@pytest.mark.parametrize("text", ["", "30/Feb/24 1:00 PM", "1/Foo/24", "25:00", "12/Jan/24 25:00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert SheetTimes(DateOrder.DAY_FIRST).read(text) is None


@given(st.text(max_size=80) | st.from_regex(r"\d{1,4}[/.-][0-9A-Za-zä]{1,4}[/.-]\d{1,4}.{0,9}"))
def test_any_cell_is_a_time_or_none(text: str) -> None:
    for order in (None, *DateOrder):
        SheetTimes(order).read(text)
