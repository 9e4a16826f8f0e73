"""Reading happens in a child process: whatever becomes of it, the parent goes on unharmed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import zstandard

from app.domain.errors import CancelledError, EvidenceError, InvalidInputError
from app.domain.evidence import NO_CHOICES, OriginalFile, Record
from app.importers.base import EvidenceFile, Importer
from app.importers.batches import MOST_RECORDS
from app.importers.child import (
    Batch,
    CrashedError,
    Frame,
    inspect_in_child,
    read_in_child,
)
from tests.unit.importers import misbehaving

pytestmark = pytest.mark.usefixtures("spawned_children")

ROOT = Path(__file__).parents[3]
PASTED = EvidenceFile("pasted text", None, b"hello")


class Watching:
    """A progress that remembers, and cancels once told to or after some reports."""

    def __init__(self, *, cancelled: bool = False, after: int | None = None) -> None:
        self.reports: list[tuple[int, int, str]] = []
        self._cancelled = cancelled
        self._after = after

    def cancel(self) -> None:
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        return self._cancelled or (self._after is not None and len(self.reports) >= self._after)

    def report(self, done: int, total: int, what: str) -> None:
        self.reports.append((done, total, what))


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """No test leaves a child or a thread behind."""
    threads = set(threading.enumerate())
    yield
    assert multiprocessing.active_children() == []
    assert set(threading.enumerate()) == threads


def batches_of(importer: Importer, source: EvidenceFile = PASTED) -> list[Batch]:
    with read_in_child(source, NO_CHOICES, importer=importer) as batches:
        return list(batches)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_export_comes_in_whole(tidewater: Path) -> None:
    with read_in_child(EvidenceFile.at(tidewater), NO_CHOICES) as batches:
        read = list(batches)
    assert {batch.format for batch in read} == {"slack-export"}
    assert sum(len(batch.records) for batch in read) == 20
    assert {skip.path for batch in read for skip in batch.skips} >= {"canvases.json"}


def test_originals_arrive_compressed_and_byte_for_byte(tmp_path: Path, tidewater: Path) -> None:
    whole: dict[str, bytes] = {}
    closed: dict[str, OriginalFile] = {}
    with read_in_child(EvidenceFile.at(tidewater), NO_CHOICES) as batches:
        for batch in batches:
            for part in batch.originals:
                if isinstance(part, Frame):
                    data = zstandard.ZstdDecompressor().decompress(part.data)
                    assert len(data) == part.size
                    whole[part.path] = whole.get(part.path, b"") + data
                else:
                    closed[part.path] = part
    for path in sorted(tidewater.rglob("*.json")):
        name = path.relative_to(tidewater).as_posix()
        assert whole[name] == path.read_bytes()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert closed[name] == OriginalFile(name, path.stat().st_size, digest)


def test_batches_are_small() -> None:
    sizes: list[int] = []
    with read_in_child(PASTED, NO_CHOICES, importer=misbehaving.Endless()) as batches:
        for batch in batches:
            sizes.append(len(batch.records))
            if len(sizes) == 5:
                break
    assert max(sizes) <= MOST_RECORDS


def test_the_child_waits_for_a_slow_parent(tmp_path: Path) -> None:
    source = EvidenceFile("x", tmp_path / "x")
    with read_in_child(source, NO_CHOICES, importer=misbehaving.Endless()) as batches:
        next(batches)
        seen = ""
        while (now := (tmp_path / "progress").read_text()) != seen or not now:
            seen = now
            threading.Event().wait(0.5)
        assert int(seen) <= 20 * MOST_RECORDS  # what fits into the pipe


def test_pasted_text_is_read_from_memory(tmp_path: Path) -> None:
    source = EvidenceFile("pasted", None, "caf\ud800é \0".encode("utf-8", "surrogatepass"))
    [batch] = batches_of(misbehaving.Importer(), source)
    assert batch.records[0].text == "caf\ufffdé \ufffd"
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_large_pasted_text_is_no_problem() -> None:
    source = EvidenceFile("pasted", None, b"x" * 5_000_000)
    [batch] = batches_of(misbehaving.Importer(), source)
    assert len(batch.records[0].text) == 5_000_000


def test_inspection_reports_and_returns() -> None:
    progress = Watching()
    inspection = inspect_in_child(PASTED, progress, misbehaving.Importer())
    assert (inspection.format, inspection.title) == ("test", "pasted text")
    assert progress.reports == [(1, 2, "Reading “pasted text”")]


def test_cancelled_while_stuck() -> None:
    progress = Watching()
    with read_in_child(PASTED, NO_CHOICES, progress, misbehaving.Stuck()) as batches:
        next(batches)
        progress.cancel()
        with pytest.raises(CancelledError):
            next(batches)


def test_cancelled_before_it_began() -> None:
    reading = read_in_child(PASTED, NO_CHOICES, Watching(cancelled=True), misbehaving.Stuck())
    with reading as batches, pytest.raises(CancelledError):
        next(batches)


def test_cancelled_inspection_of_an_export(tidewater: Path) -> None:
    with pytest.raises(CancelledError):
        inspect_in_child(EvidenceFile.at(tidewater), Watching(cancelled=True))


def test_an_error_of_the_caller_ends_the_child() -> None:
    def fail() -> None:
        with read_in_child(PASTED, NO_CHOICES, importer=misbehaving.Stuck()) as batches:
            next(batches)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert multiprocessing.active_children() == []


def test_leaving_early_ends_the_child() -> None:
    with read_in_child(PASTED, NO_CHOICES, importer=misbehaving.Stuck()) as batches:
        next(batches)
        [child] = multiprocessing.active_children()
        pid = child.pid
    assert pid is not None
    assert not alive(pid)


def test_a_killed_child_is_one_sentence() -> None:
    with pytest.raises(EvidenceError, match="Reading “pasted text” broke off"):
        batches_of(misbehaving.Killed())


def test_a_child_killed_from_outside_is_one_sentence() -> None:
    with read_in_child(PASTED, NO_CHOICES, importer=misbehaving.Stuck()) as batches:
        next(batches)
        [child] = multiprocessing.active_children()
        os.kill(child.pid or 0, signal.SIGKILL)
        with pytest.raises(EvidenceError, match="broke off"):
            list(batches)  # what it had already sent comes first


def test_too_much_memory_is_one_sentence() -> None:
    with pytest.raises(EvidenceError, match="“pasted text” needs more memory"):
        batches_of(misbehaving.Hungry())


def test_a_refusal_arrives_as_it_was_said() -> None:
    with pytest.raises(InvalidInputError) as caught:
        batches_of(misbehaving.Refusing())
    assert str(caught.value) == "There is no such channel."


def test_a_file_that_nobody_reads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x7fELF\0\0")
    with pytest.raises(EvidenceError, match="a program"):
        inspect_in_child(EvidenceFile.at(path))


def test_a_bug_names_its_place_but_not_the_evidence() -> None:
    with pytest.raises(CrashedError) as caught:
        batches_of(misbehaving.Buggy())
    assert caught.value.kind == "KeyError"
    assert "misbehaving.py" in caught.value.trace
    assert misbehaving.SECRET not in str(caught.value)


def test_a_wrong_hash_is_a_bug() -> None:
    with pytest.raises(CrashedError):
        batches_of(misbehaving.Lying())


def test_the_child_is_light_and_leaves_no_core_dump() -> None:
    [batch] = batches_of(misbehaving.Telling())
    modules, core, pid, _ = (record.text for record in batch.records)
    loaded = {name.partition(".")[0] for name in modules.split()}
    assert loaded.isdisjoint({"PySide6", "shiboken6", "sqlalchemy", "sqlcipher3", "docx", "jinja2"})
    assert core == "(0, 0)"
    assert pid != str(os.getpid())


SCRIPT = """
from pathlib import Path
import sys
from app.domain.evidence import NO_CHOICES
from app.importers.base import EvidenceFile
from app.importers.child import read_in_child

def main():
    with read_in_child(EvidenceFile.at(Path(sys.argv[1])), NO_CHOICES) as batches:
        print(sum(len(batch.records) for batch in batches))

if __name__ == "__main__":
    main()
"""


def run(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_it_works_from_a_script_and_from_a_package(tmp_path: Path, tidewater: Path) -> None:
    script = tmp_path / "goldseam-script"
    script.write_text(SCRIPT)
    package = tmp_path / "program"
    package.mkdir()
    (package / "__main__.py").write_text(SCRIPT)
    assert run([str(script), str(tidewater)]) == "20"
    assert run([str(package), str(tidewater)]) == "20"
    code = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0])['main']()"
    assert run(["-c", code, str(script), str(tidewater)]) == "20"


ORPHAN = """
import os, signal, sys
from app.domain.evidence import NO_CHOICES
from app.importers.base import EvidenceFile
from app.importers.child import read_in_child
from tests.unit.importers.misbehaving import Stuck
import multiprocessing

if __name__ == "__main__":
    source = EvidenceFile("x", None, b"x")
    with read_in_child(source, NO_CHOICES, importer=Stuck()) as batches:
        next(batches)
        print(multiprocessing.active_children()[0].pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_child_does_not_outlive_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    pid = int(done.stdout)
    deadline = time.monotonic() + 30
    while alive(pid) and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    assert not alive(pid)


def test_several_readings_at_once_do_not_disturb_each_other(tidewater: Path) -> None:
    counts: list[int] = []

    def read() -> None:
        with read_in_child(EvidenceFile.at(tidewater), NO_CHOICES) as batches:
            records: list[Record] = [record for batch in batches for record in batch.records]
        counts.append(len(records))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [20] * 4
