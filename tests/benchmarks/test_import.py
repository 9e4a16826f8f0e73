"""How long a log takes to import, against lnav, which opens and indexes the same file.

lnav reads and finds the times. It neither encrypts nor keeps anything, nor indexes any word;
its second row is a search, for which it reads everything again each time.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.query import EvidenceFilter
from app.operations import evidence, history, imports
from tests.benchmarks.conftest import MakeLog, PrintTable

LINES = 100_000
_TIMES = 3


@pytest.mark.needs("lnav")
def test_an_import_against_lnav(
    casebook: Casebook, case: Case, make_log: MakeLog, print_table: PrintTable
) -> None:
    path = make_log(LINES)
    assert lnav(path, "SELECT count(*) FROM all_logs") == str(LINES)
    assert evidence.item_ids(casebook, case.id).itemsize == 8

    def take_in() -> None:
        assert imports.import_evidence(casebook, case.id, path).items == LINES

    def search() -> None:
        found = evidence.item_ids(casebook, case.id, EvidenceFilter("payments "))
        assert found

    ours = median(take_in, again=lambda: history.undo(casebook, case.id))
    take_in()
    theirs = median(lambda: lnav(path, "SELECT count(*) FROM all_logs"))
    our_search = median(search)
    query = "SELECT count(*) FROM all_logs WHERE log_body LIKE '%payments%'"
    their_search = median(lambda: lnav(path, query))
    megabytes = path.stat().st_size / 1_000_000
    print_table(
        f"{LINES:,} lines, {megabytes:.1f} MB (medians of {_TIMES})",
        [
            ("", "goldseam s", "lnav s", "ratio"),
            row("import; in lnav, open and index", ours, theirs),
            row("search; in lnav, open and search", our_search, their_search),
        ],
    )


def median(work: Callable[[], object], again: Callable[[], object] = lambda: None) -> float:
    """The median time of a piece of work in seconds; ``again`` puts things back each time."""
    times = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
        again()
    return statistics.median(times)


def lnav(path: Path, query: str) -> str:
    """What lnav answers, without its screen."""
    program = shutil.which("lnav")
    assert program is not None
    command = [program, "-n", "-c", f";{query}", "-c", ":write-json-to -", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return "".join(character for character in done.stdout if character.isdigit())


def row(label: str, ours: float, theirs: float) -> tuple[str, ...]:
    return (label, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.1f} x")
