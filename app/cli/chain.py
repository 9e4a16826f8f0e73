"""The command that lists the failure chain: factors, links, loops, ladders of whys."""

from __future__ import annotations

import argparse

from app.cli.access import of_case
from app.cli.output import Fields, Output
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.chain_words import PART_WORDS, link_words
from app.domain.practice.failure_chain import FailureChain
from app.operations.practice import chain


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print the chain, and what is thin in it as questions."""
    with of_case(asked, output) as (casebook, case):
        found = chain.chain(casebook, case.id)
        questions = chain.asked(casebook, case.id, found)
    for factor in found.factors:
        fields = _factor_fields(found, factor)
        words = f"{fields['number']}  {PART_WORDS[factor.part]}  {factor.text or '(not written)'}"
        output.result(fields, words)
    for link in found.links:
        output.result(_link_fields(found, link), f"    {_link_words(found, link)}")
    for loop in found.loops:
        numbers = [found.number(one) for one in loop.factor_ids]
        told = f"    loop: {' → '.join([*numbers, numbers[0]])}"
        output.result(
            {"thing": "loop", "factors": numbers, "feeds_itself": loop.feeds_itself}, told
        )
    for ladder in found.ladders:
        steps = [{"text": step.text, "factor_id": step.factor_id} for step in ladder.steps]
        output.result(
            {"thing": "ladder", "steps": steps}, "\n    ← ".join(step.text for step in ladder.steps)
        )
    for question in questions:
        about = found.number(question.about) if question.about in found.by_id else ""
        asked_of = {"thing": "question", "about": question.about, "question": question.text}
        output.result(asked_of, f"? {about} {question.text}".replace("  ", " "))


def _factor_fields(found: FailureChain, factor: Factor) -> Fields:
    return {
        "thing": "factor",
        "id": factor.id,
        "number": found.number(factor.id),
        "text": factor.text,
        "part": factor.part,
        "side": factor.side,
        "nature": factor.nature,
        "why_open": factor.why_open,
        "certainty": factor.certainty,
        "weighed_most": found.is_marked(factor.id),
        "items": [cited.citation.item_id for cited in found.cited[factor.id]],
        "closed_by": list(found.closing(factor.id)),
    }


def _link_fields(found: FailureChain, link: FactorLink) -> Fields:
    return {
        "thing": "link",
        "id": link.id,
        "from": found.number(link.from_id),
        "to": found.number(link.to_id),
        "kind": link.kind,
        "sign": link.sign,
        "note": link.note,
        "certainty": link.certainty,
        "closed_by": list(found.closing(link.id)),
    }


def _link_words(found: FailureChain, link: FactorLink) -> str:
    return link_words(found.number(link.from_id), link.kind, link.sign, found.number(link.to_id))
