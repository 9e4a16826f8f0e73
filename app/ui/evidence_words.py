"""How evidence is put into words: times in the zone shown, places, bases, counts."""

from __future__ import annotations

from datetime import date
from html import escape
from zoneinfo import ZoneInfo

from app.domain.evidence import Item
from app.domain.moments import SECOND_US, Precision, ZoneBasis, clock, day, in_zone
from app.domain.query import EvidenceFilter

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_SHORT_TITLE = 8

ZONE_BASIS_WORDS = {
    ZoneBasis.DATA: "zone written in the data",
    ZoneBasis.SOURCE: "zone set for this source",
    ZoneBasis.CASE: "no zone in the data; the zone of the case applies",
    ZoneBasis.NONE: "no time in the data",
}

PRECISION_WORDS = {
    Precision.MICROSECOND: "to the microsecond",
    Precision.MILLISECOND: "to the millisecond",
    Precision.SECOND: "to the second",
    Precision.MINUTE: "to the minute",
    Precision.DAY: "to the day",
    Precision.NONE: "no time",
}


def counted(number: int, one: str, many: str = "") -> str:
    """``1 item``, ``1,204 items``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short_day(instant_us: int, zone: ZoneInfo) -> str:
    """``30 Mar``, the same in every language of the machine."""
    moment = in_zone(instant_us, zone)
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def date_words(of: date) -> str:
    """``30 Mar 2024``, the same in every language of the machine."""
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}"


def full_time(instant_us: int, zone: ZoneInfo, precision: Precision = Precision.SECOND) -> str:
    """``2024-03-30 02:46:58 UTC``."""
    time = clock(instant_us, zone, precision)
    zone_word = in_zone(instant_us, zone).tzname() or zone.key
    return f"{day(instant_us, zone)} {time} {zone_word}" if time else day(instant_us, zone)


def span_words(start_us: int, end_us: int, zone: ZoneInfo) -> str:
    """``02:40 – 03:35``, with as much of the dates as tells the two ends apart."""
    start, end = in_zone(start_us, zone), in_zone(end_us, zone)
    short = end_us - start_us < 180 * SECOND_US
    precision = Precision.SECOND if short else Precision.MINUTE
    first, last = clock(start_us, zone, precision), clock(end_us, zone, precision)
    if start.date() == end.date():
        return first if first == last else f"{first} – {last}"
    if start.year == end.year:
        return f"{short_day(start_us, zone)} {first} – {short_day(end_us, zone)} {last}"
    return f"{day(start_us, zone)} – {day(end_us, zone)}"


def where_words(item: Item) -> str:
    """Where an item was said or logged, the telling part first."""
    if not item.place or item.place == item.source_title:
        return item.source_title
    if not is_channel(item):
        return f"{item.source_title} · {item.place}"
    if len(item.source_title) <= _SHORT_TITLE:
        return f"{item.source_title} {item.place}"
    return f"{item.place} · {item.source_title}"


def is_channel(item: Item) -> bool:
    """Whether the place of an item tells where it was said without its source."""
    return item.place[:1] in ("#", "@")


def narrowed_words(asked: EvidenceFilter) -> list[str]:
    """What narrows the list of evidence; nothing where all is shown."""
    query = asked.query.strip()
    return [
        words
        for active, words in (
            (query, f"the search “{query}”"),
            (asked.sources is not None, "the chosen sources"),
            (asked.people is not None, "the chosen people"),
            (asked.thread is not None, "one thread"),
            (asked.place is not None, f"the place “{asked.place}”"),
            (asked.since_us is not None, "the window of time"),
            (asked.uncited_only, "“Uncited only”"),
            (asked.bookmarked_only, "“Bookmarked”"),
        )
        if active
    ]


def place_in_source(item: Item) -> str:
    """Where an item stands inside its source: path in the archive and line."""
    line = f"line {item.line:,}" if item.line is not None else ""
    return ", ".join(part for part in (item.path, line) if part)


def offset_words(clock_offset_us: int) -> str:
    """What was set about the clock of a source."""
    if clock_offset_us == 0:
        return "taken as right"
    seconds = f"{abs(clock_offset_us) / SECOND_US:,.6f}".rstrip("0").rstrip(".")
    return f"{seconds} s {'ahead' if clock_offset_us > 0 else 'behind'}"


def plain_hint(text: str) -> str:
    """A tool tip that shows a text of the evidence as it is, whatever looks like markup in it."""
    return "<div>" + escape(text).replace("\n", "<br>") + "</div>"
