"""How long a person waits for an edit to be saved while a large log is being imported."""

from __future__ import annotations

import statistics
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from app.casebook import Casebook
from app.domain.drafts import Case, Entry, new_id
from app.domain.evidence import Source
from app.domain.moments import Precision, TimeKind
from app.operations import imports, timeline
from tests.benchmarks.conftest import MakeLog, PrintTable

LINES = 300_000
AIM_MS = 50.0
_PAUSE_SECONDS = 0.03
_ALONE = 100


def test_an_edit_during_an_import(
    casebook: Casebook, case: Case, make_log: MakeLog, print_table: PrintTable
) -> None:
    path = make_log(LINES)
    alone = [edit(casebook, case, number) for number in range(_ALONE)]
    with ThreadPoolExecutor(1) as pool:
        importing = pool.submit(imports.import_evidence, casebook, case.id, path)
        meanwhile = edits_until_done(casebook, case, importing)
    assert importing.result().items == LINES
    print_table(
        f"An edit during an import of {LINES:,} lines (aim: p99 at most {AIM_MS:.0f} ms)",
        [
            ("", "edits", "p50 ms", "p99 ms", "max ms"),
            row("nothing else going on", alone),
            row("during the import", meanwhile),
        ],
    )


def edits_until_done(casebook: Casebook, case: Case, importing: Future[Source]) -> list[float]:
    pause = threading.Event()
    waits: list[float] = []
    while not importing.done():
        waits.append(edit(casebook, case, len(waits)))
        pause.wait(_PAUSE_SECONDS)
    return waits


def edit(casebook: Casebook, case: Case, number: int) -> float:
    """Add an entry, or word one better; returns how long it took in milliseconds."""
    start = time.perf_counter()
    added = Entry(
        new_id(),
        case.id,
        f"The pool was exhausted, seen for the {number}th time",
        TimeKind.EXACT,
        1_711_764_000_000_000 + number,
        None,
        Precision.SECOND,
    )
    timeline.add_entry(casebook, added)
    middle = time.perf_counter()
    timeline.save_entry(casebook, replace(added, text=added.text + ", worded better"))
    end = time.perf_counter()
    return 1000 * (middle - start if number % 2 else end - middle)


def row(label: str, waits: list[float]) -> tuple[str, ...]:
    p99 = statistics.quantiles(waits, n=100)[98]
    figures = (statistics.median(waits), p99, max(waits))
    return (label, str(len(waits)), *(f"{figure:.1f}" for figure in figures))
