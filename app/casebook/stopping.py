"""Stopping a question to the file in the middle, when nobody wants its answer any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import sqlcipher3
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from app.domain.errors import CancelledError
from app.domain.progress import Progress

_STEPS = 20_000
"""How many steps of SQLite's machine lie between two looks: some milliseconds."""


@contextmanager
def stoppable(connection: Connection, progress: Progress) -> Iterator[None]:
    """Within, SQLite itself gives up once a task is cancelled. Raises `CancelledError`."""
    driver = cast(sqlcipher3.Connection, connection.connection.dbapi_connection)
    driver.set_progress_handler(lambda: progress.cancelled, _STEPS)
    try:
        yield
    except (OperationalError, sqlcipher3.OperationalError) as error:
        if progress.cancelled and "interrupted" in str(error):
            raise CancelledError("Cancelled; nothing was changed.") from error
        raise
    finally:
        driver.set_progress_handler(None, 0)
