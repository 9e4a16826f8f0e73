"""What the reading process sends: small batches of plain values."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import zstandard

from app.domain.evidence import Inspection, MemberReceipt, OriginalFile, Record, Skip
from app.domain.people import Author
from app.domain.runs import RecordRun
from app.importers.base import Note, OriginalBytes, Part, Position, is_storable, storable

MOST_RECORDS = 2_000
MOST_BYTES = 1024 * 1024
_LONGEST_WAIT = 0.25
_PIECE_BYTES = 1024 * 1024
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The next piece of an original: ``size`` bytes of it, compressed as one zstandard frame."""

    path: str
    size: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a source, small enough to be stored in one short transaction.

    At most `MOST_RECORDS` records, some of them in runs, and about `MOST_BYTES` bytes.
    ``originals`` holds pieces in order; each `OriginalFile` closes the pieces of its path.
    ``position`` is how far the reading is, None where nothing was said of it since the last batch.
    """

    format: str
    records: tuple[Record | RecordRun, ...] = ()
    skips: tuple[Skip, ...] = ()
    originals: tuple[Frame | OriginalFile, ...] = ()
    notes: tuple[str, ...] = ()
    position: Position | None = None
    authors: tuple[Author, ...] = ()
    members: tuple[MemberReceipt, ...] = ()


Message = Batch | Position | Inspection
"""What the reading process sends."""


def batches(format_id: str, parts: Iterator[Part | RecordRun]) -> Iterator[Batch]:
    """The parts of a source in batches; at least one, so that an empty source has its format.

    A batch is also closed when it has waited for a while, so that progress is seen.
    """
    packing, sent = _Packing(), False
    for part in parts:
        if isinstance(part, RecordRun) and not packing.has_room(len(part)):
            yield packing.batch(format_id)
            packing, sent = packing.next(), True
        packing.add(part)
        if packing.full:
            yield packing.batch(format_id)
            packing, sent = packing.next(), True
    packing.check_closed()
    last = packing.batch(format_id)
    if last != Batch(format_id) or not sent:
        yield last


class _Packing:
    """A batch in the making, and the original that is being read."""

    def __init__(self) -> None:
        self._records: list[Record | RecordRun] = []
        self._count = 0
        self._skips: list[Skip] = []
        self._originals: list[Frame | OriginalFile] = []
        self._notes: list[str] = []
        self._position: Position | None = None
        self._authors: list[Author] = []
        self._members: list[MemberReceipt] = []
        self._bytes = 0
        self._since = time.monotonic()
        self._original = _Original()

    def next(self) -> _Packing:
        """An empty batch that continues the same original."""
        following = _Packing()
        following._original = self._original
        return following

    @property
    def full(self) -> bool:
        """Whether it is time to send it."""
        return (
            self._count >= MOST_RECORDS
            or self._bytes >= MOST_BYTES
            or time.monotonic() - self._since > _LONGEST_WAIT
        )

    def has_room(self, records: int) -> bool:
        """Whether so many more records may come."""
        return self._count + records <= MOST_RECORDS

    def add(self, part: Part | RecordRun) -> None:
        """Take in one part of the source."""
        match part:
            case Record() | RecordRun():
                self._add_records(part)
            case Author():
                self._authors.append(_named(part))
            case Skip():
                self._skips.append(
                    replace(part, path=storable(part.path), detail=storable(part.detail))
                )
            case OriginalBytes():
                for start in range(0, len(part.data), _PIECE_BYTES):
                    frame = self._original.frame(
                        storable(part.path), part.data[start : start + _PIECE_BYTES]
                    )
                    self._originals.append(frame)
                    self._bytes += len(frame.data)
            case OriginalFile():
                self._originals.append(
                    self._original.close(replace(part, path=storable(part.path)))
                )
            case MemberReceipt():
                self._members.append(replace(part, path=storable(part.path)))
            case Note():
                self._notes.append(storable(part.sentence))
            case Position():
                self._position = part

    def _add_records(self, part: Record | RecordRun) -> None:
        if isinstance(part, RecordRun):
            self._count += len(part)
            self._records.append(part)
            return
        self._count += 1
        self._records.append(_plain(part))
        self._bytes += len(part.text) + len(part.raw or "")

    def check_closed(self) -> None:
        """Hold an importer to closing the originals that it opens."""
        self._original.check_closed()

    def batch(self, format_id: str) -> Batch:
        """What was taken in so far."""
        return Batch(
            format_id,
            tuple(self._records),
            tuple(self._skips),
            tuple(self._originals),
            tuple(self._notes),
            self._position,
            tuple(self._authors),
            tuple(self._members),
        )


class _Original:
    """Compresses the pieces of one original after another, and checks what importers say of them.

    Raises `ValueError` where an importer mixes two originals or gives a wrong size or hash.
    """

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._start()

    def _start(self) -> None:
        self._path: str | None = None
        self._size = 0
        self._digest = hashlib.sha256()

    def frame(self, path: str, data: bytes) -> Frame:
        """The next piece, compressed."""
        if self._path not in {None, path}:
            self.check_closed()
        self._path = path
        self._size += len(data)
        self._digest.update(data)
        return Frame(path, len(data), self._compressor.compress(data))

    def close(self, stated: OriginalFile) -> OriginalFile:
        """The closing of an original, once it is known to be true."""
        found = OriginalFile(self._path or stated.path, self._size, self._digest.hexdigest())
        if found != stated:
            raise ValueError("An importer misstated an original file.")
        self._start()
        return stated

    def check_closed(self) -> None:
        if self._path is not None:
            raise ValueError("An importer left an original file open.")


def _plain(record: Record) -> Record:
    texts = (record.key, record.path, record.text, record.raw, record.who, record.author)
    if is_storable("".join(text or "" for text in (*texts, record.thread, record.place))):
        return record
    return replace(
        record,
        key=storable(record.key),
        path=storable(record.path),
        text=storable(record.text),
        raw=_maybe(record.raw),
        who=_maybe(record.who),
        author=_maybe(record.author),
        thread=_maybe(record.thread),
        place=storable(record.place),
    )


def _named(author: Author) -> Author:
    names = (replace(name, text=storable(name.text)) for name in author.names)
    return Author(storable(author.key), tuple(names))


def _maybe(text: str | None) -> str | None:
    return None if text is None else storable(text)
