"""Reading evidence in a child process: a hostile file can take down the child, nothing else.

The child recognises, parses, hashes and compresses; the parent gets plain values. How the child is
confined stands in `app.confined`; here its ends become sentences about the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app import confined
from app.confined import QUIET, CrashedError
from app.domain.errors import EvidenceError
from app.domain.evidence import ImportChoices, Inspection
from app.domain.progress import Progress
from app.importers.base import EvidenceFile, Importer, Position
from app.importers.batches import Batch, Frame, Message
from app.importers.worker import Job

__all__ = ["Batch", "CrashedError", "Frame", "inspect_in_child", "read_in_child"]


@contextmanager
def read_in_child(
    source: EvidenceFile,
    choices: ImportChoices,
    progress: Progress = QUIET,
    importer: Importer | None = None,
) -> Iterator[Iterator[Batch]]:
    """The batches of a source, read by ``importer`` or else by the one that recognises it.

    Iterating raises `EvidenceError` where it cannot be read, `InvalidInputError` for a choice it
    does not offer, `CancelledError` within a tenth of a second, and `CrashedError` for a bug.
    """
    with _messages(Job(source, choices, importer), progress) as messages:
        yield (message for message in messages if isinstance(message, Batch))


def inspect_in_child(
    source: EvidenceFile, progress: Progress = QUIET, importer: Importer | None = None
) -> Inspection:
    """What a source is and offers to choose from. Raises as `read_in_child` does."""
    with _messages(Job(source, None, importer), progress) as messages:
        for message in messages:
            if isinstance(message, Inspection):
                return message
    raise _broke_off(source)


@contextmanager
def _messages(job: Job, progress: Progress) -> Iterator[Iterator[Message]]:
    with confined.messages(job, progress=progress) as received:
        yield _told(received, job.source, progress)


def _told(
    received: Iterator[Message], source: EvidenceFile, progress: Progress
) -> Iterator[Message]:
    """What the child sends, with its progress told and its ends in sentences."""
    what = f"Reading “{source.name}”"
    try:
        for message in received:
            if isinstance(message, Batch | Position):
                position = message.position if isinstance(message, Batch) else message
                if position is not None:
                    progress.report(position.done, position.total, what)
            yield message
    except confined.NotStartedError as error:
        raise EvidenceError(
            f"“{source.name}” could not be read, because no process could be started for it"
            f" ({error}); close other programs and try again."
        ) from error
    except confined.TooMuchMemoryError as error:
        raise EvidenceError(
            f"“{source.name}” needs more memory to read than a reading may use; import it in parts."
        ) from error
    except confined.BrokenOffError as error:
        raise _broke_off(source) from error


def _broke_off(source: EvidenceFile) -> EvidenceError:
    return EvidenceError(
        f"Reading “{source.name}” broke off, because the process that read it was stopped or ran"
        " out of memory; nothing of it was kept, so close other programs and try again."
    )
