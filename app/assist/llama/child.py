"""The process of a model: it loads the model and does one job after another."""

from __future__ import annotations

import math
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from multiprocessing.connection import Connection

from app import confined
from app.assist.llama.callbacks import Complaints, Stop
from app.assist.llama.jobs import Job
from app.assist.llama.loaded import Loaded
from app.assist.llama.no_network import forbid_network
from app.assist.llama.settings import Allowed, Chosen
from app.assist.llama.wire import GarbledError, Json, RefusedError, Why, receive, send

LOADING = 0
"""The number under which the child tells how loading ended."""

_NICENESS = 10
_TELLING_SECONDS = 0.05

Asked = tuple[int, str, Json]


def serve(
    asked: Connection,
    told: Connection,
    chosen: Chosen,
    allowed: Allowed,
    jobs: Mapping[str, Job],
) -> None:
    """Load the model, tell what it is, and do what is asked until nobody asks any more."""
    try:
        forbid_network()
    except OSError:
        send(told, _refused(LOADING, Why.NETWORK))
        return
    confined.settle(_limits(chosen, allowed))
    _be_silent()
    _Child(asked, told, jobs).work(chosen, allowed)


def _limits(chosen: Chosen, allowed: Allowed) -> confined.Limits:
    data = chosen.path.stat().st_size + allowed.memory_bytes
    return confined.Limits(memory_bytes=None, data_bytes=data, writes=False, niceness=_NICENESS)


def _be_silent() -> None:
    """Keep what llama.cpp prints off the terminal from which the program was started."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    # A windowed program has none; the libraries expect them.
    sys.stdout = sys.stdout or os.fdopen(os.dup(1), "w")
    sys.stderr = sys.stderr or os.fdopen(os.dup(2), "w")


class _Child:
    """Listens in one thread, so that an order to stop is heard while the other works."""

    def __init__(self, asked: Connection, told: Connection, jobs: Mapping[str, Job]) -> None:
        self._asked = asked
        self._told = told
        self._jobs = jobs
        self._stop = Stop()
        self._waiting: queue.SimpleQueue[Asked] = queue.SimpleQueue()
        self._complaints = Complaints()

    def work(self, chosen: Chosen, allowed: Allowed) -> None:
        """Do it. Ends with the process, unless the model could not be loaded."""
        try:
            model = Loaded(chosen, allowed, self._stop)
            about: Json = asdict(model.about())
        except (RefusedError, MemoryError) as error:
            send(self._told, _refused(LOADING, self._why(error)))
            return
        send(self._told, {"answer": LOADING, "value": about})
        threading.Thread(target=self._listen, daemon=True).start()
        while True:
            number, name, given = self._waiting.get()
            outcome = self._outcome(model, number, name, given)
            try:
                send(self._told, outcome)
            except ValueError:  # a damaged model answers with what is no number
                send(self._told, _refused(number, Why.NO_ANSWER))

    def _listen(self) -> None:
        while True:
            try:
                message = receive(self._asked)
            except (EOFError, OSError, GarbledError):
                os._exit(0)  # nobody asks any more
            number = message.get("ask")
            if isinstance(number, int):
                # Asked only after the answer before: an order to stop is for one job, or too late.
                self._stop.withdraw()
                self._waiting.put((number, str(message.get("job")), message.get("given")))
            else:
                self._stop.order()

    def _outcome(self, model: Loaded, number: int, name: str, given: Json) -> dict[str, Json]:
        told_at = -math.inf

        def tell(done: int, total: int) -> None:
            nonlocal told_at
            if self._stop.ordered:
                raise RefusedError(Why.CANCELLED)
            if time.monotonic() - told_at >= _TELLING_SECONDS:  # each one wakes the program
                told_at = time.monotonic()
                send(self._told, {"told": number, "done": done, "total": total})

        self._complaints.memory = False
        try:
            value = self._jobs[name](model, given, tell)
        except Exception as error:  # noqa: BLE001  the parent says it in a sentence or as a bug
            why = self._why(error)
            return _refused(number, why) | (_bug(error) if why is Why.BUG else {})
        if self._stop.ordered:
            return _refused(number, Why.CANCELLED)
        return {"answer": number, "value": value}

    def _why(self, error: Exception) -> Why:
        if self._stop.ordered:
            return Why.CANCELLED  # what llama.cpp raises then is no news
        if isinstance(error, MemoryError) or self._complaints.memory:
            return Why.MEMORY
        if isinstance(error, RefusedError):
            return error.why
        return Why.NO_ANSWER if type(error) is RuntimeError else Why.BUG


def _refused(number: int, why: Why) -> dict[str, Json]:
    return {"refused": number, "why": why.value}


def _bug(error: Exception) -> dict[str, Json]:
    # The message of the error may quote the evidence; the trace of our own code does not.
    trace = "".join(traceback.format_tb(error.__traceback__))
    return {"kind": type(error).__name__, "trace": trace}
