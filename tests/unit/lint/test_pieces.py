"""A text that is checked piece by piece, as fields are, gives what checking all of it gives."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.candour.findings import Finding, Scope
from app.lint.checker import Checker
from app.lint.rule_files import shipped
from app.ui.marking.pieces import Pieces, pieces

CHECKER = Checker(shipped())
SAMPLES = (
    "The outage came down to human error.",
    "The on-call engineer should have noticed. Obviously.",
    "She wrote “we take this\n\nseriously and it was human error” at 02:14.",
    "- be more careful\n- improve monitoring going forward",
    "```\nhuman error\n\nhuman error\n```",
    "We are sorry if you were affected, but mistakes were made.",
    "»It was human error«, «nobody noticed\n\nobviously» they said.",
    "The pod failed to start. \U0001f642 The root cause was a bad deploy.",
    "It was disabled.\nNobody knows by whom",
)


def both_ways(text: str, scope: Scope) -> tuple[list[Finding], list[Finding]]:
    known = Pieces()
    known.learn({piece: CHECKER.check(piece, scope) for piece in known.read(text)})
    assert known.read(text) == [], "every piece is known now"
    apart = [
        replace(one, start=one.start + begins, end=one.end + begins)
        for begins, one in known.findings()
    ]
    return apart, CHECKER.check(text, scope)


@pytest.mark.parametrize("seed", range(40))
def test_pieces_give_what_the_whole_gives(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  repeatable, no secret
    gaps = ("\n\n", "\n \t\n", "\n\n\n")
    parts = chance.choices(SAMPLES, k=6)
    text = "".join(part + chance.choice(gaps) for part in parts)
    apart, whole = both_ways(text, Scope.CLAIM)
    assert apart == whole
    assert whole
    for start, piece in pieces(text):
        assert text.startswith(piece, start)


def test_so_it_is_in_a_whole_review() -> None:
    review = Path(__file__).parents[2] / "data/lint/review.md"
    apart, whole = both_ways(review.read_text(encoding="utf-8"), Scope.FILE)
    assert apart == whole
    assert whole
