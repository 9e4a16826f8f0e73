"""Casebooks as files: new, open, passphrase, copies, backups, verification."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.casebook import Casebook, intake, verification
from app.domain.errors import CasebookError, InvalidInputError
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.verification import VerifyReport
from app.operations import imports, people

QUIET = NoProgress()


def new_casebook(path: Path, passphrase: str) -> Casebook:
    """Make an encrypted casebook. Raises `CasebookError`, `InvalidInputError`."""
    return Casebook.create(path, passphrase)


@contextmanager
def passing_casebook() -> Iterator[Casebook]:
    """A casebook for a while, encrypted with a passphrase that nobody ever knows."""
    with tempfile.TemporaryDirectory(prefix="goldseam-") as folder:
        path = Path(folder) / "passing.casebook"
        with new_casebook(path, secrets.token_hex(16)) as casebook:
            yield casebook


def open_casebook(path: Path, passphrase: str) -> Casebook:
    """Open a casebook.

    Raises `WrongPassphraseError`, `NotACasebookError`, `NewerCasebookError`,
    `OpenElsewhereError` or `StorageError`, each with a sentence of its own.
    """
    return Casebook.open(path, passphrase)


def tidy(casebook: Casebook, progress: Progress = QUIET) -> None:
    """What is due after opening: the day's backup, and whatever was interrupted last time.

    That is the timing of items anew, the remains of imports that never ended, who wrote what was
    imported before people were kept, and words that are not indexed yet.
    """
    back_up(casebook, progress)
    imports.retime(casebook, progress=progress)
    remove_leftovers(casebook, progress)
    people.observe_earlier(casebook, progress)
    imports.index_words(casebook, progress)


def back_up(casebook: Casebook, progress: Progress = QUIET) -> Path | None:
    """Make today's backup beside the casebook unless there is one; the newest five are kept."""

    def step(done: int, total: int) -> None:
        stop_if_cancelled(progress)
        progress.report(done, total, "Backing up")

    return casebook.back_up(datetime.now(UTC).date(), step)


def remove_leftovers(casebook: Casebook, progress: Progress = QUIET) -> int:
    """Free the space of sources that nobody can see again; returns how many there were."""
    # Asked before and after: an import may begin or end between the two.
    filling = set(casebook.filling)
    with casebook.read() as connection:
        left = intake.leftovers(connection)
    found = [source for source in left if source not in filling | casebook.filling]
    for number, source_id in enumerate(found):
        progress.report(number, len(found), "Clearing up")
        more = True
        while more:
            stop_if_cancelled(progress)
            with casebook.batch() as connection:
                more = intake.purge_page(connection, source_id)
    return len(found)


def change_passphrase(casebook: Casebook, old: str, new: str) -> None:
    """Encrypt the casebook with another passphrase; earlier backups keep the old one.

    Raises `WrongPassphraseError` where ``old`` is not the present one.
    """
    casebook.change_passphrase(old, new)


def save_copy(casebook: Casebook, path: Path, progress: Progress = QUIET) -> Path:
    """Write a whole copy with the same passphrase.

    Raises `CasebookError` where the target is the casebook itself or cannot be written.
    """
    if casebook.owns(path):
        raise CasebookError(
            "A casebook cannot be copied onto itself or one of its backups; choose another name."
        )
    if path.is_dir():
        raise InvalidInputError(f"“{path}” is a folder; name the copy, for example copy.casebook.")

    def step(done: int, total: int) -> None:
        stop_if_cancelled(progress)
        progress.report(done, total, "Copying")

    casebook.copy_to(path, step)
    return path


def verify(casebook: Casebook, progress: Progress = QUIET) -> VerifyReport:
    """Check the file, the journal, every quotation's hash and every original."""
    with casebook.read() as connection:
        return verification.verify(connection, progress)
