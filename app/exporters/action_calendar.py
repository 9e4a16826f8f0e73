"""Days on which actions are due, and agreed follow-ups, as a calendar (RFC 5545).

Whole-day events that leave the day free: tasks (VTODO) are skipped by several calendars.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from app.domain.practice.action_sheet import ActionSheet


def calendar_bytes(sheet: ActionSheet, now_us: int) -> bytes:
    """The calendar of what is still to be done, written at the moment ``now_us``.

    A later one replaces the events of an earlier one: their ids stay.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Goldseam//Actions of a review//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    written = datetime.fromtimestamp(now_us // 1_000_000, UTC)
    for row in sheet.with_day:
        if row.due is not None:
            event = _event(row.uid, f"Due: {row.title}", row.due, written)
            event.add("description", "\n".join(row.lines))
            calendar.add_component(event)
    for each in sheet.days:
        event = _event(each.uid, each.title, each.on, written)
        event.add("description", each.line)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(uid: int, title: str, on: date, written: datetime) -> Event:
    event = Event()
    event.add("uid", f"goldseam-{uid}")
    event.add("dtstamp", written)
    event.add("dtstart", on)  # a whole day, as long as nothing says when it ends
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event
