"""A picture as evidence: a screenshot, a photo of a whiteboard. Kept as it is, dated by hand.

What a camera wrote into it about its time is not taken: it tells when the picture was taken by a
clock that nobody checked, not when what it shows happened.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

from app.domain.errors import EvidenceError
from app.domain.evidence import ImportChoices, Record
from app.importers.base import (
    EvidenceFile,
    Note,
    Part,
    Position,
    Probe,
    Shape,
    storable,
    unreadable,
)
from app.importers.originals import PIECE_BYTES, original
from app.importers.whole import WholeImporter

MOST_BYTES = 256 * 1024 * 1024

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG behind which its size stands (ITU T.81, table B.1)."""


class Picture(WholeImporter):
    """Takes a PNG, JPEG, GIF or WebP file as one undated item."""

    format = "picture"
    label = "Picture"

    def score(self, probe: Probe) -> float:
        """By the first bytes, which only pictures have."""
        return 0.95 if probe.shape is Shape.FILE and kind_of(probe.head) else 0.0

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original and the one item. Raises `EvidenceError` where it is too large."""
        del choices
        data = _load(source)
        kind = kind_of(data)
        if kind is None:
            raise EvidenceError(
                f"“{source.name}” is no picture that is known; choose another file."
            )
        yield from original(
            source.name, (data[at : at + PIECE_BYTES] for at in range(0, len(data), PIECE_BYTES))
        )
        size = _size(data)
        about = f"{kind} picture" + (f", {size[0]:,} × {size[1]:,} pixels" if size else "")
        yield Record(
            key=hashlib.sha256(data).hexdigest()[:32],
            path="",
            line=None,
            stamp=None,
            text=storable(f"{source.name}\n{about}"),
        )
        if size is None:
            yield Note("The picture is cut off or damaged; it is kept as it is.")
        yield Position(len(data), len(data))


def kind_of(head: bytes) -> str | None:
    """What kind of picture begins with these bytes; None where it is none."""
    if head.startswith(_PNG):
        return "PNG"
    if head.startswith(_JPEG):
        return "JPEG"
    if head.startswith(_GIF):
        return "GIF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    return None


def _load(source: EvidenceFile) -> bytes:
    try:
        with source.open() as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(source.name, error) from error
    if len(data) > MOST_BYTES:
        raise EvidenceError(
            f"“{source.name}” is larger than {MOST_BYTES // 1024**2} MB; make it smaller first."
        )
    return data


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, read from the header alone; None where it is cut off."""
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack_from(">II", data, 16)
        elif data.startswith(_GIF):
            width, height = struct.unpack_from("<HH", data, 6)
        elif data.startswith(_JPEG):
            return _size_of_jpeg(data)
        else:
            return _size_of_webp(data)
    except (struct.error, IndexError):
        return None
    return int(width), int(height)


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return int(width), int(height)
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD9:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return None


def _size_of_webp(data: bytes) -> tuple[int, int] | None:
    """By the first chunk: lossy, lossless or extended (RFC 9649, section 2)."""
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return int(width) & 0x3FFF, int(height) & 0x3FFF
        case b"VP8L":
            bits = int(struct.unpack_from("<I", data, 21)[0])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            wide, high = data[24:27], data[27:30]
            if len(high) == 3:
                return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    return None
