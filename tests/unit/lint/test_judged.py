"""How the shipped rules agree with labelled sentences of our own, and what they leave in peace.

`make bench` prints the figures of each group. Here they are held: below them, a change of a rule
or of the engine has cost more than it gave.
"""

from __future__ import annotations

import json

import pytest

from app.domain.candour.findings import Group
from app.lint.checker import Checker
from app.lint.rule_files import shipped
from tests.judged import OWN, judge, sentences


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(shipped())


@pytest.mark.parametrize("kind", ["sentences", "sentences-2"])
def test_the_rules_agree_with_people(kind: str, checker: Checker) -> None:
    judgement = judge(checker, sentences(OWN / kind))
    assert judgement.whole.precision >= 0.92
    assert judgement.whole.recall >= 0.90
    for group, score in judgement.scores.items():
        assert min(score.precision, score.recall) >= 0.85, group
    assert judgement.flagged <= 0.05 * judgement.traps


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_sentences_and_traps_of_its_own(group: Group) -> None:
    text = (OWN / "sentences" / f"{group}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert sum(group in row["labels"] for row in rows) >= 40
    assert sum(row["trap"] for row in rows) >= 40
