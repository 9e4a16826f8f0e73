"""Labelled sentences, and how well a checker agrees with their labels.

A line of such a file: the sentence, the groups that a careful reader would flag (``labels``),
those on which two readers might differ (``maybe``, counted neither way), whether it is a ``trap``
(nothing is to be flagged), and the ``field`` it stands in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.candour.findings import Group, Scope
from app.lint.checker import Checker

OWN = Path(__file__).parent / "data" / "lint"
GIVEN = Path(__file__).parents[2] / "shared" / "evidence" / "language" / "sentences.jsonl"
SCOPES = {"": Scope.FILE, "action": Scope.ACTION, "confirmed": Scope.CONFIRMED}


def sentences(*paths: Path) -> list[dict[str, Any]]:
    """The firm rows of these files; of a folder, those of every file in it."""
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) or [path])]
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    rows = (json.loads(line) for line in lines if line.strip())
    return [row for row in rows if not row.get("doubtful")]


@dataclass
class Score:
    """How often a group was found where it is (``hit``), where it is not, and missed."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0


@dataclass
class Judgement:
    """The scores of each group, and of the traps how many were flagged."""

    scores: dict[Group, Score] = field(default_factory=dict)
    traps: int = 0
    flagged: int = 0

    @property
    def whole(self) -> Score:
        every = self.scores.values()
        return Score(
            sum(one.hit for one in every),
            sum(one.wrong for one in every),
            sum(one.missed for one in every),
        )


def judge(
    checker: Checker, rows: Iterable[dict[str, Any]], groups: Sequence[Group] = tuple(Group)
) -> Judgement:
    """Compare what a checker finds with the labels, over these groups."""
    judgement = Judgement()
    counts: Counter[tuple[Group, str]] = Counter()
    for row in rows:
        found = {one.group for one in checker.check(row["sentence"], SCOPES[row.get("field", "")])}
        if row["trap"]:
            judgement.traps += 1
            judgement.flagged += bool(found)
        for group in groups:
            if group in row["labels"]:
                counts[group, "hit" if group in found else "missed"] += 1
            elif group in found and group not in row.get("maybe", ()):
                counts[group, "wrong"] += 1
    judgement.scores = {
        group: Score(counts[group, "hit"], counts[group, "wrong"], counts[group, "missed"])
        for group in groups
    }
    return judgement
