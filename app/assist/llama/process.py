"""A local model in a child process: whatever becomes of it, the program goes on unharmed.

The child is started when it is needed and kept for the next job, with what it has read already.
It has no network, writes no file, stands back for other programs and dies with this one.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from app import confined
from app.assist.llama import sentences
from app.assist.llama.child import LOADING, serve
from app.assist.llama.jobs import JOBS, Job
from app.assist.llama.settings import About, Allowed, Chosen, free_memory
from app.assist.llama.wire import GarbledError, Json, Why, receive, send
from app.domain.errors import ModelError
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

_QUIET = NoProgress()
_USUAL = Allowed()
_MAGIC = b"GGUF"
_LOOK_SECONDS = 0.02
_PATIENCE_SECONDS = 0.15
"""How long a child may take to obey an order to stop, before it is killed."""


@dataclass(frozen=True, slots=True)
class _Child:
    """A running child, and the pipes to and from it."""

    process: SpawnProcess
    ask: Connection
    hear: Connection


class ModelProcess:
    """One model, loaded in a child process of its own. For one thread at a time.

    A child that is gone is started again, with the same model, when something is next asked.
    """

    def __init__(self, allowed: Allowed = _USUAL, jobs: Mapping[str, Job] = JOBS) -> None:
        self._allowed = allowed
        self._jobs = jobs
        self._chosen: Chosen | None = None
        self._child: _Child | None = None
        self._number = LOADING

    def __enter__(self) -> ModelProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def load(
        self,
        path: Path,
        *,
        embedding: bool = False,
        context: int | None = None,
        threads: int | None = None,
        progress: Progress = _QUIET,
    ) -> About:
        """Load a GGUF file, and forget the model before it. What the model says of itself.

        ``context`` is in tokens. Raises `ModelError` where it cannot be used, `CancelledError`.
        """
        self.close()
        self._chosen = Chosen(path, embedding, context, threads)
        return self._loaded(self._chosen, progress)

    def ask(
        self, job: str, given: Json, progress: Progress = _QUIET, what: str = "Asking the model"
    ) -> Json:
        """What the model answers to a job of `app.assist.llama.jobs`.

        ``progress`` hears how far the job is. Raises `ModelError` where the model
        does not answer, `CancelledError` within 0.3 s, and `confined.CrashedError` for a bug in a
        job.
        """
        if self._chosen is None:
            raise ValueError("no model was loaded")
        stop_if_cancelled(progress)
        if self._child is None or self._child.hear.poll():  # unasked, it only says that it ended
            self.close()
            self._loaded(self._chosen, progress)
        self._number += 1
        asked: dict[str, Json] = {"ask": self._number, "job": job, "given": given}
        return self._answer(self._chosen, asked, progress, what)

    def most_memory(self) -> int | None:
        """Bytes that the child held at most so far; None without one, or off Linux."""
        if self._child is None:
            return None
        status = Path(f"/proc/{self._child.process.pid}/status")
        try:
            lines = status.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:  # it is gone, or this system keeps no such file
            return None
        held = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
        return None if held is None else int(held) * 1024

    def close(self) -> None:
        """Have the child gone, whatever it does."""
        if self._child is not None:
            self._end(self._child)

    def _loaded(self, chosen: Chosen, progress: Progress) -> About:
        _expect_usable(chosen)
        self._child = self._started(chosen)
        self._number = LOADING
        told = self._answer(chosen, None, progress, f"Loading “{chosen.path.name}”")
        try:
            return About.of(told)
        except GarbledError as error:
            self.close()
            raise ModelError(sentences.broke_off(chosen, None, loading=True)) from error

    def _started(self, chosen: Chosen) -> _Child:
        their_ear, ask = confined.pipe()
        hear, their_mouth = confined.pipe()
        try:
            with their_ear, their_mouth:
                process = confined.start(
                    serve, their_ear, their_mouth, chosen, self._allowed, self._jobs
                )
        except confined.NotStartedError as error:
            ask.close()
            hear.close()
            raise ModelError(sentences.not_started(chosen, error)) from error
        return _Child(process, ask, hear)

    def _answer(
        self, chosen: Chosen, asked: dict[str, Json] | None, progress: Progress, what: str
    ) -> Json:
        """What the child says to it; None waits for it to have loaded. Unharmed, it is kept."""
        child = self._child
        if child is None:
            raise ValueError("no child was started")
        loading = asked is None
        seconds = self._allowed.load_seconds if loading else self._allowed.job_seconds
        guard = _Guard(child, self._number, progress, seconds)
        kept = False
        try:
            with guard:
                if asked is not None:
                    send(child.ask, asked)
                told = _outcome(child.hear, self._number, progress, what)
            kept = told.get("refused") is None or not loading
        except (EOFError, OSError, GarbledError) as error:
            code = self._end(child)
            stop_if_cancelled(progress)
            late = sentences.too_late(chosen, loading=loading)
            broken = sentences.broke_off(chosen, code, loading=loading)
            raise ModelError(late if guard.late else broken) from error
        finally:
            if not kept:
                self.close()
        stop_if_cancelled(progress)
        if "refused" in told:
            raise _refusal(chosen, told)
        return told.get("value")

    def _end(self, child: _Child) -> int | None:
        self._child = None
        child.ask.close()
        child.hear.close()
        return confined.end(child.process)


class _Guard:
    """Sees from its own thread that an answer comes in time and while it is wanted, or none."""

    def __init__(self, child: _Child, number: int, progress: Progress, seconds: float) -> None:
        self.late = False
        self._child = child
        self._number = number
        self._progress = progress
        self._until = time.monotonic() + seconds
        self._answered = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._answered.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._answered.wait(_LOOK_SECONDS):
            cancelled = self._progress.cancelled
            if cancelled and self._obeys():
                return
            self.late = time.monotonic() > self._until
            if cancelled or self.late:
                self._child.process.kill()
                return

    def _obeys(self) -> bool:
        with suppress(OSError):  # it is gone already
            send(self._child.ask, {"cancel": self._number})
        return self._answered.wait(_PATIENCE_SECONDS)


def _outcome(hear: Connection, number: int, progress: Progress, what: str) -> dict[str, Json]:
    """The last message of a job, with its progress told until then.

    Raises `GarbledError` for what does not belong to the job, and as `receive` does.
    """
    while True:
        message = receive(hear)
        if number in (message.get("answer"), message.get("refused")):
            return message
        done, total = message.get("done"), message.get("total")
        if message.get("told") != number or not isinstance(done, int) or not isinstance(total, int):
            raise GarbledError
        progress.report(done, total, what)


def _refusal(chosen: Chosen, told: Mapping[str, Json]) -> Exception:
    try:
        why = Why(str(told.get("why")))
    except ValueError:
        return ModelError(sentences.broke_off(chosen, None))
    if why is Why.BUG:
        return confined.CrashedError(str(told.get("kind")), str(told.get("trace")))
    return ModelError(sentences.refused(chosen, why))


def _expect_usable(chosen: Chosen) -> None:
    """Raise `ModelError` where it is plain beforehand that the file cannot be loaded."""
    if find_spec("llama_cpp") is None:
        raise ModelError(sentences.NOT_INSTALLED)
    try:
        with chosen.path.open("rb") as file:
            magic = file.read(len(_MAGIC))
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise ModelError(sentences.not_opened(chosen, error)) from error
    if magic != _MAGIC:
        raise ModelError(sentences.no_model(chosen))
    free = free_memory()
    if free is not None and size > free:
        raise ModelError(sentences.too_large(chosen, size, free))
