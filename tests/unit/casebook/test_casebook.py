"""The file: who may read it, how it opens, and what is said when it doesn't."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlcipher3
from filelock import FileLock

from app.casebook import Casebook, Connection, copies, engine, lockfile, migrations
from app.casebook import casebook as module
from app.casebook.keys import Key
from app.domain.drafts import Case, Entry
from app.domain.errors import (
    CasebookError,
    InvalidInputError,
    NewerCasebookError,
    NotACasebookError,
    OpenElsewhereError,
    StorageError,
    WrongPassphraseError,
)
from app.operations import cases, desk, timeline
from tests.unit.casebook.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("made_anew")


def reopened(casebook: Casebook, passphrase: str = PASSPHRASE) -> Casebook:
    casebook.close()
    return Casebook.open(casebook.path, passphrase)


def test_only_its_owner_may_read_it_and_nothing_in_it_is_readable(
    casebook: Casebook, case: Case, entry: Callable[..., Entry]
) -> None:
    timeline.add_entry(casebook, entry("the export query was slow"))
    files = list(casebook.path.parent.glob("orders.casebook*"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    for path in files:
        data = path.read_bytes()
        assert b"SQLite format 3" not in data
        assert b"export query" not in data
        assert b"Orders API" not in data


def test_it_is_recognised_by_its_first_bytes(casebook: Casebook) -> None:
    casebook.close()
    assert casebook.path.read_bytes().startswith(b"GOLDSEAM")


def test_what_was_saved_is_there_after_reopening(
    casebook: Casebook, case: Case, entry: Callable[..., Entry]
) -> None:
    timeline.add_entry(casebook, entry("alert"))
    with reopened(casebook) as again:
        assert [cited.entry.text for cited in timeline.entries(again, case.id)] == ["alert"]


def test_durability_settings_hold_on_every_connection(casebook: Casebook) -> None:
    with casebook.read() as one, casebook.read() as two:
        for connection in (one, two):
            values = {
                name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            }
            assert values == {
                "journal_mode": "wal",
                "synchronous": "2",
                "foreign_keys": "1",
                "secure_delete": "1",
            }


def test_four_reasons_not_to_open_have_four_sentences(casebook: Casebook, tmp_path: Path) -> None:
    sentences = []
    with pytest.raises(OpenElsewhereError) as elsewhere:
        Casebook.open(casebook.path, PASSPHRASE)
    sentences.append(str(elsewhere.value))
    casebook.close()
    with pytest.raises(WrongPassphraseError) as wrong:
        Casebook.open(casebook.path, "not it")
    sentences.append(str(wrong.value))
    other = tmp_path / "letter.casebook"
    other.write_bytes(b"Dear all, this is a letter and no casebook.")
    with pytest.raises(NotACasebookError) as no_casebook:
        Casebook.open(other, PASSPHRASE)
    sentences.append(str(no_casebook.value))
    with Casebook.open(casebook.path, PASSPHRASE) as again, again.batch() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    with pytest.raises(NewerCasebookError) as newer:
        Casebook.open(casebook.path, PASSPHRASE)
    sentences.append(str(newer.value))
    assert len(set(sentences)) == 4
    assert all(
        name in sentence
        for name, sentence in zip(
            ["orders.casebook", "orders.casebook", "letter.casebook", "orders.casebook"],
            sentences,
            strict=True,
        )
    )


def test_another_process_that_has_it_open_keeps_us_out(casebook: Casebook) -> None:
    casebook.close()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from app.casebook import Casebook\n"
            "book = Casebook.open(Path(sys.argv[1]), sys.argv[2])\n"
            "print('open', flush=True); sys.stdin.read()",
            str(casebook.path),
            PASSPHRASE,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(OpenElsewhereError):
            Casebook.open(casebook.path, PASSPHRASE)
        holder.kill()
    # The lock dies with its process: no stale lock ever needs removing by hand.
    Casebook.open(casebook.path, PASSPHRASE).close()


def test_a_refused_opening_does_not_leave_it_locked(casebook: Casebook) -> None:
    casebook.close()
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            Casebook.open(casebook.path, "not it")
    Casebook.open(casebook.path, PASSPHRASE).close()


@pytest.mark.parametrize("left", [0, 7, 16, 4096, 40_000])
def test_a_truncated_file_is_refused_with_a_sentence(casebook: Casebook, left: int) -> None:
    casebook.close()
    data = casebook.path.read_bytes()
    casebook.path.write_bytes(data[:left])
    with pytest.raises(CasebookError) as refused:
        Casebook.open(casebook.path, PASSPHRASE)
    assert "orders.casebook" in str(refused.value)
    assert casebook.path.read_bytes() == data[:left]


def test_a_flipped_bit_is_found(casebook: Casebook, case: Case) -> None:
    casebook.close()
    data = bytearray(casebook.path.read_bytes())
    data[100] ^= 1
    casebook.path.write_bytes(data)
    with pytest.raises(WrongPassphraseError):
        Casebook.open(casebook.path, PASSPHRASE)


def test_a_missing_file_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"nowhere\.casebook"):
        Casebook.open(tmp_path / "nowhere.casebook", PASSPHRASE)
    with pytest.raises(StorageError, match="no folder"):
        Casebook.create(tmp_path / "no" / "such.casebook", PASSPHRASE)


def test_an_existing_file_is_never_overwritten(casebook: Casebook) -> None:
    casebook.close()
    before = casebook.path.read_bytes()
    with pytest.raises(CasebookError, match="already exists"):
        Casebook.create(casebook.path, PASSPHRASE)
    assert casebook.path.read_bytes() == before


def test_a_file_that_appears_while_it_is_being_made_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "orders.casebook"
    hold = lockfile.hold

    def somebody_is_faster(casebook: Path) -> FileLock:
        casebook.write_bytes(b"GOLDSEAM, and the work of another process")
        return hold(casebook)

    monkeypatch.setattr(lockfile, "hold", somebody_is_faster)
    with pytest.raises(CasebookError, match="already exists"):
        Casebook.create(path, PASSPHRASE)
    assert path.read_bytes() == b"GOLDSEAM, and the work of another process"


def test_a_second_name_of_the_file_does_not_open_it_twice(
    casebook: Casebook, tmp_path: Path
) -> None:
    link = tmp_path / "link.casebook"
    link.symlink_to(casebook.path)
    with pytest.raises(OpenElsewhereError):
        Casebook.open(link, PASSPHRASE)
    casebook.close()
    with Casebook.open(link, PASSPHRASE) as again:
        assert again.path == casebook.path


def test_a_closed_casebook_is_not_opened_again_behind_its_lock(
    casebook: Casebook, case: Case, entry: Callable[..., Entry]
) -> None:
    casebook.close()
    with pytest.raises(CasebookError, match="closed"):
        timeline.entries(casebook, case.id)
    with pytest.raises(CasebookError, match="closed"):
        timeline.add_entry(casebook, entry("too late"))


def test_an_empty_passphrase_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        Casebook.create(tmp_path / "new.casebook", "")
    assert list(tmp_path.glob("new*")) == []


def test_a_passphrase_that_looks_like_a_raw_key_is_a_passphrase(tmp_path: Path) -> None:
    looks_raw = f"x'{'ab' * 32}'"
    Casebook.create(tmp_path / "raw.casebook", looks_raw).close()
    Casebook.open(tmp_path / "raw.casebook", looks_raw).close()
    with pytest.raises(WrongPassphraseError):
        Casebook.open(tmp_path / "raw.casebook", "ab" * 32)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_has_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o500)
    with pytest.raises(StorageError, match="kept"):
        Casebook.create(folder / "new.casebook", PASSPHRASE)


def test_another_passphrase(casebook: Casebook, case: Case) -> None:
    with pytest.raises(WrongPassphraseError):
        casebook.change_passphrase("not it", "new one")
    casebook.change_passphrase(PASSPHRASE, "new one")
    with casebook.drafts() as drafts:
        assert drafts.cases() == [case]
    casebook.close()
    with pytest.raises(WrongPassphraseError):
        Casebook.open(casebook.path, PASSPHRASE)
    with Casebook.open(casebook.path, "new one") as again, again.drafts() as drafts:
        assert drafts.cases() == [case]
    assert casebook.path.read_bytes().startswith(b"GOLDSEAM")


def test_a_passphrase_that_was_changed_holds_even_where_the_disk_fills_up_just_then(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_at(monkeypatch, "wal_checkpoint")
    with pytest.raises(StorageError, match="disk is full"):
        casebook.change_passphrase(PASSPHRASE, "another seam")
    monkeypatch.undo()
    assert cases.cases(casebook) == [case]
    with reopened(casebook, "another seam") as again:
        assert cases.cases(again) == [case]


def fails_at(monkeypatch: pytest.MonkeyPatch, fragment: str) -> None:
    """Let the disk be full for the connection that changes the passphrase."""

    class Full:
        def __init__(self, path: Path, key: Key) -> None:
            self._connection = engine.connect(path, key)

        def execute(self, statement: str) -> object:
            if fragment in statement:
                raise sqlcipher3.OperationalError("database or disk is full")
            return self._connection.execute(statement)

        def close(self) -> None:
            self._connection.close()

    monkeypatch.setattr(module, "connect", Full)


def test_a_full_disk_during_a_checkpoint_is_said_in_words(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def execute(self, _statement: str) -> None:
            raise sqlcipher3.OperationalError("database or disk is full")

    monkeypatch.setattr(module, "_driver", lambda _connection: Full())
    for move in (casebook.checkpoint, casebook.fold_log):
        with pytest.raises(StorageError, match="disk is full"):
            move()


def test_a_saved_copy_is_a_whole_casebook(casebook: Casebook, case: Case, tmp_path: Path) -> None:
    target = tmp_path / "copy.casebook"
    casebook.copy_to(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Casebook.open(target, PASSPHRASE) as copy, copy.drafts() as drafts:
        assert drafts.cases() == [case]
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_copy_that_fails_leaves_nothing_and_keeps_what_was_there(
    casebook: Casebook, tmp_path: Path
) -> None:
    target = tmp_path / "copy.casebook"
    target.write_bytes(b"precious")

    def stop(_done: int, _total: int) -> None:
        raise OSError("unplugged")

    with pytest.raises(StorageError, match=r"copy\.casebook"):
        casebook.copy_to(target, stop)
    assert target.read_bytes() == b"precious"
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_the_newest_five_backups_are_kept(casebook: Casebook, case: Case) -> None:
    first = date(2026, 2, 26)
    days = [first + timedelta(days=number) for number in range(7)]
    made = [casebook.back_up(day) for day in days]
    assert all(made)
    assert casebook.back_up(days[-1]) is None
    assert copies.backups_of(casebook.path) == [
        copies.backup_path(casebook.path, day) for day in days[-5:]
    ]
    newest = copies.backup_path(casebook.path, days[-1])
    with Casebook.open(newest, PASSPHRASE) as backup, backup.drafts() as drafts:
        assert drafts.cases() == [case]


def test_only_its_own_dated_backups_count_as_such(casebook: Casebook) -> None:
    other = casebook.path.with_name("orders.backup-plan.casebook")
    other.write_bytes(b"somebody's work")
    backup = casebook.back_up(date(2026, 2, 26))
    assert casebook.copies() == [backup]


def test_a_copy_is_of_one_moment_while_others_write(
    casebook: Casebook, case: Case, entry: Callable[..., Entry], tmp_path: Path
) -> None:
    timeline.add_entry(casebook, entry("x" * 2_000_000))
    done: list[int] = []

    def step(pages: int, _total: int) -> None:
        done.append(pages)
        timeline.add_entry(casebook, entry("meanwhile " + "x" * 20_000_000 * (len(done) == 1)))

    monkeypatched = pytest.MonkeyPatch()
    with monkeypatched.context() as patched:
        patched.setattr(copies, "_PAGES_A_STEP", 100)
        casebook.copy_to(tmp_path / "copy.casebook", step)
    assert done == sorted(done)  # it never began anew
    with Casebook.open(tmp_path / "copy.casebook", PASSPHRASE) as copy:
        assert len(timeline.entries(copy, case.id)) == 1


def test_a_copy_over_another_casebook_leaves_nothing_of_it_and_never_changes_one_in_use(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    target = tmp_path / "old.casebook"
    with Casebook.create(target, "another seam"), pytest.raises(OpenElsewhereError):
        casebook.copy_to(target)
    left = target.with_name("old.casebook-wal")
    left.write_bytes(b"what a crash left")
    casebook.copy_to(target)
    assert not left.exists()
    with Casebook.open(target, PASSPHRASE) as copy:
        assert cases.cases(copy) == [case]


def test_a_full_disk_is_said_in_words_and_loses_nothing(
    casebook: Casebook, case: Case, entry: Callable[..., Entry]
) -> None:
    timeline.add_entry(casebook, entry("saved before"))
    with casebook.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    # SQLite's own limit raises the very error that a full disk does.
    with casebook.batch() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="full"):
        desk.remember(casebook, "big", "x" * 500_000)
    with casebook.batch() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    timeline.add_entry(casebook, entry("saved after"))
    texts = {cited.entry.text for cited in timeline.entries(casebook, case.id)}
    assert texts == {"saved before", "saved after"}


def test_migration_takes_a_snapshot_and_closes_the_history(
    casebook: Casebook, case: Case, entry: Callable[..., Entry]
) -> None:
    timeline.add_entry(casebook, entry("from before"))
    timeline.add_entry(casebook, entry("undone before"))
    casebook.undo(case.id)
    casebook.close()

    def widen(connection: migrations.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE desk ADD COLUMN note TEXT")

    steps = (*migrations.STEPS, widen)
    with Casebook.open(casebook.path, PASSPHRASE, steps) as again:
        with again.read() as connection:
            assert migrations.version_of(connection) == len(steps)
        assert [c.entry.text for c in timeline.entries(again, case.id)] == ["from before"]
        assert again.next_undo(case.id) is None
        assert again.next_redo(case.id) is None
        timeline.add_entry(again, entry("and after"))
        assert again.undo(case.id) == "Add entry"
    snapshots = copies.snapshots_of(casebook.path)
    assert len(snapshots) == 1
    with Casebook.open(snapshots[0], PASSPHRASE) as old, old.read() as connection:
        assert migrations.version_of(connection) == len(migrations.STEPS)


def test_a_migration_that_fails_changes_nothing(casebook: Casebook, case: Case) -> None:
    casebook.close()

    def spoil(connection: migrations.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE desk ADD COLUMN note TEXT")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        Casebook.open(casebook.path, PASSPHRASE, (*migrations.STEPS, spoil))
    with Casebook.open(casebook.path, PASSPHRASE) as again, again.read() as connection:
        columns = connection.exec_driver_sql("PRAGMA table_info(desk)").all()
        assert [column[1] for column in columns] == ["key", "value"]


def test_only_a_part_of_something_hidden_may_be_lost_in_a_power_cut(casebook: Casebook) -> None:
    def waits_for_the_disk(connection: Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

    full, normal = 2, 1
    for _ in range(3):
        with casebook.batch(lasting=False) as connection:
            assert waits_for_the_disk(connection) == normal
        with casebook.batch() as connection:
            assert waits_for_the_disk(connection) == full
        with pytest.raises(ZeroDivisionError), casebook.batch(lasting=False):
            raise ZeroDivisionError
        with casebook.observe() as edit:
            assert waits_for_the_disk(edit.connection) == full
