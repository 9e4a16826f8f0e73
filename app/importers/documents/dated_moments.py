"""Times as people write them in documents: the parts of a time, and where it begins and ends.

Nothing is inferred here: what a time leaves out (its day, its year, its zone) stays None, and a
date of numbers alone keeps its numbers in their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from app.domain.moments import MINUTE_US, SECOND_US, Precision
from app.importers.documents.dated_zones import StatedZone, zone_at
from app.importers.times.dating import date_of
from app.importers.times.day_words import MONTH_NUMBERS, WEEKDAY


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day as written: complete, or without its year, in an open order, or told from another.

    ``numbers`` are (month, day) without a year, or the numbers of a date in an open order.
    ``step`` counts days after the one before (“next day” is 1); ``weekday`` 0 is Monday.
    """

    text: str
    date: date | None = None
    numbers: tuple[int, ...] = ()
    open_order: bool = False
    step: int = 0
    weekday: int | None = None
    short_year: bool = False


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time as written, from ``start`` to ``end`` in its text.

    ``clock_us`` counts from midnight, None where only a day is written. ``relative_us`` counts
    from an anchor that is written elsewhere (“T+10m”). ``bare_hour``: “6pm”, without minutes.
    """

    start: int
    end: int
    day: StatedDay | None = None
    clock_us: int | None = None
    precision: Precision = Precision.DAY
    zone: StatedZone | None = None
    about: bool = False
    relative_us: int | None = None
    bare_hour: bool = False
    has_half: bool = False
    span: bool = False


_MONTHS = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_MONTH_NUMBER = {name.lower(): number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(form for names in _MONTHS for name in names for form in (name, name.upper()))
_ABROAD = {
    name: number
    for name, number in MONTH_NUMBERS.items()
    if name not in _MONTH_NUMBER and (len(name) > 3 or name in {"mai", "mei"})
}
"""Months in other languages; what they are shortened to would be English words too (“ago”)."""
_MONTH_NUMBER |= _ABROAD
_MONTH_BEHIND = "|".join(
    (_MONTH, *(form for name in _ABROAD for form in (name, name.capitalize(), name.upper())))
)
"""Months as they stand behind their day: “14 May”, “14. März”, “14 de mayo”."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?"
    r"|Sat(?:urday)?|Sun(?:day)?)"
)
_NTH = r"(?:st|nd|rd|th|er)?"
_YEAR = r"(?:19|20)\d\d(?![\d:])"
_DATE = re.compile(
    rf"(?:(?:{_WEEKDAY}|(?i:{WEEKDAY}))\.?,?\s+(?:the\s+|den\s+)?)?(?:"
    r"(?P<iso>(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?![\d-]))"
    rf"|(?P<d2>\d{{1,2}}){_NTH}\.?(?:\s+(?:of|de))?[\s-](?P<m2>{_MONTH_BEHIND})\b\.?"
    rf"(?:,?(?:\s+del?)?[\s-]+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH})\.?[\s-](?P<d3>\d{{1,2}}){_NTH}(?!\d|:\d)(?!\s?(?:%|[ap]m\b))"
    rf"(?:,?\s+(?P<y3>{_YEAR}))?"
    r"|(?P<n1>\d{1,2})(?P<nsep>[./-])(?P<n2>\d{1,2})(?P=nsep)(?P<n3>\d{4}|\d\d)(?![\d./-]*\d)"
    r"|(?P<g1>\d{1,2})\.(?P<g2>\d{1,2})\."
    r"(?=,?\s+(?:um\s+)?\d{1,2}:\d\d|(?<=\d\d\.\d\d\.)\s*$)"
    r"|(?P<c>(?:19|20)\d{6})(?=[T _]\d\d:\d\d)"
    r"|(?P<p1>\d{1,2})/(?P<p2>\d{1,2})(?=,?\s+(?:at\s+|@\s?|-\s|\|\s)?\d{1,2}:\d\d)"
    r")"
)
_NEXT_DAY = re.compile(
    r"(?:on\s+)?(?:the\s+)?(?:next|following)\s+(?:day|morning|afternoon|evening)\b"
    r"|\(?(?:\+\s?1\s?(?:d|day)|next day|D\+1)\b\)?",
    re.IGNORECASE,
)
_ONLY_WEEKDAY = re.compile(rf"(?P<name>{_WEEKDAY})\b\.?")
_HALF = r"(?P<half>(?!Am \d)[AaPp](?:\.[Mm]\.|[Mm]\b))"
_CLOCK = re.compile(
    rf"(?P<h>\d{{1,2}})(?P<colon>[:h])(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]"
    rf"(?P<f>\d{{1,9}}))?)?(?:\s?{_HALF})?"
    rf"|(?P<h2>1[0-2]|0?[1-9])\s?(?P<half2>[AaPp](?:\.[Mm]\.|[Mm]\b))"
    r"|(?P<mil>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:Z\b|UTC|GMT|hrs\b|hours\b|[PECM][SD]?T\b|CES?T))"
    rf"|(?P<h3>\d{{1,2}})\.(?P<m3>[0-5]\d)(?:\s?(?P<half3>[AaPp](?:\.[Mm]\.|[Mm]\b))|"
    rf"(?=\s?(?:UTC|GMT|CES?T|BST)\b))"
)
_AFTER_CLOCK = re.compile(r"\d|[:.]\d|%|/\d|x\b|[–-]?(?:minute|min\b)")
_BEFORE_TIME = re.compile(r"[\w:./@#$%&=+\\-]$")
_TO_CLOCK = re.compile(
    r"[T_](?=\d)|:\s+(?=\d)|,?\s*(?:(?:at|um|à|a las)\b|@|[-–—·|/])?\s*(?=[~±]?\d)"
)
_TO_DAY = re.compile(r",?\s+(?:on\s+)?(?:the\s+)?|\s*\((?=\S)")
_TO_END = re.compile(r"\s*(?:-|–|—|−|\bto\b|\buntil\b|\btill\b|\bthrough\b|→|->|\bbis\b)\s*")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")
_TO_ZONE = re.compile(r"\s?[(\[]?(?=[A-Za-z+\-\u2212])")
_ABOUT = re.compile(
    r"(?:~|≈|±|\+/-|(?:c\.|ca\.|circa|approx\.|about|around|approximately|roughly|approx)"
    r"(?=[\s~\d]))\s*",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(
    r"\s?(?:~|-?ish\b|\?(?!\w))|\s?\((?:approx|maybe|perhaps|about|around|not sure"
    r"|roughly|estimate|unsure"
    r"|guess|\?)[^)]{0,60}\)",
    re.IGNORECASE,
)
_NO_CLOCK = re.compile(r"[\s,]*(?:[-–?xX_]{2}:[-–?xX_]{2}|\?\?\??|(?:time\s+)?unknown\b)")
_RELATIVE = re.compile(
    r"(?:T\s?(?P<sign>[+\-\u2212])\s?|\+\s?)(?:(?P<rh>\d{1,3}):(?P<rm>\d\d)(?::(?P<rs>\d\d))?"
    r"|(?P<n>\d{1,4})\s?(?P<unit>h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\b"
    r"(?:\s?(?P<n4>\d{1,2})\s?m(?:in)?\b)?)"
)
_ZERO = re.compile(r"T\s?[+-]?\s?0+(?![\d:.hms])(?!\s?(?:h|m|s)\w*\b)(?!\s*=)")
_YEAR_LAST = re.compile(r",?\s+(?P<year>(?:19|20)\d\d)(?![\d:-])")
_HOUR_US = 60 * MINUTE_US


def time_at(text: str, at: int = 0) -> StatedTime | None:
    """The time that begins at a place of a text, with its range, zone and doubts; None: none."""
    start = at
    about = _ABOUT.match(text, at)
    if about is not None:
        at = about.end()
    found = _dated(text, at) or _clocked(text, at) or _weekday(text, at) or _relative(text, at)
    if found is None:
        return None
    found = _ranged(text, found)
    if after := _ABOUT_AFTER.match(text, found.end):
        found = replace(found, end=after.end(), about=True)
        named = zone_at(text, after.end() + 1) if found.zone is None else None
        if named is not None and text[after.end()] == " ":
            found = replace(found, end=named[1], zone=named[0])
    return replace(found, start=start, about=found.about or about is not None)


def _dated(text: str, at: int) -> StatedTime | None:
    """A date, and the clock behind it where there is one."""
    day = day_at(text, at)
    if day is None:
        return None
    stated, end = day
    if none := _NO_CLOCK.match(text, end):
        return StatedTime(at, none.end(), stated)
    if link := _TO_CLOCK.match(text, end):
        about = _ABOUT.match(text, link.end())
        clock = _clocked(text, about.end() if about else link.end())
        if clock is not None:
            stated, clock = _year_behind(text, stated, clock)
            return replace(clock, start=at, day=stated, about=about is not None)
    return StatedTime(at, end, stated)


def _year_behind(text: str, day: StatedDay, clock: StatedTime) -> tuple[StatedDay, StatedTime]:
    """A day and its clock with the year that may stand last, as ``date`` prints it."""
    year = _YEAR_LAST.match(text, clock.end)
    if year is None or day.date is not None or day.open_order or len(day.numbers) != 2:
        return day, clock
    meant = date_of((int(year["year"]), *day.numbers), "ymd")
    if meant is None:
        return day, clock
    return StatedDay(day.text, meant), replace(clock, end=year.end())


def day_at(text: str, at: int) -> tuple[StatedDay, int] | None:
    """The day that begins at a place of a text, and where it ends."""
    following = _NEXT_DAY.match(text, at)
    if following is not None:
        return StatedDay(following[0], step=1), following.end()
    found = _DATE.match(text, at)
    if found is None:
        return None
    stated = _day_of(found)
    return None if stated is None else (stated, found.end())


def _day_of(found: re.Match[str]) -> StatedDay | None:
    """The day of a matched date; None where there is no such day, or none that is sure."""
    text = found[0]
    if found["iso"]:
        return _existing(text, tuple(int(found[name]) for name in ("y", "m", "d")), "ymd")
    if found["p1"] is None and found["m2"] is None and found["m3"] is None:
        return _of_digits(found)
    if found["p1"]:
        return StatedDay(text, numbers=(int(found["p1"]), int(found["p2"])), open_order=True)
    form = "2" if found["m2"] else "3"
    month, day = _MONTH_NUMBER[found[f"m{form}"].lower()], int(found[f"d{form}"])
    if year := found[f"y{form}"]:
        return _existing(text, (int(year), month, day), "ymd")
    exists = date_of((month, day), "md", 2000) is not None
    return StatedDay(text, numbers=(month, day)) if exists else None


def _of_numbers(found: re.Match[str]) -> StatedDay | None:
    """A date of three numbers: with dots and a whole year, the day stands first."""
    numbers = tuple(int(found[name]) for name in ("n1", "n2", "n3"))
    short = len(found["n3"]) == 2
    if found["nsep"] != ".":
        return StatedDay(found[0], numbers=numbers, open_order=True, short_year=short)
    return None if short else _existing(found[0], numbers, "dmy")


def _of_digits(found: re.Match[str]) -> StatedDay | None:
    """A date without the name of its month: whole, as “12.03.”, or in one piece."""
    if found["n1"]:
        return _of_numbers(found)
    if packed := found["c"]:
        return _existing(found[0], (int(packed[:4]), int(packed[4:6]), int(packed[6:])), "ymd")
    numbers = int(found["g2"]), int(found["g1"])
    exists = date_of(numbers, "md", 2000) is not None
    return StatedDay(found[0], numbers=numbers) if exists else None


def _existing(text: str, numbers: tuple[int, ...], order: str) -> StatedDay | None:
    day = date_of(numbers, order)
    return None if day is None else StatedDay(text, day)


def _clocked(text: str, at: int) -> StatedTime | None:
    """A clock with its zone, and the day behind it where there is one."""
    found = _CLOCK.match(text, at)
    if found is None or _AFTER_CLOCK.match(text, found.end()):
        return None
    clock = _clock_of(found)
    if clock is None:
        return None
    clock_us, precision = clock
    half = found["half"] or found["half2"] or found["half3"]
    end, zone = found.end(), None
    if link := _TO_ZONE.match(text, end):
        named = zone_at(text, link.end())
        if named is not None and not _is_end_of_range(found, named[0]):
            zone, end = named
            opened = link[0].strip()
            if opened and text[end : end + 1] in {")", "]"}:
                end += 1
    day, end = _day_behind(text, end)
    return StatedTime(
        at,
        end,
        day,
        clock_us,
        precision,
        zone,
        bare_hour=found["h2"] is not None,
        has_half=half is not None,
    )


def _is_end_of_range(clock: re.Match[str], zone: StatedZone) -> bool:
    """Whether “-18:00” behind a clock is when it ended: an offset stands behind seconds or a T."""
    if zone.text[0] not in "-\u2212":
        return False
    before = clock.string[clock.start() - 1 : clock.start()]
    return clock["s"] is None and before != "T"


def _day_behind(text: str, end: int) -> tuple[StatedDay | None, int]:
    if following := re.compile(r"\s?\(?\+\s?1\s?d?\)?(?![\w:])").match(text, end):
        return StatedDay(following[0], step=1), following.end()
    link = _TO_DAY.match(text, end)
    day = day_at(text, link.end()) if link else None
    if link is None or day is None or day[0].step or day[0].open_order:
        return None, end
    after = day[1]
    if _CLOCK.match(text, after + 1) and _TO_CLOCK.match(text, after):
        return None, end  # the day of the next time
    if link[0].strip() == "(":
        if text[after : after + 1] != ")":
            return None, end
        after += 1
    return day[0], after


def _clock_of(found: re.Match[str]) -> tuple[int, Precision] | None:
    if found["mil"]:
        return (int(found["mil"][:2]) * 60 + int(found["mil"][2:])) * MINUTE_US, Precision.MINUTE
    hour = int(found["h"] or found["h2"] or found["h3"])
    minute = int(found["mi"] or found["m3"] or 0)
    half = found["half"] or found["half2"] or found["half3"]
    if half:
        if hour > 12:
            half = None if hour < 24 else half  # “14:05 PM” is written, and says the same twice
        if half is not None:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23:
        return None
    clock_us = hour * _HOUR_US + minute * MINUTE_US
    if found["s"] is None:
        return clock_us, Precision.MINUTE
    clock_us += int(found["s"]) * SECOND_US
    fraction = found["f"]
    if not fraction:
        return clock_us, Precision.SECOND
    clock_us += int(fraction[:6].ljust(6, "0"))
    return clock_us, Precision.MILLISECOND if len(fraction) <= 3 else Precision.MICROSECOND


def _weekday(text: str, at: int) -> StatedTime | None:
    """A day of the week; only with a clock behind it, as it is an ordinary word else."""
    found = _ONLY_WEEKDAY.match(text, at)
    link = _TO_CLOCK.match(text, found.end()) if found else None
    clock = _clocked(text, link.end()) if link else None
    if found is None or clock is None:
        return None
    day = StatedDay(found["name"], weekday=_DAYS.index(found["name"][:3].lower()))
    return replace(clock, start=at, day=clock.day or day)


def _relative(text: str, at: int) -> StatedTime | None:
    if zero := _ZERO.match(text, at):
        return StatedTime(at, zero.end(), precision=Precision.MINUTE, relative_us=0)
    found = _RELATIVE.match(text, at)
    if found is None:
        return None
    if found["rh"] is not None:
        # “T+1:30” counts hours and minutes, as clocks do; three parts count seconds too.
        span = int(found["rh"]) * _HOUR_US + int(found["rm"]) * MINUTE_US
        span += int(found["rs"] or 0) * SECOND_US
    else:
        unit = {"h": _HOUR_US, "m": MINUTE_US, "s": SECOND_US}[found["unit"][0]]
        span = int(found["n"]) * unit + int(found["n4"] or 0) * MINUTE_US
    if found["sign"] in {"-", "\u2212"}:
        span = -span
    return StatedTime(at, found.end(), precision=Precision.MINUTE, relative_us=span)


def _ranged(text: str, first: StatedTime) -> StatedTime:
    """The time together with the end of its range, which may tell its zone and half of the day."""
    joined = _BETWEEN.search(text, 0, first.start) is not None
    link = (_AND if joined else _TO_END).match(text, first.end)
    if link is None or first.relative_us is not None:
        return first
    about = _ABOUT.match(text, link.end())
    at = about.end() if about else link.end()
    last = _dated(text, at) if first.clock_us is None else (_dated(text, at) or _clocked(text, at))
    if last is None or (first.clock_us is None) != (last.clock_us is None):
        return first
    clock_us = first.clock_us
    if clock_us is not None and last.has_half and not first.has_half and last.clock_us is not None:
        later = clock_us + 12 * _HOUR_US
        if clock_us < 12 * _HOUR_US and last.clock_us >= 12 * _HOUR_US and later <= last.clock_us:
            clock_us = later
    return replace(
        first,
        end=last.end,
        clock_us=clock_us,
        day=first.day or (last.day if last.day and not last.day.step else None),
        zone=first.zone or last.zone,
        has_half=first.has_half or last.has_half,
        span=True,
    )


_NO_DATE = re.compile(r"\d[-/.]\d+(?:,?\s+(?:at\s+)?|T)$")
_DIGIT = re.compile(r"\d")
_LIKELY = re.compile(
    rf"(?<![\w:./@#=+\\-])(?:~|±|≈)?\s?(?:\d{{1,2}}[:h.][0-5]\d"
    rf"|\d{{1,2}}\s?[AaPp]\.?[Mm]\b|\d{{4}}\s?(?:Z|UTC|GMT|hrs)\b"
    rf"|(?:19|20)\d\d[-/.]\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d|\d{{1,2}}/\d{{1,2}},?\s"
    rf"|\d{{1,2}}\.\d{{1,2}}\.\s|(?:19|20)\d{{6}}[T _]"
    rf"|\d{{1,2}}{_NTH}\.?(?:\s(?:of|de))?[\s-](?:{_MONTH_BEHIND})\b"
    rf"|(?:{_MONTH})\.?[\s-]\d|{_WEEKDAY}\b|(?:the\s)?(?:next|following)\s(?:day|morning"
    rf"|afternoon|evening)\b)"
)


def _is_of_no_date(text: str, at: int) -> bool:
    """Whether a clock stands behind a date that does not exist, so that its day is not known."""
    return _NO_DATE.search(text, max(0, at - 24), at) is not None


@lru_cache(maxsize=8192)
def times_in(text: str) -> tuple[StatedTime, ...]:
    """Every time in a text, in order; numbers that belong to something else are left alone."""
    if _DIGIT.search(text) is None:
        return ()
    found: list[StatedTime] = []
    at = 0
    while match := _LIKELY.search(text, at):
        stated = time_at(text, match.start())
        if stated is None or stated.end <= match.start() or _is_of_no_date(text, match.start()):
            at = match.start() + 1
            continue
        lead = match[0][: len(match[0]) - len(match[0].lstrip())]
        found.append(replace(stated, start=stated.start + len(lead)))
        at = stated.end
    return tuple(found)
