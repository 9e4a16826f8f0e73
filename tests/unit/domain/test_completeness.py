"""What a timeline lacks: parts that nobody told and nobody said were absent, and long silences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import Entry, EntryKind
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.domain.practice.completeness import (
    EXPECTED,
    SHORTEST_SILENCE_US,
    SHOWN,
    Presence,
    ends,
    item_of,
    parts,
    silences,
)
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.response import MilestoneKind


def entry(minute: int, until: int | None = None, kind: EntryKind = EntryKind.SIGNAL) -> Entry:
    return Entry(
        f"{minute}-{until}-{kind}",
        "case",
        "text",
        TimeKind.EXACT if until is None else TimeKind.RANGE,
        minute * MINUTE_US,
        None if until is None else until * MINUTE_US,
        Precision.MINUTE,
        kind,
    )


def said(kind: EntryKind, text: str, state: AnswerState = AnswerState.ABSENT) -> PlaybookAnswer:
    return PlaybookAnswer(kind, "case", item_of(kind), state, text)


def test_a_part_is_told_said_to_be_absent_or_missing() -> None:
    told = entry(3, kind=EntryKind.DETECTION)
    found = parts(
        [told, entry(4)],
        [
            said(EntryKind.ROLLBACK, "Nothing had been released."),
            said(EntryKind.ESCALATION, " "),
            said(EntryKind.COMMUNICATION, "Later", AnswerState.OPEN),
            said(EntryKind.DETECTION, "Nobody noticed."),
        ],
    )
    assert [part.kind for part in found] == list(EXPECTED)
    here = {part.kind: part for part in found}
    assert here[EntryKind.DETECTION].entry_ids == (told.id,)
    assert here[EntryKind.DETECTION].presence is Presence.PRESENT
    assert here[EntryKind.ROLLBACK].presence is Presence.SAID_ABSENT
    assert here[EntryKind.ROLLBACK].reason == "Nothing had been released."
    for kind in (EntryKind.ESCALATION, EntryKind.MITIGATION, EntryKind.COMMUNICATION):
        assert here[kind].presence is Presence.MISSING


def test_a_long_silence_stands_out_and_the_usual_distance_does_not() -> None:
    found = silences([entry(at) for at in (0, 5, 11, 14, 40, 45)], {})
    assert [(one.from_us, one.to_us) for one in found] == [(14 * MINUTE_US, 40 * MINUTE_US)]


def test_a_step_that_took_its_time_is_no_silence_and_a_state_does_not_fill_one() -> None:
    assert silences([entry(0), entry(2, 50), entry(52)], {}) == ()
    [found] = silences([entry(0), entry(2, 50), entry(10), entry(48), entry(52)], {})
    assert (found.from_us, found.to_us) == (10 * MINUTE_US, 48 * MINUTE_US)


def test_only_the_incident_counts() -> None:
    all_entries = [entry(at) for at in (-600, 0, 4, 9, 30, 33, 900)]
    marked = {MilestoneKind.STARTED: all_entries[1], MilestoneKind.RESOLVED: all_entries[-2]}
    [found] = silences(all_entries, marked)
    assert (found.after, found.before) == (all_entries[3], all_entries[4])


def test_an_empty_or_undated_timeline_has_no_ends() -> None:
    undated = Entry("u", "case", "text")
    assert ends([undated]) is None
    assert silences([undated], {}) == ()
    assert silences([], {}) == ()
    first, last = ends([entry(8), undated, entry(1, 20), entry(3)]) or (None, None)
    assert (first, last) == (entry(1, 20), entry(1, 20))


@given(st.lists(st.tuples(st.integers(0, 500), st.none() | st.integers(0, 60)), max_size=30))
def test_nothing_is_told_within_a_silence(times: list[tuple[int, int | None]]) -> None:
    entries = [entry(at, None if length is None else at + length) for at, length in times]
    found = silences(entries, {})
    assert len(found) <= SHOWN
    for silence in found:
        assert silence.length_us >= SHORTEST_SILENCE_US
        for each in entries:
            for moment in (each.start_us, each.end_us):
                assert moment is None or not silence.from_us < moment < silence.to_us
