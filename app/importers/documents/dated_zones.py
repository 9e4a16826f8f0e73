"""The zones that documents name in words: beside a time, in a heading, once for all times.

A name of one country's clock (“Pacific Time”) follows that country's rules; an abbreviation
(“PST”) is the fixed offset that it stands for, whatever the season (RFC 5322, section 4.3). Names
that several countries share (“IST”) are recognised and left open unless the country stands beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from app.domain.errors import InvalidInputError
from app.domain.moments import EPOCH, MINUTE_US, zone_named
from app.importers.times.stamps import UNCERTAIN_ZONES, ZONE_MINUTES


@dataclass(frozen=True, slots=True)
class StatedZone:
    """A zone as a document states it: a fixed offset, the rules of a place, or open (neither)."""

    text: str
    offset_us: int | None = None
    place: str | None = None
    by_name: bool = False
    """Whether the offset comes from an abbreviation rather than from numbers or UTC."""

    @property
    def is_open(self) -> bool:
        """Whether the name does not tell which clock it means."""
        return self.offset_us is None and self.place is None

    def offset_at(self, clock_us: int) -> int | None:
        """How far a wall clock of the zone runs ahead of UTC, in microseconds.

        What a change of clocks repeats or skips is read as before the change (PEP 495, fold=0).
        """
        return self.offset_us if self.place is None else _shift(self.place, clock_us, 0)

    def is_unsure_at(self, clock_us: int) -> bool:
        """Whether a change of clocks repeats or skips this wall clock."""
        place = self.place
        return place is not None and _shift(place, clock_us, 0) != _shift(place, clock_us, 1)


def _shift(place: str, clock_us: int, fold: int) -> int | None:
    try:
        wall = (EPOCH + timedelta(microseconds=clock_us)).replace(fold=fold)
        shift = zone_named(place).utcoffset(wall)
    except (InvalidInputError, OverflowError):
        return None
    return None if shift is None else shift // timedelta(microseconds=1)


_PLACES = {
    "pacific": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "pt": "America/Los_Angeles",
    "mt": "America/Denver",
    "ct": "America/Chicago",
    "et": "America/New_York",
    "uk": "Europe/London",
    "british": "Europe/London",
    "london": "Europe/London",
    "irish": "Europe/Dublin",
    "dublin": "Europe/Dublin",
    "central european": "Europe/Paris",
    "cet/cest": "Europe/Paris",
    "ce(s)t": "Europe/Paris",
    "berlin": "Europe/Berlin",
    "german": "Europe/Berlin",
    "paris": "Europe/Paris",
    "copenhagen": "Europe/Copenhagen",
    "amsterdam": "Europe/Amsterdam",
    "new york": "America/New_York",
    "san francisco": "America/Los_Angeles",
    "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata",
    "israel": "Asia/Jerusalem",
    "china": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "japan": "Asia/Tokyo",
    "tokyo": "Asia/Tokyo",
    "singapore": "Asia/Singapore",
    "sydney": "Australia/Sydney",
}
_FIXED = {
    "pacific standard": -480,
    "pacific daylight": -420,
    "mountain standard": -420,
    "mountain daylight": -360,
    "central standard": -360,
    "central daylight": -300,
    "eastern standard": -300,
    "eastern daylight": -240,
    "british summer": 60,
    "central european summer": 120,
    "india standard": 330,
    "indian standard": 330,
    "china standard": 480,
    "japan standard": 540,
    "greenwich mean": 0,
    "coordinated universal": 0,
}
_SHARED = {
    ("IST", "india"): 330,
    ("IST", "israel"): 120,
    ("IST", "ireland"): 60,
    ("BST", "british"): 60,
    ("BST", "uk"): 60,
    ("BST", "bangladesh"): 360,
    ("CST", "us"): -360,
    ("CST", "usa"): -360,
    ("CST", "china"): 480,
    ("CDT", "us"): -300,
    ("CDT", "usa"): -300,
}
"""What names that several countries share mean in one of them."""

_NAMES = "|".join(sorted([*ZONE_MINUTES, *UNCERTAIN_ZONES], key=lambda name: (-len(name), name)))
_SHIFT = r"[+\-\u2212]\s?\d{1,2}(?::?\d\d)?(?!\d|:\d)"
_WORDS = "|".join(
    sorted((re.escape(name) for name in (*_FIXED, *_PLACES)), key=lambda name: (-len(name), name))
)
_ZONE = re.compile(
    rf"(?:(?P<utc>(?:UTC|GMT|utc|gmt|Utc)\s?(?P<shift>{_SHIFT}))"
    rf"|(?P<words>(?:US(?:/|\s))?(?i:(?P<which>{_WORDS}))\s(?:[Tt]ime|TIME)\b(?:\s\((?:US"
    rf"|UK)[^)]*\))?)"
    r"|(?P<pair>CET/CEST|CE\(S\)T)"
    rf"|(?P<name>(?:{_NAMES})(?![A-Za-z]))(?:\s?\((?P<country>[A-Za-z]+)[^)]*\))?"
    rf"(?:\s?[(/]\s?(?:UTC|GMT)?\s?(?P<beside>{_SHIFT})(?:\s?h(?:ours)?)?\)?)?"
    r"|(?P<short>[PMCE]T)\b"
    r"|(?P<iana>(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Z][A-Za-z_]+)"
    r"|(?P<us>US[/ ](?P<coast>Pacific|Eastern|Central|Mountain))\b"
    rf"|(?P<plain>[+\-\u2212]\d\d:?\d\d)(?: UTC\b)?(?!\d|:\d))"
)
_LOWER = re.compile(rf"(?:{_NAMES})(?![A-Za-z])", re.IGNORECASE)


def zone_at(text: str, at: int) -> tuple[StatedZone, int] | None:
    """The zone that begins at a place of a text, and where it ends."""
    found = _ZONE.match(text, at)
    if found is not None:
        return _meant(found), found.end()
    lower = _LOWER.match(text, at)
    if lower is None or len(lower[0]) < 3:
        return None
    return _named(lower[0].upper(), None, lower[0]), lower.end()


def _meant(found: re.Match[str]) -> StatedZone:
    text = found[0]
    if shift := found["shift"] or found["beside"] or found["plain"]:
        return StatedZone(text, _minutes(shift) * MINUTE_US)
    if found["name"]:
        return _named(found["name"], found["country"], text)
    if found["iana"]:
        return _of_place(found["iana"], text)
    word = (found["which"] or found["short"] or found["pair"] or found["coast"] or "").lower()
    if word in _FIXED:
        return StatedZone(text, _FIXED[word] * MINUTE_US, by_name=True)
    return StatedZone(text, place=_PLACES[word])


def _of_place(place: str, text: str) -> StatedZone:
    try:
        zone_named(place)
    except InvalidInputError:
        return StatedZone(text)
    return StatedZone(text, place=place)


def _named(name: str, country: str | None, text: str) -> StatedZone:
    if name in UNCERTAIN_ZONES:
        minutes = _SHARED.get((name, (country or "").lower()))
    else:
        minutes = ZONE_MINUTES[name]
    if minutes is None:
        return StatedZone(text)
    return StatedZone(text, minutes * MINUTE_US, by_name=name not in {"UTC", "GMT", "Z", "UT"})


def _minutes(shift: str) -> int:
    digits = [int(part) for part in re.findall(r"\d+", shift)]
    if len(digits) == 1 and digits[0] > 99:
        digits = [digits[0] // 100, digits[0] % 100]
    minutes = digits[0] * 60 + (digits[1] if len(digits) > 1 else 0)
    return minutes if shift[0] == "+" else -minutes


_STATEMENT = re.compile(
    r"(?:\b(?:all|the|these|following)\s+)?\b(?:date(?:s)?\s+(?:and|&)\s+)?"
    r"(?:times?|timestamps?|clocks?|hours)\b(?![\s\w]*\bzone database)"
    r"(?:\s+(?:below|above|here|listed|given|shown|stated|noted|mentioned|reported|used|displayed|"
    r"quoted|expressed|in\s+(?:this|the)\s+(?:\w+\s+)?(?:report|document|timeline|page|post|"
    r"section|table|list)))*"
    r"\s*(?:\b(?:are|is|were)\b|:|=|\()?"
    r"(?:\s+(?:all|given|listed|shown|stated|expressed|reported|recorded|noted|displayed|written))*"
    r"\s*(?:\b(?:in|as|use|using|at)\b)?\s*(?:the\s+)?\(?",
    re.IGNORECASE,
)
_ZONE_FIRST = re.compile(
    r"\b(?:time\s*zone|timezone|TZ)\b\s*(?:used)?\s*(?:is|:|=|-|\|)?\s*\(?", re.IGNORECASE
)


_LOOSE = re.compile(
    r"\b(?:all\s+)?(?:times?|timestamps)\b[^.;:\n\d]{0,60}?(?:\bin\s+|\()(?=[A-Z])", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+")


def stated_zone(text: str) -> StatedZone | None:
    """The zone that a text states for times in general: “All times in CET (GMT+1)”."""
    text = _ADDRESS.sub(" ", text)
    for pattern in (_STATEMENT, _ZONE_FIRST):
        for found in pattern.finditer(text):
            zone = zone_at(text, found.end())
            if zone is not None and not zone[0].text[0].isdigit():
                return zone[0]
    for loose in _LOOSE.finditer(text):
        if zone := zone_at(text, loose.end()):
            return zone[0]
    return None


_IN_BRACKETS = re.compile(
    r"[(\[,:/-]\s*(?:all\s+)?(?:times?\s+)?(?:(?:are\s+)?in\s+)?", re.IGNORECASE
)
_IN = re.compile(r"\bin\s+")


def zone_of_header(text: str) -> StatedZone | None:
    """The zone in a heading or the head of a column: “Time (UTC)”, “Timeline in CET”, “UTC”."""
    whole = zone_at(text.strip(), 0)
    if whole is not None and whole[1] >= len(text.strip().removesuffix(" time").rstrip(":")):
        return whole[0]
    for pattern in (_IN_BRACKETS, _IN):
        for found in pattern.finditer(text):
            if zone := zone_at(text, found.end()):
                return zone[0]
    last = re.search(r"\b(?:time|date|when|at)\s+(?=\S+$)", text.strip(), re.IGNORECASE)
    if last is not None and (zone := zone_at(text.strip(), last.end())):
        return zone[0]
    return stated_zone(text)
