"""Reads zip files such as Word's, from the names of their parts to the bytes between them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from app.domain.errors import ExportError

ZIP = b"PK\x03\x04"
_MOST = 512 * 1024 * 1024
_LOCAL_HEADER = 30

_PLACES = (
    ("word/document", "the text"),
    ("word/header", "a page header"),
    ("word/footer", "a page footer"),
    ("word/footnotes", "the footnotes"),
    ("word/endnotes", "the endnotes"),
    ("word/comments", "the comments"),
    ("word/people", "the list of authors"),
    ("word/styles", "the styles"),
    ("word/numbering", "the styles"),
    ("word/fontTable", "the styles"),
    ("word/theme", "the styles"),
    ("word/media", "a picture"),
    ("word/embeddings", "an embedded file"),
    ("word/settings", "the settings"),
    ("word/webSettings", "the settings"),
    ("word/glossary", "the building blocks"),
    ("docProps/thumbnail", "the preview picture"),
    ("docProps", "the properties"),
    ("customXml", "the added data"),
)


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a zip file, and under the name "" all bytes that belong to none.

    Those hold names, comments, extra fields, and what is put before, between or behind the parts.
    Raises `zipfile.BadZipFile` where it is no zip file, `ExportError` where it cannot be searched.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
        if sum(info.file_size for info in infos) > _MOST:
            raise ExportError(
                "The document is too large to be searched for names; leave out its largest "
                "pictures, then export again."
            )
        for info in infos:
            if info.flag_bits & 0x1:
                raise ExportError(
                    f"The document has a part that is locked ({info.filename}) and cannot be "
                    "searched for names; take it out of the template."
                )
            yield info.filename, package.read(info)
        yield "", _outside(data, infos)


def place_of(path: str) -> str:
    """What people call a part of a Word file."""
    bare = path.replace("/_rels", "").removesuffix(".rels")
    known = next((place for start, place in _PLACES if bare.startswith(start)), "")
    return known or f"the part {path}"


def _outside(data: bytes, infos: list[zipfile.ZipInfo]) -> bytes:
    kept, done = [], 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        name = int.from_bytes(data[info.header_offset + 26 : info.header_offset + 28], "little")
        extra = int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
        content = info.header_offset + _LOCAL_HEADER + name + extra
        kept.append(data[done:content])
        done = max(done, content + info.compress_size)
    return b"\n".join([*kept, data[done:]])
