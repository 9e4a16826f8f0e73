"""What an importer is: it recognises evidence by its content and reads it as a stream of parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from app.domain.errors import EvidenceError
from app.domain.evidence import (
    ImportChoices,
    Inspection,
    MemberReceipt,
    OriginalFile,
    Record,
    Skip,
)
from app.domain.people import Author
from app.domain.runs import RecordRun

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to recognise its format."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Inside:
    """A member of an archive as a file of its own: its size in bytes, and how to open it.

    ``open`` gives a seekable stream and raises `EvidenceError` where the member is damaged.
    ``modified_us`` is when it was last written, as far as the archive tells.
    """

    size: int
    open: Callable[[], BinaryIO]
    modified_us: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What is to be read: a file, a folder, or pasted bytes that are only held in memory.

    ``name`` is what a person calls it. Pasted text has no ``path``; it is never put on disk. A
    member of an archive is ``inside`` it, and never on disk either.
    """

    name: str
    path: Path | None = None
    pasted: bytes | None = None
    inside: Inside | None = None

    @classmethod
    def at(cls, path: Path) -> EvidenceFile:
        """The file or folder at a path, called by its own name."""
        return cls(storable(path.name or str(path)), path)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return self.path is not None and self.path.is_dir()

    @property
    def size(self) -> int:
        """Bytes; 0 for a folder. Raises `EvidenceError` where it cannot be looked at."""
        if self.inside is not None:
            return self.inside.size
        if self.path is None:
            return len(self.pasted or b"")
        return 0 if self.is_folder else self._stat(self.path)[0]

    @property
    def modified_us(self) -> int | None:
        """When the file was last written, in UTC microseconds; None where that is not known."""
        if self.inside is not None:
            return self.inside.modified_us
        return None if self.path is None else self._stat(self.path)[1]

    def open(self) -> BinaryIO:
        """The bytes, from the start and seekable; the caller closes it.

        Raises `EvidenceError` where they cannot be read.
        """
        if self.inside is not None:
            return self.inside.open()
        if self.path is None:
            return BytesIO(self.pasted or b"")
        try:
            return self.path.open("rb")
        except OSError as error:
            raise unreadable(self.name, error) from error

    def _stat(self, path: Path) -> tuple[int, int]:
        try:
            status = path.stat()
        except OSError as error:
            raise unreadable(self.name, error) from error
        return status.st_size, status.st_mtime_ns // 1000


def unreadable(name: str, error: OSError) -> EvidenceError:
    """The sentence for a file that the system does not hand out."""
    if isinstance(error, FileNotFoundError):
        return EvidenceError(f"There is no file or folder called “{name}” any more; choose again.")
    if isinstance(error, PermissionError):
        return EvidenceError(
            f"“{name}” may not be read with your permissions; ask for access or copy it elsewhere."
        )
    reason = error.strerror or type(error).__name__
    return EvidenceError(
        f"“{name}” could not be read ({reason}); check the disk it lies on and try again."
    )


def is_storable(text: str) -> bool:
    """Whether a database keeps the text as it is."""
    return _UNSTORABLE.search(text) is None


def storable(text: str) -> str:
    """The text without NUL and lone surrogates, which no database keeps: each becomes �."""
    return _UNSTORABLE.sub("\ufffd", text)


class Shape(StrEnum):
    """What a piece of evidence is from outside."""

    FILE = "file"
    FOLDER = "folder"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Probe:
    """What can be known of evidence without reading it.

    ``name`` is what a person calls it; ``head`` its first `HEAD_BYTES` (empty for a folder);
    ``members`` the POSIX names of the files inside a folder or an archive, else empty.
    """

    name: str
    head: bytes
    shape: Shape = Shape.FILE
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginalBytes:
    """The next piece of an original file, in order. An `OriginalFile` closes it."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for the receipt, such as an assumption about the year."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Position:
    """How many bytes of the source have been read; ``total`` 0 means not known."""

    done: int
    total: int


Part = Record | Author | Skip | OriginalBytes | OriginalFile | Note | Position | MemberReceipt
Tell = Callable[[Position], None]


class Importer(Protocol):
    """One evidence format.

    ``format`` is the stable id kept in receipts, ``label`` what people read.
    """

    @property
    def format(self) -> str: ...  # noqa: D102  the class says it

    @property
    def label(self) -> str: ...  # noqa: D102  the class says it

    def score(self, probe: Probe) -> float:
        """How surely this is the format, 0 (not at all) to 1, by content and not by file name."""

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """What the evidence offers to choose from, before anything is stored.

        ``tell`` hears how far a long look has come. Raises `EvidenceError` where the evidence
        cannot be read at all.
        """

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """All parts of the source, in its own order; what cannot be taken comes as a `Skip`.

        Raises `EvidenceError` where the evidence as a whole cannot be read.
        """


@runtime_checkable
class RunImporter(Protocol):
    """An importer that can also read many records in one piece, as long logs need it."""

    def read_in_runs(
        self, source: EvidenceFile, choices: ImportChoices
    ) -> Iterator[Part | RecordRun]:
        """What `Importer.read` gives, some of its records in runs."""
