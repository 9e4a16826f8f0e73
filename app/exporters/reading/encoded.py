"""Text that stands in a text in another spelling: ``M%69ra``, ``&#77;ira``, ``TWlyYQ==``."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from app.domain.folding import plain

_ROUNDS = 3
_AROUND = 80
_LONG = 120

_ESCAPE = re.compile(
    r"%[0-9A-Fa-f]{2}|&#?\w{1,31};|=[0-9A-F]{2}|=\r?\n"
    r"|\\(?:u\{?[0-9A-Fa-f]{2,6}|U[0-9A-Fa-f]{8}|x?[0-9A-Fa-f]{2,6})"
)
_RUN_ON = re.compile(r"(?:=\r?\n|\\[0-9A-Fa-f]{1,6} |[^\s<>\"]){1,80}")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_BYTES = re.compile(r"(?:\\{1,4}x[0-9A-Fa-f]{2})+|(?:\\{1,4}[0-3][0-7]{2}){2,}")
_BACKSLASHED = re.compile(
    r"\\{1,4}(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|U([0-9A-Fa-f]{8})|([0-9A-Fa-f]{2,6}) ?)"
)
_TOKEN = re.compile(r"[A-Za-z0-9+/_\u00ad\u200b-\u200d\u2060-]{4,}={0,2}|[A-Za-z0-9+/_-]{3}=")
_BREAK = r"[ \t]*\r?\n[ \t>]*"
_LINES = re.compile(
    rf"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{{16,}}+(?:{_BREAK}[A-Za-z0-9+/]{{16,}}+)*"
    rf"(?:{_BREAK}[A-Za-z0-9+/]+={{0,2}})"
)
_PIECE = re.compile(r"[A-Za-z0-9]{4,}={0,2}|[A-Za-z0-9]{3}=")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t\r]*\n))+")
_URL_SAFE = str.maketrans("-_", "+/")
_HEX = re.compile(r"(?:0[xX])?((?:[0-9A-Fa-f]{2}){3,})")
_HEX_DUMP = re.compile(
    r"(?<![^\W_])[0-9A-Fa-f]{2}(?:([ :])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2})+(?![^\W_])"
)
_BLOB = re.compile(
    rf"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{{60,}}+(?:{_BREAK}[A-Za-z0-9+/]{{60,}}+)+"
    rf"|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{{{_LONG},}}+={{0,2}}"
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A run of a text that reads otherwise: where it stands, its readings, its bytes if any."""

    start: int
    end: int
    readings: tuple[str, ...]
    data: bytes = b""


def encoded(text: str) -> Iterator[Encoded]:
    """Every run of the text that says something else once it is decoded."""
    yield from _escaped(text)
    for token in (*_LINES.finditer(text), *_TOKEN.finditer(text)):
        yield from _decoded(token[0], token.start())
    for dump in _HEX_DUMP.finditer(text):
        data = bytes.fromhex(dump[0].replace(":", " "))
        yield Encoded(dump.start(), dump.end(), tuple(_texts_of(data)))


def paragraphs_with_escapes(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs stand that have escapes: what they say may go on over many of them."""
    if _ESCAPE.search(text):
        for paragraph in _PARAGRAPH.finditer(text):
            if _ESCAPE.search(paragraph[0]):
                yield paragraph.span()


def without_blobs(text: str) -> str:
    """The text with long encoded runs blanked, in which chance makes names.

    Their content is read by `encoded`.
    """
    return _BLOB.sub(lambda run: " " * len(run[0]) if _is_blob(run[0]) else run[0], text)


def _is_blob(run: str) -> bool:
    """Whether capitals, digits and small letters are mixed as no path or long word mixes them."""
    capitals, small = (sum(map(kind, run)) for kind in (str.isupper, str.islower))
    return min(capitals, small) * 5 > len(run) and any(map(str.isdigit, run))


def _escaped(text: str) -> Iterator[Encoded]:
    done = 0
    for escape in _ESCAPE.finditer(text):
        if escape.start() < done:
            continue
        start = max(done, _edge_before(text, escape.start()))
        done = max(escape.end(), _edge_after(text, escape.start()))
        run = text[start:done]
        if readings := tuple(unescaped(run)):
            yield Encoded(start, done, readings)


def _edge_before(text: str, at: int) -> int:
    low = max(0, at - _AROUND)
    space = re.search(r"[^\s<>\"]*$", text[low:at])
    return low + (space.start() if space else 0)


def _edge_after(text: str, at: int) -> int:
    """The end of the run that goes on at ``at``; an escape in reach carries it on."""
    while found := _RUN_ON.match(text[at : at + _AROUND]):
        at += found.end()
        if found.end() < _AROUND:
            break
    return at


def unescaped(run: str) -> Iterator[str]:
    """The text with its escapes resolved, and again as long as that leaves escapes."""
    for _ in range(_ROUNDS):
        before = run
        run = _QUOTED.sub(_quoted, re.sub(r"=\r?\n", "", run))
        run = _BACKSLASHED.sub(_character, _BYTES.sub(_written_bytes, unescape(unquote(run))))
        if run == before:
            return
        yield run


def _quoted(escape: re.Match[str]) -> str:
    return bytes.fromhex(escape[0].replace("=", "")).decode("utf-8", "replace")


def _written_bytes(escapes: re.Match[str]) -> str:
    """Bytes as C and git write them, in base 16 or 8; as they stand where they are no text."""
    codes = [code for code in escapes[0].split("\\") if code]
    base = 16 if codes[0].startswith("x") else 8
    data = bytes(int(code.lstrip("x"), base) for code in codes)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1") if base == 16 else escapes[0]


def _character(escape: re.Match[str]) -> str:
    code = int(next(filter(None, escape.groups())), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else escape[0]


def _decoded(token: str, start: int) -> Iterator[Encoded]:
    pieces = [(start, token)]
    pieces += [(start + piece.start(), piece[0]) for piece in _PIECE.finditer(token)]
    for at, piece in dict.fromkeys(pieces):
        if (data := _bytes_of(piece)) is not None:
            yield Encoded(at, at + len(piece), tuple(_texts_of(data)), data)
        if digits := _HEX.fullmatch(piece):
            yield Encoded(at, at + len(piece), tuple(_texts_of(bytes.fromhex(digits[1]))))


def _bytes_of(token: str) -> bytes | None:
    """What a token of base64 stands for; None where it is a word rather than that."""
    seen = "".join(filter(str.isprintable, token)).replace(">", "")
    bare = "".join(seen.split()).rstrip("=")
    word = bare.isalpha() and (bare.islower() or bare.istitle())
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    try:
        data = base64.b64decode(bare.translate(_URL_SAFE) + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        return None
    return data if not word or (data.isascii() and data.isalpha()) else None


def _texts_of(data: bytes) -> Iterator[str]:
    """The texts that the bytes may be, in the encodings people use."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
        if encoding == "cp1252" and 2 * sum(0x20 <= byte < 0x7F for byte in data) < len(data):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if " ".join(plain(text).text.split()).isprintable():
            yield text
