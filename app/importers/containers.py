"""What holds many files: a folder, a zip archive, a tar archive. Each lists and opens, no more.

None of them unpacks anything to disk; members that could do harm are listed as skips instead.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.domain.moments import SECOND_US, microseconds
from app.importers.base import EvidenceFile, unreadable
from app.importers.readers.plaintext import packing, unpacked_head
from app.importers.walk import Found, files_below

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
)
"""What the libraries raise for bytes that are not what they should be."""

OFFICE_MARK = "[Content_Types].xml"
"""The member by which an Office document, a zip archive, is told from others (ECMA-376-2)."""

_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_TAR_MAGIC_AT = 257
"""Where a tar's first header says ``ustar`` (POSIX.1-2017, pax, "ustar Interchange Format")."""


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
    """A file inside: its POSIX path, its size as declared, and what it is packed into.

    ``packed`` is None where it is not packed by itself. ``modified_us`` is when it was last
    written, as far as the container tells; a zip tells it by a clock of an unknown zone. ``place``
    is where it lies on the disk, None inside an archive.
    """

    path: str
    size: int
    packed: int | None = None
    modified_us: int | None = None
    place: Path | None = None


class Container(Protocol):
    """Lists its files once, and opens each."""

    members: dict[str, Member]
    skips: list[Skip]

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a member; raises what the libraries raise."""


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar archive, packed or not."""
    return unpacked_head(head)[_TAR_MAGIC_AT:].startswith(b"ustar")


class Folder:
    """The regular files below a folder."""

    def __init__(self, source: EvidenceFile, limits: Limits) -> None:
        self.members: dict[str, Member] = {}
        self.skips: list[Skip] = []
        if source.path is None:
            return
        for found in files_below(source.path):
            if isinstance(found, Found):
                self.members[found.path] = Member(found.path, found.size, place=found.place)
            else:
                self.skips.append(found)
            check_number(source.name, len(self.members) + len(self.skips), limits)

    def open(self, path: str) -> IO[bytes]:
        """The file itself."""
        place = self.members[path].place
        if place is None:
            raise EOFError
        return place.open("rb")


class Zip:
    """The files in a zip archive."""

    def __init__(self, source: EvidenceFile, limits: Limits, closing: ExitStack) -> None:
        self.members: dict[str, Member] = {}
        self.skips: list[Skip] = []
        self._infos: dict[str, zipfile.ZipInfo] = {}
        stream = closing.enter_context(source.open())
        try:
            self._zip = closing.enter_context(zipfile.ZipFile(stream))
        except (*DAMAGE, NotImplementedError) as error:
            raise EvidenceError(
                f"“{source.name}” is a damaged or incomplete zip archive; download or copy it"
                " again."
            ) from error
        except OSError as error:
            raise unreadable(source.name, error) from error
        # Not is_dir(), which fails where a member has no name at all.
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        check_number(source.name, len(infos), limits)
        if infos and all(info.flag_bits & _ENCRYPTED for info in infos):
            raise EvidenceError(
                f"“{source.name}” is locked with a password; unpack it and import the folder."
            )
        for info in infos:
            self._take(info)

    def open(self, path: str) -> IO[bytes]:
        """The member, unpacked while it is read."""
        return self._zip.open(self._infos[path])

    def _take(self, info: zipfile.ZipInfo) -> None:
        path = info.orig_filename
        danger = _danger_of_path(path) or _danger_of_kind(stat.S_IFMT(info.external_attr >> 16))
        if danger:
            self.skips.append(Skip(SkipCode.UNSAFE_PATH, path, detail=danger))
        elif info.flag_bits & _ENCRYPTED:
            detail = "locked with a password"
            self.skips.append(Skip(SkipCode.BROKEN_FILE, path, detail=detail))
        else:
            if path in self._infos:
                # The last one counts, as for every program that unpacks archives.
                self.skips.append(_earlier(path))
            self._infos[path] = info
            written = _zip_clock(info)
            self.members[path] = Member(path, info.file_size, max(info.compress_size, 1), written)


class Tar:
    """The files in a tar archive, packed or not."""

    def __init__(self, source: EvidenceFile, limits: Limits, closing: ExitStack) -> None:
        self.members: dict[str, Member] = {}
        self.skips: list[Skip] = []
        self._infos: dict[str, tarfile.TarInfo] = {}
        stream = closing.enter_context(source.open())
        how = packing(stream.read(8))
        stream.seek(0)
        if how is not None:
            stream = io.BufferedReader(_Unpacked(stream, how, source, limits))
        try:
            self._tar = closing.enter_context(tarfile.TarFile(fileobj=stream))
            for number, info in enumerate(self._tar, start=1):
                check_number(source.name, number, limits)
                self._take(info)
        except (*DAMAGE, UnicodeError) as error:
            if not self.members:
                raise EvidenceError(
                    f"“{source.name}” is a damaged or incomplete tar archive; download or copy it"
                    " again."
                ) from error
            detail = "the rest of the archive is damaged"
            self.skips.append(Skip(SkipCode.BROKEN_FILE, "", detail=detail))
        except OSError as error:
            raise unreadable(source.name, error) from error

    def open(self, path: str) -> IO[bytes]:
        """The member, where it stands in the archive."""
        found = self._tar.extractfile(self._infos[path])
        if found is None:
            raise EOFError
        return found

    def _take(self, info: tarfile.TarInfo) -> None:
        path = info.name.removeprefix("./")
        if info.isdir():
            return
        danger = _danger_of_path(path)
        if not danger and (info.issym() or info.islnk()):
            danger = "a link to another file"
        if not danger and (not info.isreg() or info.issparse()):
            danger = "not a regular file"
        if danger:
            self.skips.append(Skip(SkipCode.UNSAFE_PATH, path, detail=danger))
            return
        if path in self._infos:
            self.skips.append(_earlier(path))
        self._infos[path] = info
        written = int(info.mtime) * SECOND_US if info.mtime > 0 else None
        self.members[path] = Member(path, info.size, modified_us=written)


class _Unpacked(io.RawIOBase):
    """A packed tar while it is unpacked; what unpacks to far too much is refused on the way."""

    def __init__(self, stream: BinaryIO, how: str, source: EvidenceFile, limits: Limits) -> None:
        self._stream = _unpacking(stream, how)
        self._name = source.name
        self._ratio = limits.ratio
        self._most = max(8 * limits.ratio_from, source.size * limits.ratio)

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is; going back begins anew."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """The next bytes. Raises `EvidenceError` where they are too many."""
        room = memoryview(buffer)
        data = self._stream.read(len(room))
        self._check(self._stream.tell())
        room[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place. Raises `EvidenceError` where it is too far."""
        self._check(offset)
        return self._stream.seek(offset, whence)

    def _check(self, place: int) -> None:
        if place > self._most:
            raise EvidenceError(
                f"“{self._name}” unpacks to more than {self._ratio} times its size, as archives"
                " made to do harm; get it again from where it came from."
            )


def _unpacking(stream: BinaryIO, how: str) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    match how:
        case "gzip":
            return gzip.GzipFile(fileobj=stream)
        case "bzip2":
            return bz2.BZ2File(stream)
    return lzma.LZMAFile(stream)


def check_number(name: str, number: int, limits: Limits) -> None:
    """Raise `EvidenceError` where a container holds too many files."""
    if number > limits.members:
        raise EvidenceError(
            f"“{name}” holds more than {limits.members:,} files; import the parts of it that"
            " matter."
        )


def _earlier(path: str) -> Skip:
    return Skip(SkipCode.DUPLICATE, path, detail="an earlier file of the same name")


def _zip_clock(info: zipfile.ZipInfo) -> int | None:
    try:
        return microseconds(datetime(*info.date_time))  # noqa: DTZ001  a zip names no zone
    except ValueError:
        return None


def _danger_of_path(path: str) -> str:
    """Why a path in an archive must not be touched; empty where it may."""
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        return "its path leads out of the archive"
    if "\\" in path or any(ord(char) < 32 for char in path):
        return "its path holds characters that no path may hold"
    if not all(part not in {"", "."} for part in path.split("/")):
        return "its path is not plain"
    return ""


def _danger_of_kind(kind: int) -> str:
    if kind == stat.S_IFLNK:
        return "a link to another file"
    return "" if kind in {0, stat.S_IFREG} else "not a regular file"
