"""A text file as numbered lines: compression, encodings, line ends, and limits on hostile input.

Lines come in blocks, so that memory stays flat however large the file is. The untouched bytes pass
by on the way: they are kept and hashed.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import hashlib
import io
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

from app.domain.errors import EvidenceError
from app.domain.evidence import OriginalFile, Skip, SkipCode
from app.importers.base import EvidenceFile, Note, OriginalBytes, Position

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK_BYTES = 512 * 1024
MAX_LINE_BYTES = 1024 * 1024
"""A longer line is skipped, with its number and size."""
MAX_UNPACKED_BYTES = 32 * 1024**3
MAX_RATIO = 200
"""Real logs shrink to a tenth or a fiftieth; a bomb to a thousandth or less."""
RATIO_FREE_BYTES = 64 * 1024 * 1024
"""Up to here the ratio does not matter."""

_SAMPLE_HEAD = 512 * 1024
_SAMPLE_PIECE = 128 * 1024
_PIECES = 3

_PACKED = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))
_BROKEN_STREAM = (EOFError, zlib.error, lzma.LZMAError, OSError, ValueError)
_NUL_HOLE = re.compile(rb"\0{8,}")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\b\x1b")) + b"\x7f"
_WESTERN = rb"[\xc0-\xd6\xd8-\xf6\xf8-\xfe]"
_WESTERN_WORD = re.compile(rb"(?<=[A-Za-z])" + _WESTERN + rb"|" + _WESTERN + rb"(?=[A-Za-z])")
_HIGH = re.compile(rb"[\x80-\xff]")


class _Readable(Protocol):
    """A stream of bytes, whatever it comes out of."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Lines:
    """Consecutive lines without their line ends; ``first`` is the 1-based number of the first.

    ``block`` are their bytes as they stood, where each line but the last ends with a line feed and
    ASCII letters stand for themselves; else None.
    """

    first: int
    lines: list[str]
    block: bytes | None = None

    def until(self, line: int) -> tuple[Lines, Lines]:
        """The lines up to one, and those after it."""
        cut = max(0, line - self.first + 1)
        if not 0 < cut < len(self.lines):
            nothing = Lines(self.first, [])
            return (nothing, self) if not cut else (self, Lines(line + 1, []))
        return Lines(self.first, self.lines[:cut]), Lines(line + 1, self.lines[cut:])


TextPart = Lines | Skip | OriginalBytes | OriginalFile | Note | Position


class _Tee(io.RawIOBase):
    """The bytes of a file on their way to a decompressor, hashed and handed on untouched."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._passed: list[bytes] = []
        self._hash = hashlib.sha256()
        self.done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        data = self._file.read(len(room))
        room[: len(data)] = data
        if data:
            self._hash.update(data)
            self._passed.append(data)
            self.done += len(data)
        return len(data)

    def passed(self) -> bytes:
        """What was read since the last call."""
        data = b"".join(self._passed)
        self._passed.clear()
        return data

    def digest(self) -> str:
        """SHA-256 of all that was read."""
        return self._hash.hexdigest()


def packing(head: bytes) -> str | None:
    """How a file that starts with these bytes is compressed; None where it is not."""
    return next((name for magic, name in _PACKED if head.startswith(magic)), None)


def _unpacked(file: BinaryIO | io.BufferedReader, how: str | None) -> _Readable:
    match how:
        case "gzip":
            return gzip.GzipFile(fileobj=file)
        case "bzip2":
            return bz2.BZ2File(file)
        case "xz":
            return lzma.LZMAFile(file)
    return file


def unpacked_head(head: bytes) -> bytes:
    """The beginning of a text whose file starts with these bytes, unpacked where need be."""
    how = packing(head)
    if how is None:
        return head
    stream, text = _unpacked(io.BytesIO(head), how), b""
    try:
        while len(text) < len(head) and (piece := stream.read(4096)):
            text += piece
    except _BROKEN_STREAM:
        pass  # a head is cut off somewhere; what came before the cut is enough
    return text


def is_text(head: bytes) -> bool:
    """Whether unpacked bytes look like text. Holes of NUL bytes, as log rotation leaves, may be."""
    if _wide(head):
        return True
    rest = _NUL_HOLE.sub(b"", head)
    controls = len(rest) - len(rest.translate(None, _CONTROLS))
    return bool(rest) and not rest.startswith(b"%PDF-") and controls <= len(rest) // 32


def _wide(head: bytes) -> str | None:
    """Which UTF-16 the text is, by its mark or by a zero in nearly every other byte."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    pairs = len(head) // 2
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[first::2].count(0), head[1 - first :: 2].count(0)
        if pairs >= 8 and zeros > 0.8 * pairs and others < 0.1 * pairs:
            return name
    return None


def line_end(head: bytes) -> str:
    """What ends a line: a lone CR only where there is no LF at all."""
    return "\r" if b"\r" in head and b"\n" not in head else "\n"


def sample(source: EvidenceFile) -> list[list[str]]:
    """Lines from the head, and where cheap from the middle and the tail, of a file.

    One list for each place, in the order of the file. Raises `EvidenceError` where the file is
    empty, binary or unreadable.
    """
    with source.open() as file:
        start = file.read(_SAMPLE_HEAD)
        if not start:
            raise EvidenceError(f"“{source.name}” is empty: there is nothing to import.")
        head = unpacked_head(start)
        if not head:
            raise EvidenceError(
                f"“{source.name}” unpacks to nothing: it is empty or damaged; check the file."
            )
        if not is_text(head):
            raise EvidenceError(
                f"“{source.name}” is not a text file; choose a log or another text file."
            )
        pieces = [head]
        size = source.size
        if packing(start) is None and size > _SAMPLE_HEAD + _PIECES * _SAMPLE_PIECE:
            for number in range(1, _PIECES + 1):
                last = size - _SAMPLE_PIECE
                file.seek(_SAMPLE_HEAD + (last - _SAMPLE_HEAD) * number // _PIECES // 2 * 2)
                pieces.append(file.read(_SAMPLE_PIECE))
    encoding, end = _wide(head) or "utf-8", line_end(head)
    whole = len(pieces) == 1 and len(start) < _SAMPLE_HEAD and packing(start) is None
    return [
        _piece_lines(piece, encoding, end, cut_head=number > 0, cut_tail=not whole)
        for number, piece in enumerate(pieces)
    ]


def _piece_lines(
    piece: bytes, encoding: str, end: str, *, cut_head: bool, cut_tail: bool
) -> list[str]:
    text = piece.decode(encoding, "replace").replace("\0", "").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").split(end)
    if cut_head:
        del lines[:1]
    if cut_tail and len(lines) > 1:
        lines.pop()
    return [line for line in lines if len(line) <= MAX_LINE_BYTES]


class PlainText:
    """Reads one text file from start to end, once."""

    def __init__(self, source: EvidenceFile) -> None:
        self._source = source
        self._encoding = "utf-8"
        self._multibyte_seen = False
        self._broken = 0
        self._nuls = 0
        self._end = "\n"
        self._carry = b""
        self._dropping = 0
        self._next = 1

    def parts(self) -> Iterator[TextPart]:
        """All lines, what had to be skipped, and the untouched bytes with their hash.

        Raises `EvidenceError` where the file is empty, binary, unreadable or a bomb.
        """
        with self._source.open() as file:
            tee = _Tee(file)
            total = self._source.size
            buffered = io.BufferedReader(tee, BLOCK_BYTES)
            how = packing(buffered.peek(8)[:8])
            stream = _unpacked(buffered, how)
            for block in self._blocks(stream, tee, how):
                if isinstance(block, Skip):
                    yield block
                else:
                    yield from self._lines(block)
                if data := tee.passed():
                    yield OriginalBytes(self._source.name, data)
                yield Position(tee.done, total)
            yield from self._last_line()
            while buffered.read(BLOCK_BYTES):
                yield OriginalBytes(self._source.name, tee.passed())
            if data := tee.passed():
                yield OriginalBytes(self._source.name, data)
            yield OriginalFile(self._source.name, tee.done, tee.digest())
        yield from self._notes()

    def _blocks(self, stream: _Readable, tee: _Tee, how: str | None) -> Iterator[bytes | Skip]:
        wide: codecs.IncrementalDecoder | None = None
        unpacked = 0
        while True:
            try:
                data = stream.read(BLOCK_BYTES)
            except _BROKEN_STREAM as error:
                yield self._broken_stream(how, error, unpacked)
                return
            if not data:
                break
            if not unpacked:
                data, wide = self._begin(data)
            unpacked += len(data)
            if how is not None:
                self._refuse_bomb(unpacked, tee.done)
            yield wide.decode(data).encode() if wide else data
        if not unpacked:
            raise EvidenceError(f"“{self._source.name}” is empty: there is nothing to import.")
        if wide and (rest := wide.decode(b"", final=True)):
            yield rest.encode()

    def _begin(self, data: bytes) -> tuple[bytes, codecs.IncrementalDecoder | None]:
        name = self._source.name
        if not is_text(data[:_SAMPLE_HEAD]):
            raise EvidenceError(f"“{name}” is not a text file; choose a log or another text file.")
        encoding = _wide(data)
        if encoding is None:
            self._end = line_end(data)
            return data.removeprefix(codecs.BOM_UTF8), None
        self._encoding = encoding
        data = data[2:] if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else data
        self._end = line_end(data.decode(encoding, "replace").encode())
        return data, codecs.getincrementaldecoder(encoding)("replace")

    def _broken_stream(self, how: str | None, error: BaseException, unpacked: int) -> Skip:
        name = self._source.name
        if how is None or not unpacked:
            raise EvidenceError(
                f"“{name}” could not be read ({error}); check the file and try again."
            ) from error
        return Skip(
            SkipCode.BROKEN_FILE, "", self._next, 1, f"the rest of the {how} data is broken"
        )

    def _refuse_bomb(self, unpacked: int, packed: int) -> None:
        blown = unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * packed
        if blown or unpacked > MAX_UNPACKED_BYTES:
            raise EvidenceError(
                f"“{self._source.name}” unpacks to far more than a log would "
                f"(over {unpacked // 1024**2:,} MB); unpack it yourself and import what you need."
            )

    def _lines(self, data: bytes) -> Iterator[Lines | Skip]:
        if b"\0" in data:
            self._nuls += data.count(0)
            data = data.replace(b"\0", b"")
        end = self._end.encode()
        if self._dropping:
            cut = data.find(end)
            if cut < 0:
                self._dropping += len(data)
                return
            yield self._dropped(self._dropping + cut)
            data = data[cut + 1 :]
        data = self._carry + data
        cut = data.rfind(end) + 1
        self._carry = data[cut:]
        if cut:
            yield from self._split(data[: cut - 1])
        if len(self._carry) > MAX_LINE_BYTES:
            self._dropping, self._carry = len(self._carry), b""

    def _last_line(self) -> Iterator[Lines | Skip]:
        if self._dropping:
            yield self._dropped(self._dropping)
        elif self._carry:
            yield from self._split(self._carry)
            self._carry = b""

    def _dropped(self, size: int) -> Skip:
        self._dropping = 0
        self._next += 1
        return Skip(SkipCode.TOO_LONG, "", self._next - 1, 1, f"{size:,} bytes in one line")

    def _split(self, block: bytes) -> Iterator[Lines | Skip]:
        """The lines of a block that ends with a whole line (its line end taken off)."""
        text = self._decoded(block)
        if "\r\n" in text:
            text = text.replace("\r\n", "\n")
        text = text.removesuffix("\r") if self._end == "\n" else text
        lines = text.split(self._end)
        if len(block) > MAX_LINE_BYTES:
            yield from self._without_long(lines)
            return
        yield Lines(self._next, lines, block if self._end == "\n" else None)
        self._next += len(lines)

    def _without_long(self, lines: list[str]) -> Iterator[Lines | Skip]:
        kept: list[str] = []
        for line in lines:
            if len(line) * 4 > MAX_LINE_BYTES and (size := len(line.encode())) > MAX_LINE_BYTES:
                yield Lines(self._next, kept)
                self._next += len(kept)
                kept = []
                yield self._dropped(size)
            else:
                kept.append(line)
        yield Lines(self._next, kept)
        self._next += len(kept)

    def _decoded(self, block: bytes) -> str:
        if self._encoding == "cp1252":
            return block.decode("cp1252", "backslashreplace")
        try:
            text = block.decode()
        except UnicodeDecodeError:
            if not self._multibyte_seen and _is_western(block):
                self._encoding = "cp1252"
                return block.decode("cp1252", "backslashreplace")
            replaced = block.decode("utf-8", "replace").count("\ufffd")
            self._broken += replaced - block.count("\ufffd".encode())
            text = block.decode("utf-8", "backslashreplace")
        self._multibyte_seen = self._multibyte_seen or not block.isascii()
        return text

    def _notes(self) -> Iterator[Note]:
        if self._encoding == "cp1252":
            yield Note("The text is not UTF-8; it was read as Windows-1252 (Western European).")
        elif self._encoding != "utf-8":
            yield Note("The text is UTF-16; line numbers are those of the text.")
        if self._broken:
            yield Note(
                f"Bytes that are not UTF-8 are shown as \\x codes, in {self._broken:,} places."
            )
        if self._nuls:
            yield Note(
                f"NUL bytes were left out of the text: {self._nuls:,}. The original keeps them."
            )


def _is_western(block: bytes) -> bool:
    """Whether most bytes above ASCII stand inside words, as in Western European text."""
    high = len(_HIGH.findall(block))
    return 2 * len(_WESTERN_WORD.findall(block)) >= high
