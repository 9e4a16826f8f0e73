"""Days on which actions are due, and agreed follow-ups, as a calendar."""

from __future__ import annotations

from app.domain.practice.action_sheet import ActionSheet
from app.exporters.day_calendar import moment_written, new_calendar, whole_day


def calendar_bytes(sheet: ActionSheet, now_us: int) -> bytes:
    """The calendar of what is still to be done, written at the moment ``now_us``.

    A later one replaces the events of an earlier one: their ids stay.
    """
    calendar = new_calendar("Actions of a review")
    written = moment_written(now_us)
    for row in sheet.with_day:
        if row.due is not None:
            event = whole_day(row.uid, f"Due: {row.title}", row.due, written)
            event.add("description", "\n".join(row.lines))
            calendar.add_component(event)
    for each in sheet.days:
        event = whole_day(each.uid, each.title, each.on, written)
        event.add("description", each.line)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
