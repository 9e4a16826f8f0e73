"""Original files on their way into the casebook, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from app.domain.evidence import OriginalFile
from app.importers.base import OriginalBytes

PIECE_BYTES = 1024 * 1024


def original(path: str, pieces: Iterable[bytes]) -> Iterator[OriginalBytes | OriginalFile]:
    """The pieces of one original file, and what closes it: its size and SHA-256."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield OriginalBytes(path, piece)
    yield OriginalFile(path, size, digest.hexdigest())
