"""Takes a finished file apart into everything it says, down to files inside files.

What a format's reader cannot read is read as plain bytes; nothing is left out.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from app.domain.errors import ExportError
from app.exporters.reading.calendar_text import read_calendar
from app.exporters.reading.markdown_text import read_markdown
from app.exporters.reading.markup import read_html, read_xml
from app.exporters.reading.package import ZIP, members, place_of
from app.exporters.reading.part import Part
from app.exporters.reading.pictures import is_picture, picture_blocks

_DEEPEST = 4
_GZIP = b"\x1f\x8b\x08"
_LIKE_XML = re.compile(rb"\s*<(?:\?xml|svg|!DOCTYPE svg)", re.IGNORECASE)
_RUN = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{4,}|(?:(?<=\0)|^)[A-Za-z]{2,3}(?=\0|$)")
_WIDE = re.compile(
    "[\t\n\r -\u07ff\u1e00-\u206f\uff01-\uffdc]{2,}|[\u0900-\u1fff]{2,}"
    "|[\u3000-\u9fff\uac00-\ud7af]{2,}"
)
_UTF8 = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){2,}")
_UTF16 = ("utf-16-le", "utf-16-be")
_MOST_UNPACKED = 64 * 1024 * 1024


def parts_of(
    data: bytes, fmt: str = "", place: str = "the text", path: str = "", depth: int = 0
) -> Iterator[Part]:
    """The parts of a file in the format ``fmt``; where that is not given, as its bytes look.

    Raises `ExportError` where a file holds files within files without end, or is too large.
    """
    if depth > _DEEPEST:
        raise ExportError(
            f"The document holds files within files, too many to search ({path}); take them out."
        )
    if data.startswith((ZIP, b"PK\x05\x06")) or fmt == "docx":
        yield from _package(data, path, depth)
    elif data.startswith(_GZIP):
        unpacked = zlib.decompressobj(31).decompress(data, _MOST_UNPACKED)
        yield from parts_of(unpacked, "", place, f"{path}/", depth + 1)
    else:
        yield _single(data, fmt, Part(path, place))


def is_file(data: bytes) -> bool:
    """Whether bytes are plainly a file of a format that is read here."""
    return data.startswith((ZIP, _GZIP)) or is_picture(data) or bool(_LIKE_XML.match(data))


def _package(data: bytes, path: str, depth: int) -> Iterator[Part]:
    try:
        for name, content in members(data):
            inner = f"{path}/{name}" if path else name
            if name:
                yield from parts_of(
                    content, _format_of(name, content), place_of(name), inner, depth + 1
                )
            else:
                yield _structure(content, inner)
    except (BadZipFile, zlib.error, NotImplementedError):
        yield _bytes(data, Part(path, "the file"))


def _format_of(name: str, content: bytes) -> str:
    if name.endswith((".xml", ".rels", ".svg")):
        return "svg"
    return "html" if name.endswith((".htm", ".html", ".xhtml")) and not is_file(content) else ""


def _structure(content: bytes, path: str) -> Part:
    """Names of parts, comments and what lies between the parts, each run of letters once."""
    part = Part(path, "the structure of the file")
    for run in dict.fromkeys(run for runs in _runs(content) for run in runs):
        part.add(run)
    return part


def _single(data: bytes, fmt: str, part: Part) -> Part:
    if is_picture(data):
        for block in picture_blocks(data):
            _bytes(block, part)
        return part
    if fmt in ("svg", "xml") or _LIKE_XML.match(data):
        try:
            read_xml(part, data)
        except (ExpatError, ValueError, LookupError):
            part.passages.clear()
            _bytes(data, part)
        return part
    text = _text_of(data)
    if text is None:
        return _bytes(data, part)
    _text(text, fmt, part)
    return part


def _text(text: str, fmt: str, part: Part) -> None:
    if fmt == "html" or (not fmt and re.match(r"\s*<(?:!doctype html|html)", text, re.IGNORECASE)):
        read_html(part, text)
    elif fmt == "csv":
        for row in csv.reader(io.StringIO(text.replace("\0", ""))):
            for cell in row:
                part.add(cell)
        part.sources.append(text)
    elif fmt == "ics":
        read_calendar(part, text)
    elif fmt == "md":
        read_markdown(part, text)
    else:
        part.add(text)


def _text_of(data: bytes) -> str | None:
    """The bytes as text; None where they are something else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return None if b"\0" in data else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _bytes(data: bytes, part: Part) -> Part:
    """Add every run of bytes that reads as text, a line each."""
    for runs in _runs(data):
        part.add("\n".join(runs))
    return part


def _runs(data: bytes) -> Iterator[list[str]]:
    """The runs of bytes that read as text, for each of the encodings people use."""
    yield list(map(_read, _RUN.findall(data)))
    for encoding in _UTF16 if b"\0" in data or _text_of(data) is None else ():
        for start in (0, 1):
            yield _WIDE.findall(data[start:].decode(encoding, "replace"))


def _read(run: bytes) -> str:
    """The run as UTF-8; else what of it is, and as Windows wrote it where most of it is plain."""
    try:
        return run.decode()
    except UnicodeDecodeError:
        plain = sum(byte < 0x80 for byte in run)
        old = run.decode("cp1252", "replace") if 5 * plain > 3 * len(run) else ""
        parts = [part.decode("utf-8", "replace") for part in _UTF8.findall(run) if len(part) > 3]
        return "\n".join([old, *parts])
