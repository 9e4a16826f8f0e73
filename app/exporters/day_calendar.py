"""Calendars of days (RFC 5545): whole-day events that leave the day free.

Tasks (VTODO) are skipped by several calendars.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar, Event


def new_calendar(what: str) -> Calendar:
    """An empty calendar; ``what`` says in English what it is of."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Goldseam//{what}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def moment_written(now_us: int) -> datetime:
    """When a calendar was written, to the second."""
    return datetime.fromtimestamp(now_us // 1_000_000, UTC)


def whole_day(uid: int, title: str, on: date, written: datetime) -> Event:
    """An event of a day. A later one with the same ``uid`` replaces it."""
    event = Event()
    event.add("uid", f"goldseam-{uid}")
    event.add("dtstamp", written)
    event.add("dtstart", on)  # a whole day, as long as nothing says when it ends
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event
