"""The shapes in which logs write their time stamps, and finding the ones that a file uses.

A shape is one compiled pattern. Its groups: ``stamp`` is the stamp as written; ``day``, ``clock``,
``frac``, ``zone``, ``year`` and ``half`` (AM or PM) are its parts, or ``epoch``, or ``tai``;
``place`` is a host, process, container or file where the shape carries one reliably. The match
ends where the message begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Flag, auto
from itertools import islice

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}

ZONE_MINUTES = {
    name: minutes
    for minutes, names in (
        (-600, "HST"),
        (-540, "AKST"),
        (-480, "AKDT PST"),
        (-420, "MST PDT"),
        (-360, "MDT"),
        (-300, "EST"),
        (-240, "EDT"),
        (0, "Z UTC UT GMT WET"),
        (60, "CET WEST"),
        (120, "CEST EET SAST"),
        (180, "EEST MSK"),
        (300, "PKT"),
        (480, "HKT AWST"),
        (540, "JST KST"),
        (570, "ACST"),
        (600, "AEST"),
        (660, "AEDT"),
        (720, "NZST"),
        (780, "NZDT"),
    )
    for name in names.split()
}
"""Zone names that mean one offset in today's tz database; PST by RFC 5322, section 4.3."""
UNCERTAIN_ZONES = frozenset({"CST", "CDT", "IST", "BST"})
"""Zone names of several countries: recognised, but never taken for an offset."""


class Lack(Flag):
    """What a shape does not say and the file must prove, or its name or time suggest."""

    NOTHING = 0
    YEAR = auto()
    DAY = auto()
    ORDER = auto()
    CENTURY = auto()


@dataclass(frozen=True, slots=True)
class StampShape:
    """One way to write a stamp.

    ``order`` is the order of the numbers in ``day`` (such as ``ymd``), where the shape fixes it or
    programs that write it agree on it; ``lack`` then still has ORDER where that is a convention
    only. ``whole`` keeps the stamp in the message, because it stands in the midst of it.
    ``least`` is the share of lines that it must match; ``sets_day`` says that the line tells the
    day of those after it.
    """

    name: str
    pattern: re.Pattern[str]
    order: str = "ymd"
    lack: Lack = Lack.NOTHING
    whole: bool = False
    least: float = 0.005
    sets_day: bool = False


_NAMES = "|".join(sorted([*ZONE_MINUTES, *UNCERTAIN_ZONES], key=lambda name: (-len(name), name)))
_ZONE = (
    r"(?P<zone> ?Z\b| ?[+-]\d\d:?\d\d(?![\d:])|[+-]\d\d(?![\d:.-])"
    rf"| (?:{_NAMES})(?:[+-]\d\d?(?::?\d\d)?)?\b)?"
)
_FRAC = r"(?:[.,](?P<frac>\d{1,9}))?(?!\d)"
_HALF = r"(?: ?(?P<half>[AaPp]\.?[Mm]\b\.?))?"
_HMS = r"(?P<clock>\d{1,2}:\d\d:\d\d)"
_HM = r"(?P<clock>\d{1,2}:\d\d(?::\d\d(?::\d{3}(?!\d))?)?)"
_MON = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )"

_ANSI = r"(?:\x1b\[[0-9;]*[A-Za-z])*"
_OPEN = rf"{_ANSI}(?:<\d{{1,3}}>|# Time: )?[\[(<]?"
_CLOSE = r"[\])>]?(?:[ \t]*(?:[|,]|[-:;](?=\s)))?[ \t]*"
_LEVEL = r"(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|NOTICE)\b"
_LABEL = (
    rf"{_ANSI}(?!{_LEVEL})(?:(?P<place>[\w./@-]+?) +\| "
    r"|(?P<file>\S*?\.(?:log|out|err|txt)\b\S*?)(?:: ?| )|\[(?P<pod>pod/\S+)\] )[\[(<]?"
)
_INNER = r".{0,200}?(?<![\w.:/+-])"

_ISO = rf"(?P<stamp>(?P<day>\d{{4}}[-/.]\d\d?[-/.]\d\d?)[Tt _] ?{_HM}{_FRAC}{_HALF}{_ZONE})"
_COMPACT = (
    r"(?P<stamp>(?P<day>(?:19|20)\d{6})[Tt _-]?(?P<clock>\d{6}(?!\d)"
    rf"|\d{{1,2}}:\d{{1,2}}:\d{{1,2}}(?::\d{{1,3}}(?!\d))?){_FRAC}{_ZONE})"
)
_DB2 = (
    r"(?P<stamp>(?P<day>\d{4}-\d\d-\d\d)-(?P<clock>\d\d\.\d\d\.\d\d)\.(?P<frac>\d{1,9})"
    r"(?P<zone>[+-]\d{3})?)(?!\d)"
)
_SIX = r"(?P<stamp>(?P<day>\d{6}) {1,2}(?P<clock>\d{6}|\d{1,2}:\d\d:\d\d))(?!\S)"
_CTIME = (
    rf"(?P<stamp>{_WEEKDAY}?(?P<day>{_MON} [ \d]?\d),? {_HMS}{_FRAC}"
    rf"(?P<zone> (?:{_NAMES}|[+-]\d{{4}})\b)? (?P<year>\d{{4}})\b)"
)
_DAY_FIRST = (
    rf"(?P<stamp>{_WEEKDAY}?(?P<day>\d{{1,2}}[ /-]?{_MON}[ /-]?\d{{4}})(?:[ :T]|, | - )"
    rf"{_HM}{_FRAC}{_HALF}{_ZONE})"
)
_MONTH_FIRST = (
    rf"(?P<stamp>{_WEEKDAY}?(?P<day>{_MON} [ \d]?\d,? \d{{4}}),? {_HM}{_FRAC}{_HALF}{_ZONE})"
)
_YEAR_NAME = rf"(?P<stamp>(?P<day>\d{{4}}[ -]{_MON}[ -]\d\d?)[ T]{_HMS}{_FRAC}{_ZONE})"
_SYSLOG = rf"(?P<stamp>{_WEEKDAY}?(?P<day>{_MON} [ \d]?\d) {_HMS}{_FRAC}{_HALF}{_ZONE})"
_NUMERIC = (
    r"(?P<stamp>(?P<day>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[ T_]|, ?)"
    rf"{_HM}{_FRAC}{_HALF}{_ZONE})"
)
_SHORT = rf"(?P<stamp>(?P<day>\d\d[-/.]\d\d[-/.]\d\d)(?:[ T_]|, ?){_HM}{_FRAC}{_HALF}{_ZONE})"
_PAIR = rf"(?P<stamp>(?P<day>\d\d[-/.]\d\d),? {_HMS}{_FRAC}{_ZONE})"
_EPOCH = r"(?P<stamp>(?P<epoch>1\d{9}(?:\d{9}|\d{6}|\d{3})?)(?:\.(?P<frac>\d{1,9}))?)(?![\w.-])"
_PROCESS = r"(?=(?:(?P<place>[^\s:]+ [^\s:\[]+)(?:\[[^\]\s]*\])?:)?)"
_JSON_KEY = (
    r"\s*\{.*?\"(?:[\w@$.-]*(?:[tT]ime(?:[sS]tamp)?|TIMESTAMP|[dD]atetime|UnixNano)|ts|t|\$?date)\""
    r"\s*:\s*\"?"
)


def _start(core: str) -> re.Pattern[str]:
    return re.compile(_OPEN + core + _CLOSE)


def _labelled(core: str) -> re.Pattern[str]:
    return re.compile(_LABEL + core + _CLOSE)


def _inner(core: str) -> re.Pattern[str]:
    return re.compile(_INNER + core)


_WITH_DATE = (
    ("iso", _ISO, "ymd"),
    ("compact", _COMPACT, "ymd"),
    ("ctime", _CTIME, "mdy"),
    ("day-first", _DAY_FIRST, "dmy"),
    ("month-first", _MONTH_FIRST, "mdy"),
    ("year-name", _YEAR_NAME, "ymd"),
)

_AT_START = (
    StampShape(
        "rfc5424",
        re.compile(rf"<\d{{1,3}}>\d{{1,2}} {_ISO} (?=(?P<place>[^\s-]\S* [^\s-]\S*)?)"),
    ),
    StampShape("db2", _start(_DB2)),
    *(StampShape(name, _start(core), order) for name, core, order in _WITH_DATE),
    StampShape("six-digits", _start(_SIX), lack=Lack.ORDER | Lack.CENTURY),
    StampShape("glog-year", re.compile(r"[IWEF]" + _COMPACT), whole=True),
    StampShape(
        "glog",
        re.compile(
            rf"[IWEF](?P<stamp>(?P<day>[01]\d[0-3]\d) {_HMS}\.(?P<frac>\d{{3,9}}))\s+\d+\s\S+:\d+\]"
        ),
        "md",
        Lack.YEAR,
        whole=True,
    ),
    StampShape(
        "syslog",
        re.compile(rf"(?:<\d{{1,4}}>)?[*.\[]?{_SYSLOG}[:\]]?[ \t]*{_PROCESS}"),
        "md",
        Lack.YEAR,
    ),
    StampShape("numeric", _start(_NUMERIC), "", Lack.ORDER),
    StampShape("short", _start(_SHORT), "", Lack.ORDER | Lack.CENTURY),
    StampShape("pair", _start(_PAIR), "", Lack.ORDER | Lack.YEAR),
    StampShape("tai64", re.compile(r"(?P<stamp>@(?P<tai>4[0-9a-f]{15}(?:[0-9a-f]{8})?))\b[ \t]*")),
    StampShape("epoch", _start(_EPOCH)),
    StampShape("audit", re.compile(r"(?:node=\S+ )?type=\S+ msg=audit\(" + _EPOCH), whole=True),
    StampShape(
        "labelled-epoch",
        re.compile(rf"(?:-|[A-Z_]+) {_EPOCH} \d{{4}}\.\d\d\.\d\d (?!\S+ \d{{4}}-\d\d-\d\d-)"),
        whole=True,
    ),
    StampShape(
        "access", re.compile(rf"\S+ \S+ [^\[]{{0,300}}?\[{_DAY_FIRST}\]"), "dmy", whole=True
    ),
    *(StampShape(f"labelled-{n}", _labelled(core), order) for n, core, order in _WITH_DATE),
    StampShape("json", re.compile(_JSON_KEY + _ISO), whole=True, least=0.2),
    StampShape("json-epoch", re.compile(_JSON_KEY + _EPOCH), whole=True, least=0.2),
    StampShape(
        "clock",
        _start(rf"(?P<stamp>{_HM}{_FRAC}{_HALF})(?=[\s\])>|,;]|$)"),
        "",
        Lack.DAY,
        least=0.05,
    ),
    StampShape(
        "date", _start(r"(?P<stamp>(?P<day>\d{4}[-/.]\d\d[-/.]\d\d))(?![\w/-])"), "ymd", least=0.05
    ),
)

_INSIDE = (
    StampShape("inner-db2", _inner(_DB2), whole=True, least=0.5),
    *(
        StampShape(f"inner-{name}", _inner(core), order, whole=True, least=0.5)
        for name, core, order in _WITH_DATE
    ),
    StampShape("inner-epoch", _inner(_EPOCH), whole=True, least=0.8),
)

CHAT_DAYS = StampShape(
    "chat-day",
    re.compile(
        r"(?:--- (?:Log (?:opened|closed)|Day changed)|\*{4} (?:BEGIN|ENDING) LOGGING AT"
        rf"|Session (?:Start|Time|Close):) +(?P<stamp>{_WEEKDAY}?(?P<day>{_MON} [ \d]?\d)"
        rf"(?: {_HMS})? (?P<year>\d{{4}}))"
    ),
    "mdy",
    whole=True,
    sets_day=True,
)
"""Lines by which IRC clients say which day it is (irssi, HexChat, mIRC)."""

UNTIMED_SYSLOG = StampShape(
    "syslog-without-time",
    re.compile(r"<\d{1,3}>(?:\d{1,2} - (?=(?P<place>[^\s-]\S* [^\s-]\S*)?))?(?=\S)"),
    whole=True,
)
"""What begins with the priority of syslog and has no time: the nil value of RFC 5424, section
6.2.3, or nothing at all, as RFC 3164, section 4.3.3, lets relays find it. A line of its own."""

GLOG_CREATED = StampShape(
    "glog-created",
    re.compile(rf"Log file created at: (?P<stamp>(?P<day>\d{{4}}/\d\d/\d\d) {_HMS})$"),
    whole=True,
)
"""How a file of glog begins, whose lines have no year."""

_PRIORITY = re.compile(r"<\d{1,3}>")

_CONVENTIONS = {
    "short": (re.compile(rf"\S+ \S+ +\[?{_LEVEL}"), "ymd"),
    "pair": (re.compile(r"\S+ \S+(?:\s+\d+\s+\d+\s+[VDIWEFA]\s|\s[VDIWEFA]/)"), "md"),
}
"""What follows a short date where programs agree on its order: log4j as Spark and Hadoop set it up
(``yy/MM/dd``), and Android's logcat (``MM-dd``)."""

SHAPES = (*_AT_START, *_INSIDE, CHAT_DAYS, GLOG_CREATED)
"""Every shape, the most telling first."""

_LOOKED_AT = 3_000
_MINOR_SHARE = 0.02
_NEARLY = 0.8
"""A more telling shape wins over a vaguer one that matches a few lines more."""


def shapes_of(lines: Iterable[str]) -> tuple[StampShape, ...]:
    """The shapes that sampled lines of a file use, the commonest first; none where it has none.

    A stamp at the start of a line wins over one inside. The others than the first are tried on
    lines that the first does not match.
    """
    looked_at = _thinned([line for line in lines if line.strip()])
    if not looked_at:
        return ()
    for candidates in (_AT_START, _INSIDE):
        shares = {shape: _share(shape, looked_at) for shape in candidates}
        likely = [shape for shape in candidates if shares[shape] >= shape.least]
        if likely:
            top = _NEARLY * max(shares[shape] for shape in likely)
            best = next(shape for shape in likely if shares[shape] >= top)
            chosen = (best, *_minor(best, looked_at))
            return tuple(_by_convention(shape, looked_at) for shape in chosen)
    return ()


def _thinned(lines: Sequence[str]) -> Sequence[str]:
    step = max(1, len(lines) // _LOOKED_AT)
    return list(islice(lines, 0, None, step))


def _share(shape: StampShape, lines: Sequence[str]) -> float:
    match = shape.pattern.match
    return sum(match(line) is not None for line in lines) / len(lines)


def _minor(best: StampShape, lines: Sequence[str]) -> Iterable[StampShape]:
    """Shapes of lines that the best one leaves over, each only for what is left by the others."""
    left = [line for line in lines if not best.pattern.match(line)]
    if Lack.DAY in best.lack or any(CHAT_DAYS.pattern.match(line) for line in left):
        yield CHAT_DAYS
    if best.name == "glog":
        yield GLOG_CREATED
    for shape in _AT_START:
        if shape is best or shape.name in {"clock", "date"}:
            continue
        rest = [line for line in left if not shape.pattern.match(line)]
        if len(left) - len(rest) >= max(1, _MINOR_SHARE * len(lines)):
            yield shape
            left = rest
    if best.name == "syslog" or any(_is_syslog(best, line) for line in lines):
        yield UNTIMED_SYSLOG


def _is_syslog(shape: StampShape, line: str) -> bool:
    """Whether a line has a stamp of this shape and begins with the priority of syslog."""
    return _PRIORITY.match(line) is not None and shape.pattern.match(line) is not None


def _by_convention(shape: StampShape, lines: Sequence[str]) -> StampShape:
    """The shape with the order that programs agree on, where most lines look like theirs."""
    if shape.name not in _CONVENTIONS:
        return shape
    pattern, order = _CONVENTIONS[shape.name]
    stamped = [line for line in lines if shape.pattern.match(line)]
    agreed = 2 * sum(pattern.match(line) is not None for line in stamped) > len(stamped)
    return replace(shape, order=order) if agreed else shape
