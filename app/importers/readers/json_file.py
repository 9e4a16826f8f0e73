"""A file of JSON from a tool: one value, a list of them, or one after another (JSON Lines)."""

from __future__ import annotations

import bz2
import codecs
import gzip
import json
import lzma
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import BinaryIO, Protocol

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.domain.moments import (
    SECOND_US,
    Caveat,
    Precision,
    Stamp,
    caveats_text,
    is_shown_everywhere,
    microseconds,
)
from app.importers.base import EvidenceFile, Note, Probe, Shape, unreadable
from app.importers.originals import PIECE_BYTES
from app.importers.readers.json_text import BrokenJsonError, Element, Json, elements, values
from app.importers.readers.plaintext import MAX_RATIO, RATIO_FREE_BYTES, packing, unpacked_head

TEXT_BYTES = 32 * 1024
"""How much is made text at once. Small, as a broken value costs a look at all of it, and damage to
compressed data the whole of it."""
_BEGINNING = re.compile(r'(?:\[\s*){0,2}\{\s*"')
_FRACTION = re.compile(r"\d\d[.,](\d+)")
_ZONED = re.compile(r"(?:[Zz]|[+-]\d\d:?\d\d)$")
_SECONDS = re.compile(r"\d\d:?\d\d:?\d\d")
_TIME = re.compile(r"\d[Tt ]\d\d")
_SPACED_ZONE = re.compile(r"(?<=\d) (Z|[+-]\d\d:?\d\d)$")
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE]\+?[0-9]{1,2})?")
_TOO_LARGE = 10**20
_UNITS = (
    (10**17, 10**9, Precision.MICROSECOND),
    (10**14, 10**6, Precision.MICROSECOND),
    (10**11, 10**3, Precision.MILLISECOND),
    (10**8, 1, Precision.SECOND),
)
"""From which size on a count is one of ns, µs, ms or s; how many make a second; how fine it is."""


def is_json_of(probe: Probe, fits: Callable[[Json], bool], marks: re.Pattern[str]) -> bool:
    """Whether a file holds JSON whose first value fits.

    Where that value is longer than the head of the file, the ``marks`` in the head decide too.
    """
    if probe.shape is not Shape.FILE:
        return False
    head = unpacked_head(probe.head)
    text = head.decode(json.detect_encoding(head), "replace").lstrip()
    if _BEGINNING.match(text) is None:  # a log may well begin with a bracket
        return False
    first = next(_values([text]), None)
    if isinstance(first, Element) and (fits(first.value) or not first.part):
        return fits(first.value)
    return marks.search(text) is not None


def _values(pieces: Iterable[str]) -> Iterator[Element | BrokenJsonError]:
    """The values of a text; those of lists in its list one by one, as of pages put together."""
    index = 0
    for found in values(pieces):
        if isinstance(found, Element) and _is_page(found.value):
            for one in elements(found.text):
                index += 1
                yield Element(index, found.line + one.line - 1, one.text, one.value)
            continue
        index += 1
        if isinstance(found, Element) and index > found.index:
            yield replace(found, index=index)
        else:
            yield found


def _is_page(value: Json) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(one, dict) for one in value)


class JsonFile:
    """A file of JSON, read in pieces however large it is: its bytes, and its values.

    Both can be gone through more than once. A compressed file is unpacked on the way.
    """

    def __init__(self, source: EvidenceFile) -> None:
        self._source = source
        self.done = 0
        """How many bytes the values so far were made of."""
        self._damage = ""

    def pieces(self) -> Iterator[bytes]:
        """The bytes from the start. Raises `EvidenceError` where they cannot be read."""
        self.done = 0
        try:
            with self._source.open() as stream:
                while piece := stream.read(PIECE_BYTES):
                    self.done += len(piece)
                    yield piece
        except OSError as error:
            raise unreadable(self._source.name, error) from error

    def __iter__(self) -> Iterator[Element | Skip | Note]:
        """The values, as `values` gives them."""
        return self.values()

    def values(self) -> Iterator[Element | Skip | Note]:
        """The values, and what keeps others from being read.

        Raises `EvidenceError` where the file cannot be read.
        """
        text = _Decoded(self._unpacked())
        empty = True
        for found in _values(text):
            empty = False
            if isinstance(found, BrokenJsonError):
                detail = f"broken JSON: {found.problem}"
                yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
            else:
                yield found
        if self._damage:
            yield Skip(SkipCode.BROKEN_FILE, "", None, detail=self._damage)
        elif empty:
            yield Skip(SkipCode.EMPTY, "", None, detail="a list with nothing in it")
        if text.broken:
            yield Note("The file holds bytes that are no text; they are shown as �.")

    def _unpacked(self) -> Iterator[bytes]:
        """The bytes, unpacked where they are compressed, as far as that can be done."""
        self.done, self._damage, size = 0, "", 0
        try:
            stream = self._source.open()
            how = packing(stream.read(8))
        except OSError as error:
            raise unreadable(self._source.name, error) from error
        with stream:
            stream.seek(0)
            opened = _OPENERS[how](stream) if how else stream
            while piece := self._piece(opened, how):
                size += len(piece)
                self.done = stream.tell()
                if how and size > RATIO_FREE_BYTES and size > MAX_RATIO * self.done:
                    raise EvidenceError(
                        f"“{self._source.name}” unpacks to far more than evidence would (over"
                        f" {size // 1024**2:,} MB); unpack it yourself and import what you need."
                    )
                yield piece

    def _piece(self, opened: _Readable, how: str | None) -> bytes:
        """The next piece; empty at the end, and where compressed data is damaged."""
        try:
            return opened.read(TEXT_BYTES)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
            if how is None and isinstance(error, OSError):
                raise unreadable(self._source.name, error) from error
            self._damage = f"the rest of the {how} data is broken"
            return b""


class _Readable(Protocol):
    """A stream of bytes, whatever it comes out of."""

    def read(self, size: int = -1, /) -> bytes: ...


_OPENERS: dict[str, Callable[[BinaryIO], _Readable]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}


class _Decoded:
    """Bytes as text, in the encoding that JSON tells by its first bytes (RFC 8259, section 8.1)."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.broken = False

    def __iter__(self) -> Iterator[str]:
        first = next(self._pieces, b"")
        encoding = json.detect_encoding(first)
        decoder = codecs.getincrementaldecoder(encoding)()
        for piece in chain([first], self._pieces, [b""]):
            state = decoder.getstate()
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError:
                self.broken = True
                decoder = codecs.getincrementaldecoder(encoding)("replace")
                decoder.setstate(state)
                text = decoder.decode(piece, final=not piece)
            yield text


def iso_stamp(text: str) -> Stamp | None:
    """The stamp of an ISO 8601 (RFC 3339) time; None where it is none, or means "never"."""
    try:
        moment = datetime.fromisoformat(_SPACED_ZONE.sub(r"\1", text.strip()))
        shift = moment.utcoffset()
        clock_us = microseconds(moment)
    except (ValueError, OverflowError):
        return None
    if not is_shown_everywhere(clock_us):
        return None
    offset_us = None if shift is None else shift // timedelta(microseconds=1)
    return Stamp(text, clock_us, _precision(text), shift is not None, offset_us)


def epoch_stamp(value: Json, *, unit_is_fixed: bool = False) -> Stamp | None:
    """The stamp of a count since 1970 in s, ms, µs or ns, told apart by its size.

    ``unit_is_fixed`` where the format says which it is. None where it is none of these, or so
    small that it means "never" (before March 1973).
    """
    text = value if isinstance(value, str) else json.dumps(value)
    if isinstance(value, bool | list | dict) or not _NUMBER.fullmatch(text):
        return None
    # A whole number as an int takes a third of the time.
    number: int | Decimal = int(text) if text.isdigit() else Decimal(text)
    unit = next((unit for unit in _UNITS if number >= unit[0]), None)
    if unit is None or number >= _TOO_LARGE:
        return None
    _, per_second, precision = unit
    clock_us = int(number * SECOND_US // per_second)
    if precision.step_us > 1 and number % 1:
        milliseconds = per_second == 1 and number * 1000 % 1 == 0
        precision = Precision.MILLISECOND if milliseconds else Precision.MICROSECOND
    caveats = "" if unit_is_fixed else caveats_text(Caveat.UNIT)
    stamp = Stamp(text, clock_us, precision, zoned=True, offset_us=0, caveats=caveats)
    return stamp if is_shown_everywhere(clock_us) else None


def any_stamp(value: Json, *, unit_is_fixed: bool = False) -> Stamp | None:
    """The stamp of an ISO 8601 time or else of a count since 1970; None where it is neither."""
    written = iso_stamp(value) if isinstance(value, str) and not value.isdigit() else None
    return written or epoch_stamp(value, unit_is_fixed=unit_is_fixed)


def _precision(text: str) -> Precision:
    fraction = _FRACTION.search(text)
    if fraction is not None:
        return Precision.MILLISECOND if len(fraction[1]) <= 3 else Precision.MICROSECOND
    if _SECONDS.search(_ZONED.sub("", text.partition("T")[2] or text[10:])):
        return Precision.SECOND
    return Precision.MINUTE if _TIME.search(text) else Precision.DAY
