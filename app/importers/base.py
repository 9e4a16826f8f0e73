"""What an importer is: it recognises a file by its content and reads it as a stream of parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.evidence import ImportChoices, Inspection, OriginalFile, Record, Skip

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to recognise its format."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What can be known of a file without reading it.

    ``name`` is what a person called it; ``head`` its first `HEAD_BYTES` (empty for a folder);
    ``members`` the POSIX names inside a folder or a zip archive, else empty.
    """

    path: Path
    name: str
    head: bytes
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


Part = Record | Skip | OriginalBytes | OriginalFile | Note | Position


class Importer(Protocol):
    """One evidence format.

    ``format`` is the stable id kept in receipts, ``label`` what people read.
    """

    format: str
    label: str

    def score(self, probe: Probe) -> float:
        """How surely this is the format, 0 (not at all) to 1, by content and not by file name."""

    def inspect(self, path: Path, name: str) -> Inspection:
        """What the file offers to choose from, before anything is stored.

        Raises `EvidenceError` where it cannot be read at all.
        """

    def read(self, path: Path, name: str, choices: ImportChoices) -> Iterator[Part]:
        """All parts of the source, in its own order; what cannot be taken comes as a `Skip`.

        Raises `EvidenceError` where the file as a whole cannot be read.
        """
