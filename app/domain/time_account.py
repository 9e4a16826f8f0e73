"""How the time of an item came about: from what the evidence wrote to the instant that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.evidence import Item, Source
from app.domain.moments import (
    MINUTE_US,
    SECOND_US,
    UTC_ZONE,
    Caveat,
    Precision,
    ZoneBasis,
    caveats_in,
    clock,
    day,
    in_zone,
)
from app.domain.readings import (
    Occurrence,
    Reading,
    Readings,
    is_proved,
    readings_of_item,
    zone_of,
)
from app.domain.review_words import offset_words

PRECISION_WORDS = {
    Precision.MICROSECOND: "to the microsecond",
    Precision.MILLISECOND: "to the millisecond",
    Precision.SECOND: "to the second",
    Precision.MINUTE: "to the minute",
    Precision.DAY: "to the day",
    Precision.NONE: "no time",
}

CAVEAT_WORDS = {
    Caveat.YEAR: "The stamp has no year; it was inferred from the file, its name or the lines "
    "around it.",
    Caveat.CENTURY: "The year was written with two digits.",
    Caveat.DAY: "The stamp has no day; it was taken from a heading, another line, the file's name "
    "or an answer.",
    Caveat.ORDER: "The order of day and month does not show in the stamp; the file proved it, "
    "programs agree on it, or a person said it.",
    Caveat.ZONE_NAME: "The zone was written as an abbreviation and read as one fixed offset.",
    Caveat.ZONE_HEADING: "The zone was stated once for a whole table or document, not in the "
    "stamp.",
    Caveat.UNIT: "The stamp is a bare number; its size tells seconds from milli-, micro- and "
    "nanoseconds.",
    Caveat.ABOUT: "The evidence itself calls the time approximate.",
    Caveat.RELATIVE: "The stamp counts from the beginning of a recording; when that was came from "
    "elsewhere.",
    Caveat.SET_BACK: "In the lines before, the clock was set back by about an hour.",
}


@dataclass(frozen=True, slots=True)
class TimeAccount:
    """Everything that is known of an item's time. Offsets and instants are microseconds.

    ``zone`` is None where the stamp named its own, or where there is no time. ``offset_us`` is how
    far that zone, or the stamp, runs ahead of UTC then; ``clock_offset_us`` how far the clock of
    the source does. ``readings`` has what the clock time may mean where that is more than one
    instant, and ``proved`` says that the file tells which of them is meant. ``zones`` are those in
    which the instant is to be shown, the case's first.
    """

    item: Item
    zone: str | None
    offset_us: int | None
    clock_offset_us: int
    caveats: tuple[Caveat, ...]
    readings: Readings | None
    proved: bool
    zones: tuple[ZoneInfo, ...]

    @property
    def used(self) -> Reading | None:
        """The reading that is used; None where there is only one."""
        if self.readings is None:
            return None
        found = (one for one in self.readings.readings if one.utc_us == self.item.utc_us)
        return next(found, None)


def account_of(
    item: Item,
    source: Source,
    case_zone: ZoneInfo,
    others: Iterable[ZoneInfo] = (),
    *,
    set_back_later: bool = False,
) -> TimeAccount:
    """The account of an item's time.

    ``set_back_later`` says that the source's clock was set back after the item, which proves that
    its clock time was there for the first time.
    """
    zone = zone_of(item, case_zone)
    readings = readings_of_item(item, case_zone)
    proved = readings is not None and (
        is_proved(item, readings) or (set_back_later and readings.occurrence is Occurrence.TWICE)
    )
    zones = {one.key: one for one in (case_zone, *others) if one.key != UTC_ZONE.key}
    return TimeAccount(
        item=item,
        zone=None if zone is None else zone.key,
        offset_us=_offset_of(item, source),
        clock_offset_us=source.clock_offset_us,
        caveats=caveats_in(item.caveats),
        readings=readings,
        proved=proved,
        zones=tuple(zones.values()),
    )


def _offset_of(item: Item, source: Source) -> int | None:
    """What was taken off the clock as written to come to UTC, besides the source's own offset."""
    if item.zone_basis is ZoneBasis.DATA:
        return item.zone_offset_us
    if item.clock_us is None or item.utc_us is None:
        return None
    return item.clock_us - item.utc_us - source.clock_offset_us


def offset_text(offset_us: int) -> str:
    """``UTC+02:00``."""
    minutes, rest = divmod(abs(offset_us), MINUTE_US)
    seconds = f":{rest // SECOND_US:02}" if rest else ""
    return f"UTC{'-' if offset_us < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}{seconds}"


def shown_in(instant_us: int, zone: ZoneInfo, precision: Precision) -> str:
    """``2024-03-30 03:46:58 UTC+01:00``, no finer than ``precision``."""
    time = clock(instant_us, zone, precision)
    if not time:
        return day(instant_us, zone)
    if zone is UTC_ZONE:
        return f"{day(instant_us, zone)} {time} UTC"
    shift = in_zone(instant_us, zone).utcoffset()
    offset = 0 if shift is None else round(shift.total_seconds()) * SECOND_US
    return f"{day(instant_us, zone)} {time} {offset_text(offset)}"


def account_lines(account: TimeAccount) -> Sequence[tuple[str, str]]:
    """The account as a person reads it: what each line is about, and what it says."""
    item = account.item
    lines = [
        ("Written as", f"“{item.time_text}”" if item.time_text else "no time in the evidence"),
        ("Where", _place(item)),
        ("Precision", PRECISION_WORDS[item.precision] if item.time_text else ""),
        ("Zone", _zone_words(account)),
        ("Offset", "" if account.offset_us is None else offset_text(account.offset_us)),
        ("Clock", offset_words(account.clock_offset_us) if item.time_text else ""),
        *(("Note", CAVEAT_WORDS[caveat]) for caveat in _said(account)),
        ("Two readings", doubt_words(account)),
        ("UTC", _instant(item.utc_us, UTC_ZONE, item)),
        *((zone.key, _instant(item.utc_us, zone, item)) for zone in account.zones),
        ("Edited later", _edited(item)),
    ]
    return [(name, words) for name, words in lines if words]


def _said(account: TimeAccount) -> list[Caveat]:
    """A clock that was set back matters only where a clock time came twice."""
    doubtful = account.readings is not None
    return [one for one in account.caveats if doubtful or one is not Caveat.SET_BACK]


def _place(item: Item) -> str:
    line = "" if item.line is None else f"line {item.line:,}"
    return ", ".join(part for part in (item.source_title, item.path, line) if part)


def _zone_words(account: TimeAccount) -> str:
    match account.item.zone_basis:
        case ZoneBasis.DATA:
            stated = account.offset_us is not None
            return "named in the stamp" if stated else "UTC, by what this format means"
        case ZoneBasis.SOURCE:
            return f"{account.zone}, set for this source; the stamp names none"
        case ZoneBasis.CASE:
            return f"{account.zone}, the zone of the case; the stamp names none"
        case ZoneBasis.NONE:
            return ""


def _instant(instant_us: int | None, zone: ZoneInfo, item: Item) -> str:
    if instant_us is None:
        return "no instant could be told" if item.time_text and zone is UTC_ZONE else ""
    return shown_in(instant_us, zone, item.precision)


def _edited(item: Item) -> str:
    if item.edited_us is not None:
        return shown_in(item.edited_us, UTC_ZONE, Precision.SECOND)
    return "" if item.edited_text is None else f"written as “{item.edited_text}”"


def doubt_words(account: TimeAccount) -> str:
    """What else the clock time may mean, and why one reading is used; empty where it is clear."""
    readings, used = account.readings, account.used
    if readings is None or used is None:
        return ""
    first, second = (
        f"{shown_in(one.utc_us, UTC_ZONE, account.item.precision)} (clock at "
        f"{offset_text(one.offset_us)})"
        for one in readings.readings
    )
    if readings.occurrence is Occurrence.NEVER:
        return (
            f"Clocks in {account.zone} skipped this time. It means {first} if the clock of the "
            f"source had been put forward already, {second} if not. The second is used; nothing "
            "tells which is right."
        )
    which = "first" if used is readings.readings[0] else "second"
    why = (
        f"The {which} is used: in this source the clock steps back "
        f"{'after' if which == 'first' else 'before'} this line."
        if account.proved
        else f"The {which} is used; nothing in the source tells which is right."
    )
    return f"This clock time came twice in {account.zone}: {first} and {second}. {why}"
