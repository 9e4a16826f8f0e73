"""What a review says of how the incident was led: finished words, nothing smoothed over."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import Certainty, Entry, EntryKind
from app.domain.moments import UTC_ZONE, zone_named
from app.domain.notes import Notes
from app.domain.practice.entry_ties import said
from app.domain.practice.response import (
    DrasticAction,
    Milestone,
    MilestoneKind,
    Outcome,
    ProcessCard,
    StatusUpdate,
)
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.response_section import (
    ResponseSection,
    response_section,
    stakeholder_times,
)
from app.domain.review import review_of
from app.domain.timeline import CitedEntry
from tests.unit.review_samples import CASE, NOW, at, cited, entry

DAY = "2024-03-30"
STARTED = entry("Errors began", f"{DAY} 02:41", certainty=Certainty.PROBABLE)
DETECTED = entry("Alert", kind=EntryKind.DETECTION, certainty=Certainty.CONFIRMED)
DETECTED_QUOTE = cited(1, "ALERT")


def of(record: ResponseRecord, zone=UTC_ZONE, **hanging) -> ResponseSection:
    return response_section(record, hanging, Notes(zone), zone)


def mark(kind: MilestoneKind, marked: Entry) -> Milestone:
    return Milestone(kind, "case", kind, marked.id)


RECORD = ResponseRecord(
    entries=[STARTED, DETECTED],
    milestones=[mark(MilestoneKind.STARTED, STARTED), mark(MilestoneKind.DETECTED, DETECTED)],
)


def test_where_nothing_is_recorded_there_is_nothing_to_show() -> None:
    assert not of(ResponseRecord())


def test_a_time_tells_its_ends_how_sure_they_are_and_their_evidence() -> None:
    [row] = of(RECORD, **{DETECTED.id: [DETECTED_QUOTE]}).times
    assert (row.label, row.text) == ("Time to detect", "5 minutes")
    assert row.basis == f"from started ({DAY} 02:41) to detected ({DAY} 02:46:58)"
    assert row.marks == ("started: probable, detected: confirmed",)
    assert row.notes == (1,)
    [fact] = stakeholder_times(RECORD)
    assert (fact.label, fact.text) == (
        "Time to detect",
        "5 minutes (started: probable, detected: confirmed)",
    )


def test_a_private_entry_leaves_no_time_behind() -> None:
    """An export hands over no private entries; their marks then point at nothing."""
    assert of(replace(RECORD, entries=[DETECTED])).times == ()


def test_what_the_timeline_lacks_is_said() -> None:
    late = entry("Rolled back", f"{DAY} 03:20", kind=EntryKind.ROLLBACK)
    section = of(replace(RECORD, entries=[STARTED, DETECTED, late]))
    assert section.parts == (
        "Detection: 1 entry tells it.",
        "Escalation: not in the timeline, and nobody has said that there was none.",
        "Mitigation: not in the timeline, and nobody has said that there was none.",
        "Rollback: 1 entry tells it.",
        "Communication: not in the timeline, and nobody has said that there was none.",
    )
    assert section.silences == (
        "Nothing is told for 34 minutes, from 02:46 on 2024-03-30 to 03:20.",
    )


def test_an_action_is_told_with_what_nobody_stated() -> None:
    action = DrasticAction(
        "a",
        "case",
        "Restarted the primary",
        at(f"{DAY} 02:56"),
        hypothesis="Memory is exhausted",
        owner="incident lead",
        tool_suggested=True,
        outcome=Outcome.OTHERWISE,
        seen="Errors stayed",
        certainty=Certainty.CONFIRMED,
    )
    [row] = of(ResponseRecord(actions=[action]), zone_named("Europe/Berlin")).actions
    assert (row.name, row.time, row.utc) == ("H-1", f"{DAY} 03:56", "02:56 UTC")
    assert row.marks == ("confirmed", "no evidence cited")
    assert {fact.label: fact.text for fact in row.facts} == {
        "Hypothesis": "Memory is exhausted",
        "Expected, if right": "not stated",
        "Risk, if wrong": "not stated",
        "Way back": "not stated",
        "Owned the call": "incident lead; a tool suggested it",
        "Then seen": "otherwise than expected: Errors stayed",
    }


def test_promises_that_were_not_kept_stay_visible() -> None:
    def update(clock: str, promised: str = "") -> StatusUpdate:
        next_us = at(f"{DAY} {promised}") if promised else None
        when = at(f"{DAY} {clock}")
        return StatusUpdate(clock, "case", "We don't know yet", when, next_us=next_us)

    given = [update("03:15", "03:30"), update("03:52", "04:10"), update("04:10", "04:30")]
    section = of(replace(RECORD, updates=given, card=ProcessCard("c", update_minutes=15)))
    assert [(row.promise, row.broken) for row in section.updates] == [
        ("Next promised for 03:30; the next came at 03:52, 22 minutes late.", True),
        ("Next promised for 04:10; the next came at 04:10.", False),
        ("Next promised for 04:30; no later update is recorded.", True),
    ]
    assert section.quiet == (
        "No update for 29 minutes before the first update, from 02:46 on 2024-03-30 to 03:15; "
        "the interval is 15 minutes.",
        "No update for 37 minutes, from 03:15 on 2024-03-30 to 03:52; the interval is 15 minutes.",
        "No update for 18 minutes, from 03:52 on 2024-03-30 to 04:10; the interval is 15 minutes.",
    )
    assert section.updates[0].status == "We don't know yet"


def test_the_timeline_of_a_review_names_marks_and_hypotheses() -> None:
    action = DrasticAction("a", "case", "Restart", at(f"{DAY} 02:50"), entry_id=DETECTED.id)
    entries = said([CitedEntry(STARTED), CitedEntry(DETECTED)], RECORD.milestones, [action])
    assert [each.said for each in entries] == [
        ("marked as started",),
        ("marked as detected", "hypothesis H-1"),
    ]
    [day] = review_of(CASE, entries, [], NOW).timeline
    told = ["confirmed", "marked as detected", "hypothesis H-1", "no evidence cited"]
    assert list(day.rows[1].marks) == told
