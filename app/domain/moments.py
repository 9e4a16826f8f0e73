"""Points in time: stamps as evidence wrote them, and times as people state them.

All instants are integers: microseconds since 1970-01-01T00:00:00 UTC. Floats never hold a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.errors import InvalidInputError

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  wall clocks are naive on purpose
SECOND_US = 1_000_000
UTC_ZONE = ZoneInfo("UTC")
MINUTE_US = 60 * SECOND_US
DAY_US = 24 * 60 * MINUTE_US


class Precision(StrEnum):
    """How finely a time was written down."""

    MICROSECOND = "microsecond"
    MILLISECOND = "millisecond"
    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    NONE = "none"

    @property
    def step_us(self) -> int:
        """The length of one unit in microseconds; 0 where there is no time at all."""
        return _STEP_US[self]


_STEP_US = {
    Precision.MICROSECOND: 1,
    Precision.MILLISECOND: 1_000,
    Precision.SECOND: SECOND_US,
    Precision.MINUTE: MINUTE_US,
    Precision.DAY: DAY_US,
    Precision.NONE: 0,
}


class ZoneBasis(StrEnum):
    """How the zone of a stamp is known."""

    DATA = "data"
    SOURCE = "source"
    CASE = "case"
    NONE = "none"


class Caveat(StrEnum):
    """What a stamp did not say itself, and where it was taken from instead.

    Kept with each item, so that nobody takes an inference for what the evidence wrote.
    """

    YEAR = "year"
    """The year was inferred from the file, its name or its neighbours."""
    CENTURY = "century"
    """The year had two digits."""
    DAY = "day"
    """The day was taken from a heading, a file's name, another line, or a person's answer."""
    ORDER = "order"
    """The order of day and month was proved by the file, agreed on by programs, or answered."""
    ZONE_NAME = "zone_name"
    """The zone was an abbreviation such as EST, read as a fixed offset."""
    ZONE_HEADING = "zone_heading"
    """The zone was stated once, for a whole table or document, and not beside the stamp."""
    UNIT = "unit"
    """A bare number, whose size tells seconds, milliseconds, microseconds or nanoseconds."""
    ABOUT = "about"
    """The evidence itself says that the time is approximate."""
    RELATIVE = "relative"
    """The stamp counts from the beginning of a recording; the beginning came from elsewhere."""
    SET_BACK = "set_back"
    """Lines before had gone further already: the clock was set back by about an hour, so that a
    clock time which came twice that day was there for the second time."""


def caveats_text(*caveats: Caveat) -> str:
    """Caveats as they are kept with a stamp and an item: joined by commas, each once."""
    return ",".join(dict.fromkeys(caveats))


def caveats_in(text: str) -> tuple[Caveat, ...]:
    """The caveats that `caveats_text` wrote."""
    return tuple(Caveat(code) for code in text.split(",") if code)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp as the evidence wrote it.

    ``clock_us`` is the wall clock as microseconds since 1970 (UTC itself where ``zoned``), so
    that a zone or a clock offset can be applied, and changed, after the import. ``offset_us`` is
    the offset from UTC that stood in the stamp, where one did. ``caveats`` as `caveats_text`
    writes them.
    """

    text: str
    clock_us: int
    precision: Precision
    zoned: bool
    offset_us: int | None = None
    caveats: str = ""

    def __reduce__(self) -> tuple[type[Stamp], tuple[object, ...]]:
        """How it crosses to another process: a dataclass's own way takes three times as long."""
        return Stamp, (
            self.text,
            self.clock_us,
            self.precision,
            self.zoned,
            self.offset_us,
            self.caveats,
        )


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises `InvalidInputError` where there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(
            f"There is no time zone called “{name}”; use a name such as Europe/Berlin or UTC."
        ) from error


def utc_of(
    clock_us: int, zone: ZoneInfo, clock_offset_us: int, *, zoned: bool, set_back: bool = False
) -> int:
    """The instant a stamp's clock means, in UTC microseconds.

    ``clock_offset_us`` is how far the source's clock runs ahead. A wall clock that a change of the
    clocks repeats is read as its first occurrence, or with ``set_back`` (`Caveat.SET_BACK`) as its
    second; one that it skips, as if the change had not happened (PEP 495, fold=0). What it could
    mean besides, `app.domain.readings` tells.
    """
    if zoned or zone is UTC_ZONE:
        return clock_us - clock_offset_us
    wall = EPOCH + timedelta(microseconds=clock_us)
    shift = zone.utcoffset(wall) or timedelta()
    if set_back:
        # Only where clocks went back: in the hour that they skip the later reading is earlier.
        shift = min(shift, zone.utcoffset(wall.replace(fold=1)) or timedelta())
    return clock_us - shift // timedelta(microseconds=1) - clock_offset_us


_FIRST_US = (datetime(1, 1, 2) - EPOCH) // timedelta(microseconds=1)  # noqa: DTZ001
_LAST_US = (datetime(9999, 12, 31) - EPOCH) // timedelta(microseconds=1)  # noqa: DTZ001


def is_shown_everywhere(instant_us: int) -> bool:
    """Whether every zone has a date for an instant.

    Programs write the first and the last day of the calendar for "never": 0001-01-01, 9999-12-31.
    """
    return _FIRST_US <= instant_us < _LAST_US


def microseconds(moment: datetime) -> int:
    """UTC microseconds of an aware datetime; wall-clock microseconds of a naive one."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return (moment - EPOCH) // timedelta(microseconds=1)


def to_the_second(instant_us: int, precision: Precision) -> tuple[int, Precision]:
    """An instant no finer than a second, and its precision then."""
    if precision.step_us >= SECOND_US:
        return instant_us, precision
    return instant_us // SECOND_US * SECOND_US, Precision.SECOND


def in_zone(instant_us: int, zone: ZoneInfo) -> datetime:
    """The aware datetime of an instant in a zone.

    Raises `InvalidInputError` outside the years 1 to 9999.
    """
    try:
        return (EPOCH + timedelta(microseconds=instant_us)).replace(tzinfo=UTC).astimezone(zone)
    except OverflowError as error:
        raise InvalidInputError("That time lies outside the years 1 to 9999.") from error


def iso_utc(instant_us: int, precision: Precision = Precision.MICROSECOND) -> str:
    """ISO 8601 in UTC, no finer than ``precision``: ``2024-03-30T02:46:58.120Z``."""
    moment = in_zone(instant_us, UTC_ZONE)
    if precision is Precision.DAY:
        return moment.strftime("%Y-%m-%d")
    if precision is Precision.MINUTE:
        return moment.strftime("%Y-%m-%dT%H:%MZ")
    timespec = {
        Precision.MICROSECOND: "microseconds",
        Precision.MILLISECOND: "milliseconds",
    }.get(precision, "seconds")
    return moment.replace(tzinfo=None).isoformat(timespec=timespec) + "Z"


def clock(instant_us: int, zone: ZoneInfo, precision: Precision) -> str:
    """The time of day in a zone, no finer than ``precision``; empty where only the day is known."""
    moment = in_zone(instant_us, zone)
    match precision:
        case Precision.DAY | Precision.NONE:
            return ""
        case Precision.MINUTE:
            return moment.strftime("%H:%M")
        case Precision.SECOND:
            return moment.strftime("%H:%M:%S")
        case Precision.MILLISECOND:
            return moment.strftime("%H:%M:%S.%f")[:-3]
        case Precision.MICROSECOND:
            return moment.strftime("%H:%M:%S.%f")


def day(instant_us: int, zone: ZoneInfo) -> str:
    """The calendar day of an instant in a zone: ``2024-03-30``."""
    return in_zone(instant_us, zone).strftime("%Y-%m-%d")


_TYPED = re.compile(
    r"(?:(?P<date>\d{4}-\d{2}-\d{2})(?:[T ]|$))?"
    r"(?:(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?)\s*"
    r"(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)


_ANY_DAY = "2024-03-30"


def typed_day(text: str) -> date | None:
    """A day that a person wrote, such as 2026-12-01; None where the text is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def parse_typed(text: str, zone: ZoneInfo, day_of_us: int | None = None) -> tuple[int, Precision]:
    """A time that a person typed: ``2024-03-30 02:46``, ``02:46:58``, ``2024-03-30T02:46Z``.

    A clock without a date falls on the day of ``day_of_us`` (in ``zone``). Returns the instant
    and how finely it was given. Raises `InvalidInputError` where it cannot be read.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None or not (found["date"] or found["clock"]):
        raise InvalidInputError(
            f"“{text}” is not a time; write for example 2024-03-30 02:46 or 02:46:58."
        )
    on = found["date"] or (day(day_of_us, zone) if day_of_us is not None else "")
    if found["clock"] is None:
        return _typed_instant(text, on, zone), Precision.DAY
    clock_text = found["clock"].replace(",", ".").zfill(5)
    if clock_text[1] == ":":
        clock_text = "0" + clock_text
    offset = (found["zone"] or "").upper().replace("UTC", "+00:00").replace("Z", "+00:00")
    instant = _typed_instant(text, f"{on or _ANY_DAY}T{clock_text}{offset}", zone)
    if not on:
        raise InvalidInputError(f"“{text}” has no date; write for example {_ANY_DAY} {text}.")
    return instant, _typed_precision(clock_text)


def _typed_instant(text: str, iso: str, zone: ZoneInfo) -> int:
    try:
        moment = datetime.fromisoformat(iso)
        return microseconds(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    except (ValueError, OverflowError) as error:
        raise InvalidInputError(f"“{text}” is not a time that exists.") from error


def _typed_precision(clock_text: str) -> Precision:
    whole, _, fraction = clock_text.partition(".")
    if whole.count(":") == 1:
        return Precision.MINUTE
    if not fraction:
        return Precision.SECOND
    return Precision.MILLISECOND if len(fraction) <= 3 else Precision.MICROSECOND


class TimeKind(StrEnum):
    """How surely a drafted statement is placed in time."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class EventTime:
    """When something happened, as a person states it: exact, about, a range, or unknown."""

    kind: TimeKind
    start_us: int | None = None
    end_us: int | None = None
    precision: Precision = Precision.NONE

    def __post_init__(self) -> None:
        if (self.kind is TimeKind.UNKNOWN) != (self.start_us is None):
            raise InvalidInputError("A time is either known or unknown, not both.")
        if (self.kind is TimeKind.RANGE) != (self.end_us is not None):
            raise InvalidInputError("A range of time needs a start and an end, and only a range.")
        if self.start_us is not None and self.end_us is not None and self.end_us < self.start_us:
            raise InvalidInputError(
                "A range of time cannot end before it starts; past midnight, write the day of its "
                "end too."
            )

    @property
    def latest_us(self) -> int | None:
        """The last instant that this time may mean; None where unknown.

        Of a time given to the day that is the end of 24 hours: it may have been then.
        """
        stated = self._stated_last
        if stated is None or self.precision is not Precision.DAY:
            return stated
        return stated + DAY_US - 1

    def latest_in(self, zone: ZoneInfo) -> int | None:
        """The same where a day is one of a zone, which is longer when clocks are put back."""
        stated = self._stated_last
        if stated is None or self.precision is not Precision.DAY:
            return stated
        end = datetime.combine(in_zone(stated, zone), time.max, zone).replace(fold=1)
        offset = end.utcoffset() or timedelta()
        return microseconds(end.replace(tzinfo=None)) - offset // timedelta(microseconds=1)

    @property
    def _stated_last(self) -> int | None:
        return self.end_us if self.end_us is not None else self.start_us


UNKNOWN_TIME = EventTime(TimeKind.UNKNOWN)


def parse_event_time(text: str, zone: ZoneInfo, day_of_us: int | None = None) -> EventTime:
    """Read ``T``, ``~T`` (about), ``A/B`` (range) or ``unknown``.

    Raises `InvalidInputError` where it cannot be read.
    """
    plain = text.strip()
    if not plain or plain.casefold() in {"unknown", "?"}:
        return UNKNOWN_TIME
    if plain[0] in "~≈":
        instant, precision = parse_typed(plain[1:], zone, day_of_us)
        return EventTime(TimeKind.ABOUT, instant, None, precision)
    if "/" in plain or "–" in plain:
        first, _, last = plain.replace("–", "/").partition("/")
        start, start_precision = parse_typed(first, zone, day_of_us)
        end, end_precision = parse_typed(last, zone, start)
        coarser = max(start_precision, end_precision, key=lambda p: p.step_us)
        return EventTime(TimeKind.RANGE, start, end, coarser)
    instant, precision = parse_typed(plain, zone, day_of_us)
    return EventTime(TimeKind.EXACT, instant, None, precision)


def write_event_time(time: EventTime, zone: ZoneInfo) -> str:
    """The form that `parse_event_time` reads back, in a zone and without its name.

    Only where clocks show an hour twice, its second time has the offset from UTC beside it.
    """
    if time.start_us is None:
        return "unknown"
    first = _written(time.start_us, zone, time.precision)
    if time.end_us is not None:
        return f"{first}/{_written(time.end_us, zone, time.precision)}"
    return f"~{first}" if time.kind is TimeKind.ABOUT else first


def _written(instant_us: int, zone: ZoneInfo, precision: Precision) -> str:
    time_of_day = clock(instant_us, zone, precision)
    if not time_of_day:
        return day(instant_us, zone)
    moment = in_zone(instant_us, zone)
    offset = moment.strftime("%z") if moment.fold else ""
    return f"{day(instant_us, zone)} {time_of_day}{offset}"
