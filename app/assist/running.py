"""The built-in engine in a confined child: evidence is foreign text, and reading it takes a while.

The child gets the request and sends back how far it is and what came of it; the parent may cancel
at any time, and then nothing of the work remains.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from app import confined
from app.assist.engine import Embedder
from app.confined import QUIET, ConfinedError, Limits, Send
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Answer, Cluster, ClusterLevel
from app.domain.errors import EvidenceError
from app.domain.progress import NoProgress, Progress

T = TypeVar("T")

LIMITS = Limits(memory_bytes=4 * 1024**3, seconds=1800, writes=False)
"""300,000 items take about a tenth of either."""
_TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Told:
    """How far the child is."""

    done: int
    total: int
    what: str


Message: TypeAlias = Told | T
"""What the child sends: how far it is, and in the end what was asked for."""
Work: TypeAlias = Callable[[Send[Message[T]]], None]


def suggest(request: Request, progress: Progress = QUIET) -> Answer:
    """What the built-in engine suggests. Raises `CancelledError`, `EvidenceError`."""
    work: Work[Answer] = partial(suggest_in_child, request)
    return _done(work, progress)


def clusters(
    request: Request,
    level: ClusterLevel,
    embedder: Embedder | None = None,
    progress: Progress = QUIET,
) -> list[Cluster]:
    """All items of a request, in the clusters of a level. Raises as `suggest` does.

    An embedder has a process of its own, to which only this one can speak: with it the records are
    reduced in the child, and the few that are left are put together here.
    """
    reduces = embedder is not None and level is ClusterLevel.SYMPTOM
    wanted = ClusterLevel.TEMPLATE if reduces else level
    work: Work[list[Cluster]] = partial(clusters_in_child, request, wanted)
    found = _done(work, progress)
    if not reduces:
        return found
    from app.assist.symptoms import symptoms_of

    return symptoms_of(request, found, embedder, progress)


def suggest_in_child(request: Request, send: Send[Message[Answer]]) -> None:
    """The work of `suggest`."""
    from app.assist.builtin import BuiltIn

    send(BuiltIn().suggest(request, _Telling(send)))


def clusters_in_child(
    request: Request, level: ClusterLevel, send: Send[Message[list[Cluster]]]
) -> None:
    """The work of `clusters`."""
    from app.assist.builtin import BuiltIn

    send(BuiltIn().clusters(request, level, None, _Telling(send)))


def _done(work: Work[T], progress: Progress) -> T:
    try:
        with confined.messages(work, LIMITS, progress) as received:
            for message in received:
                if not isinstance(message, Told):
                    return message
                progress.report(message.done, message.total, message.what)
    except confined.CrashedError:
        raise  # a bug, which belongs in the log
    except ConfinedError as error:
        raise _stopped(error) from error
    raise _stopped(confined.BrokenOffError())


def _stopped(error: ConfinedError) -> EvidenceError:
    why = "the process that read it was stopped or ran out of memory; close other programs"
    if isinstance(error, confined.NotStartedError):
        why = f"no process could be started for it ({error}); close other programs"
    elif isinstance(error, confined.TooMuchMemoryError):
        why = "it needs more memory than it may use; choose fewer sources or a shorter time"
    elif isinstance(error, confined.TooLongError):
        why = "it took longer than it may; choose fewer sources or a shorter time"
    return EvidenceError(
        f"Looking through the evidence broke off, because {why} and try again; nothing was kept."
    )


class _Telling(NoProgress):
    """Tells the parent how far the work is, up to ten times a second."""

    def __init__(self, send: Callable[[Told], None]) -> None:
        self._send = send
        self._what = ""
        self._next = 0.0

    def report(self, done: int, total: int, what: str) -> None:
        """Send it, unless the same step was told of a moment ago."""
        now = time.monotonic()
        if what != self._what or now >= self._next:
            self._what, self._next = what, now + _TELL_SECONDS
            self._send(Told(done, total, what))
