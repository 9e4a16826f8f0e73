"""What the review says of decisions: the moment and today apart, with notes, marks and gaps."""

from __future__ import annotations

from app.domain.drafts import Certainty, Citation
from app.domain.moments import MINUTE_US, UTC_ZONE, Precision
from app.domain.notes import Notes
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.practice.context_rules import Doubt, Explained, Hindsight
from app.domain.practice.context_section import context_section
from app.domain.timeline import CitedItem

AT = 1_711_756_800_000_000 + 175 * MINUTE_US  # 2024-03-30T02:55Z


def cited(number: int, part: str) -> CitedItem:
    citation = Citation(f"c{number}", "c", "p", number, "", AT, part=part)
    return CitedItem(
        citation, "log", "", None, "", number, f"line {number}", AT, Precision.SECOND, None
    )


def test_then_and_now_stand_apart_each_with_its_notes() -> None:
    point = DecisionPoint(
        "p",
        "c",
        "Restart?",
        AT,
        "on-call",
        saw="Alerts.",
        known_now="No limit.",
        certainty=Certainty.PROBABLE,
    )
    late = {"c2": Hindsight(Doubt.LATER, AT + 33 * MINUTE_US)}
    one = Explained(point, (cited(1, "saw"), cited(2, "believed"), cited(3, NOW)), late)
    notes = Notes(UTC_ZONE)
    section = context_section([one], notes, UTC_ZONE)
    (row,) = section.rows
    assert (row.time, row.title, row.role, row.marks) == (
        "2024-03-30 02:55",
        "Restart?",
        "on-call",
        ("probable",),
    )
    assert [(line.label, line.text, line.notes) for line in row.then] == [
        ("What they saw", "Alerts.", (1,)),
        ("What they believed", "", (2,)),
    ]
    assert row.then[1].marks == ("no imported item shows it known before 03:28 (note 2)",)
    assert [(line.text, line.notes) for line in row.now] == [("No limit.", (3,))]
    assert section.open == (
        "Why it made sense is not written: 1 of 1 decision",
        "Later evidence stands among what was known: 1 of 1 decision",
    )
    assert len(notes.listed) == 3


def test_a_bare_decision_says_what_it_lacks_and_none_gives_nothing() -> None:
    section = context_section([Explained(DecisionPoint("p", "c", ""))], Notes(UTC_ZONE), UTC_ZONE)
    (row,) = section.rows
    assert (row.time, row.title) == ("time not stated", "Untitled decision")
    assert row.marks == ("not yet judged", "no evidence cited")
    assert row.then == row.now == ()
    assert len(section.open) == 4
    assert not context_section([], Notes(UTC_ZONE), UTC_ZONE)
