"""How long evidence takes to import, against what people open the same files with.

lnav opens a log and finds its times. It neither encrypts nor keeps anything, nor indexes a word: a
search in it reads everything again each time. slack-export-viewer loads an export into memory and
shows it in a browser.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.query import EvidenceFilter
from app.operations import evidence, history, imports
from tests.benchmarks.conftest import MakeLog, PrintTable

LINES = 1_000_000
MESSAGES = 100_000
AIM, HOPE = 6.0, 3.0
"""File to scrollable, as a multiple of lnav's open-and-index: what is promised, what is hoped."""
_TIMES = 3


@pytest.mark.needs("lnav")
def test_an_import_against_lnav(
    casebook: Casebook, case: Case, make_log: MakeLog, print_table: PrintTable
) -> None:
    path = make_log(LINES)
    assert lnav(path, "SELECT count(*) FROM all_logs") == str(LINES)
    assert evidence.item_ids(casebook, case.id).itemsize == 8

    def take_in() -> None:
        """Until all of it can be scrolled through: encrypted, with its hash, in order of time."""
        assert imports.import_evidence(casebook, case.id, path).items == LINES
        assert len(evidence.item_ids(casebook, case.id)) == LINES

    def search() -> None:
        found = evidence.item_ids(casebook, case.id, EvidenceFilter("payments "))
        assert found

    # In turns: whatever else the machine does slows both down.
    ours, theirs = [], []
    for last in (*[False] * (_TIMES - 1), True):
        theirs.append(seconds(lambda: lnav(path, "SELECT count(*) FROM all_logs")))
        ours.append(seconds(take_in))
        if not last:
            history.undo(casebook, case.id)
    words = seconds(lambda: imports.index_words(casebook))
    query = "SELECT count(*) FROM all_logs WHERE log_body LIKE '%payments%'"
    our_search = median(search)
    their_search = median(lambda: lnav(path, query))
    megabytes = path.stat().st_size / 1_000_000
    print_table(
        f"{LINES:,} lines, {megabytes:.1f} MB (medians of {_TIMES}; aim {AIM} x, hope {HOPE} x)",
        [
            ("", "goldseam s", "lnav s", "ratio"),
            row("file to scrollable", statistics.median(ours), statistics.median(theirs)),
            row("search; in lnav, open and search", our_search, their_search),
            ("words indexed afterwards", f"{words:.2f}", "-", "-"),
        ],
    )


_THEIRS = """
import resource, sys, time
from slackviewer.config import Config
from slackviewer.reader import Reader

start = time.perf_counter()
messages = Reader(Config({"archive": sys.argv[1]})).compile_channels()
took = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(sum(map(len, messages.values())), took, peak)
"""
_OURS = """
import resource, sys, time
from pathlib import Path
from app.domain.drafts import CaseKind
from app.operations import casebooks, cases, evidence, imports

def main():
    with casebooks.new_casebook(Path(sys.argv[2]), "a seam of gold") as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable")
        start = time.perf_counter()
        imports.import_evidence(casebook, case.id, Path(sys.argv[1]))
        count = len(evidence.item_ids(casebook, case.id))
        took = time.perf_counter() - start
        peaks = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        print(count, took, sum(resource.getrusage(of).ru_maxrss for of in peaks) // 1024)

if __name__ == "__main__":
    main()
"""


def test_a_slack_export_against_its_viewer(tmp_path: Path, print_table: PrintTable) -> None:
    export = slack_export(tmp_path)
    ours = told(
        Path(sys.executable), tmp_path / "ours.py", _OURS, export, tmp_path / "chat.casebook"
    )
    theirs = None
    if viewer := shutil.which("slack-export-viewer"):
        theirs = told(Path(viewer).with_name("python"), tmp_path / "theirs.py", _THEIRS, export)
    assert ours[0] == MESSAGES
    print_table(
        f"A Slack export of {MESSAGES:,} messages",
        [
            ("", "messages", "seconds", "peak MB"),
            ("goldseam, imported and listed", *map("{:,.1f}".format, ours)),
            (
                "slack-export-viewer, loaded",
                *(map("{:,.1f}".format, theirs) if theirs else ("not installed", "-", "-")),
            ),
        ],
    )


def slack_export(folder: Path) -> Path:
    """A folder such as Slack exports: five channels, twenty people, a file for each day."""
    export = folder / "export"
    export.mkdir()
    users = [{"id": f"U{n:04}", "name": f"user{n}", "profile": {}} for n in range(20)]
    channels = [{"id": f"C{n:04}", "name": f"team-{n}", "members": []} for n in range(5)]
    (export / "users.json").write_text(json.dumps(users))
    (export / "channels.json").write_text(json.dumps(channels))
    for number, channel in enumerate(channels):
        (export / str(channel["name"])).mkdir()
        for day in range(20):
            path = export / str(channel["name"]) / f"2024-03-{day + 1:02}.json"
            path.write_text(json.dumps(list(messages(number, day)), indent=4))
    return export


def messages(channel: int, day: int) -> Iterator[dict[str, object]]:
    """A thousand messages of one day."""
    for number in range(MESSAGES // 100):
        moment = 1_709_251_200 + day * 86_400 + number * 80
        yield {
            "type": "message",
            "user": f"U{number % 20:04}",
            "ts": f"{moment}.{channel:03}{number % 1000:03}",
            "text": f"<@U{number % 7:04}> the pool of orders-db is at {number % 40} of 40 again",
        }


def told(python: Path, script: Path, source: str, *given: Path) -> tuple[float, float, float]:
    """What a program says that runs for itself: messages, seconds, megabytes."""
    script.write_text(source)
    command = [str(python), str(script), *map(str, given)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(root)}
    )
    count, took, peak = map(float, done.stdout.split()[-3:])
    return count, took, peak


def median(work: Callable[[], object]) -> float:
    """The median time of a piece of work in seconds."""
    return statistics.median(seconds(work) for _ in range(_TIMES))


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def lnav(path: Path, query: str) -> str:
    """What lnav answers, without its screen."""
    program = shutil.which("lnav")
    assert program is not None
    command = [program, "-n", "-c", f";{query}", "-c", ":write-json-to -", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return "".join(character for character in done.stdout if character.isdigit())


def row(label: str, ours: float, theirs: float) -> tuple[str, ...]:
    return (label, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.1f} x")
