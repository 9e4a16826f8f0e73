"""The command that lists decision points, what each cites, and what of it is hindsight."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from zoneinfo import ZoneInfo

from app.cli.access import of_case
from app.cli.output import Fields, Output
from app.domain.moments import day, zone_named
from app.domain.practice.context import NOW, THEN
from app.domain.practice.context_rules import (
    FIELD_WORDS,
    Explained,
    hindsight_words,
    moment_clock,
    questions,
)
from app.operations.practice import context


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print the decision points in order of time, with what is worth asking about each."""
    with of_case(asked, output) as (casebook, case):
        found = context.points(casebook, case.id)
    for one in found:
        output.result(_fields(one, zone_named(case.zone)), _words(one, zone_named(case.zone)))


def _fields(one: Explained, zone: ZoneInfo) -> Fields:
    cited = [
        {
            "field": item.citation.part,
            "item": item.citation.item_id,
            "quote": item.quote,
            "hindsight": _late(one, item.citation.id, zone),
        }
        for item in one.cited
    ]
    asked = questions(one.point, one.cited)
    return {"thing": "decision", **asdict(one.point), "cited": cited, "questions": asked}


def _words(one: Explained, zone: ZoneInfo) -> str:
    point, when = one.point, "time not stated"
    if point.at_us is not None:
        when = f"{day(point.at_us, zone)} {moment_clock(point.at_us, zone)}"
    lines = ["  ".join(part for part in (when, point.title or "(no title)", point.role) if part)]
    for name in (*THEN, NOW):
        text = " ".join(point.said(name).split())
        lines += [f"    {FIELD_WORDS[name]}: {text}"] if text else []
        late = (_late(one, item.citation.id, zone) for item in one.of(name))
        lines += [f"      ! {sentence}" for sentence in late if sentence]
    lines += [f"    ? {question}" for question in questions(point, one.cited)]
    return "\n".join(lines)


def _late(one: Explained, citation_id: str, zone: ZoneInfo) -> str:
    found = one.hindsight.get(citation_id)
    return "" if found is None else hindsight_words(found, one.point.at_us or 0, zone)
