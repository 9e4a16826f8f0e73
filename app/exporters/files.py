"""The name of a document, and writing it whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from app.domain.errors import ExportError
from app.exporters.manifest import DocumentTemplate

_TITLE_BYTES = 120  # of the 255 that file systems allow; the rest of the name needs its share

_CAUSES = {
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.ENOENT: "that folder does not exist",
    errno.ENOTDIR: "part of that path is a file, not a folder",
    errno.EISDIR: "there is a folder of that name",
    errno.EFBIG: "the file is too large for that disk",
    errno.ENAMETOOLONG: "that name is too long",
}


class Dated(Protocol):
    """What a view tells about its own name."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def preliminary(self) -> bool | None: ...  # noqa: D102
    @property
    def as_of_day(self) -> str: ...  # noqa: D102


def file_name(view: Dated, template: DocumentTemplate, fmt: str, about: str = "") -> str:
    """``Orders API down – incident review – preliminary as of 2024-03-30, causes not analysed.md``.

    ``about`` is the one thing of the case that the document is about, if any. Safe on every file
    system in use; says "preliminary" until the case is published, and only the day where the
    document does not tell of a case's state.
    """
    document = template.title.lower() + (f", {_safe(about)}" if about else "")
    return f"{_safe(view.title)} – {document} – {_state(view)}.{fmt}"


def name_of(view: Dated, what: str, fmt: str) -> str:
    """What something made without a template is called, such as a table; as `file_name`."""
    return f"{_safe(view.title)} – {what} – {_state(view)}.{fmt}"


def with_words(name: str, words: str, instead: str) -> str:
    """A file name in which something else stands for some words."""
    return name.replace(words, _safe(instead))


def _state(view: Dated) -> str:
    if view.preliminary is None:
        return f"as of {view.as_of_day}"
    if view.preliminary:
        return f"preliminary as of {view.as_of_day}, causes not analysed"
    return f"published {view.as_of_day}"


def _safe(title: str) -> str:
    # A dot survives only between digits: Windows reserves names such as "con" up to the first dot.
    plain = re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w.-]", " ", unicodedata.normalize("NFC", title))
    words = " ".join(plain.split()).strip("-")
    short = words.encode("utf-8", "ignore")[:_TITLE_BYTES].decode("utf-8", "ignore").strip(" .-")
    return short or "Untitled case"


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file so that a reader finds either what was there before or all of ``data``.

    Returns where it was written. Raises `ExportError` where that cannot be; nothing new remains.
    """
    target = Path(os.path.realpath(path))
    try:
        _expect_a_file(target)
        _replace(target, data)
    except OSError as error:
        cause = _CAUSES.get(error.errno or 0, error.strerror or "the system refused")
        raise ExportError(
            f"“{path}” cannot be written: {cause}. Choose another place; nothing was changed."
        ) from error
    return target


def _expect_a_file(target: Path) -> None:
    if target.is_dir():
        raise ExportError(f"“{target}” is a folder; give the document a file name in it.")
    if target.exists() and not target.is_file():
        raise ExportError(f"“{target}” is not an ordinary file; choose another name.")


def _replace(target: Path, data: bytes) -> None:
    draft = target.with_name(f".goldseam-{secrets.token_hex(8)}")
    try:
        _write_through(draft, data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _keep_name(target.parent)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_name(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the file system can promise that."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the file is whole already; some systems cannot sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
