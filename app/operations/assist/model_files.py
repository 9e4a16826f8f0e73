"""The file of a model: its hash, by which a suggestion says what made it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.assist.llama.header import expect_file
from app.domain.errors import ModelError
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

QUIET = NoProgress()
_PIECE = 1 << 22


def sha256_of(path: Path, progress: Progress = QUIET) -> str:
    """The SHA-256 of a file in hexadecimal.

    Raises `ModelError` where it is no file or cannot be read, `CancelledError`.
    """
    expect_file(path)
    digest = hashlib.sha256()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                stop_if_cancelled(progress)
                digest.update(piece)
                progress.report(file.tell(), size, "Checking the model")
    except OSError as error:
        why = error.strerror or "the system refused"
        raise ModelError(
            f"The model “{path.name}” cannot be read ({why}); choose another file."
        ) from error
    return digest.hexdigest()
