"""Work that would make the window wait, done beside it.

``work`` runs on a worker thread; its answer arrives on the thread of the window.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app import crash
from app.domain.errors import CancelledError, GoldseamError
from app.domain.progress import Progress

T = TypeVar("T")

PATIENCE_S = 0.2
"""A task that takes longer is shown, with a way to cancel it."""


class Lane(Enum):
    """Where a task queues. Only tasks of one lane wait for each other; the value is its width."""

    WRITE = ("write", 1)
    IMPORT = ("import", 1)
    READ = ("read", 2)
    ASSIST = ("assist", 1)


class Task:
    """One piece of work, and its `Progress`. Compare identity to tell a superseded answer."""

    def __init__(self, title: str, lane: Lane, *, quiet: bool) -> None:
        self.title = title
        self.lane = lane
        self.quiet = quiet
        self.started_s = time.monotonic()
        self.done = 0
        self.total = 0
        self.what = ""
        self._stop = threading.Event()

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far the work is."""
        self.done, self.total, self.what = done, total, what

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; its answer, should there still be one, is dropped."""
        self._stop.set()


class Tasks(QObject):
    """Runs tasks; tells when something about them is worth showing, and when none is left."""

    idle = Signal()
    """No task is left, and every answer has been delivered."""
    shown_changed = Signal()
    """`shown` is different, or further on."""
    failed = Signal(object)
    """A `GoldseamError` of a task that had nobody else to tell."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._tasks: list[Task] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self)
        self._clock.setInterval(100)
        self._clock.timeout.connect(self.shown_changed)

    @property
    def running(self) -> int:
        """Tasks whose answer has not been delivered."""
        return len(self._tasks)

    @property
    def shown(self) -> list[Task]:
        """Tasks that have taken long enough to be shown, the oldest first."""
        patient_until = time.monotonic() - PATIENCE_S
        return [task for task in self._tasks if not task.quiet and task.started_s < patient_until]

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[GoldseamError], None] | None = None,
        *,
        quiet: bool = False,
        lane: Lane = Lane.READ,
    ) -> Task:
        """Do ``work`` beside the window; then ``done`` or ``failed`` in it.

        A cancelled task calls ``failed`` with `CancelledError`, and nobody where that is None.
        """
        task = Task(title, lane, quiet=quiet)
        self._tasks.append(task)

        def attempt() -> T:
            if task.cancelled:
                raise CancelledError("Cancelled; nothing was changed.")
            return work(task)

        def arrive(future: Future[T]) -> None:
            self._arrived.emit(lambda: self._finish(task, future, done, failed))

        self._pool(lane).submit(attempt).add_done_callback(arrive)
        if not quiet and not self._clock.isActive():
            self._clock.start()
        return task

    def cancel_all(self) -> None:
        """Ask every task to stop, except edits: what a person entered is saved."""
        for task in self._tasks:
            if task.lane is not Lane.WRITE:
                task.cancel()

    def close(self) -> None:
        """Stop and wait for the workers, edits until they are done; answers are dropped."""
        self.cancel_all()
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        self._pools.clear()
        self._tasks.clear()
        self._clock.stop()

    def _pool(self, lane: Lane) -> ThreadPoolExecutor:
        if lane not in self._pools:
            name, width = lane.value
            self._pools[lane] = ThreadPoolExecutor(width, thread_name_prefix=f"goldseam-{name}")
        return self._pools[lane]

    def _deliver(self, finish: Callable[[], None]) -> None:
        finish()

    def _finish(
        self,
        task: Task,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[GoldseamError], None] | None,
    ) -> None:
        if task not in self._tasks:
            return
        try:
            error = self._problem(task, future)
            if error is None:
                done(future.result())
            elif failed is not None:
                failed(error)
            elif not isinstance(error, CancelledError):
                self.failed.emit(error)
        finally:
            self._forget(task)

    def _problem(self, task: Task, future: Future[Any]) -> GoldseamError | None:
        problem = future.exception()
        if problem is None:
            return CancelledError("Cancelled.") if task.cancelled else None
        return problem if isinstance(problem, GoldseamError) else crash.saved(problem)

    def _forget(self, task: Task) -> None:
        self._tasks.remove(task)
        if all(other.quiet for other in self._tasks):
            self._clock.stop()
        self.shown_changed.emit()
        if not self._tasks:
            self.idle.emit()
