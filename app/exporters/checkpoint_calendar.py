"""The days of checkpoints as a calendar, which says nothing of what they are about."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.trust.checkpoint_rules import CheckpointDay
from app.exporters.day_calendar import moment_written, new_calendar, whole_day


def calendar_bytes(days: Iterable[CheckpointDay], now_us: int) -> bytes:
    """The calendar, written at the moment ``now_us``; events keep their ids in a later one."""
    calendar = new_calendar("Checkpoints")
    written = moment_written(now_us)
    for each in days:
        calendar.add_component(whole_day(each.uid, each.title, each.on, written))
    return bytes(calendar.to_ical())
