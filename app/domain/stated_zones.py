"""Times whose zone disagrees with what heads them, or with the season."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from app.domain.moments import DAY_US, in_zone
from app.domain.stated_times import StatedClock, clocks_in
from app.domain.statements import Contradiction, ContradictionKind, Statement, Voice, around, told

_HEADING = re.compile(
    r"\ball (?:the )?(?:times|timestamps|time stamps|clocks)(?: \w+){0,3}? (?:are )?"
    r"(?:given |stated |shown |listed |expressed )?(?:in )?\(?"
    r"(?P<zone>UTC|GMT|CES?T|EES?T|[ECMP][SD]T|BST|IST|JST)\b"
    r"|\btimes? \(?(?:are )?in (?P<other>UTC|GMT|CES?T|EES?T|[ECMP][SD]T|BST|IST|JST)\b\)?",
    re.IGNORECASE,
)
_OFFSETS = {
    "UTC": 0, "GMT": 0, "Z": 0, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "EST": -300,
    "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "BST": 60, "IST": 330, "JST": 540,
}  # fmt: skip
_SUMMER_OF = {
    "CEST": ZoneInfo("Europe/Berlin"),
    "EEST": ZoneInfo("Europe/Helsinki"),
    "EDT": ZoneInfo("America/New_York"),
    "CDT": ZoneInfo("America/Chicago"),
    "MDT": ZoneInfo("America/Denver"),
    "PDT": ZoneInfo("America/Los_Angeles"),
}
_SIGNED = re.compile(r"(?:UTC)?([+-])(\d\d?):?(\d\d)?")


def zone_conflicts(statements: Iterable[Statement]) -> Iterator[Contradiction]:
    """Times in another zone than their document says, or in summer time in winter."""
    headings: dict[str, tuple[Statement, str, str]] = {}
    statements = list(statements)
    for one in statements:
        if one.voice is Voice.DOCUMENT and (found := _HEADING.search(one.text)):
            zone = (found["zone"] or found["other"]).upper()
            headings.setdefault(one.source, (one, zone, around(one.text, *found.span())))
    for one in statements:
        if one.voice is Voice.ALERT:
            continue
        written = [
            each
            for each in clocks_in(one.text)
            if each.zone and one.text[max(0, each.start - 1)] != "T"  # a machine's own stamp
        ]
        if one.source in headings:
            yield from _against_heading(one, written, *headings[one.source])
        yield from _out_of_season(one, written)


def _against_heading(
    one: Statement, written: Sequence[StatedClock], heading: Statement, zone: str, quote: str
) -> Iterator[Contradiction]:
    """A time in another zone than the heading says; also giving the stated one makes it clear."""
    names = {each.zone.upper().strip("()") for each in written}
    if one is heading or zone in names or not names:
        return
    offsets = {offset for name in names if (offset := offset_minutes(name)) is not None}
    if offsets and _OFFSETS[zone] not in offsets and not _is_loose(zone, offsets):
        first = written[0]
        why = f"The heading says {zone}, and this time {first.zone.strip('()')}."
        said = around(one.text, first.start, first.end)
        yield told(ContradictionKind.ZONE, why, (heading, quote), (one, said))


def _is_loose(zone: str, offsets: set[int]) -> bool:
    """Summer time under the name of standard time is a habit and no contradiction."""
    other = zone[:-2] + "DT" if zone[-2:] == "ST" and zone != "BST" else zone[:-1] + "ST"
    return _OFFSETS.get(other) in offsets


def offset_minutes(name: str) -> int | None:
    """How far a zone such as ``CET``, ``UTC+2`` or ``+0200`` runs ahead of UTC; None for others."""
    if name in _OFFSETS:
        return _OFFSETS[name]
    found = _SIGNED.fullmatch(name)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def _out_of_season(one: Statement, written: Iterable[StatedClock]) -> Iterator[Contradiction]:
    if one.at_us is None:
        return
    for each in written:
        zone = _SUMMER_OF.get(each.zone.upper().strip("()"))
        if zone is None:
            continue
        # a day's room: the statement may be about the day before the clocks changed
        near = (in_zone(one.at_us + days * DAY_US, zone).dst() for days in (-2, 0, 2))
        if not any(near):
            name = each.zone.strip("()")
            day = in_zone(one.at_us, zone).strftime("%Y-%m-%d")
            why = f"{name} is summer time, and on {day} it is winter there."
            yield told(ContradictionKind.ZONE, why, (one, around(one.text, each.start, each.end)))
