"""Who may use the casebook at one moment, within this process.

SQLite lets readers and one writer work side by side. It has no order among waiting writers
though, so a long import could starve a person's edit: here, an edit always goes before the next
batch. Changing the key needs everybody else out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from app.domain.errors import CasebookError


class Gate:
    """Many readers, one writer, edits before batches; or one alone."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._readers = 0
        self._writing = False
        self._edits_waiting = 0
        self._alone = False
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold off whoever needs to be alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._refuse_if_closed()
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self, *, batch: bool = False) -> Iterator[None]:
        """Be the only writer; a batch lets every waiting edit pass first."""
        with self._changed:
            if not batch:
                self._edits_waiting += 1
            self._changed.wait_for(lambda: self._may_write(batch))
            if not batch:
                self._edits_waiting -= 1
            self._refuse_if_closed()
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    def _may_write(self, batch: bool) -> bool:
        return not (self._writing or self._alone or (batch and self._edits_waiting))

    def close(self) -> None:
        """Let nobody in any more; who is in, or alone, may finish."""
        with self._changed:
            self._closed = True

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise CasebookError("The casebook was closed meanwhile; open it again.")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody reads or writes, and keep everybody out meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._alone = True
            self._changed.wait_for(lambda: not (self._writing or self._readers))
        try:
            yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()
