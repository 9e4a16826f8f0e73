"""The reading process itself: what runs in the child that `app.importers.child` starts."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from app.domain.errors import EvidenceError, GoldseamError
from app.domain.evidence import ImportChoices
from app.importers.base import EvidenceFile, Importer, Position, unreadable
from app.importers.batches import Crashed, Finished, Message, Refused, batches
from app.importers.registry import recognise

_MEMORY_BYTES = 2 * 1024**3
_POLITENESS = 5
_TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, and how; without ``choices`` it is only inspected.

    ``importer`` is the one to use, None for the one that recognises the source.
    """

    source: EvidenceFile
    choices: ImportChoices | None
    importer: Importer | None = None


class _ParentGoneError(Exception):
    """Nobody listens any more."""


def work(pipe: Connection, job: Job) -> None:
    """Do one job and send what comes of it; the last message says how it ended."""
    _settle()
    try:
        _send(pipe, _outcome(pipe, job))
    except _ParentGoneError:
        return


def _outcome(pipe: Connection, job: Job) -> Message:
    name = job.source.name
    try:
        for message in _messages(pipe, job):
            _send(pipe, message)
        return Finished()
    except _ParentGoneError:
        raise
    except GoldseamError as error:
        return Refused(error)
    except OSError as error:
        return Refused(unreadable(name, error))
    except MemoryError:
        sentence = f"“{name}” needs more memory to read than a reading may use; import it in parts."
        return Refused(EvidenceError(sentence))
    except Exception as error:  # noqa: BLE001  a bug, which the parent raises again
        # The message of the error may quote the evidence; the trace of our own code does not.
        return Crashed(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))


def _messages(pipe: Connection, job: Job) -> Iterator[Message]:
    importer = job.importer or recognise(job.source)
    if job.choices is None:
        yield importer.inspect(job.source, _Teller(pipe))
    else:
        yield from batches(importer.format, importer.read(job.source, job.choices))


class _Teller:
    """Tells the parent how far an inspection is, now and then."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told = 0.0

    def __call__(self, position: Position) -> None:
        if time.monotonic() - self._told > _TELL_SECONDS:
            self._told = time.monotonic()
            _send(self._pipe, position)


def _send(pipe: Connection, message: Message) -> None:
    try:
        pipe.send(message)
    except OSError as error:
        raise _ParentGoneError from error


def _settle() -> None:
    """Be modest, leave no core dump, and never outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MEMORY_BYTES, hard)
    with suppress(ValueError, OSError):  # macOS may refuse this limit
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
