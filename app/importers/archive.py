"""One reader for folders, zip and tar archives that trusts none: nothing is unpacked to disk.

Members that could do harm are left out with a reason (`Archive.skips`); the rest can be read.
Sizes are counted while reading, never believed from what an archive declares.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.importers.base import HEAD_BYTES, EvidenceFile, Inside
from app.importers.containers import (
    DAMAGE,
    Container,
    Folder,
    Limits,
    Member,
    Tar,
    Zip,
    is_tar,
)

__all__ = ["Archive", "Limits", "Member", "UnreadableMemberError"]

PIECE_BYTES = 1024 * 1024
_HELD_BYTES = 64 * PIECE_BYTES
"""A member up to this size is held in memory while it is read; a larger one is read anew."""


class UnreadableMemberError(Exception):
    """One member cannot be read; ``skip`` says why, for the receipt."""

    def __init__(self, skip: Skip) -> None:
        super().__init__(skip.code)
        self.skip = skip


class Archive:
    """The files inside a folder or an archive, sorted by path.

    Raises `EvidenceError` where it cannot be opened at all: damaged, encrypted, too many members.
    """

    def __init__(self, source: EvidenceFile, limits: Limits | None = None) -> None:
        self.name = source.name
        self._limits = limits or Limits()
        self._closing = ExitStack()
        self._size = source.size
        self._unpacked = 0
        try:
            self._container = self._opened(source)
        except BaseException:
            self.close()
            raise
        members = self._container.members
        self.members = tuple(members[path] for path in sorted(members))

    def _opened(self, source: EvidenceFile) -> Container:
        if source.is_folder:
            return Folder(source, self._limits)
        with source.open() as stream:
            tar = is_tar(stream.read(HEAD_BYTES))
        return (Tar if tar else Zip)(source, self._limits, self._closing)

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
        """Whether it is a zip archive."""
        return isinstance(self._container, Zip)

    @property
    def skips(self) -> list[Skip]:
        """The members that could do harm, and why."""
        return self._container.skips

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

    def file(self, path: str) -> EvidenceFile:
        """A member as a file of its own, called by its path. Raises `UnreadableMemberError`."""
        member = self._container.members[path]
        if member.place is not None:
            return EvidenceFile(path, member.place)
        if member.size <= _HELD_BYTES:
            data = self.read(path, 2 * _HELD_BYTES)
            held = Inside(len(data), partial(io.BytesIO, data), member.modified_us)
            return EvidenceFile(path, inside=held)
        # It never unpacks to more than it declares; whether that is too much is known beforehand.
        self._count(path, member.size, 0)
        opened = Inside(member.size, partial(self._stream, path), member.modified_us)
        return EvidenceFile(path, inside=opened)

    def _stream(self, path: str) -> BinaryIO:
        try:
            return cast("BinaryIO", self._container.open(path))
        except (*DAMAGE, OSError, NotImplementedError) as error:
            raise EvidenceError(
                f"“{path}” is damaged inside the archive; get it again from where it came from."
            ) from error

    @contextmanager
    def _reading(self, path: str) -> Iterator[IO[bytes]]:
        try:
            with self._open(path) as stream:
                yield stream
        except NotImplementedError as error:
            raise _broken(path, "packed in a way that cannot be unpacked here") from error
        except DAMAGE as error:
            raise _broken(path, "damaged inside the archive") from error
        except OSError as error:
            if error.errno is not None:
                raise  # the disk itself
            raise _broken(path, "damaged inside the archive") from error

    def _open(self, path: str) -> IO[bytes]:
        if self._container.members[path].place is None:
            return self._container.open(path)
        try:
            return self._container.open(path)
        except OSError as error:
            raise _broken(path, error.strerror or "cannot be opened") from error

    def _count(self, path: str, size: int, piece: int) -> None:
        packed = self._container.members[path].packed
        if packed is None:
            return
        limits = self._limits
        if size > max(limits.ratio_from, packed * limits.ratio):
            detail = f"unpacks to more than {limits.ratio} times its size"
            raise UnreadableMemberError(Skip(SkipCode.TOO_LONG, path, detail=detail))
        self._unpacked += piece
        if self._unpacked > max(limits.ratio_from, self._size * limits.ratio):
            raise EvidenceError(
                f"“{self.name}” unpacks to more than {limits.ratio} times its size, as archives"
                " made to do harm; get it again from where it came from."
            )


def _broken(path: str, detail: str) -> UnreadableMemberError:
    return UnreadableMemberError(Skip(SkipCode.BROKEN_FILE, path, detail=detail))
