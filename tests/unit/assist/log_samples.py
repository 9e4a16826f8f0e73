"""Logs of programs that nobody wrote, in the layouts that real ones have, with the statement behind
each line: what the grouping of lines is held to."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

Layout = Callable[[random.Random, int], str]

_NAMES = ("amara", "bo", "chidi", "dalia", "emre", "farah", "goran", "hana", "ines", "root")
_HOSTS = ("till-1", "till-2", "stock-db", "gate", "depot-17")
_STATES = ("NEW", "PACKED", "SENT", "LOST", "RETURNED")
_CLASSES = ("ParcelRouter", "LabelPrinter", "StockKeeper", "RateTable", "DoorLock")
_UNITS = ("B", "KB", "MB")

STATEMENTS = (
    "Parcel {id} moved from {state} to {state}",
    "Parcel {id} is overdue by {n} {time}",
    "Accepted badge of {name} at door {n}",
    "Refused badge of {name} at door {n}",
    "Session {hex} of user {name} opened from {ip}",
    "Session {hex} of user {name} closed after {n} ms",
    "Loading class shop.parcel.{Class} into registry",
    "Loaded {path} ({n} lines)",
    "Cannot open {path}: permission denied",
    "Cannot open {path}: no such file",
    "Sent {size} to {host}:{n} in {n}.{n} s",
    "Sent {size} to {host}:{n} in {n}.{n} s",
    "Printer state: ready={bool} paper={n} job={hex}",
    'Order "{words}" put on hold, reason={word}',
    'GET {path}?page={n}&sort={word} answered {n}',
    'PUT {path} answered {n}',
    "Weights {list} sorted",
    "Scale {n} calibrated, drift {n}.{n}%",
    "Belt started",
    "Belt stopped",
    "Heartbeat",
    "Next pickup on {day} at {n}:{n}",
    "Retrying depot sync, attempt {n} of 5",
    "Depot sync done: {n} new, {n} changed",
    "Cache miss for key {word}/{hex}/{word}.json",
    "Lost contact with {ip}, last seen {n} seconds ago",
    "Found contact with {ip} again",
)  # fmt: skip


def statement_lines(layout: Layout, lines: int, seed: int) -> Iterator[tuple[int, str]]:
    """So many lines, each with the number of the statement that wrote it."""
    chance = random.Random(seed)  # noqa: S311  repeatable, no secret
    for number in range(lines):
        statement = min(chance.randrange(len(STATEMENTS)), chance.randrange(len(STATEMENTS)))
        said = re.sub(r"\{(\w+)\}", lambda hole: _value(hole[1], chance), STATEMENTS[statement])
        # two statements of the same words are one
        yield STATEMENTS.index(STATEMENTS[statement]), layout(chance, number) + said


def _value(hole: str, chance: random.Random) -> str:
    number = chance.randrange(1, 60_000)
    return {
        "id": lambda: f"{chance.getrandbits(64):016x}-{number}",
        "state": lambda: chance.choice(_STATES),
        "n": lambda: str(number),
        "time": lambda: chance.choice(("minutes", "hours")),
        "name": lambda: chance.choice(_NAMES),
        "hex": lambda: f"{chance.getrandbits(48):012x}",
        "ip": lambda: f"192.0.2.{number % 250}",
        "Class": lambda: chance.choice(_CLASSES),
        "path": lambda: f"/srv/{chance.choice(_NAMES)}/{chance.choice(_CLASSES).lower()}.txt",
        "size": lambda: f"{number / 10} {chance.choice(_UNITS)}",
        "host": lambda: chance.choice(_HOSTS),
        "bool": lambda: chance.choice(("true", "false")),
        "words": lambda: " ".join(chance.sample(_NAMES, chance.randrange(1, 4))),
        "word": lambda: chance.choice(_NAMES),
        "list": lambda: str([number] * chance.randrange(1, 6)),
        "day": lambda: f"{chance.choice(('Mon', 'Tue', 'Fri'))} Mar {number % 28 + 1}",
    }[hole]()


def _clock(number: int) -> str:
    return f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"


LAYOUTS: dict[str, Layout] = {
    "bare": lambda _, __: "",
    "syslog": lambda chance, at: (
        f"Mar  3 {_clock(at)} {chance.choice(_HOSTS)} "
        f"{chance.choice(('beltd', f'gated[{at}]', 'net.shop.sync[7]'))}: "
    ),
    "java": lambda chance, at: (
        f"2031-03-03 {_clock(at)},{at % 1000:03} {chance.choice(('INFO ', 'WARN ', 'ERROR'))}"
        f" [worker-{at % 5}] net.shop.{chance.choice(_CLASSES)}: "
    ),
    "phone": lambda chance, at: (
        f"03-03 {_clock(at)}.123  {at % 40}  {at} {chance.choice('DIWE')} "
        f"{chance.choice(_CLASSES)}: "
    ),
    "bars": lambda chance, at: f"20310303-{_clock(at)}:12|{chance.choice(_CLASSES)}|{at}|",
    "padded": lambda chance, at: (
        f"2031-03-03 {_clock(at)}, {chance.choice(('Info', 'Error')):<20}"
        f"  {chance.choice(('PAR', 'DOO')):<6} "
    ),
    "machine": lambda chance, at: (
        f"- {1930000000 + at} 2031.03.03 R{at % 8:02}-M1 2031-03-03-{_clock(at)}.55 R{at % 8:02}-M1"
        f" RAS {chance.choice(('BELT', 'DOOR', 'NET'))} {chance.choice(('INFO', 'FATAL'))} "
    ),
    "brackets": lambda chance, at: (
        f"[Mon Mar 03 {_clock(at)} 2031] [{chance.choice(('notice', 'error'))}] "
        f"[{'-' if at % 3 else f'req-{at:x} abc - -'}] "
    ),
    "table": lambda chance, at: (
        f"{at + 40000} {chance.choice((f'node-{at % 70}', 'gate'))} "
        f"{chance.choice(('belt.hw', 'door', 'net.sync'))} {chance.choice(('up', 'state.down'))}"
        f" {1930000000 + at} 1 "
    ),
}  # fmt: skip
