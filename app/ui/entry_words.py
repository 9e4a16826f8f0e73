"""How the window words a timeline entry: its time, its judgement, and what changed in it. No Qt."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.changes import Change, Row
from app.domain.drafts import Certainty, Entry, EntryKind, Known
from app.domain.moments import (
    EventTime,
    Precision,
    TimeKind,
    clock,
    day,
    in_zone,
)
from app.domain.practice.context_rules import flag_words
from app.domain.practice.entry_ties import NO_TIES, EntryTies, hypothesis_words
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, counted, duration_words
from app.domain.timeline import CitedEntry, CitedItem

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def zone_of(time: EventTime, zone: ZoneInfo, day_zone: ZoneInfo) -> ZoneInfo:
    """The zone to show a time in: a whole day stays the day it is in the zone of its case."""
    return day_zone if time.precision is Precision.DAY else zone


def short_clock(instant_us: int, zone: ZoneInfo, precision: Precision) -> str:
    """The time of day as cards show it: never finer than a second."""
    fine = {Precision.MICROSECOND, Precision.MILLISECOND}
    return clock(instant_us, zone, Precision.SECOND if precision in fine else precision)


def time_words(time: EventTime, zone: ZoneInfo) -> str:
    """``02:46:58``, ``≈ 02:52``, ``02:53 – 02:58`` or ``time unknown``; the day stands above."""
    if time.start_us is None:
        return "time unknown"
    first = short_clock(time.start_us, zone, time.precision) or day(time.start_us, zone)
    if time.end_us is not None:
        last = short_clock(time.end_us, zone, time.precision)
        if not last or day(time.start_us, zone) != day(time.end_us, zone):
            last = f"{day(time.end_us, zone)} {last}".strip()
        return f"{first} – {last}"
    return f"≈ {first}" if time.kind is TimeKind.ABOUT else first


def day_words(instant_us: int | None, zone: ZoneInfo) -> str:
    """The heading above the entries of a day: ``Sat 30 March 2024``."""
    if instant_us is None:
        return "Time unknown"
    moment = in_zone(instant_us, zone)
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def later_words(entry: Entry, zone: ZoneInfo) -> str:
    """``known later · 03:28 · on-call engineer``, as far as it is noted."""
    parts = ["known later"]
    if entry.known_us is not None:
        when = clock(entry.known_us, zone, Precision.MINUTE)
        if entry.start_us is not None and day(entry.start_us, zone) != day(entry.known_us, zone):
            when = f"{day(entry.known_us, zone)} {when}"
        parts.append(when)
    if entry.known_by:
        parts.append(entry.known_by)
    return " · ".join(parts)


def place_words(place: str, source_title: str) -> str:
    """Where evidence comes from, as short as cards have room: ``#inc-412``, ``orders.log``."""
    return place if place[:1] in ("#", "@") else source_title


def citation_words(
    utc_us: int | None,
    place: str,
    who: str | None,
    text: str,
    zone: ZoneInfo,
) -> str:
    """One citation in a line: ``02:46:58 · #inc-412 · on-call engineer A · acking. orders …``."""
    when = "no time" if utc_us is None else clock(utc_us, zone, Precision.SECOND)
    return " · ".join(part for part in (when, place, who, " ".join(text[:300].split())) if part)


def citation_places(cited: CitedEntry) -> dict[str, list[CitedItem]]:
    """The citations of an entry, grouped by where they come from, in their order."""
    places: dict[str, list[CitedItem]] = {}
    for item in cited.citations:
        places.setdefault(place_words(item.place, item.source_title), []).append(item)
    return places


def shift_words(shift_us: int) -> str:
    """A shift in time with its sign: ``+40 s``, ``−1 h 2 min``."""
    return ("−" if shift_us < 0 else "+") + duration_words(abs(shift_us))


def moved_words(cited: CitedEntry) -> str:
    """What happened to the evidence of an entry whose items moved in time."""
    if shift := cited.moved_by_us:
        return f"Evidence moved by {shift_words(shift)}"
    return "The time of its evidence changed"


def edited_words(cited: CitedEntry, zone: ZoneInfo) -> str:
    """That evidence of an entry reads otherwise than it did then; empty where none was edited."""
    edits = [item for item in cited.citations if item.edited_us is not None]
    if not edits:
        return ""
    last = max(edits, key=lambda item: item.edited_us or 0)
    edited_us = last.edited_us or 0
    when = clock(edited_us, zone, Precision.MINUTE)
    if last.item_utc_us is not None and day(last.item_utc_us, zone) != day(edited_us, zone):
        when = f"{day(edited_us, zone)} {when}"
    return f"Evidence edited later · {when}"


def spoken_words(
    cited: CitedEntry, zone: ZoneInfo, day_zone: ZoneInfo, ties: EntryTies = NO_TIES
) -> str:
    """The whole entry in one sentence, for a screen reader."""
    entry = cited.entry
    parts = [
        time_words(entry.time, zone_of(entry.time, zone, day_zone)),
        KIND_WORDS[entry.kind],
        CERTAINTY_WORDS[entry.certainty],
    ]
    if entry.known is Known.LATER:
        parts.append(later_words(entry, zone))
    parts += [f"marked as {moment}" for moment in ties.moments]
    if shown := "private" if entry.private else ties.readers:
        parts.append(shown)
    parts.append(entry.text)
    parts.append(counted(len(cited.citations), "citation", "citations"))
    if ties.hypotheses:
        parts.append(hypothesis_words(ties))
    if ties.flag is not None:
        parts.append(flag_words(ties.flag, zone))
    if cited.moved:
        parts.append(moved_words(cited))
    if edited := edited_words(cited, zone):
        parts.append(edited)
    return ", ".join(parts)


_FIELD_WORDS = {
    "text": "Text",
    "kind": "Kind",
    "certainty": "Certainty",
    "known": "Known",
    "known_by": "Known by",
    "private": "Private",
    "rank": "Order among equal times",
}
_TIME_FIELDS = ("time_kind", "start_us", "end_us", "time_precision")


def change_words(change: Change, zone: ZoneInfo, day_zone: ZoneInfo) -> list[str]:
    """What changed, a line for each field: ``Certainty: not yet judged → confirmed``."""
    if change.before is None:
        return [f"Written: “{_value('text', change.after, zone)}”"] if change.after else []
    if change.after is None:
        return ["Deleted."]
    before, after = change.before, change.after
    lines = []
    if any(before.get(field) != after.get(field) for field in _TIME_FIELDS):
        was, now = (_row_time(row, zone, day_zone) for row in (before, after))
        lines.append(f"Time: {was} → {now}")
    if before.get("known_us") != after.get("known_us"):
        lines.append(f"Known since: {_instant(before, zone)} → {_instant(after, zone)}")
    lines += [
        f"{words}: {_value(field, before, zone)} → {_value(field, after, zone)}"
        for field, words in _FIELD_WORDS.items()
        if before.get(field) != after.get(field)
    ]
    return lines


def _instant(row: Row, zone: ZoneInfo) -> str:
    known_us = row.get("known_us")
    if not isinstance(known_us, int):
        return "not noted"
    return f"{day(known_us, zone)} {clock(known_us, zone, Precision.SECOND)}"


def _row_time(row: Row, zone: ZoneInfo, day_zone: ZoneInfo) -> str:
    start, end = row.get("start_us"), row.get("end_us")
    time = EventTime(
        TimeKind(str(row["time_kind"])),
        start if isinstance(start, int) else None,
        end if isinstance(end, int) else None,
        Precision(str(row["time_precision"])),
    )
    if time.start_us is None:
        return "unknown"
    zone = zone_of(time, zone, day_zone)
    words = time_words(time, zone)
    return words if time.precision is Precision.DAY else f"{day(time.start_us, zone)} {words}"


def _value(field: str, row: Row, zone: ZoneInfo) -> str:
    value = row.get(field)
    match field:
        case "kind":
            return KIND_WORDS[EntryKind(str(value))]
        case "certainty":
            return CERTAINTY_WORDS[Certainty(str(value))]
        case "known":
            return "later" if value == Known.LATER else "at the time"
        case "private":
            return "yes" if value else "no"
        case "rank":
            return str(int(value or 0) + 1)
        case _:
            return str(value) if value else "nothing"
