"""The words of a review: times, uncertainty, places, counts. They state no more than is known."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from app.domain.drafts import Certainty, Entry, EntryKind, Known
from app.domain.evidence import OriginalFile, Skip, SkipCode, Source
from app.domain.moments import (
    DAY_US,
    MINUTE_US,
    SECOND_US,
    UTC_ZONE,
    EventTime,
    Precision,
    TimeKind,
    ZoneBasis,
    clock,
    day,
    in_zone,
)
from app.domain.timeline import CitedItem

NOT_STATED = "not stated"
LATER_WORDS = "known only later"

KIND_WORDS = {kind: kind.value.capitalize() for kind in EntryKind}

CERTAINTY_WORDS = {
    Certainty.UNJUDGED: "not yet judged",
    Certainty.CONFIRMED: "confirmed",
    Certainty.PROBABLE: "probable",
    Certainty.UNCERTAIN: "uncertain",
    Certainty.DISPUTED: "disputed",
}

SKIP_WORDS = {
    SkipCode.BROKEN_RECORD: "broken records",
    SkipCode.BROKEN_FILE: "files that could not be read",
    SkipCode.BINARY: "not text",
    SkipCode.EMPTY: "empty",
    SkipCode.TOO_LONG: "too long",
    SkipCode.UNSAFE_PATH: "unsafe paths",
    SkipCode.NOT_EVIDENCE: "no evidence in it",
    SkipCode.DUPLICATE: "there twice",
    SkipCode.OUTSIDE_WINDOW: "outside the chosen time",
    SkipCode.CHANNEL_NOT_CHOSEN: "channels not chosen",
    SkipCode.DIRECT_MESSAGES: "direct messages",
}

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def capital(words: str) -> str:
    """Words that begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut behind a word where it is longer."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[:longest].rsplit(' ', 1)[0]}…"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 entry``, ``2,000 entries``; without ``many`` an s is added."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_words(instant_us: int, zone: ZoneInfo) -> str:
    """``Saturday, 2024-03-30``, the same in every language of the machine."""
    return f"{_WEEKDAYS[in_zone(instant_us, zone).weekday()]}, {day(instant_us, zone)}"


def whole_precision(instant_us: int) -> Precision:
    """How fine an instant is that was given without saying so: to the minute, unless finer."""
    if instant_us % MINUTE_US == 0:
        return Precision.MINUTE
    if instant_us % SECOND_US == 0:
        return Precision.SECOND
    return Precision.MILLISECOND if instant_us % 1000 == 0 else Precision.MICROSECOND


def moment_words(instant_us: int, zone: ZoneInfo) -> str:
    """A full time in its zone and in UTC, both named."""
    fine = whole_precision(instant_us)
    utc = f"{clock(instant_us, UTC_ZONE, fine)} UTC"
    if zone.key == UTC_ZONE.key:
        return f"{day(instant_us, zone)} {utc}"
    if day(instant_us, zone) != day(instant_us, UTC_ZONE):
        utc = f"{day(instant_us, UTC_ZONE)} {utc}"
    return f"{day(instant_us, zone)} {clock(instant_us, zone, fine)} {zone.key} ({utc})"


def time_words(time: EventTime, zone: ZoneInfo) -> str:
    """When something happened, below the heading of its day."""
    if time.start_us is None:
        return "time not known"
    fine = _precision_of(time)
    first = clock(time.start_us, zone, fine)
    if time.end_us is not None:
        return f"between {first or day(time.start_us, zone)} and {_end(time, zone, zone, fine)}"
    if not first:
        return "about this day" if time.kind is TimeKind.ABOUT else "time of day not known"
    return f"about {first}" if time.kind is TimeKind.ABOUT else first


def utc_words(time: EventTime, zone: ZoneInfo) -> str:
    """The same time in UTC; empty where it adds nothing."""
    if time.start_us is None or zone.key == UTC_ZONE.key:
        return ""
    fine = _precision_of(time)
    first = clock(time.start_us, UTC_ZONE, fine)
    if not first:
        return ""
    if day(time.start_us, UTC_ZONE) != day(time.start_us, zone):
        first = f"{day(time.start_us, UTC_ZONE)} {first}"
    return f"{first}–{_end(time, UTC_ZONE, zone, fine)} UTC" if time.end_us else f"{first} UTC"


def _end(time: EventTime, shown: ZoneInfo, zone: ZoneInfo, fine: Precision) -> str:
    start_us, end_us = time.start_us or 0, time.end_us or 0
    last = clock(end_us, shown, fine)
    if not last:
        return day(end_us, shown)
    if day(start_us, shown) == day(end_us, shown):
        return last
    return f"{last} on {day(end_us, shown)}" if shown is zone else f"{day(end_us, shown)} {last}"


def _precision_of(time: EventTime) -> Precision:
    if time.precision is not Precision.NONE:
        return time.precision
    return whole_precision(time.start_us or 0)


def evidence_time_words(cited: CitedItem, zone: ZoneInfo) -> str:
    """When an item was written, in UTC and as finely as the evidence says."""
    if cited.item_utc_us is None:
        return "no time in the evidence"
    if cited.precision is Precision.DAY:
        return f"{day(cited.item_utc_us, zone)}, time of day not in the evidence"
    return utc_moment(cited.item_utc_us, cited.precision)


def utc_moment(instant_us: int, precision: Precision) -> str:
    """``2024-03-30 02:46:58.120 UTC``, no finer than ``precision``."""
    time = clock(instant_us, UTC_ZONE, precision)
    return f"{day(instant_us, UTC_ZONE)} {time} UTC" if time else day(instant_us, UTC_ZONE)


def known_words(entry: Entry, zone: ZoneInfo) -> str:
    """``known only later, since 03:28, by service owner``; empty where known at the time."""
    if entry.known is Known.AT_THE_TIME:
        return ""
    since = ""
    if entry.known_us is not None:
        since = clock(entry.known_us, zone, whole_precision(entry.known_us))
        if entry.start_us is None or day(entry.start_us, zone) != day(entry.known_us, zone):
            since = f"{day(entry.known_us, zone)} {since}"
    parts = [LATER_WORDS, f"since {since}" if since else "since a time not noted"]
    if entry.known_by.strip():
        parts.append(f"by {entry.known_by.strip()}")
    return ", ".join(parts)


def shift_words(shift_us: int) -> str:
    """How far evidence moved: ``1 h 2 min earlier``."""
    return f"{duration_words(abs(shift_us))} {'earlier' if shift_us < 0 else 'later'}"


def duration_words(length_us: int) -> str:
    """A length of time without rounding: ``1 h 2 min 3.5 s``."""
    parts = []
    rest = length_us
    for size, unit in ((DAY_US, "d"), (60 * MINUTE_US, "h"), (MINUTE_US, "min")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {unit}")
    seconds, fraction = divmod(rest, SECOND_US)
    if rest or not parts:
        decimals = f".{fraction:06}".rstrip("0") if fraction else ""
        parts.append(f"{seconds}{decimals} s")
    return " ".join(parts)


def zone_words(source: Source, case_zone: str) -> str:
    """The zone that a source's times were read in, and why."""
    match source.zone_basis:
        case ZoneBasis.DATA:
            return "Its times name their own zone."
        case ZoneBasis.SOURCE:
            return f"Times without a zone are read in {source.zone}, as set for this source."
        case ZoneBasis.CASE:
            return f"Times without a zone are read in {case_zone}, the zone of the case."
        case ZoneBasis.NONE:
            return "It holds no times."


def offset_words(offset_us: int) -> str:
    """How a source's clock was corrected."""
    if offset_us == 0:
        return "Its clock is taken as right."
    way = "ahead" if offset_us > 0 else "behind"
    return f"Its clock ran {duration_words(abs(offset_us))} {way}; times here are corrected."


def skip_words(skips: Iterable[Skip], *, by_choice: bool) -> str:
    """What did not come in, counted by reason; empty where nothing is missing."""
    counts: dict[SkipCode, int] = {}
    for skip in skips:
        if skip.code.by_choice is by_choice:
            counts[skip.code] = counts.get(skip.code, 0) + skip.count
    if not counts:
        return ""
    total = sum(counts.values())
    reasons = ", ".join(
        SKIP_WORDS[code] + (f" {count:,}" if len(counts) > 1 else "")
        for code, count in counts.items()
    )
    return f"{'Left out by choice' if by_choice else 'Skipped'}: {total:,} ({reasons})."


def original_words(originals: Iterable[OriginalFile], shown: int = 3) -> str:
    """The SHA-256 of the originals, shortened; of many, the first few and how many more."""
    files = list(originals)
    if not files:
        return ""
    named = [f"{file.path} {file.sha256[:16]}…".strip() for file in files[:shown]]
    more = f" and {len(files) - shown:,} more" if len(files) > shown else ""
    which = "original" if len(files) == 1 else "originals"
    return f"SHA-256 of the {which}: {', '.join(named)}{more}"


def quote_words(text: str, *, whole: bool, limit: int = 400, lines: int = 8) -> str:
    """A chosen span in full; a whole item cut at a word, marked with …, where it is long."""
    plain = text.strip("\r\n")
    if not whole:
        return plain
    first_lines = plain.split("\n", lines)
    cut = len(first_lines) > lines
    plain = "\n".join(first_lines[:lines])
    if len(plain) > limit:
        words = plain[:limit].rsplit(maxsplit=1)
        plain, cut = (words[0] if words else ""), True
    return f"{plain.rstrip()} …" if cut else plain
