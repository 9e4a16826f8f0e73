"""How well raw lines are put together by their statements, and how fast, beside Drain3.

Grouping accuracy is the share of lines whose group has exactly the lines of the labelled one.
Drain3 (0.9.11, as it comes) runs in the same minutes, in an environment of its own below .cache;
where it cannot be fetched, ours is measured alone. It is asked twice: the whole lines, as ours are,
and what the labels cut out as the message, which is what its published figures are about.
"""

from __future__ import annotations

import csv
import json
import resource
import statistics
import subprocess
import time
import venv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.assist.templates import clusters_of_templates, templates_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.progress import NoProgress
from tests.benchmarks.conftest import PrintTable
from tests.unit.assist.log_samples import LAYOUTS, statement_lines

ROOT = Path(__file__).parents[2]
LOGS = ROOT.parent / "shared" / "evidence" / "logs"
DRAIN = ROOT / ".cache" / "drain3"
PACKAGE = "drain3==0.9.11"
ACCURACY, SECONDS = 0.90, 30
TIMES = 3
MANY = 100_000

_DRAIN = """
import json, logging, sys, time
from drain3 import TemplateMiner
from drain3.template_miner_config import TemplateMinerConfig
logging.disable()
answers = []
for lines in json.load(sys.stdin):
    miner = TemplateMiner(config=TemplateMinerConfig())
    start = time.process_time()
    groups = [miner.add_log_message(line)["cluster_id"] for line in lines]
    answers.append((groups, time.process_time() - start))
json.dump(answers, sys.stdout)
"""


@dataclass(frozen=True)
class Labelled:
    """A log with the labels of its lines: ``messages`` are the lines without their headers."""

    name: str
    lines: list[str]
    messages: list[str]
    events: list[str]


@pytest.fixture(scope="module")
def drain() -> Path | None:
    """The interpreter that has Drain3, None where it cannot be fetched."""
    python = DRAIN / "bin" / "python"
    if not python.exists():
        venv.create(DRAIN, with_pip=True)
    wanted = [str(python), "-m", "pip", "install", "--quiet", PACKAGE]
    if subprocess.run(wanted, capture_output=True, check=False).returncode:
        return None
    return python


def labelled() -> Iterator[Labelled]:
    for structured in sorted(LOGS.glob("*/*.log_structured.csv")):
        with structured.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        log = structured.with_name(structured.name.removesuffix("_structured.csv"))
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")[: len(rows)]
        contents = [row["Content"] for row in rows]
        yield Labelled(structured.parent.name, lines, contents, [row["EventId"] for row in rows])


def accuracy(groups: Sequence[int], events: Sequence[str]) -> float:
    ours, theirs = Counter(groups), Counter(events)
    both = Counter(zip(groups, events, strict=True))
    return sum(
        count for (one, other), count in both.items() if ours[one] == count == theirs[other]
    ) / len(events)


def grouped(lines: Sequence[str]) -> tuple[list[int], float]:
    start = time.process_time()
    groups = templates_of(lines).groups
    return groups.tolist(), time.process_time() - start


def drained(python: Path, logs: Sequence[Sequence[str]]) -> list[tuple[list[int], float]]:
    run = [str(python), "-c", _DRAIN]
    answer = subprocess.run(run, input=json.dumps(logs), capture_output=True, text=True, check=True)
    return [(groups, seconds) for groups, seconds in json.loads(answer.stdout)]


@pytest.mark.skipif(not LOGS.exists(), reason="the labelled logs are not here")
def test_grouping_beside_drain3(drain: Path | None, print_table: PrintTable) -> None:
    logs = list(labelled())
    runs = [[grouped(log.lines) for log in logs] for _ in range(TIMES)]
    peers = [drained(drain, [log.lines for log in logs]) for _ in range(TIMES)] if drain else []
    cut = drained(drain, [log.messages for log in logs]) if drain else []
    rows: list[tuple[str, ...]] = [
        ("log", "whole lines", "messages", "Drain3, whole", "messages", "lines/s", "Drain3")
    ]
    ours: list[float] = []
    for place, log in enumerate(logs):
        ours.append(accuracy(runs[0][place][0], log.events))
        row = [f"{ours[-1]:.4f}", f"{accuracy(grouped(log.messages)[0], log.events):.4f}"]
        peer = (peers[0], cut) if peers else ()
        row += [f"{accuracy(theirs[place][0], log.events):.4f}" for theirs in peer]
        row += [speed(len(log.lines), runs, place)]
        row += [speed(len(log.lines), peers, place)] if peers else ["–"] * 3
        rows.append((log.name, *row))
    print_table("grouping accuracy, and lines a second (medians)", rows)
    print(f"  mean {statistics.mean(ours):.4f}")
    assert statistics.mean(ours) >= ACCURACY
    if peers:
        ratio = taken(peers) / taken(runs)
        print(f"  {ratio:.2f} times as fast as Drain3")
        assert ratio >= 1


def speed(lines: int, runs: Sequence[Sequence[tuple[list[int], float]]], place: int) -> str:
    return f"{lines / statistics.median(run[place][1] for run in runs):,.0f}"


def taken(runs: Sequence[Sequence[tuple[list[int], float]]]) -> float:
    return statistics.median(sum(seconds for _, seconds in run) for run in runs)


def test_a_hundred_thousand_items(drain: Path | None, print_table: PrintTable) -> None:
    lines = [line for _, line in statement_lines(LAYOUTS["java"], MANY, 1)]
    items = (
        Shown(number, 1, Manner.LOG, line, number * 500_000) for number, line in enumerate(lines)
    )
    request = Request(tuple(items))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, busy = time.perf_counter(), time.process_time()
    clusters = clusters_of_templates(request, NoProgress())
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    theirs = f"{drained(drain, [lines])[0][1]:.2f}" if drain else "–"
    print_table(
        f"{MANY:,} items into {len(clusters)} clusters",
        [("", "seconds", "of one processor", "more memory, MB"),
         ("goldseam", f"{seconds:.2f}", f"{busy:.2f}", str(more // 1024)),
         ("Drain3, groups only", "–", theirs, "–")],
    )  # fmt: skip
    assert seconds <= SECONDS
