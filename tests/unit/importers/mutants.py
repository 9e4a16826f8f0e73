"""Hostile and broken variants of a file, the same ones for the same number."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

_TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # a lone surrogate
    b"\xe2\x80\xae",  # right-to-left override
    b"1e400",
    b"-1",
    b"99999999999999999999999999",
    b"0001-01-01T00:00:00Z",
    b"9999-12-31T23:59:60Z",
    b"2024-02-30",
    b"24:61:61",
    b"+99:99",
    b"[" * 3_000,
    b'{"a":' * 3_000,
    b"<a>" * 500,
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>&b;',
    b"../../../../etc/passwd",
    b"\r",
    b"\n\n\n",
    b"\t",
    b'"',
    b"'",
    b",",
    b";",
    b"\\u0000",
    b"%s%n",
    b"A" * 70_000,
    b"1\n" * 5_000,
    b"null",
    b"{}",
    b"[]",
    b"NaN",
)
_ODD_VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    "",
    "\ud800",
    "0001-01-01T00:00:00Z",
    "x" * 10_000,
    [],
    {},
    [[]],
    {"": {"": []}},
    [None, 1, "a"],
)
_LONGEST = 300_000
"""Bytes: many times any sample. How fast long files are read is what ``tests/benchmarks`` tells."""
_NUMBER = re.compile(rb"\d+")
Change = Callable[[random.Random, bytes], bytes]


def sample_bytes(path: Path) -> bytes:
    """A sample as one file: a folder becomes a zip archive."""
    if path.is_file():
        return path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path.rglob("*")):
            if file.is_file():
                archive.writestr(file.relative_to(path).as_posix(), file.read_bytes())
    return packed.getvalue()


def mutant(data: bytes, number: int) -> bytes:
    """Variant ``number`` of a file."""
    chance = random.Random(number)  # noqa: S311  not for secrets
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _inside_zip(chance, data)
    return _changed(chance, data)[:_LONGEST]


def _changed(chance: random.Random, data: bytes) -> bytes:
    if data[:1] in {b"{", b"["} and chance.random() < 0.6:
        return _odd_json(chance, data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice(_CHANGES)(chance, data)
    return data


def _inside_zip(chance: random.Random, data: bytes) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        victim = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name != victim:
                new.writestr(name, content)
            elif chance.random() < 0.9:
                called = chance.choice((name, name, name, name + "/x", "../" + name, name.upper()))
                new.writestr(called, _changed(chance, content))
    return packed.getvalue()


def _odd_json(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    try:
        value = json.loads(data)
    except ValueError:
        at = chance.randrange(len(lines))
        try:
            value = json.loads(lines[at])
        except ValueError:
            return chance.choice(_CHANGES)(chance, data)
        lines[at] = json.dumps(_odd(chance, value)).encode(errors="surrogatepass") + b"\n"
        return b"".join(lines)
    for _ in range(chance.choice((1, 1, 2, 5))):
        value = _odd(chance, value)
    return json.dumps(value).encode(errors="surrogatepass")


def _odd(chance: random.Random, value: object) -> object:
    """The value with one thing in it replaced, left out or renamed."""
    if isinstance(value, dict) and value and chance.random() < 0.95:
        key = chance.choice(list(value))
        if chance.random() < 0.15:
            return {name: one for name, one in value.items() if name != key}
        return {**value, key: _odd(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.95:
        at = chance.randrange(len(value))
        if chance.random() < 0.1:
            return value[:at] + value * 2
        return [*value[:at], _odd(chance, value[at]), *value[at + 1 :]]
    return chance.choice(_ODD_VALUES)


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def _flip(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return data[:at] + chance.choice(_TOKENS) + data[at:]


def _cut(chance: random.Random, data: bytes) -> bytes:
    first, last = sorted((_place(chance, data), _place(chance, data)))
    last = min(last, first + chance.choice((1, 10, 1_000)))
    return data[:first] + data[last:]


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: _place(chance, data)]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    first, last = sorted((_place(chance, data), _place(chance, data)))
    return data[:last] + data[first:last] * chance.choice((1, 2, 20)) + data[last:]


def _number(chance: random.Random, data: bytes) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    odd = chance.choice((b"0", b"9" * 20, b"-7", b"4294967296", b"1" * 400, b"\xd9\xa3"))
    return data[: one.start()] + odd + data[one.end() :]


def _swap_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _recode(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    code = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig"))
    return text.encode(code, "replace")


def _line_ends(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\0\n")))


_CHANGES: tuple[Change, ...] = (
    _flip,
    _flip,
    _insert,
    _insert,
    _cut,
    _truncate,
    _repeat,
    _number,
    _number,
    _swap_lines,
    _recode,
    _line_ends,
)
