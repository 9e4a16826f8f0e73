"""The command about following through: lessons, similar cases, dates, what is open, measures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from app.casebook import Casebook
from app.cli.access import of_case
from app.cli.output import Output
from app.domain.practice.follow_through import FollowThrough, Line
from app.domain.practice.lessons import GOES_INTO_WORDS, LESSON_WORDS
from app.operations.practice import follow_up, lessons, metrics, similar


def follow_up_listed(asked: argparse.Namespace, output: Output) -> None:
    """Say what was learned in a case, what is open of it, and what all reviews show."""
    with of_case(asked, output) as (casebook, case):
        _tell_lessons(casebook, case.id, output)
        _tell_similar(casebook, case.id, output)
        _tell_open(follow_up.standing(casebook, case.id), output)
        for measure in metrics.of_casebook(casebook):
            words = "\n".join((f"{measure.title}: {measure.sentence}", *measure.lines))
            output.result({"kind": "measure", **asdict(measure)}, words)


def _tell_lessons(casebook: Casebook, case_id: str, output: Output) -> None:
    for lesson in lessons.lessons(casebook, case_id):
        fields = {**asdict(lesson), "kind": "lesson", "lesson": lesson.kind}
        goes = GOES_INTO_WORDS[lesson.goes_into]
        output.result(fields, f"{LESSON_WORDS[lesson.kind]}: {lesson.text} (goes into: {goes})")


def _tell_similar(casebook: Casebook, case_id: str, output: Output) -> None:
    for one in similar.similar(casebook, case_id):
        linked = None if one.link is None else one.link.why
        fields = {
            "kind": "similar",
            "case": one.case.id,
            "title": one.case.title,
            "reasons": list(one.reasons),
            "question": one.question,
            "linked": linked,
        }
        why = "; ".join(one.reasons if linked is None else (f"linked: {linked}", *one.reasons))
        output.result(fields, f"{one.case.title}: {why}")


def _tell_open(found: FollowThrough, output: Output) -> None:
    kinds: Sequence[tuple[str, Sequence[Line]]] = (
        ("date", found.dates),
        ("action", found.actions),
        ("effect not asked", found.unasked),
        ("lesson not carried", found.lessons),
    )
    for kind, lines in kinds:
        for line in lines:
            fields = {"kind": "open", "what": kind, **asdict(line)}
            output.result(fields, f"{kind}: {line.text} ({line.mark})")
    said = (found.actions_words, found.helped_words, found.guidance_words, found.structure_words)
    for sentence in said:
        output.say(sentence)
