"""The glossary tells eight words apart from trust repair, in two sentences each."""

from __future__ import annotations

import re

from app.operations import glossary

EIGHT = {
    "Psychological safety",
    "Credibility",
    "Accountability",
    "Organisational justice",
    "Transparency",
    "Leader–member exchange",
    "Conflict resolution",
    "Post-mortem learning",
}


def test_all_eight_are_there_each_in_two_sentences() -> None:
    terms = glossary.terms()
    assert {each.term for each in terms} == EIGHT
    assert len({each.id for each in terms}) == len(terms) == 8
    for each in terms:
        for sentence in (each.means, each.apart):
            assert re.fullmatch(r"[A-Z][^.]+\.", sentence)
        assert "trust repair" in each.apart
