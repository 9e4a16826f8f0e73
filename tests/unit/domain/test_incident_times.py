"""Times to detect and to mitigate: ranges where a time is one, and questions, never guesses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import Case, CaseKind, Entry
from app.domain.moments import MINUTE_US, UTC_ZONE, EventTime, Precision, TimeKind, parse_event_time
from app.domain.practice.incident_times import (
    Lapse,
    header_questions,
    lapse_between,
    lapse_words,
    marked_entries,
    measures,
    minute_words,
    order_questions,
)
from app.domain.practice.response import Milestone, MilestoneKind

START_US = 1_711_756_800_000_000  # 2024-03-30T00:00:00Z
HOUR_US = 60 * MINUTE_US


def typed(text: str) -> EventTime:
    return parse_event_time(text, UTC_ZONE, START_US)


def entry(name: str, text: str) -> Entry:
    time = typed(text)
    return Entry(name, "case", name, time.kind, time.start_us, time.end_us, time.precision)


def marked(**times: str):
    kinds = {MilestoneKind(name): text for name, text in times.items()}
    marks = [Milestone(kind, "case", kind, kind) for kind in kinds]
    return marked_entries(marks, [entry(kind, text) for kind, text in kinds.items()])


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("02:46", "02:50", "4 minutes"),
        ("02:46:58", "02:50:10", "3 min 12 s"),
        ("02:46", "02:50:59", "4 minutes"),
        ("02:46", "02:46:40", "less than a minute"),
        ("~02:46", "02:50", "about 4 minutes"),
        ("02:46", "02:50/02:55", "4–9 minutes"),
        ("~02:46", "02:50/02:55", "about 4–9 minutes"),
        ("02:40/02:50", "02:45", "at most 5 minutes"),
        ("~02:46", "02:45/02:50", "at most 4 minutes, as far as is known"),
        ("02:40", "04:00", "1 h 20 min"),
        ("02:40", "03:30/04:00", "50 minutes to 1 h 20 min"),
        ("02:50", "02:40", "10 minutes before"),
        ("~02:50", "02:40", "about 10 minutes before"),
        ("2024-03-29", "02:40", "2 h 40 min to 1 d 2 h 40 min"),
        ("02:40", "unknown", None),
    ],
)
def test_a_length_is_told_as_finely_as_its_ends(first: str, then: str, words: str | None) -> None:
    lapse = lapse_between(typed(first), typed(then))
    assert (None if lapse is None else lapse_words(lapse)) == words


def test_other_readers_get_minutes() -> None:
    lapse = lapse_between(typed("02:46:58"), typed("02:50:10"))
    assert lapse is not None
    assert minute_words(lapse) == "3 minutes"


_FINE = (Precision.SECOND, Precision.MINUTE, Precision.MILLISECOND)


@st.composite
def times(draw: st.DrawFn, fineness: tuple[Precision, ...] = _FINE) -> EventTime:
    kind = draw(st.sampled_from([TimeKind.EXACT, TimeKind.ABOUT, TimeKind.RANGE]))
    fine = draw(st.sampled_from(fineness))
    start = START_US + draw(st.integers(0, 3 * HOUR_US // fine.step_us)) * fine.step_us
    length = draw(st.integers(0, HOUR_US // fine.step_us)) * fine.step_us
    end = start + length if kind is TimeKind.RANGE else None
    return EventTime(kind, start, end, fine)


@given(times(), times(), st.data())
def test_whatever_the_ends_may_mean_lies_within_the_length(
    first: EventTime, then: EventTime, data: st.DataObject
) -> None:
    lapse = lapse_between(first, then)
    assert lapse is not None
    assert lapse.shortest_us <= lapse.longest_us
    one = data.draw(st.integers(first.start_us or 0, first.latest_us or 0))
    other = data.draw(st.integers(then.start_us or 0, then.latest_us or 0))
    unit = lapse.fine.step_us
    between = other // unit * unit - one // unit * unit
    assert lapse.shortest_us <= between <= lapse.longest_us
    assert lapse.about == (TimeKind.ABOUT in (first.kind, then.kind))


@given(times(), times())
def test_a_length_between_moments_is_never_told_finer_than_they_were(
    first: EventTime, then: EventTime
) -> None:
    lapse = lapse_between(first, then)
    assert lapse is not None
    if Precision.MINUTE in (first.precision, then.precision):
        assert " s" not in lapse_words(lapse)
    assert " s" not in minute_words(lapse)
    if first.kind is then.kind is TimeKind.EXACT:
        assert lapse.shortest_us == lapse.longest_us
        assert "–" not in lapse_words(lapse)
    if lapse.about:
        assert "about" in lapse_words(lapse) or "as far as is known" in lapse_words(lapse)


@given(st.lists(times((Precision.SECOND,)), min_size=3, max_size=3))
def test_the_parts_of_a_time_are_never_longer_than_the_whole(three: list[EventTime]) -> None:
    first, middle, last = three
    one, two = lapse_between(first, middle), lapse_between(middle, last)
    whole = lapse_between(first, last)
    assert one is not None
    assert two is not None
    assert whole is not None
    assert one.shortest_us + two.shortest_us <= whole.longest_us
    assert one.longest_us + two.longest_us >= whole.shortest_us


def test_the_four_times_are_measured_as_far_as_their_ends_are_marked() -> None:
    times = marked(started="02:40", detected="02:47", mitigated="~03:10")
    words = {one.kind: one.lapse and lapse_words(one.lapse) for one in measures(times)}
    assert words == {
        MilestoneKind.DETECTED: "7 minutes",
        MilestoneKind.ACKNOWLEDGED: None,
        MilestoneKind.MITIGATED: "about 30 minutes",
        MilestoneKind.RESOLVED: None,
    }


def test_a_mark_at_an_entry_that_is_not_shown_counts_for_nothing() -> None:
    marks = [Milestone("m", "case", MilestoneKind.STARTED, "private")]
    assert marked_entries(marks, [entry("other", "02:40")]) == {}


def test_a_length_below_nothing_is_questioned_and_not_hidden() -> None:
    [asked] = order_questions(marked(started="02:50", detected="02:40"))
    assert asked == (
        "“Detected” is marked 10 minutes before “started”. Does each mark stand at the right entry?"
    )
    assert order_questions(marked(started="02:50", detected="02:45/02:55")) == []
    [undated] = order_questions(marked(started="unknown"))
    assert undated == "“Started” is marked at an entry whose time is not known."


def test_no_length_is_told_where_none_passed() -> None:
    assert lapse_words(Lapse(0, 0)) == "less than a second"


def test_a_header_that_says_another_minute_is_questioned() -> None:
    times = marked(started="~02:40", detected="02:47:30", mitigated="03:05/03:10")
    header = Case("case", CaseKind.INCIDENT, "", started_us=0)

    def asked(detected: str, contained: str) -> list[str]:
        at = {"detected_us": typed(detected).start_us, "contained_us": typed(contained).start_us}
        return header_questions(times, replace(header, **at), UTC_ZONE)

    assert asked("02:47:05", "03:07") == []
    [detected] = asked("02:46:59", "03:10:40")
    assert "says 02:46 for “Detected”" in detected
    assert "marked as detected says 02:47:30" in detected
    [contained] = asked("02:47", "03:11")
    assert "“Contained”" in contained
    assert header_questions(times, header, UTC_ZONE) == []
