"""Trust that is spoken of instead of worked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.candour.case_findings import Thing
from app.domain.candour.places import CASE_FIELDS
from app.domain.practice.corrective import ActionKind
from app.lint.structure.record import CaseRecord, Found, StructuralRule

_SAYS_SORRY = re.compile(r"\b(?:sorry|apolog(?:y|ies|i[sz]e[ds]?|i[sz]ing))\b", re.IGNORECASE)
_REPAIRED = re.compile(
    r"\btrust (?:has been|is|was|now is) (?:fully |now )*(?:restored|repaired|rebuilt|back)\b"
    r"|\b(?:restored|repaired|rebuilt|regained) (?:their|the|all|full|customers['’]?)? ?trust\b",
    re.IGNORECASE,
)
_CHANGES = {ActionKind.IMMEDIATE, ActionKind.SYSTEMIC}


def _saying(record: CaseRecord, words: re.Pattern[str]) -> Iterator[tuple[Thing, str]]:
    case = record.drafted.case
    for field in CASE_FIELDS:
        text = getattr(case, field)
        if words.search(text):
            yield record.thing(case, field), text


def _apology_alone(record: CaseRecord) -> Iterable[Found]:
    if any(action.kind in _CHANGES for action in record.plan.pursued):
        return
    if record.drafted.case.changes.strip():
        return
    for thing, text in _saying(record, _SAYS_SORRY):
        yield Found((thing,), context=text)


def _called_repaired(record: CaseRecord) -> Iterable[Found]:
    for thing, text in _saying(record, _REPAIRED):
        yield Found((thing,), context=text)


RULES = (
    StructuralRule(
        "apology-without-change",
        "There is an apology, and nothing in operations changes.",
        "What will work differently, from when, and who would notice if it did not?",
        "review",
        "an apology without operational change",
        _apology_alone,
    ),
    StructuralRule(
        "trust-called-repaired",
        "Trust is called repaired.",
        "Who says so, and by which sign that others can observe?",
        "review",
        "trust called repaired",
        _called_repaired,
    ),
)
