"""How long the candour check takes over a long case: all of it, and after one entry changed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from app.domain.drafts import CaseKind, Certainty, Entry, new_id
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.operations import casebooks, cases, timeline
from app.operations.candour import checking
from tests.benchmarks.conftest import PrintTable
from tests.judged import OWN, sentences

ENTRIES = 2_000
WHOLE_S, AGAIN_S = 4.0, 1.0
"""Twice what a machine of two cores took that was busy otherwise; one sentence in two is asked
about here, many times more than in any case."""


def test_a_case_of_two_thousand_entries(tmp_path: Path, print_table: PrintTable) -> None:
    said = [str(each["sentence"]) for each in sentences(OWN / "sentences")]
    pick = Random(5)  # noqa: S311  no secret
    with casebooks.new_casebook(tmp_path / "long.casebook", "kite lamp orbit seven") as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders unavailable")
        entries = [
            Entry(
                new_id(),
                case.id,
                f"{' '.join(pick.sample(said, 2))} ({minute})",
                *(TimeKind.EXACT, minute * MINUTE_US, None, Precision.MINUTE),
                certainty=pick.choice(list(Certainty)),
            )
            for minute in range(ENTRIES)
        ]
        with casebook.edit("Write it", case.id) as edit:
            for entry in entries:
                edit.add(entry)
        checking.checker_for(casebook, case.id)
        rows = [("", "seconds", "findings")]
        taken = []
        for name in ("the whole case", "one entry changed"):
            began = time.perf_counter()
            report = checking.report(casebook, case.id, date(2026, 11, 21))
            taken.append(time.perf_counter() - began)
            rows.append((name, f"{taken[-1]:.2f}", f"{len(report.open):,}"))
            timeline.save_entry(casebook, replace(entries[7], text="The pool was full"))
    print_table(f"candour check of {ENTRIES:,} entries", rows)
    assert taken[0] < WHOLE_S
    assert taken[1] < AGAIN_S
