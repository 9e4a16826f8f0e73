"""How well the candour check agrees with people, and how fast it is beside proselint.

Sentences: the firm ones of the given file (one judge; four groups), and ours: those that stood
before the rules, those that widened them, and those that their authors had not seen. A plain
keyword matcher reaches on the given ones precision .29–.69 and recall .35–.92, and flags 48 of 50
traps.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.candour.findings import Group
from app.lint.checker import Checker
from app.lint.rule_files import shipped
from tests.benchmarks.conftest import PrintTable
from tests.judged import GIVEN, OWN, Judgement, judge, sentences

PRECISION, RECALL, EACH, TRAPS = 0.92, 0.90, 0.85, 0.05
IN_DOCUMENTATION = 0.3
TIMES_PROSELINT = 3
LONG_LINE_MS = 50
ROOT = Path(__file__).parents[2]
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(shipped())


def told(judgement: Judgement) -> list[tuple[str, str, str, str, str, str]]:
    rows = [("group", "precision", "recall", "found", "wrong", "missed")]
    for name, score in [*judgement.scores.items(), ("all", judgement.whole)]:
        figures = (f"{score.precision:.2f}", f"{score.recall:.2f}")
        rows.append((str(name), *figures, str(score.hit), str(score.wrong), str(score.missed)))
    return rows


def met(judgement: Judgement) -> None:
    assert judgement.whole.precision >= PRECISION
    assert judgement.whole.recall >= RECALL
    for group, score in judgement.scores.items():
        assert min(score.precision, score.recall) >= EACH, group
    assert judgement.flagged <= TRAPS * judgement.traps


@pytest.mark.parametrize("kind", ["sentences", "sentences-2", "sentences-3", "unseen"])
def test_our_sentences(kind: str, checker: Checker, print_table: PrintTable) -> None:
    judgement = judge(checker, sentences(OWN / kind))
    title = f"our {kind}: {judgement.flagged} of {judgement.traps} traps flagged"
    print_table(title, told(judgement))
    met(judgement)


@pytest.mark.skipif(not GIVEN.exists(), reason="the given sentences are not here")
def test_the_given_sentences(checker: Checker, print_table: PrintTable) -> None:
    labelled = (Group.BLAME, Group.HINDSIGHT, Group.PR_SOFTENING, Group.GENERIC_ACTION)
    judgement = judge(checker, sentences(GIVEN), labelled)
    title = f"given sentences: {judgement.flagged} of {judgement.traps} traps flagged, by any group"
    print_table(title, told(judgement))
    met(judgement)


def test_documentation_is_left_in_peace(checker: Checker, print_table: PrintTable) -> None:
    texts = docstrings()
    words = sum(len(text.split()) for text in texts)
    found = [one for text in texts for one in checker.check(text)]
    rows = [("group", "findings", "per 1,000 words")]
    for group in Group:
        count = sum(one.group is group for one in found)
        rows.append((group.value, str(count), f"{1000 * count / words:.3f}"))
    rows.append(("all", str(len(found)), f"{1000 * len(found) / words:.3f}"))
    print_table(f"docstrings of the standard library, {words:,} words", rows)
    assert 1000 * len(found) / words <= IN_DOCUMENTATION


@pytest.mark.needs("proselint")
def test_speed_beside_proselint(tmp_path: Path, print_table: PrintTable) -> None:
    """Both as commands over one file; what a file of one line takes is taken off."""
    long, short = tmp_path / "long.txt", tmp_path / "short.txt"
    text = "\n\n".join(docstrings())
    long.write_text(text, encoding="utf-8")
    short.write_text("The queue was full.\n", encoding="utf-8")
    ours = [sys.executable, "-m", "app", "lint", "--json"]
    theirs = ["proselint", "check"]
    rows = [("", "start s", "words a second")]
    speeds = []
    for name, command in (("goldseam", ours), ("proselint", theirs)):
        start = seconds(lambda command=command: run([*command, str(short)]))
        whole = seconds(lambda command=command: run([*command, str(long)]))
        speeds.append(len(text.split()) / (whole - start))
        rows.append((name, f"{start:.2f}", f"{speeds[-1]:,.0f}"))
    print_table(f"a file of {len(text.split()):,} words", [*rows, ("ratio", "", ratio(speeds))])
    assert speeds[0] >= TIMES_PROSELINT * speeds[1]


HOSTILE = {
    "a word": "a",
    "should have": "should have ",
    "should have failed.": "should have failed. ",
    "we failed to": "we failed to check and ",
    "was was": "was not was ",
    "root cause": "the root cause of ",
    "quotes": '"',
    "single quotes": "'a ",
    "backticks": "`",
    "brackets": "[a](",
    "stops": ". ",
    "commas": "the engineer, ",
    "no spaces": "a.b/c-d_e",
    "no data was lost": "no data was lost ",
    "sorry if": "sorry if ",
    "if we had the": "if we had the ",
    "the outage was caused by": "the outage was caused by the ",
    "many things": "improve monitoring and ensure everyone was careful, sorry if any ",
}


def test_a_long_line(checker: Checker, print_table: PrintTable) -> None:
    rows, slowest = [("100 kB of", "ms", "findings")], 0.0
    for name, piece in HOSTILE.items():
        line = (piece * (100_000 // len(piece) + 1))[:100_000]
        begin = time.perf_counter()
        found = checker.check(line)
        took = 1000 * (time.perf_counter() - begin)
        slowest = max(slowest, took)
        rows.append((name, f"{took:.1f}", str(len(found))))
    print_table("a hostile line", rows)
    assert slowest < LONG_LINE_MS


def ratio(speeds: list[float]) -> str:
    return f"{speeds[0] / speeds[1]:.1f}"


def run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def seconds(work: Callable[[], None]) -> float:
    taken = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def docstrings() -> list[str]:
    """Those of the modules of the standard library, without its tests."""
    library = Path(ast.__file__).parent
    found = []
    for path in sorted([*library.glob("*.py"), *library.glob("[a-su-z]*/*.py")]):
        if re.search("site-packages|/test|idlelib|lib2to3", str(path)):
            continue
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        documented = [one for one in nodes if isinstance(one, DOCUMENTED)]
        found += [text for one in documented if (text := ast.get_docstring(one))]
    return found
