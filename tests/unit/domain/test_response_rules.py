"""Drastic actions with their hypotheses, and updates with what they promised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.drafts import Citation, Entry, EntryKind
from app.domain.moments import MINUTE_US, SECOND_US, Precision, TimeKind
from app.domain.practice.drastic import HYPOTHESIS, hypotheses_at, numbered, questions
from app.domain.practice.response import (
    DrasticAction,
    MilestoneKind,
    Outcome,
    ProcessCard,
    StatusUpdate,
)
from app.domain.practice.updates import Promise, followed, interval_of, minutes_words, quiet_times
from app.domain.timeline import CitedItem

WHOLE = DrasticAction(
    "a",
    "case",
    "Rolled back",
    10 * MINUTE_US,
    hypothesis="The release did it",
    expected="Errors fall within five minutes",
    risk="Ten minutes without orders",
    way_back="Release again",
    owner="incident lead",
    outcome=Outcome.OTHERWISE,
    seen="Errors stayed",
)


def told(minute: int, part: str = HYPOTHESIS) -> CitedItem:
    citation = Citation("c", "case", "a", 1, "", minute * MINUTE_US, part=part)
    return CitedItem(
        citation, "Chat", "", None, "", None, "“”", minute * MINUTE_US, Precision.SECOND, None
    )


def test_hypotheses_are_numbered_by_time() -> None:
    late, early = replace(WHOLE, id="x", at_us=50), replace(WHOLE, id="y", at_us=20)
    undated = replace(WHOLE, id="0", at_us=None, entry_id="e")
    assert [(one.name, one.action.id) for one in numbered([late, undated, early])] == [
        ("H-1", "y"),
        ("H-2", "x"),
        ("H-3", "0"),
    ]
    assert hypotheses_at([late, undated, early]) == {"e": ("H-3",)}


def test_nothing_is_asked_where_all_is_said() -> None:
    assert questions(WHOLE, [told(9)]) == ()


@pytest.mark.parametrize(
    ("field", "empty", "asks"),
    [
        ("hypothesis", "", "going on"),
        ("expected", " ", "have seen"),
        ("way_back", "", "way back"),
        ("owner", "", "owned this call"),
    ],
)
def test_what_is_not_said_is_asked(field: str, empty: str, asks: str) -> None:
    [asked] = questions(replace(WHOLE, **{field: empty}))
    assert asks in asked


def test_a_person_owns_the_call_also_where_a_tool_suggested_it() -> None:
    [asked] = questions(replace(WHOLE, owner="", tool_suggested=True))
    assert "a tool suggested" in asked


def test_a_hypothesis_from_after_the_action_is_questioned() -> None:
    [asked] = questions(WHOLE, [told(12)])
    assert "after the action" in asked
    assert questions(WHOLE, [told(12), told(9)]) == ()
    assert questions(WHOLE, [told(12, part="")]) == ()
    entry = Entry(
        "e", "case", "…", TimeKind.EXACT, 11 * MINUTE_US, None, Precision.MINUTE,
        EntryKind.HYPOTHESIS,
    )  # fmt: skip
    assert len(questions(WHOLE, [], entry)) == 1
    assert questions(WHOLE, [], replace(entry, kind=EntryKind.ROLLBACK)) == ()


def update(minute: int | None, promised: int | None = None, second: int = 0) -> StatusUpdate:
    return StatusUpdate(
        f"u{minute}",
        "case",
        "status",
        None if minute is None else minute * MINUTE_US + second * SECOND_US,
        next_us=None if promised is None else promised * MINUTE_US,
    )


def test_promises_are_held_against_what_came() -> None:
    given = [update(0, 20), update(20, 30, second=40), update(52, 60), update(None, 5)]
    found = [(one.promise, minutes_words(one.late_us)) for one in followed(given)]
    assert found == [
        (Promise.KEPT, "0 minutes"),
        (Promise.LATE, "22 minutes"),
        (Promise.NEVER, "0 minutes"),
        (Promise.NONE, "0 minutes"),
    ]


def test_silence_is_longer_than_the_interval() -> None:
    def at(minute: int) -> Entry:
        time = (TimeKind.EXACT, minute * MINUTE_US, None, Precision.MINUTE)
        return Entry(f"e{minute}", "case", "…", *time)

    marked = {MilestoneKind.DETECTED: at(0), MilestoneKind.RESOLVED: at(130)}
    given = [update(29), update(49, second=50), update(70), update(100)]
    found = quiet_times(given, 20, marked)
    assert [(one.from_us // MINUTE_US, one.to_us // MINUTE_US) for one in found] == [
        (0, 29),
        (49, 70),
        (70, 100),
        (100, 130),
    ]
    assert (found[0].first, found[-1].last) == (True, True)
    assert quiet_times(given, 30, marked) == ()
    assert quiet_times([], 20, marked) == ()


def test_nobody_has_to_be_told_more_once_all_is_resolved() -> None:
    time = (TimeKind.EXACT, 40 * MINUTE_US, None, Precision.MINUTE)
    marked = {MilestoneKind.RESOLVED: Entry("e", "case", "…", *time)}
    [found] = quiet_times([update(0), update(10), update(90), update(300)], 20, marked)
    assert (found.from_us, found.to_us) == (10 * MINUTE_US, 40 * MINUTE_US)


def test_a_promise_for_before_is_a_mistake_in_one_of_the_times() -> None:
    [one, _] = followed([update(50, 20), update(70)])
    assert one.promise is Promise.BACKWARDS


def test_the_interval_is_that_of_the_card() -> None:
    assert interval_of(None) == 20
    assert interval_of(ProcessCard("c", update_minutes=15)) == 15
