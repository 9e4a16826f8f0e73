"""Reading evidence in a child process: a hostile file can take down the child, nothing else.

The child recognises, parses, hashes and compresses; the parent gets plain values over a pipe that
blocks the child while the parent is busy. However a reading ends, its child is gone before the
caller goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from app.domain.errors import EvidenceError
from app.domain.evidence import ImportChoices, Inspection
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.importers.base import EvidenceFile, Importer, Position
from app.importers.batches import Batch, Crashed, Finished, Frame, Message, Refused
from app.importers.worker import Job, work

__all__ = ["Batch", "Frame", "ImporterCrashError", "inspect_in_child", "read_in_child"]

_CONTEXT = multiprocessing.get_context("spawn")
_LOOK_SECONDS = 0.05
_STARTING_OR_ENDING = threading.Lock()
"""Children are started and collected one at a time: two threads must not collect the same one."""

QUIET = NoProgress()


class ImporterCrashError(Exception):
    """An importer has a bug. Names the kind of error and where it arose, never the evidence."""

    def __init__(self, kind: str, trace: str) -> None:
        super().__init__(f"An importer failed with {kind}.\n{trace}")
        self.kind = kind
        self.trace = trace


@contextmanager
def read_in_child(
    source: EvidenceFile,
    choices: ImportChoices,
    progress: Progress = QUIET,
    importer: Importer | None = None,
) -> Iterator[Iterator[Batch]]:
    """The batches of a source, read by ``importer`` or else by the one that recognises it.

    Iterating raises `EvidenceError` where it cannot be read, `InvalidInputError` for a choice it
    does not offer, `CancelledError` within a tenth of a second, and `ImporterCrashError` for a bug.
    """
    with closing(_messages(Job(source, choices, importer), progress)) as messages:
        yield (message for message in messages if isinstance(message, Batch))


def inspect_in_child(
    source: EvidenceFile, progress: Progress = QUIET, importer: Importer | None = None
) -> Inspection:
    """What a source is and offers to choose from. Raises as `read_in_child` does."""
    with closing(_messages(Job(source, None, importer), progress)) as messages:
        for message in messages:
            if isinstance(message, Inspection):
                return message
    raise _broke_off(source)


def _messages(job: Job, progress: Progress) -> Generator[Message, None, None]:
    """What the child sends until it is finished; how it ended otherwise is raised."""
    what = f"Reading “{job.source.name}”"
    with _child(job) as pipe:
        while True:
            stop_if_cancelled(progress)
            if not pipe.poll(_LOOK_SECONDS):
                continue
            message = _received(pipe, job.source)
            match message:
                case Finished():
                    return
                case Refused(error):
                    raise error
                case Crashed(kind, trace):
                    raise ImporterCrashError(kind, trace)
                case Batch(position=Position(done, total)) | Position(done, total):
                    progress.report(done, total, what)
            yield message


def _received(pipe: Connection, source: EvidenceFile) -> Message:
    try:
        message: Message = pipe.recv()
    except (EOFError, OSError) as error:
        raise _broke_off(source) from error
    return message


def _broke_off(source: EvidenceFile) -> EvidenceError:
    return EvidenceError(
        f"Reading “{source.name}” broke off, because the process that read it was stopped or ran"
        " out of memory; nothing of it was kept, so close other programs and try again."
    )


@contextmanager
def _child(job: Job) -> Iterator[Connection]:
    """A running child and the pipe it sends through; both are gone afterwards."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(theirs, job), name="reading", daemon=True)
    try:
        with _STARTING_OR_ENDING, theirs:
            _start(process, job.source)
        yield ours
    finally:
        ours.close()
        with _STARTING_OR_ENDING:
            _end(process)


def _start(process: SpawnProcess, source: EvidenceFile) -> None:
    try:
        with _uninterrupted():
            process.start()
    except OSError as error:
        raise EvidenceError(
            f"“{source.name}” could not be read, because no process could be started for it"
            f" ({error.strerror}); close other programs and try again."
        ) from error


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start a child deaf to Ctrl-C: the parent hears it and ends the child without a trace."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(process: SpawnProcess) -> None:
    if process.pid is not None:
        process.kill()
        process.join()
    process.close()
