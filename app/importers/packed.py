"""One file out of an archive that is kept whole, to be looked at again. Runs in a child process."""

from __future__ import annotations

from dataclasses import dataclass

from app.importers.archive import Archive, UnreadableMemberError
from app.importers.base import EvidenceFile

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """The bytes of an archive, what it is called, and the path of a file in it.

    The path leads through archives inside the archive as the paths of items do.
    """

    name: str
    data: bytes
    path: str


def unpacked(packed: Packed) -> bytes | None:
    """The bytes of the file; None where it is not there, damaged or too large.

    Raises `EvidenceError` where the archive cannot be opened.
    """
    try:
        return _inside(EvidenceFile(packed.name, pasted=packed.data), packed.path)
    except UnreadableMemberError:
        return None


def _inside(source: EvidenceFile, path: str) -> bytes | None:
    with Archive(source) as archive:
        members = {member.path for member in archive.members}
        if path in members:
            return archive.read(path, MOST_BYTES)
        parts = path.split("/")
        for length in range(1, len(parts)):
            outer = "/".join(parts[:length])
            if outer in members:
                return _inside(archive.file(outer), "/".join(parts[length:]))
    return None
