"""One reader for folders and zip archives that trusts neither: nothing is unpacked to disk.

Members that could do harm are left out with a reason (`Archive.skips`); the rest can be read.
Sizes are counted while reading, never believed from what an archive declares.
"""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.importers.base import EvidenceFile, unreadable
from app.importers.walk import Found, files_below

PIECE_BYTES = 1024 * 1024
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold before it counts as hostile.

    A member may unpack to ``ratio`` times its packed size once it passes ``ratio_from`` bytes;
    so may the archive as a whole.
    """

    members: int = 200_000
    ratio: int = 200
    ratio_from: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside: its POSIX path, and its size as declared."""

    path: str
    size: int


class UnreadableMemberError(Exception):
    """One member cannot be read; ``skip`` says why, for the receipt."""

    def __init__(self, skip: Skip) -> None:
        super().__init__(skip.code)
        self.skip = skip


class Archive:
    """The files inside a folder or a zip archive, sorted by path.

    Raises `EvidenceError` where it cannot be opened at all: damaged, encrypted, too many members.
    """

    def __init__(self, source: EvidenceFile, limits: Limits | None = None) -> None:
        self.name = source.name
        self.skips: list[Skip] = []
        self._limits = limits or Limits()
        self._closing = ExitStack()
        self._zip: zipfile.ZipFile | None = None
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._paths: dict[str, Path] = {}
        self._unpacked = 0
        self._packed = 0
        try:
            sizes = self._list_folder(source) if source.is_folder else self._list_zip(source)
        except BaseException:
            self.close()
            raise
        self.members = tuple(Member(path, sizes[path]) for path in sorted(sizes))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive's file."""
        self._closing.close()

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip archive; else a folder."""
        return self._zip is not None

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a member, at most a mebibyte at a time.

        Raises `UnreadableMemberError` where it is damaged or unpacks to too much, and
        `EvidenceError` where the archive as a whole does.
        """
        with self._reading(path) as stream:
            size = 0
            while piece := stream.read(PIECE_BYTES):
                size += len(piece)
                self._count(path, size, len(piece))
                yield piece

    def read(self, path: str, most: int) -> bytes:
        """All bytes of a member, up to ``most``; raises as `pieces` does."""
        pieces: list[bytes] = []
        size = 0
        for piece in self.pieces(path):
            size += len(piece)
            if size > most:
                detail = f"longer than {most // PIECE_BYTES} MB"
                raise UnreadableMemberError(Skip(SkipCode.TOO_LONG, path, detail=detail))
            pieces.append(piece)
        return b"".join(pieces)

    @contextmanager
    def _reading(self, path: str) -> Iterator[IO[bytes]]:
        try:
            with self._open(path) as stream:
                yield stream
        except NotImplementedError as error:
            raise _broken(path, "packed in a way that cannot be unpacked here") from error
        except _DAMAGE as error:
            raise _broken(path, "damaged inside the archive") from error
        except OSError as error:
            if error.errno is not None:
                raise  # the disk itself
            raise _broken(path, "damaged inside the archive") from error

    def _open(self, path: str) -> IO[bytes]:
        if self._zip is not None:
            return self._zip.open(self._infos[path])
        try:
            return self._paths[path].open("rb")
        except OSError as error:
            raise _broken(path, error.strerror or "cannot be opened") from error

    def _count(self, path: str, size: int, piece: int) -> None:
        if self._zip is None:
            return
        limits = self._limits
        packed = max(self._infos[path].compress_size, 1)
        if size > max(limits.ratio_from, packed * limits.ratio):
            detail = f"unpacks to more than {limits.ratio} times its size"
            raise UnreadableMemberError(Skip(SkipCode.TOO_LONG, path, detail=detail))
        self._unpacked += piece
        if self._unpacked > max(limits.ratio_from, self._packed * limits.ratio):
            raise EvidenceError(
                f"“{self.name}” unpacks to more than {limits.ratio} times its size, as archives"
                " made to do harm; get it again from where it came from."
            )

    def _list_folder(self, source: EvidenceFile) -> dict[str, int]:
        if source.path is None:
            return {}
        sizes: dict[str, int] = {}
        for found in files_below(source.path):
            if isinstance(found, Found):
                self._paths[found.path] = found.place
                sizes[found.path] = found.size
            else:
                self.skips.append(found)
            self._check_number(len(sizes) + len(self.skips))
        return sizes

    def _list_zip(self, source: EvidenceFile) -> dict[str, int]:
        stream = self._closing.enter_context(source.open())
        self._packed = source.size
        try:
            self._zip = self._closing.enter_context(zipfile.ZipFile(stream))
        except (*_DAMAGE, NotImplementedError) as error:
            raise EvidenceError(
                f"“{self.name}” is a damaged or incomplete zip archive; download or copy it again."
            ) from error
        except OSError as error:
            raise unreadable(self.name, error) from error
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        self._check_number(len(infos))
        if infos and all(info.flag_bits & _ENCRYPTED for info in infos):
            raise EvidenceError(
                f"“{self.name}” is locked with a password; unpack it and import the folder."
            )
        for info in infos:
            self._take(info)
        return {path: info.file_size for path, info in self._infos.items()}

    def _take(self, info: zipfile.ZipInfo) -> None:
        path = info.orig_filename
        danger = _danger(info)
        if danger:
            self.skips.append(Skip(SkipCode.UNSAFE_PATH, path, detail=danger))
        elif info.flag_bits & _ENCRYPTED:
            detail = "locked with a password"
            self.skips.append(Skip(SkipCode.BROKEN_FILE, path, detail=detail))
        else:
            if path in self._infos:
                # The last one counts, as for every program that unpacks archives.
                detail = "an earlier file of the same name"
                self.skips.append(Skip(SkipCode.DUPLICATE, path, detail=detail))
            self._infos[path] = info

    def _check_number(self, number: int) -> None:
        if number > self._limits.members:
            raise EvidenceError(
                f"“{self.name}” holds more than {self._limits.members:,} files; import the parts"
                " of it that matter."
            )


def _broken(path: str, detail: str) -> UnreadableMemberError:
    return UnreadableMemberError(Skip(SkipCode.BROKEN_FILE, path, detail=detail))


def _danger(info: zipfile.ZipInfo) -> str:
    """Why a member of a zip must not be touched; empty where it may."""
    path = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "a link to another file"
    if kind not in {0, stat.S_IFREG}:
        return "not a regular file"
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        return "its path leads out of the archive"
    if "\\" in path or any(ord(char) < 32 for char in path):
        return "its path holds characters that no path may hold"
    if not all(part not in {"", "."} for part in path.split("/")):
        return "its path is not plain"
    return ""
