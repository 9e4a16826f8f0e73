"""What stands in the timeline without evidence, and which parts of it nobody tells."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.practice.completeness import Presence, parts
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS
from app.lint.structure.record import CaseRecord, Found, StructuralRule


def _without_evidence(record: CaseRecord) -> Iterable[Found]:
    for entry in record.drafted.entries:
        if entry.text.strip() and entry.id not in record.drafted.cited:
            yield Found((record.thing(entry),), context=entry.text)


def _untold(record: CaseRecord) -> Iterable[Found]:
    if not record.drafted.entries:
        return
    for part in parts(record.drafted.entries, record.drafted.answers.values()):
        if part.presence is Presence.MISSING:
            kind = KIND_WORDS[part.kind].lower()
            yield Found(
                (), f"No entry tells of {kind}. Who did it and when, or why was there none?", kind
            )


def _raised(record: CaseRecord) -> Iterable[Found]:
    for raised in record.raised:
        was, now = CERTAINTY_WORDS[raised.before], CERTAINTY_WORDS[raised.now]
        yield Found(
            (record.thing(raised.row),),
            f"It was “{was}” and is “{now}” now, and cites nothing new. What made it surer?",
            now,
        )


RULES = (
    StructuralRule(
        "entry-without-evidence",
        "An entry cites no evidence.",
        "What shows it? Or who remembers it, so that it stays marked as their account?",
        "timeline",
        "entries without evidence",
        _without_evidence,
    ),
    StructuralRule(
        "part-not-told",
        "A part of the course of events is not told.",
        "",
        "timeline",
        "detection, escalation, mitigation, rollback and communication that nobody tells",
        _untold,
    ),
    StructuralRule(
        "certainty-raised",
        "It is called surer than before, and cites nothing new.",
        "",
        "timeline",
        "certainty that rose without new evidence",
        _raised,
    ),
)
