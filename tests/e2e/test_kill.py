"""SIGKILL at random moments: nothing acknowledged is lost, nothing half-done is seen."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import text

from app.casebook import Casebook, intake
from app.domain.drafts import CaseKind
from app.domain.errors import OpenElsewhereError
from app.domain.moments import MINUTE_US
from app.operations import casebooks, cases, evidence, imports
from tests.e2e.kill_driver import ROUND, ZONES, Round, State, entries_of, sources_of

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("GOLDSEAM_KILLS", "50"))
PASSPHRASE = "a seam of gold"
LINES = 1_100
ROUNDS_A_CASEBOOK = 5
MOST_LINES_HEARD = {"drafting": 60, "gathering": 8}
LONGEST_WAIT = 0.08

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(
        not Path("/proc/self/environ").exists(), reason="processes are seen in /proc"
    ),
]


class Driver:
    """The program that is killed, and what was heard of it."""

    def __init__(self, complaints: IO[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.kill_driver"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )

    def live(self, told: Round, chance: random.Random) -> dict[str, tuple[State, State]]:
        """One life, ended a moment after one of its workers has said so many lines.

        Returns, for each worker, the last state it acknowledged and the one it was working on.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(told)).encode() + b"\n")
        self._process.stdin.flush()
        pid = json.loads(self._process.stdout.readline())["pid"]
        heard: dict[str, tuple[State, State]] = {}
        worker = chance.choice(sorted(MOST_LINES_HEARD))
        left = chance.randrange(MOST_LINES_HEARD[worker])
        while left > 0:
            line = self._process.stdout.readline()
            assert note(heard, line) is None, "a round has ended by itself; see the complaints"
            left -= worker.encode() in line
        threading.Event().wait(chance.uniform(0, LONGEST_WAIT))
        os.kill(pid, signal.SIGKILL)
        while (status := note(heard, self._process.stdout.readline())) is None:
            pass
        assert status == signal.SIGKILL
        return heard

    def end(self) -> None:
        """Let the program go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait() == 0
        assert self._process.stdout is not None
        self._process.stdout.close()


def note(heard: dict[str, tuple[State, State]], line: bytes) -> int | None:
    """Take in one line; returns how the life ended, where it says so."""
    assert line, "the driver itself has ended"
    try:
        told = json.loads(line)
    except ValueError:
        return None  # cut off in the middle, or the empty line after that
    if "ended" in told:
        return int(told["ended"])
    done = told["state"]
    if told["phase"] == "doing":
        done = heard[told["who"]][0]
    heard[told["who"]] = (done, told["state"])
    return None


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    # A process that is killed while it starts another leaves that one to complain.
    with (tmp_path / "complaints").open("w", encoding="utf-8") as complaints:
        made = Driver(complaints)
        yield made
        made.end()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "orders-api.log"
    stamps = (f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(LINES))
    path.write_text("".join(f"2024-03-30 {stamp} pool exhausted\n" for stamp in stamps))
    return path


def test_nothing_is_lost_and_nothing_is_half_done(
    driver: Driver, log: Path, tmp_path: Path
) -> None:
    seed = int(os.environ.get("GOLDSEAM_SEED", random.SystemRandom().randrange(10**9)))
    sys.stdout.write(f"GOLDSEAM_SEED={seed} repeats these chances\n")
    chance = random.Random(seed)  # noqa: S311  repeatable, no secret
    told: Round | None = None
    for number in range(KILLS):
        if told is None or number % ROUNDS_A_CASEBOOK == 0:
            told = new_round(tmp_path / f"{number}" / "orders.casebook", log)
        told = Round(**{**asdict(told), "seed": chance.randrange(10**9), "mark": uuid.uuid4().hex})
        heard = driver.live(told, chance)
        wait_until_none_is_left(told.mark)
        with opened(Path(told.path)) as casebook:
            check_what_is_seen(casebook, told, heard)
            casebooks.tidy(casebook)
            check_what_is_stored(casebook, told)


def new_round(path: Path, log: Path) -> Round:
    path.parent.mkdir()
    with casebooks.new_casebook(path, PASSPHRASE) as casebook:
        drafted, gathered = (
            cases.add_case(casebook, CaseKind.INCIDENT, title) for title in ("Drafted", "Gathered")
        )
        imports.import_evidence(casebook, gathered.id, log)
    return Round(str(path), PASSPHRASE, drafted.id, gathered.id, str(log), 0, "")


def opened(path: Path) -> Casebook:
    """The casebook, opened anew.

    A process that was killed while it started another leaves that one holding all its files, the
    lock too, and unmarked, until it becomes the other program a moment later.
    """
    pause = threading.Event()
    for _ in range(500):
        try:
            return casebooks.open_casebook(path, PASSPHRASE)
        except OpenElsewhereError:
            pause.wait(0.01)
    pytest.fail(f"{path} is still locked")


def wait_until_none_is_left(mark: str) -> None:
    """The processes that read evidence end with the program that started them."""
    pause = threading.Event()
    for _ in range(500):
        left = marked_processes(f"{ROUND}={mark}".encode())
        if not left:
            return
        pause.wait(0.01)
    pytest.fail(f"still running: {left}")


def marked_processes(mark: bytes) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # gone meanwhile, or somebody else's
    return found


def check_what_is_seen(
    casebook: Casebook, told: Round, heard: dict[str, tuple[State, State]]
) -> None:
    """Right after the restart, before anything is tidied up."""
    if "drafting" in heard:
        assert entries_of(casebook, told.drafted_case) in heard["drafting"]
    if "gathering" in heard:
        assert sources_of(casebook, told.evidence_case) in heard["gathering"]
    shown = imports.sources(casebook, told.evidence_case)
    assert {source.items for source in shown} <= {LINES}
    assert len(evidence.item_ids(casebook, told.evidence_case)) == LINES * len(shown)
    assert casebooks.verify(casebook).problems == ()


_MISTIMED = text(
    "SELECT count(*) FROM items WHERE source_id = :id AND utc_us IS NOT clock_us - :us"
)


def check_what_is_stored(casebook: Casebook, told: Round) -> None:
    """After tidying up: no remains, and every item timed by its source's zone."""
    with casebook.read() as connection:
        assert intake.leftovers(connection) == []
        assert intake.stale_clocks(connection) == []
        for source in imports.sources(casebook, told.evidence_case):
            ahead_us = ZONES[source.zone or "UTC"] * MINUTE_US
            wrong = connection.execute(_MISTIMED, {"id": source.id, "us": ahead_us}).scalar_one()
            assert wrong == 0
            assert source.last_us is not None
            assert source.last_us - (source.first_us or 0) == (LINES - 1) * 1_000_000
    beside = [path.name for path in casebook.path.parent.iterdir()]
    assert [name for name in beside if "unfinished" in name] == []
    assert casebooks.verify(casebook).problems == ()
