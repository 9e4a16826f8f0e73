"""How fast names are found, how fast a document passes the gate, and how often it errs."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

from app.domain.leaks import PrivateText, Secrets
from app.domain.names import NameFinder
from app.domain.people import AliasKind, KnownName
from app.exporters.leak_gate import leaks
from tests.benchmarks.conftest import PrintTable
from tests.unit.domain.short_names import FIRST_FIFTY, SECOND_FIFTY

LETTERS = 1_000_000
ENTRIES = 2_000
_WORDS = (
    "the queue was full and orders waited, page 12 of the log said: 503 from checkout-7f9c4 at "
    "14:03:22Z; max_connections reached, we will mark it and may retry möglichst bald"
)


def _people(chance: random.Random, count: int) -> list[KnownName]:
    def word() -> str:
        return "".join(chance.choice("bdfklmnprst") + chance.choice("aeiou") for _ in range(3))

    return [
        KnownName(f"{word().title()} {word().title()}", AliasKind.NAME, f"{at}", f"role {at}")
        for at in range(count)
    ]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def test_names_and_gate(print_table: PrintTable, shared: Path):
    chance = random.Random(412)  # noqa: S311  repeatable, no secret
    names = _people(chance, 100)
    words = [*_WORDS.split(), *(name.text for name in names[:3])]
    text = " ".join(chance.choices(words, k=LETTERS // 5))[:LETTERS]
    finder = NameFinder(names)
    document, raw = Document(), io.BytesIO()
    for _ in range(ENTRIES):
        document.add_paragraph(" ".join(chance.choices(_WORDS.split(), k=40)))
    document.save(raw)
    secrets = Secrets(tuple(names), tuple(PrivateText(_WORDS[at:] * 3, "notes") for at in (9,)))

    rows = [
        ("what", "measured"),
        ("100 names in 1 MB", f"{_seconds(lambda: finder.find(text)):.2f} s"),
        (
            "the same in plain ASCII",
            f"{_seconds(lambda: finder.find(text.replace('ö', 'o'))):.2f} s",
        ),
        (f"gate, Word, {ENTRIES:,} entries", f"{_seconds(lambda: _gate(raw, secrets)):.2f} s"),
    ]
    for label, fifty in (("first", FIRST_FIFTY), ("second", SECOND_FIFTY)):
        alarms, reports = _alarms(fifty, shared / "evidence" / "postmortems")
        rows.append((f"alarms, {label} 50 short names", f"{alarms} in {reports} reports"))
    print_table("Names", rows)


def _gate(raw: io.BytesIO, secrets: Secrets) -> None:
    leaks(raw.getvalue(), "docx", "Review.docx", secrets)


def _alarms(names: list[str], folder: Path) -> tuple[int, int]:
    finder = NameFinder(KnownName(name, AliasKind.NAME, name, "x") for name in names)
    reports = [path for path in folder.glob("*/source.*") if path.suffix in (".md", ".txt")]
    found = [len(finder.find(path.read_text(encoding="utf-8"))) for path in reports]
    return sum(found), len(reports)
