"""Connections to one encrypted file, and what may go wrong with them, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from app.casebook.keys import Key
from app.domain.errors import CasebookError, StorageError, WrongPassphraseError

_BUSY_MS = 10_000
_READERS = 4

# Without an adapter the driver looks for one at every NULL, and raises and drops three exceptions:
# half the time of an import.
sqlcipher3.register_adapter(type(None), lambda _nothing: None)

# FULL: with NORMAL a power cut loses commits that were already acknowledged.
_LASTING = "PRAGMA synchronous=FULL"
_PRAGMAS = (
    _LASTING,
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
    # For each connection, in KiB: more of it makes a million items no faster to read or to store.
    "PRAGMA cache_size=-8000",
    f"PRAGMA busy_timeout={_BUSY_MS}",
    # Whoever writes much checkpoints itself, so that no small edit has to.
    "PRAGMA wal_autocheckpoint=8000",
)


def connect(path: Path, key: Key) -> sqlcipher3.Connection:
    """A keyed connection in autocommit mode.

    Raises `WrongPassphraseError` where the key does not fit or the first page is damaged.
    """
    connection = sqlcipher3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # what matters is said in words
        connection.execute(f"PRAGMA key={key.pragma_value}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA journal_mode=WAL")
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlcipher3.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise WrongPassphraseError(
                f"“{path.name}” does not open: the passphrase is wrong or the file is damaged. "
                "Try again; if you are sure of it, open the newest backup beside the file."
            ) from error
        raise in_words(path, error) from error
    return connection


def engine_for(path: Path, key: Key) -> Engine:
    """The pool of connections to a casebook.

    A transaction that is to write asks for it with the execution option ``writes``, and then
    takes the write lock at its start, not halfway through.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=_READERS,
        max_overflow=_READERS,
        hide_parameters=True,  # an error that ends in a log must not quote evidence
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "checkin")
    def _as_it_was(connection: sqlcipher3.Connection, _: ConnectionPoolEntry) -> None:
        if connection is not None:
            connection.set_authorizer(None)
            connection.execute(_LASTING)

    return engine


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the disk or the file into a sentence."""
    try:
        yield
    except (DatabaseError, sqlcipher3.DatabaseError) as error:
        raise in_words(path, error) from error


_SENTENCES = (
    (
        "disk is full",
        "The disk is full: the last change to “{name}” was not saved, everything before it was. "
        "Make room and try again.",
    ),
    (
        "readonly",
        "“{name}” cannot be written to: the file or its folder “{folder}” is read-only. "
        "Copy it to a folder of your own.",
    ),
    (
        "unable to open",
        "“{name}” cannot be opened in “{folder}”; check that the file is there and that you may "
        "read and write it.",
    ),
    (
        "disk I/O error",
        "Reading or writing “{name}” failed; the disk is full, unplugged or failing. "
        "Everything saved before is safe; make room or copy the file elsewhere.",
    ),
    (
        "malformed",
        "“{name}” is damaged; open the newest backup beside it.",
    ),
    (
        "not a database",
        "“{name}” is damaged; open the newest backup beside it.",
    ),
    (
        "locked",
        "“{name}” is busy: another program is using the file. Close it there and try again.",
    ),
)


def in_words(path: Path, error: Exception) -> Exception:
    """The problem a person can act on, or the error itself where it is a bug."""
    reported = str(error)
    for fragment, sentence in _SENTENCES:
        if fragment in reported:
            words = sentence.format(name=path.name, folder=path.parent)
            return CasebookError(words) if is_damage(error) else StorageError(words)
    return error


def is_damage(error: Exception) -> bool:
    """Whether SQLite says that the file itself is damaged."""
    return any(fragment in str(error) for fragment in ("malformed", "not a database"))
