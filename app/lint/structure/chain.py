"""A chain that explains too little, and context that explains too much."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.practice.chain import FactorSide
from app.domain.practice.chain_rules import Thin
from app.domain.practice.context_rules import hindsight_words
from app.domain.review_words import counted
from app.lint.structure.record import CaseRecord, Found, StructuralRule


def _without_evidence(record: CaseRecord) -> Iterable[Found]:
    for factor in record.drafted.factors:
        if factor.text.strip() and factor.id not in record.drafted.cited:
            yield Found((record.thing(factor),), context=factor.text)


def _only_one(record: CaseRecord) -> Iterable[Found]:
    factors = record.drafted.factors
    if len(factors) == 1:
        yield Found((record.thing(factors[0]),), context=factors[0].text)


def _none_organisational(record: CaseRecord) -> Iterable[Found]:
    factors = record.drafted.factors
    if factors and not any(one.side is FactorSide.ORGANISATIONAL for one in factors):
        yield Found((), context=counted(len(factors), "factor"))


def _explained_later(record: CaseRecord) -> Iterable[Found]:
    for explained in record.explained:
        at_us = explained.point.at_us
        if not explained.hindsight or at_us is None:
            continue
        doubts = dict.fromkeys(
            hindsight_words(doubt, at_us, record.zone) for doubt in explained.hindsight.values()
        )
        yield Found(
            (record.thing(explained.point),),
            f"{' '.join(doubts)} Does it belong under what is known now?",
            " ".join(sorted(explained.hindsight)),
        )


RULES = (
    StructuralRule(
        "factor-without-evidence",
        "A factor cites no evidence.",
        Thin.NOT_CITED.value,
        "chain",
        "factors without evidence",
        _without_evidence,
    ),
    StructuralRule(
        "one-factor",
        "One factor alone stands as the cause.",
        Thin.ONLY_ONE.value,
        "chain",
        "a single factor",
        _only_one,
    ),
    StructuralRule(
        "no-organisational-factor",
        "No factor is organisational.",
        Thin.NOTHING_ORGANISATIONAL.value,
        "chain",
        "a chain without anything organisational",
        _none_organisational,
    ),
    StructuralRule(
        "explained-by-later-knowledge",
        "A decision is explained by what was known only later.",
        "",
        "context",
        "decisions explained by what was known only later",
        _explained_later,
    ),
)
