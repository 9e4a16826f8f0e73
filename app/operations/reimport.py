"""What a case has already of a file that is to be imported: all of it, or its beginning.

Told by the bytes and not by the name: a log that was imported while it was still being written
begins with the very bytes that are kept as the original of an earlier source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from app.domain.errors import AlreadyImportedError
from app.domain.evidence import Continued, ImportChoices, OriginalFile, SkipCode, Source
from app.domain.progress import Progress, stop_if_cancelled
from app.importers.base import EvidenceFile
from app.importers.readers.plaintext import packing

_PIECE_BYTES = 1024 * 1024
_CHOSEN = {SkipCode.OUTSIDE_WINDOW, SkipCode.CHANNEL_NOT_CHOSEN}


def compared(
    file: EvidenceFile, shown: Sequence[Source], choices: ImportChoices, progress: Progress
) -> ImportChoices:
    """The choices, with the source that the file continues where it is a longer version of a log.

    Raises `AlreadyImportedError` where the case has the very same bytes, `EvidenceError` where
    the file cannot be read, `CancelledError`.
    """
    is_missing = file.path is not None and not file.path.is_file()
    if choices.again or not shown or is_missing:
        return choices
    size = file.size
    known = {
        (original.size, original.sha256): source
        for source in shown
        for original in _only(source.receipt.originals)
        if 0 < original.size <= size
    }
    if not known:
        return choices
    with file.open() as stream:
        begins = [
            (known[begin.size, begin.sha256], begin)
            for begin in _beginnings(stream, sorted({length for length, _ in known}), progress)
            if (begin.size, begin.sha256) in known
        ]
    for source, begin in begins:
        if begin.size == size and not _is_another_part(source, choices):
            raise _already(file.name, source)
    logs = [(source, begin) for source, begin in begins if _may_go_on(source, choices)]
    if not any(_is_from_the_start(source) for source, _ in logs):
        return choices
    source, begin = logs[-1]
    if not begin.lines:
        return choices
    return replace(choices, continues=Continued(source.title, begin.lines))


def refuse_twins(
    name: str, shown: Iterable[Source], originals: Sequence[OriginalFile], choices: ImportChoices
) -> list[str]:
    """A sentence for each source that came from the very same files.

    Raises `AlreadyImportedError` for one, unless it is wanted again or parts of it were chosen.
    """
    hashes = {original.sha256 for original in originals}
    twins = [
        source
        for source in shown
        if hashes and hashes == {original.sha256 for original in source.receipt.originals}
    ]
    for twin in twins:
        if not (choices.again or _is_another_part(twin, choices)):
            raise _already(name, twin)
    return [f"The same bytes are in this case already, as “{twin.title}”." for twin in twins]


def _already(name: str, source: Source) -> AlreadyImportedError:
    return AlreadyImportedError(
        f"“{name}” is in this case already, as “{source.title}”; nothing was imported."
    )


def _only(originals: Sequence[OriginalFile]) -> Sequence[OriginalFile]:
    return originals if len(originals) == 1 else ()


def _is_another_part(source: Source, choices: ImportChoices) -> bool:
    """Whether parts of the same file were chosen, now or then: other channels, another window."""
    chosen = choices.channels is not None or choices.with_direct_messages
    earlier = any(skip.code in _CHOSEN for skip in source.receipt.skips)
    return chosen or earlier or _is_windowed(choices)


def _is_windowed(choices: ImportChoices) -> bool:
    return choices.since_us is not None or choices.until_us is not None


def _may_go_on(source: Source, choices: ImportChoices) -> bool:
    """Whether a longer version of a source's file has only its further lines to add."""
    left_out = any(skip.code is SkipCode.OUTSIDE_WINDOW for skip in source.receipt.skips)
    return (
        _is_by_line(source.receipt.format)
        and choices.format in {None, source.receipt.format}
        and not (_is_windowed(choices) or left_out)
    )


def _is_from_the_start(source: Source) -> bool:
    """Whether a source holds its log from the first line on, and continues no other."""
    return all(skip.code is not SkipCode.DUPLICATE for skip in source.receipt.skips)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The first ``size`` bytes of a file: their hash, and how many whole lines they hold.

    No lines where bytes do not show them: in packed files, and in two bytes a letter.
    """

    size: int
    sha256: str
    lines: int


def _beginnings(stream: BinaryIO, sizes: Sequence[int], progress: Progress) -> Iterator[_Beginning]:
    """The beginnings of these sizes, smallest first, in one pass over the file."""
    digest, lines, done, plain = hashlib.sha256(), 0, 0, True
    for size in sizes:
        while done < size:
            stop_if_cancelled(progress)
            progress.report(done, sizes[-1], "Comparing with what the case has")
            piece = stream.read(min(_PIECE_BYTES, size - done))
            if not piece:
                return
            digest.update(piece)
            lines += piece.count(b"\n")
            plain = plain and b"\0" not in piece and (done > 0 or packing(piece) is None)
            done += len(piece)
        yield _Beginning(size, digest.hexdigest(), lines if plain else 0)


def _is_by_line(format_id: str) -> bool:
    from app.importers.registry import is_by_line  # only where sources are compared at all

    return is_by_line(format_id)
