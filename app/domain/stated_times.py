"""Clock times and ranges that a sentence states, and ranges that cannot be as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.moments import SECOND_US

_CLOCK = (
    r"(?<![\d:.,/#v])(?P<{n}hour>[01]?\d|2[0-4])[:h](?P<{n}minute>[0-5]\d)"
    r"(?::(?P<{n}second>[0-5]\d)(?:[.,]\d+)?)?(?![\d:])(?!\.\d)"
    r"(?:\s?(?P<{n}half>[aApP]\.?[mM]\b\.?))?"
    r"(?:\s?\(?(?P<{n}zone>UTC(?:[+-]\d\d?(?::?\d\d)?)?|GMT|Z\b|[A-Z]{{2,4}}T\b"
    r"|(?:(?<=\s)|(?<=:\d\d:\d\d))[+-](?:0\d|1[0-4]):?(?:00|15|30|45)(?!\d))\)?)?"
)
_ONE = re.compile(_CLOCK.format(n=""))
_DATE = r"(?:\d{4}-\d\d-\d\d[T ]+|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:at\s)?)"
_RANGE = re.compile(
    rf"(?P<lead>\b(?:[Ff]rom|[Bb]etween)\s+)?(?P<date1>{_DATE})?{_CLOCK.format(n='a')}"
    rf"(?P<join>\s*[–—]\s*|\s-{{1,2}}\s|-{{1,2}}(?=\d)|\s(?:to|till?|until|and)\s)"
    rf"(?P<date2>{_DATE})?{_CLOCK.format(n='b')}"
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|circa|ca\.|roughly|some time|shortly|just"
    r"|near(?:ly)?|before|after|until|since|by)|[~≈±])\s*(?:after\s|before\s)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:mov|chang|shift|correct|reschedul|postpon|delay|adjust|revis|updat|brought|instead|set)"
    r"\w*[^.\n]{0,60}$",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\s*\(\s*(?P<about>about|around|approx\w*\.?|ca\.|roughly|[~≈])?\s*"
    r"(?:(?P<hours>\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)\b)?[\s,]*(?:and\s+)?"
    r"(?:(?P<minutes>\d+)\s*(?:m|mins?|minutes?)\b)?\s*\)"
)
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class StatedClock:
    """A time of day in a text: seconds since midnight, where it stands, and what is beside it.

    ``zone`` is as written, empty for none. ``about`` says that the text calls it approximate, or
    a bound.
    """

    second: int
    start: int
    end: int
    zone: str = ""
    about: bool = False
    half: bool = False
    one_digit: bool = False


@dataclass(frozen=True, slots=True)
class StatedRange:
    """Two times of day that a text joins: ``14:20 – 14:05``."""

    first: StatedClock
    last: StatedClock
    text: str
    start: int
    end: int
    dated: bool
    """Whether a date stands with the second time, which then decides what comes first."""
    stated_s: int | None = None
    """How long the text says that it was, in seconds: ``(58 min)``."""
    about: bool = False

    @property
    def length_s(self) -> int:
        """How long it is, past midnight where its end is before its start."""
        return (self.last.second - self.first.second) % _DAY_S

    @property
    def ends_first(self) -> bool:
        """Whether its end is before its start and it is no night: that would be half a day long."""
        if self.dated or (self.first.zone and self.first.zone != self.last.zone):
            return False
        if self.first.half != self.last.half or self.last.second >= self.first.second:
            return False
        return self.length_s > _DAY_S // 2 and not self._may_be_twelve_hours

    @property
    def _may_be_twelve_hours(self) -> bool:
        """``11:30–1:15`` on a clock of twelve hours."""
        if self.first.half:
            return False
        hour, early = 3600, self.first.second // 3600
        return self.last.one_digit or self.first.one_digit or early == 12 or self.last.second < hour

    @property
    def differs_from_stated(self) -> bool:
        """Whether the length beside it does not fit, beyond rounding."""
        if self.stated_s is None or self.dated or self.ends_first:
            return False
        if self.first.half != self.last.half:
            return False
        slack = max(120, (self.stated_s * (25 if self.about else 10)) // 100)
        if self.stated_s >= 3600 and self.stated_s % 3600 == 0:
            slack = max(slack, 1800)
        return abs(self.length_s - self.stated_s) > slack


def clocks_in(text: str) -> Iterator[StatedClock]:
    """Every time of day in a text, in order."""
    for found in _ONE.finditer(text):
        clock = _clock(found, "", text)
        if clock is not None:
            yield clock


def ranges_in(text: str) -> Iterator[StatedRange]:
    """Every two times of day that a text joins to a range, in order."""
    for found in _RANGE.finditer(text):
        if not _is_range(found, text):
            continue
        first, last = _clock(found, "a", text), _clock(found, "b", text)
        if first is None or last is None:
            continue
        stated, about, end = _stated(text, found.end())
        yield StatedRange(
            first, last, " ".join(text[found.start() : end].split()), found.start(), end,
            found["date2"] is not None, stated, about,
        )  # fmt: skip


def end_of(time_text: str, start_us: int) -> int | None:
    """When something ended whose time is written as a range: ``17:00–18:30 CET``.

    ``start_us`` is the UTC the range begins at. None where it is no range of clock times, where a
    date stands with its end, or where it runs backwards.
    """
    # In a time alone “16:58 to 18:46” is a range; in a sentence it takes the word before it.
    found = next(ranges_in(f"from {time_text}"), None)
    if found is None or found.dated or found.ends_first or not found.length_s:
        return None
    return start_us + found.length_s * SECOND_US


def _clock(found: re.Match[str], name: str, text: str) -> StatedClock | None:
    hour, minute = int(found[f"{name}hour"]), int(found[f"{name}minute"])
    half = found[f"{name}half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour == 24 and minute:
        return None
    second = hour * 3600 + minute * 60 + int(found[f"{name}second"] or 0)
    start = found.start(f"{name}hour")
    return StatedClock(
        second % _DAY_S if name != "b" else second,
        start,
        max(found.end(f"{name}minute"), found.end(f"{name}second"), found.end(f"{name}zone")),
        found[f"{name}zone"] or "",
        about=_ABOUT.search(text[max(0, start - 24) : start]) is not None,
        half=bool(half),
        one_digit=len(found[f"{name}hour"]) == 1,
    )


def _is_range(found: re.Match[str], text: str) -> bool:
    join, lead = found["join"].strip(), found["lead"] or ""
    if join == "and":
        return lead.strip().lower() == "between"
    if join == "to" and not lead:
        return False
    before = text[max(0, found.start() - 80) : found.start()]
    return _CHANGED.search(before) is None


def _stated(text: str, at: int) -> tuple[int | None, bool, int]:
    """The length in brackets after a range, whether it is about, and where that ends."""
    found = _DURATION.match(text, at)
    if found is None or not (found["hours"] or found["minutes"]):
        return None, False, at
    hours = float((found["hours"] or "0").replace(",", "."))
    length = round(hours * 3600) + int(found["minutes"] or 0) * 60
    return length, found["about"] is not None, found.end()
