"""What the fields of a log record mean, whatever logger wrote them.

Which names stand for what is decided once for each set of keys, not for each record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.moments import Stamp
from app.domain.questions import DateOrder
from app.importers.logs.line_log import Said
from app.importers.logs.log_names import (
    ADDRESSES,
    HOSTS,
    LEVELS,
    MESSAGES,
    METHODS,
    SERVICES,
    STATUSES,
    TIMES,
)
from app.importers.readers.json_text import Json, Object
from app.importers.times.field_time import FieldTimes, nanoseconds

_IGNORED = frozenset({"ecs.version", "v", "severitynumber", "level_value", "@version"})

_BY_NUMBER = {
    **dict(
        enumerate(("EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"))
    ),
    10: "TRACE",
    20: "DEBUG",
    30: "INFO",
    40: "WARN",
    50: "ERROR",
    60: "FATAL",
}
"""Levels as numbers: 0 to 7 as in syslog (GELF), tens as Bunyan and pino count them."""
_BY_LETTER = {"F": "FATAL", "E": "ERROR", "W": "WARN", "I": "INFO", "D": "DEBUG", "V": "VERBOSE"}

_NOISE = re.compile(r"[^a-z0-9.]")
_PLAIN_VALUE = re.compile(r'[^\s"=]+')
_DEEPEST = 4
_LONGEST_VALUE = 300
_LONGEST_REST = 4_000
_LONGEST_STACK = 100_000
_MOST_PLANS, _MOST_KEYS = 500, 200
"""So many sets of keys are remembered, and none that is larger."""

Flat = dict[str, Json]
"""The fields of a record, those of objects inside it under dotted names; lists as they are."""


def flat(record: Mapping[str, Json]) -> Flat:
    """The fields of a record and of the objects inside it, down to a few levels."""
    fields: Flat = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            _flatten(key, value, fields, 1)
        else:
            fields[key] = value
    return fields


def _flatten(prefix: str, inner: Object, fields: Flat, depth: int) -> None:
    for key, value in inner.items():
        if isinstance(value, dict) and value and depth < _DEEPEST:
            _flatten(f"{prefix}.{key}", value, fields, depth + 1)
        else:
            fields[f"{prefix}.{key}"] = value


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which of the keys of a record may hold what, the likeliest first."""

    times: tuple[str, ...]
    instants: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    messages: tuple[str, ...]
    hosts: tuple[str, ...]
    services: tuple[str, ...]
    request: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    rest: tuple[str, ...]


class LogFields:
    """Tells what the records of one file say: when, where, how grave, and in which words.

    ``order`` is that of dates made of numbers, where a person said it.
    """

    def __init__(self, order: DateOrder | None = None) -> None:
        self._times = FieldTimes(order)
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def said(self, record: Mapping[str, Json], as_written: str = "") -> Said:
        """What a record says. ``as_written`` is its text, in which a number stands in full."""
        fields = flat(record)
        plan = self._plan(fields)
        used: set[str] = set()
        stamp = self._stamp(fields, plan, used, as_written)
        level = _level(fields, plan, used)
        message = _message(fields, plan, used)
        place = _place(fields, plan, used)
        first = f"{level} {message}".strip() if level else message
        others = [(key, fields[key]) for key in plan.rest if key not in used]
        rest = written([(key, value) for key, value in others if value != message])
        return Said(stamp, f"{first}\n{rest}" if first and rest else first or rest, place)

    def stamp(self, record: Mapping[str, Json]) -> Stamp | None:
        """When a record says that it was written."""
        fields = flat(record)
        return self._stamp(fields, self._plan(fields), set(), "")

    def has_words(self, record: Mapping[str, Json]) -> bool:
        """Whether a record has a level, a message or a request, as those of a log have."""
        fields = flat(record)
        plan = self._plan(fields)
        return bool(plan.levels or plan.messages[:1] or any(plan.request[1:2]))

    def _plan(self, fields: Flat) -> _Plan:
        keys = tuple(fields)
        plan = self._plans.get(keys)
        if plan is None:
            plan = _planned(keys)
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            if len(keys) <= _MOST_KEYS:
                self._plans[keys] = plan
        return plan

    def _stamp(self, fields: Flat, plan: _Plan, used: set[str], text: str) -> Stamp | None:
        for seconds, nanos in plan.instants:
            whole, parts = _integer(fields[seconds]), _integer(fields.get(nanos, 0))
            if whole is not None and parts is not None and (stamp := nanoseconds(whole, parts)):
                used |= {seconds, nanos}
                return stamp
        if stamp := self._joined(fields, used):
            return stamp
        for key in plan.times:
            value = fields[key]
            if isinstance(value, float):
                value = _number_as_written(text, key, value)
            if stamp := self._times.read(value):
                used.add(key)
                return stamp
        return None

    def _joined(self, fields: Flat, used: set[str]) -> Stamp | None:
        """A date and a time of day that stand in two fields."""
        if "date" not in fields or "time" not in fields:
            return None
        stamp = self._times.read(f"{fields['date']} {fields['time']}")
        if stamp is not None:
            used |= {"date", "time"}
        return stamp


def _planned(keys: tuple[str, ...]) -> _Plan:
    names: dict[str, str] = {}
    for key in keys:
        names.setdefault(_NOISE.sub("", key.lower()).strip("."), key)

    def found(wanted: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[name] for name in wanted if name in names)

    levels = found(LEVELS)
    if "s" in names and not {"t.date", "c"} <= names.keys():  # MongoDB's alone
        levels = tuple(key for key in levels if key != names["s"])
    pairs = (
        (f"{base}.{seconds}", f"{base}.{nanos}")
        for base in ("instant", "timestamp", "time", "ts")
        for seconds, nanos in (("epochsecond", "nanoofsecond"), ("seconds", "nanos"))
    )
    return _Plan(
        times=found(TIMES),
        instants=tuple((names[s], names.get(n, "")) for s, n in pairs if s in names),
        levels=levels,
        messages=found(MESSAGES),
        hosts=found(HOSTS),
        services=found(SERVICES),
        request=(found(METHODS), found(ADDRESSES), found(STATUSES)),
        rest=tuple(key for key in keys if key.lower() not in _IGNORED),
    )


def _integer(value: Json) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
    return value if isinstance(value, int) else None


def _number_as_written(text: str, key: str, value: float) -> str:
    """The digits of a number as they stand, since a float has no last zeros."""
    last = key.rpartition(".")[2]
    found = re.search(rf'"{re.escape(last)}"\s*:\s*([\d.eE+-]+)', text)
    return found[1] if found and float(found[1]) == value else repr(value)


def _level(fields: Flat, plan: _Plan, used: set[str]) -> str:
    for key in plan.levels:
        value = fields[key]
        if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            continue
        if isinstance(value, str) and len(value) > 20:
            continue
        used.add(key)
        return level_word(value)
    return ""


def level_word(value: str | int) -> str:
    """The word for how grave a record is: ``ERROR`` for 50, 3, ``E`` and ``error``."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 3:
        value = int(value)
    if isinstance(value, int):
        return _BY_NUMBER.get(value, f"LEVEL {value}")
    word = value.strip().upper()
    return _BY_LETTER.get(word, word)


def _message(fields: Flat, plan: _Plan, used: set[str]) -> str:
    for key in plan.messages:
        value = fields[key]
        if isinstance(value, str) and value.strip():
            used.add(key)
            return value.rstrip()
    return _request(fields, plan, used)


def _request(fields: Flat, plan: _Plan, used: set[str]) -> str:
    """A request in words, where a record has no message: ``GET /orders 503``."""
    methods, addresses, statuses = plan.request
    if not addresses:
        return ""
    keys = [*methods[:1], addresses[0], *statuses[:1]]
    used.update(keys)
    return " ".join(
        value if isinstance(value, str) else _short(value) for key in keys if (value := fields[key])
    )


def _place(fields: Flat, plan: _Plan, used: set[str]) -> str:
    """The host and the service or part of the program, as far as the record names them."""
    places: list[str] = []
    for keys in (plan.hosts, plan.services):
        for key in keys:
            value = fields[key]
            if isinstance(value, str) and 0 < len(value) <= 200 and key not in used:
                used.add(key)
                places.append(value)
                break
    return " ".join(dict.fromkeys(places))


def written(pairs: Iterable[tuple[str, Json]]) -> str:
    """Fields as ``key=value`` in one line, those of several lines below it; empty ones are none."""
    line: list[str] = []
    below: list[str] = []
    size = 0
    for key, value in pairs:
        if not value and not isinstance(value, int | float):
            continue
        if isinstance(value, str) and "\n" in value:
            below.append(f"{key}:\n{value[:_LONGEST_STACK].rstrip()}")
        elif size < _LONGEST_REST:
            line.append(f"{key}={_short(value)}")
            size += len(line[-1]) + 1
    if size >= _LONGEST_REST:
        line.append("…")
    return "\n".join([*([" ".join(line)] if line else []), *below])


def _short(value: Json) -> str:
    """A value as logfmt writes it, cut where it is long."""
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"
        return text if _PLAIN_VALUE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    if type(value) is int:
        return repr(value)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
