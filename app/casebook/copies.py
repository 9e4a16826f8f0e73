"""Copies of a casebook: saved by a person, made each day, and taken before a migration.

Every copy has the key and the mark of the casebook it was made from. A copy is written under
another name and renamed when it is whole, so a half-written one is never mistaken for a backup.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import sqlcipher3

from app.casebook import engine, lockfile
from app.casebook.keys import Key
from app.domain.errors import StorageError

KEPT_BACKUPS = 5
_PAGES_A_STEP = 2_000

Step = Callable[[int, int], None]
"""Called with pages done and pages in all; may raise to stop."""


_DAY = "-".join("[0-9]" * digits for digits in (4, 2, 2))
_PARTS = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open, and after a crash."""


def backups_of(casebook: Path) -> list[Path]:
    """The dated backups beside a casebook, oldest first."""
    # By the whole date: “orders.backup-plan.casebook” is somebody's casebook, not a backup.
    return sorted(casebook.parent.glob(f"{_glob_safe(casebook.stem)}.backup-{_DAY}.casebook"))


def snapshots_of(casebook: Path) -> list[Path]:
    """The snapshots that migrations left beside a casebook."""
    return sorted(
        casebook.parent.glob(f"{_glob_safe(casebook.stem)}.before-schema-[0-9]*.casebook")
    )


def parts_of(casebook: Path) -> list[Path]:
    """The file of a casebook, and what may lie beside it while it is open."""
    return [casebook.with_name(casebook.name + suffix) for suffix in (*_PARTS, ".lock")]


def remove(casebook: Path) -> None:
    """Delete a casebook file with what SQLite left beside it; its lock file stays."""
    for suffix in _PARTS:
        casebook.with_name(casebook.name + suffix).unlink(missing_ok=True)


def backup_path(casebook: Path, day: date) -> Path:
    """Where the backup of a day lies."""
    return casebook.with_name(f"{casebook.stem}.backup-{day.isoformat()}.casebook")


def snapshot_path(casebook: Path, version: int) -> Path:
    """Where the snapshot before a migration to ``version`` lies."""
    return casebook.with_name(f"{casebook.stem}.before-schema-{version}.casebook")


def _glob_safe(stem: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)


def write(source: sqlcipher3.Connection, key: Key, target: Path, step: Step) -> None:
    """Copy the open casebook to ``target``, replacing a file of that name once it is whole.

    Raises `StorageError` where it cannot be written; nothing half-done remains.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    remove(unfinished)
    try:
        create_empty(unfinished)
        _copy(source, key, unfinished, step)
        _put_in_place(unfinished, target)
    except (OSError, sqlcipher3.Error) as error:
        raise StorageError(
            f"The copy “{target.name}” could not be written in “{target.parent}”: the folder is "
            "read-only or the disk is full. Choose another folder or make room."
        ) from error
    finally:
        remove(unfinished)


def _put_in_place(finished: Path, target: Path) -> None:
    """Give a copy its name; a casebook that had it goes with all that SQLite keeps beside it."""
    if not target.exists():
        finished.replace(target)
        return
    # Raises OpenElsewhereError: a file that is in use must not be changed under its user.
    with lockfile.hold(target.resolve()):
        for suffix in _PARTS[1:]:
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        finished.replace(target)


def create_empty(path: Path) -> None:
    """Make a file that only its owner may read. Raises `FileExistsError`."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _copy(source: sqlcipher3.Connection, key: Key, target: Path, step: Step) -> None:
    copy = engine.connect(target, key)
    try:
        source.backup(
            copy,
            pages=_PAGES_A_STEP,
            progress=lambda _, left, total: step(total - left, total),
        )
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def drop_unfinished(casebook: Path) -> None:
    """Remove what backups and snapshots left that were cut off; they hold the casebook's text."""
    stem = _glob_safe(casebook.stem)
    for kind in ("backup", "before-schema"):
        for left in casebook.parent.glob(f".{stem}.{kind}-*.casebook.unfinished*"):
            left.unlink(missing_ok=True)


def drop_old_backups(casebook: Path) -> None:
    """Keep the newest `KEPT_BACKUPS`."""
    for old in backups_of(casebook)[:-KEPT_BACKUPS]:
        remove(old)
