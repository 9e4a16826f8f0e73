"""The regular files below a folder; links are never followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.evidence import Skip, SkipCode
from app.importers.base import unreadable

_JUNCTION = 0xA0000003
"""How Windows tags a folder that stands for another (IO_REPARSE_TAG_MOUNT_POINT)."""
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: its POSIX path below the folder, its place on the disk, its size."""

    path: str
    place: Path
    size: int


def files_below(folder: Path) -> Iterator[Found | Skip]:
    """Every file below a folder in a stable order; what is no regular file comes as a `Skip`.

    Raises `EvidenceError` where the folder itself cannot be listed.
    """
    try:
        yield from _below(folder, "")
    except OSError as error:
        raise unreadable(folder.name, error) from error


def _below(folder: Path, prefix: str) -> Iterator[Found | Skip]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", None) == _JUNCTION:
            yield Skip(SkipCode.UNSAFE_PATH, path, detail="a link to another place")
        elif stat.S_ISREG(status.st_mode):
            yield Found(path, Path(entry.path), status.st_size)
        elif stat.S_ISDIR(status.st_mode):
            yield from _folder(Path(entry.path), path)
        else:
            yield Skip(SkipCode.UNSAFE_PATH, path, detail="not a regular file")


def _folder(folder: Path, path: str) -> Iterator[Found | Skip]:
    if path.count("/") >= _DEEPEST:
        yield Skip(SkipCode.UNSAFE_PATH, path, detail=f"more than {_DEEPEST} folders deep")
        return
    try:
        yield from _below(folder, path + "/")
    except PermissionError:
        yield Skip(SkipCode.BROKEN_FILE, path, detail="this folder may not be read")
