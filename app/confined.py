"""Work on what comes from outside, in a child process: it can take down the child, nothing else.

The child has a memory limit, leaves no core dump and dies with its parent. What it sends are plain
values, over a pipe that blocks it while the parent is busy. However the work ends, its child is
gone before the caller goes on.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import ParamSpec, TypeAlias, TypeVar

from app.domain.errors import GoldseamError
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

if sys.platform == "linux":
    import fcntl

M = TypeVar("M")
A = TypeVar("A")
R = TypeVar("R")
P = ParamSpec("P")

Send: TypeAlias = Callable[[M], None]
Work: TypeAlias = Callable[[Send[M]], None]
"""What runs in the child; it is pickled on the way there, so it is a function or plain data."""

QUIET = NoProgress()

_CONTEXT = multiprocessing.get_context("spawn")
_LOOK_SECONDS = 0.05
_PATIENCE = 6
_PIPE_BYTES = 1024 * 1024
_STARTING_OR_ENDING = threading.Lock()
"""Children are started and collected one at a time: two threads must not collect the same one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work may use.

    ``memory_bytes`` of address space (None: any), ``data_bytes`` of memory of its own, which
    leaves out the files that it maps (None: any), ``seconds`` of computing (None: as long as it
    takes), whether it ``writes`` files, and how far it stands back for others (``niceness``).
    Where the system cannot count computing time, the work may last six times as long by the clock.
    """

    memory_bytes: int | None = 2 * 1024**3
    data_bytes: int | None = None
    seconds: int | None = None
    writes: bool = True
    niceness: int = 5


USUAL = Limits()


class ConfinedError(Exception):
    """The work did not come to its end; the caller says in a sentence what that means."""


class NotStartedError(ConfinedError):
    """The system started no process; its text is the reason that the system gave."""


class BrokenOffError(ConfinedError):
    """The child is gone: killed, or out of memory beyond telling."""


class TooMuchMemoryError(ConfinedError):
    """The work wanted more memory than it may use."""


class TooLongError(ConfinedError):
    """The work took longer than it may."""


class CrashedError(ConfinedError):
    """The work has a bug. Names the kind of error and where it arose, never what it worked on."""

    def __init__(self, kind: str, trace: str) -> None:
        super().__init__(kind, trace)
        self.kind = kind
        self.trace = trace

    def __str__(self) -> str:
        return f"The work failed with {self.kind}.\n{self.trace}"


@dataclass(frozen=True, slots=True)
class _Finished:
    """The work came to its end."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """How the work ended otherwise."""

    error: GoldseamError | ConfinedError


class _ParentGoneError(Exception):
    """Nobody listens any more."""


@contextmanager
def messages(
    work: Work[M], limits: Limits = USUAL, progress: Progress = QUIET
) -> Iterator[Iterator[M]]:
    """What the work sends, as it comes.

    Iterating raises the `GoldseamError` that the work raised, `CancelledError` within a tenth of a
    second, and a `ConfinedError` where the work did not come to its end.
    """
    with closing(_messages(work, limits, progress)) as received:
        yield received


def answer(
    function: Callable[[A], R], given: A, limits: Limits = USUAL, progress: Progress = QUIET
) -> R:
    """What a function makes of one value. Raises as `messages` does."""
    work: Work[R] = partial(_answer, function, given)
    with messages(work, limits, progress) as received:
        for message in received:
            return message
    raise BrokenOffError


def _answer(function: Callable[[A], R], given: A, send: Send[R]) -> None:
    send(function(given))


# -- the parent -----------------------------------------------------------------------------------


def _messages(work: Work[M], limits: Limits, progress: Progress) -> Generator[M, None, None]:
    until = math.inf if limits.seconds is None else time.monotonic() + _PATIENCE * limits.seconds
    with _child(work, limits) as (process, pipe):
        while True:
            stop_if_cancelled(progress)
            if time.monotonic() > until:
                raise TooLongError
            if not pipe.poll(_LOOK_SECONDS):
                continue
            message: M | _Finished | _Failed = _received(process, pipe)
            if isinstance(message, _Finished):
                return
            if isinstance(message, _Failed):
                raise message.error
            yield message


def _received(process: SpawnProcess, pipe: Connection) -> M | _Finished | _Failed:
    try:
        message: M | _Finished | _Failed = pipe.recv()
    except (EOFError, OSError) as error:
        raise _how_it_died(process) from error
    return message


def _how_it_died(process: SpawnProcess) -> ConfinedError:
    with _STARTING_OR_ENDING:
        process.join(1)
        too_long = sys.platform != "win32" and process.exitcode == -signal.SIGXCPU
    return TooLongError() if too_long else BrokenOffError()


@contextmanager
def _child(work: Work[M], limits: Limits) -> Iterator[tuple[SpawnProcess, Connection]]:
    """A running child and the pipe it sends through; both are gone afterwards."""
    ours, theirs = pipe()
    with ours:
        with theirs:
            process = start(_in_the_child, theirs, work, limits)
        try:
            yield process, ours
        finally:
            end(process)


def pipe() -> tuple[Connection, Connection]:
    """A pipe: its end for receiving, its end for sending.

    It lets the one that sends work ahead a little while the other is busy, where a system allows.
    """
    receiving, sending = _CONTEXT.Pipe(duplex=False)
    if sys.platform == "linux":
        with suppress(OSError):  # the user has too many pipes of that size
            fcntl.fcntl(sending.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return receiving, sending


def start(function: Callable[P, None], *given: P.args, **named: P.kwargs) -> SpawnProcess:
    """A child that calls the function, which is to `settle` first; whoever starts it `end`s it.

    Raises `NotStartedError`.
    """
    process = _CONTEXT.Process(
        target=function, args=given, kwargs=named, name="confined", daemon=True
    )
    try:
        with _STARTING_OR_ENDING, _uninterrupted():
            process.start()
    except OSError as error:
        process.close()
        raise NotStartedError(error.strerror or "the system refused") from error
    return process


def end(process: SpawnProcess) -> int | None:
    """Have a child gone, whatever it does. What it ended with: a signal counts below zero."""
    with _STARTING_OR_ENDING:
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
    return code


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


# -- the child ------------------------------------------------------------------------------------


def _in_the_child(pipe: Connection, work: Work[M], limits: Limits) -> None:
    """Do the work and send what comes of it; the last message says how it ended."""
    settle(limits)
    try:
        _send(pipe, _outcome(pipe, work))
    except _ParentGoneError:
        return


def _outcome(pipe: Connection, work: Work[M]) -> _Finished | _Failed:
    try:
        work(partial(_send, pipe))
    except _ParentGoneError:
        raise
    except (GoldseamError, ConfinedError) as error:
        return _Failed(error)
    except MemoryError:
        return _Failed(TooMuchMemoryError())
    except Exception as error:  # noqa: BLE001  a bug, which the parent raises again
        # The message of the error may quote the evidence; the trace of our own code does not.
        trace = "".join(traceback.format_tb(error.__traceback__))
        return _Failed(CrashedError(type(error).__name__, trace))
    return _Finished()


def _send(pipe: Connection, message: object) -> None:
    try:
        pipe.send(message)
    except OSError as error:
        raise _ParentGoneError from error


def settle(limits: Limits) -> None:
    """Be modest, leave no core dump, and never outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(limits.niceness)
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.seconds is not None:
        used = math.ceil(time.process_time())
        _limit(resource.RLIMIT_CPU, used + limits.seconds)
    if not limits.writes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # it gets an error instead
        _limit(resource.RLIMIT_FSIZE, 0)
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_DATA, limits.data_bytes),
    ):
        if most is not None:
            with suppress(ValueError, OSError):  # macOS may refuse these limits
                _limit(kind, most)


def _limit(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
