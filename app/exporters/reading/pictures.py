"""Reads what pictures say beside their pixels: text, properties, profiles, what is appended.

PNG: chunks of the specification (W3C, third edition). JPEG: segments of ITU T.81 with EXIF, XMP and
comments as they stand. Compressed pixels say nothing and are left out, for chance makes names.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_FIELDS = 400  # bytes in which a chunk may name what it holds
_MOST = 20_000_000


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a picture that is read here."""
    return data.startswith((PNG, JPEG))


def picture_blocks(data: bytes) -> Iterator[bytes]:
    """All bytes of a PNG or JPEG but its pixels, unpacked where they are compressed."""
    yield from _png(data) if data.startswith(PNG) else _jpeg(data)


def _png(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind not in (b"IDAT", b"fdAT", b"IHDR", b"PLTE", b"tRNS", b"IEND"):
            yield from _chunk(kind, body)
        at += 12 + size
        if kind == b"IEND":
            break
    yield data[at:]


def _chunk(kind: bytes, body: bytes) -> Iterator[bytes]:
    """A chunk as it stands, and unpacked from wherever in it packed data begins."""
    yield kind + b"\n" + body
    texts = [_unpacked(body[start.start() :]) for start in _PACKED.finditer(body, 0, _FIELDS)]
    yield from texts
    if kind in (b"tEXt", b"zTXt"):
        yield from (text.decode("latin-1").encode() for text in (body, *texts))


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        return b""  # the chunk itself is read as it stands


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xDA:
            at = _after_pixels(data, at + 2 + size)
            continue
        if kind == 0xD9:
            at += 2
            break
        yield data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)
    yield data[at:]


def _after_pixels(data: bytes, at: int) -> int:
    """The next marker after compressed pixels, in which ``FF 00`` and restarts are no markers."""
    while (at := data.find(b"\xff", at)) >= 0:
        if at + 1 < len(data) and data[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1
    return len(data)
