"""The end of an event whose time is written as a range."""

from __future__ import annotations

import pytest

from app.domain.moments import MINUTE_US
from app.domain.stated_times import end_of


@pytest.mark.parametrize(
    ("time_text", "minutes"),
    [
        ("17:00–18:30 CET", 90),
        ("2024-03-30 17:00 - 18:00", 60),
        ("16:58 to 18:46 UTC", 108),
        ("11:50 PM – 0:10 AM", None),
        ("23:50 – 00:10", 20),
        ("14:02", None),
        ("18:00 – 17:30", None),
        ("2024-03-30 10:00 – 2024-03-31 11:00", None),
    ],
)
def test_the_end_of_a_range(time_text: str, minutes: int | None) -> None:
    assert end_of(time_text, 0) == (None if minutes is None else minutes * MINUTE_US)
