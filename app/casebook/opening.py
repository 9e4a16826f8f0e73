"""What is looked at, and said, before a casebook is made or opened."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3
from filelock import FileLock

from app.casebook import lockfile
from app.casebook.engine import connect
from app.casebook.keys import Key, salt_of
from app.domain.errors import CasebookError, StorageError, WrongPassphraseError


def taken(path: Path) -> CasebookError:
    """The refusal to make a casebook over a file."""
    return CasebookError(f"“{path.name}” already exists; open it, or choose another name.")


def not_made(path: Path) -> StorageError:
    """The sentence for a casebook that could not be made."""
    return StorageError(
        f"“{path.name}” could not be made in “{path.parent}”: the folder is read-only or "
        "the disk is full. Choose another folder."
    )


def lock_for_new(path: Path) -> FileLock:
    """Take the lock of a casebook that is to be made. Raises `StorageError`."""
    if not path.parent.is_dir():
        raise StorageError(f"There is no folder “{path.parent}”; make it first or choose another.")
    return lockfile.hold(path)


def marked_salt(path: Path) -> bytes:
    """The salt of a file. Raises `NotACasebookError` without the mark, `StorageError`."""
    try:
        return salt_of(path)
    except OSError as error:
        raise StorageError(
            f"“{path.name}” cannot be read; check that you may read the file."
        ) from error


def check_whole(path: Path, key: Key) -> None:
    """Refuse a file that is shorter than it says. Raises `WrongPassphraseError`."""
    size = path.stat().st_size
    in_wal = path.with_name(path.name + "-wal").exists()
    connection = connect(path, key)
    try:
        pages = _number(connection, "page_count")
        page_size = _number(connection, "page_size")
    finally:
        connection.close()
    if not in_wal and size < pages * page_size:
        raise WrongPassphraseError(
            f"“{path.name}” is cut short: {size} of {pages * page_size} bytes are there. "
            "Open the newest backup beside the file."
        )


def _number(connection: sqlcipher3.Connection, pragma: str) -> int:
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return 0 if row is None else int(str(row[0]))
