"""One process at a time: a lock file beside the casebook.

SQLite's own locks are not enough: two windows could both write, each with a stale picture.
"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from app.domain.errors import OpenElsewhereError, StorageError


def hold(casebook: Path) -> FileLock:
    """Take the lock of a casebook until released or the process ends.

    Raises `OpenElsewhereError` where somebody holds it, `StorageError` where the folder cannot be
    written to.
    """
    lock = FileLock(f"{casebook}.lock", timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise OpenElsewhereError(
            f"“{casebook.name}” is open in another window or process; close it there first."
        ) from error
    except OSError as error:
        raise StorageError(
            f"“{casebook.name}” cannot be opened: its folder “{casebook.parent}” cannot be "
            "written to. Copy the casebook to a folder of your own, or ask for the right to write."
        ) from error
    return lock
