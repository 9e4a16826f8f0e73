"""A casebook: one encrypted file, open in one process, changed only through the journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import cast

import sqlcipher3
from filelock import FileLock
from sqlalchemy import Connection, Engine

from app.casebook import (
    copies,
    holds,
    journal,
    lockfile,
    migrations,
    opening,
    people,
    schema,
    sharing,
    triggers,
)
from app.casebook.editing import Drafts, Edit
from app.casebook.engine import connect, engine_for, storage_errors
from app.casebook.gate import Gate
from app.casebook.journal import Kind, Step
from app.casebook.keys import Key, derive, new_salt
from app.casebook.timeorder import TimeOrders
from app.domain.changes import Changed
from app.domain.errors import (
    NewerCasebookError,
    NotACasebookError,
    StorageError,
    WrongPassphraseError,
)

Subscriber = Callable[[Changed], None]

SUFFIX = ".casebook"


class Casebook:
    """An open casebook. Use `create` or `open`; `close` when done.

    Safe to use from several threads: readers work side by side, writers take turns, and an edit
    goes before the next batch of an import.
    """

    def __init__(self, path: Path, key: Key, lock: FileLock) -> None:
        self.path = path
        self._key = key
        self._lock = lock
        self._gate = Gate()
        self._engine: Engine = engine_for(path, key)
        self._subscribers: list[Subscriber] = []
        self._subscribers_lock = threading.Lock()
        self._copying = threading.RLock()
        self.filling: set[int] = set()
        """Sources that an import is filling now: hidden like those left behind, but not left."""
        self.time_orders = TimeOrders()

    # -- opening and closing ------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, passphrase: str) -> Casebook:
        """Make a new encrypted file, readable by its owner only.

        Raises `CasebookError` where there is already a file, `StorageError` where it cannot be
        written, `InvalidInputError` for an empty passphrase.
        """
        key = derive(passphrase, new_salt())
        path = _real(path)
        if path.exists():
            raise opening.taken(path)
        lock = opening.lock_for_new(path)
        try:
            copies.create_empty(path)
        except FileExistsError as error:  # another process was faster: the file is not ours
            lock.release()
            raise opening.taken(path) from error
        except OSError as error:
            lock.release()
            raise opening.not_made(path) from error
        casebook = cls(path, key, lock)
        try:
            casebook._migrate(0, migrations.STEPS)
        except BaseException as error:
            casebook._let_go()
            copies.remove(path)
            if isinstance(error, StorageError):
                raise opening.not_made(path) from error
            raise
        return casebook

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str,
        steps: tuple[migrations.Step, ...] = migrations.STEPS,
    ) -> Casebook:
        """Open a casebook and bring it up to date, leaving a snapshot where it was older.

        Raises `OpenElsewhereError`, `NotACasebookError`, `WrongPassphraseError` (also for a
        damaged file), `NewerCasebookError`, `StorageError`.
        """
        if not path.is_file():
            raise StorageError(
                f"There is no casebook at “{path}”; check the name, or whether its disk is there."
            )
        path = _real(path)
        lock = lockfile.hold(path)
        try:
            key = derive(passphrase, opening.marked_salt(path))
            opening.check_whole(path, key)
            casebook = cls(path, key, lock)
            casebook._bring_up_to_date(steps)
        except BaseException:
            lock.release()
            raise
        return casebook

    def close(self) -> None:
        """Write everything into the one file and let go of it. Safe to call twice.

        Where the disk is full, what was saved stays in the write-ahead log beside the file and
        is found there at the next opening.
        """
        with self._gate.alone():
            if not self._lock.is_locked:
                return
            try:
                with (
                    suppress(StorageError),
                    storage_errors(self.path),
                    self._engine.connect() as connection,
                ):
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                self._gate.close()
                self._let_go()

    def _let_go(self) -> None:
        self._engine.dispose()
        self._lock.release()

    def __enter__(self) -> Casebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _bring_up_to_date(self, steps: tuple[migrations.Step, ...]) -> None:
        with self.read() as connection:
            version = migrations.version_of(connection)
            marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if marked != schema.APPLICATION_ID:
            raise NotACasebookError(
                f"“{self.path.name}” was never finished being made; make a new casebook."
            )
        if version > len(steps):
            raise NewerCasebookError(
                f"“{self.path.name}” was made by a newer Goldseam (schema {version}, this one "
                f"knows {len(steps)}); open it with that version."
            )
        if version < len(steps):
            self.copy_to(copies.snapshot_path(self.path, len(steps)))
            self._migrate(version, steps)

    def _migrate(self, version: int, steps: tuple[migrations.Step, ...]) -> None:
        with storage_errors(self.path), self.batch() as connection:
            if version:
                triggers.drop(connection)
            migrations.apply(connection, steps, version)
            triggers.install(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            if version:
                # What was recorded in the old shape cannot be put back into the new one.
                label = f"Update to schema {len(steps)}"
                opened = journal.begin(connection, label, None, Kind.BARRIER)
                journal.finish(connection, opened, None)

    # -- reading and writing ------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one unchanging picture of the casebook."""
        # Left without a commit: a damaged file would refuse one, and hide what was found out.
        with self._gate.reading(), storage_errors(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def read_shared(self) -> Iterator[Connection]:
        """A connection that cannot see anything private; what exports read through."""
        with self._gate.reading(), storage_errors(self.path), self._engine.begin() as connection:
            sharing.allow_shared_only(connection, _driver(connection))
            yield connection

    @contextmanager
    def drafts(self) -> Iterator[Drafts]:
        """Drafted rows, to read."""
        with self.read() as connection:
            yield Drafts(connection)

    @contextmanager
    def edit(self, label: str, case_id: str, *, barrier: bool = False) -> Iterator[Edit]:
        """One journalled transaction: all of it is saved and recorded, or none.

        A ``barrier`` cannot be undone, nor can anything before it. A transaction that changed
        nothing leaves no trace. Subscribers hear of it after the commit.
        """
        kind = Kind.BARRIER if barrier else Kind.EDIT
        with self._writer() as connection:
            transaction = journal.begin(connection, label, case_id, kind)
            yield Edit(connection)
            changed = journal.finish(connection, transaction, case_id)
            if not changed.rows and not barrier:
                connection.rollback()
        self.announce(changed)

    @contextmanager
    def observe(self) -> Iterator[Edit]:
        """A transaction over people that belongs to no case, and that no undo takes back."""
        with self._writer(batch=True) as connection:
            with journal.observing(connection) as transaction:
                yield Edit(connection)
            changed = journal.changed_from(connection, transaction, None)
        self.announce(changed)

    @contextmanager
    def batch(self, *, lasting: bool = True) -> Iterator[Connection]:
        """A transaction over what is not drafted: evidence and the desk. Edits go before it.

        One that is not ``lasting`` may be lost in a power cut until the next one that is: for what
        is worth nothing before that, such as a part of a hidden source.
        """
        with self._writer(batch=True, lasting=lasting) as connection:
            yield connection

    @contextmanager
    def _writer(self, *, batch: bool = False, lasting: bool = True) -> Iterator[Connection]:
        with (
            self._gate.writing(batch=batch),
            storage_errors(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
        ):
            if not lasting:  # until the connection goes back to the pool
                _driver(connection).execute("PRAGMA synchronous=NORMAL")
            # Not a nested begin(): whoever finds nothing changed may roll back and go.
            connection.begin()
            yield connection
            connection.commit()

    def checkpoint(self) -> None:
        """Move what is in the write-ahead log into the file, without making anybody wait."""
        with self._gate.reading(), storage_errors(self.path), self._engine.connect() as connection:
            _driver(connection).execute("PRAGMA wal_checkpoint(PASSIVE)")

    def fold_log(self) -> None:
        """Move all of the write-ahead log into the file and empty it: no old page stays in it."""
        with (
            self._gate.alone(),
            storage_errors(self.path),
            self._engine.connect() as connection,
        ):
            _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # -- undo and redo ------------------------------------------------------------------------

    def next_undo(self, case_id: str) -> Step | None:
        """What undo would take back now."""
        with self.read() as connection:
            return journal.next_undo(connection, case_id)

    def next_redo(self, case_id: str) -> Step | None:
        """What redo would bring back now."""
        with self.read() as connection:
            return journal.next_redo(connection, case_id)

    def undo(self, case_id: str) -> str | None:
        """Take the newest step back; returns its label, None where there is none."""
        return self._reverse(case_id, Kind.UNDO)

    def redo(self, case_id: str) -> str | None:
        """Bring the step undone last back; returns its label, None where there is none."""
        return self._reverse(case_id, Kind.REDO)

    def _reverse(self, case_id: str, kind: Kind) -> str | None:
        find = journal.next_undo if kind is Kind.UNDO else journal.next_redo
        with self._writer() as connection:
            step = find(connection, case_id)
            if step is None:
                connection.rollback()
                return None
            changed = journal.reverse(connection, step, case_id, kind)
            people.refuse_circles(connection, step.label)
        self.announce(changed)
        return step.label

    # -- who wants to know --------------------------------------------------------------------

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` after every commit, on the thread that committed; returns the end."""
        with self._subscribers_lock:
            self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            with self._subscribers_lock:
                if subscriber in self._subscribers:
                    self._subscribers.remove(subscriber)

        return unsubscribe

    def announce(self, changed: Changed) -> None:
        """Tell the subscribers what was committed."""
        if not changed.tables:
            return
        with self._subscribers_lock:
            subscribers = list(self._subscribers)
        for subscriber in subscribers:
            subscriber(changed)

    # -- the file as a whole ------------------------------------------------------------------

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the file anew. Backups made earlier keep the old passphrase.

        Raises `WrongPassphraseError` where ``old`` is not the present one.
        """
        if derive(old, self._key.salt) != self._key:
            raise WrongPassphraseError("The present passphrase is not right; nothing was changed.")
        key = derive(new, self._key.salt)
        with self._gate.alone(), storage_errors(self.path):
            self._engine.dispose()
            connection = connect(self.path, self._key)
            try:
                connection.execute(f"PRAGMA rekey={key.pragma_value}")
                self._key = key
                self._engine = engine_for(self.path, key)
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def copy_to(self, target: Path, step: copies.Step = lambda _done, _total: None) -> None:
        """Write a whole copy with the same passphrase. Raises `StorageError`."""
        with (
            self._copying,  # two at once would write into the same unfinished file
            self._gate.reading(),
            storage_errors(self.path),
            self._engine.begin() as connection,
        ):
            # The first read fixes what is copied; otherwise each commit would begin the copy anew.
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            copies.write(_driver(connection), self._key, target, step)

    def back_up(self, day: date, step: copies.Step = lambda _done, _total: None) -> Path | None:
        """Make the backup of that day unless there is one; returns it, None where nothing was due.

        The newest five are kept, all of them while a case is under a legal hold, and nothing of
        one that was cut off.
        """
        with self._copying:
            copies.drop_unfinished(self.path)
            target = copies.backup_path(self.path, day)
            if target.exists():
                return None
            self.copy_to(target, step)
            with self.read() as connection:
                is_held = bool(holds.held(connection))
            if not is_held:
                copies.drop_old_backups(self.path)
        return target

    def copies(self) -> list[Path]:
        """Every backup and snapshot beside the file; each still holds what is erased here."""
        return [*copies.backups_of(self.path), *copies.snapshots_of(self.path)]

    def owns(self, path: Path) -> bool:
        """Whether a path is one of the casebook's own files, which nothing else may replace."""
        real = _real(path)
        return real in {*copies.parts_of(self.path), *self.copies()}


def _driver(connection: Connection) -> sqlcipher3.Connection:
    return cast(sqlcipher3.Connection, connection.connection.dbapi_connection)


def _real(path: Path) -> Path:
    """The file itself: two names of one file must not be two casebooks with a lock each."""
    return path.resolve()
