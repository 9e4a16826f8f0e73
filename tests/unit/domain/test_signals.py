"""What readings of a signal show: one stated rule, blind to order and gaps, and never by person."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.domain.errors import InvalidInputError
from app.domain.moments import UTC_ZONE
from app.domain.trust.repairs import Repair, RepairState
from app.domain.trust.signal_chart import chart_of
from app.domain.trust.signal_proposals import HOW, PROPOSALS
from app.domain.trust.signal_readings import pasted, typed_value
from app.domain.trust.signal_rules import (
    LEAST_READINGS,
    Movement,
    check_group,
    movement,
    standing,
    unmoved,
    unsaid,
)
from app.domain.trust.signal_weeks import runs, typed_week, week_of
from app.domain.trust.signal_words import movement_words, number_words
from app.domain.trust.signals import Better, Scale, Signal, SignalReading

_FIRST = date(2026, 3, 2)
_TODAY = date(2026, 12, 31)
_SIGNAL = Signal("s", "c", name="Second approvals", baseline=7.0, better=Better.LOWER)
_MIRRORED = {Movement.BETTER: Movement.WORSE, Movement.WORSE: Movement.BETTER}


def _readings(*values: float | None, first: date = _FIRST) -> list[SignalReading]:
    """A reading for each value, week after week; None is a week without one."""
    return [
        SignalReading(f"r{number}", "c", "s", (first + timedelta(weeks=number)).isoformat(), value)
        for number, value in enumerate(values)
        if value is not None
    ]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((8, 7, 6, 3, 3, 3), Movement.BETTER),
        ((8, 7, None, 6, 3, None, 3, 3), Movement.BETTER),
        ((7, 6, 8, 7, 6, 8), Movement.UNMOVED),
        ((6, 6, 6, 7), Movement.UNMOVED),
        ((2, 9, 1, 6, 5, 6), Movement.UNMOVED),  # it changes by more than it is away
        ((7, 9, 10, 11), Movement.WORSE),
        ((3, 3, 3), Movement.TOO_FEW),
        ((), Movement.TOO_FEW),
    ],
)
def test_says_by_the_rule_whether_a_signal_has_moved(
    values: tuple[float | None, ...], shown: Movement
) -> None:
    assert movement(_SIGNAL, _readings(*values), _TODAY) is shown


def test_says_nothing_where_there_is_nothing_to_compare() -> None:
    fallen = _readings(3, 3, 3, 3)
    assert movement(replace(_SIGNAL, baseline=None), fallen, _TODAY) is Movement.UNCOMPARED
    assert movement(replace(_SIGNAL, better=Better.UNSAID), fallen, _TODAY) is Movement.UNCOMPARED
    assert movement(replace(_SIGNAL, scale=Scale.WORDS), fallen, _TODAY) is Movement.WORDS
    before = replace(_SIGNAL, baseline_on="2026-03-09")
    assert movement(before, fallen, _TODAY) is Movement.TOO_FEW  # one is of before the baseline
    assert movement(_SIGNAL, fallen, date(2026, 3, 15)) is Movement.TOO_FEW  # two are to come
    words = [replace(each, value=None, words="quiet") for each in fallen]
    assert movement(_SIGNAL, words, _TODAY) is Movement.TOO_FEW


_values = st.lists(st.none() | st.integers(0, 12).map(float), max_size=12)


@settings(max_examples=50, deadline=None, phases=[Phase.generate])
@given(_values, st.integers(0, 12).map(float), st.randoms(use_true_random=False))
def test_order_and_gaps_change_nothing_and_better_is_mirrored(
    values: list[float | None], baseline: float, chance: random.Random
) -> None:
    signal = replace(_SIGNAL, baseline=baseline)
    shown = movement(signal, _readings(*values), _TODAY)
    shuffled = _readings(*values)
    chance.shuffle(shuffled)
    assert movement(signal, shuffled, _TODAY) is shown
    closed_up = [value for value in values if value is not None]
    assert movement(signal, _readings(*closed_up), _TODAY) is shown
    higher = replace(signal, better=Better.HIGHER)
    assert movement(higher, _readings(*values), _TODAY) is _MIRRORED.get(shown, shown)
    assert (shown is Movement.TOO_FEW) is (len(closed_up) < LEAST_READINGS)
    others = [replace(each, signal_id="other", value=99.0) for each in shuffled]
    assert movement(signal, shuffled + others, _TODAY) is shown


@settings(max_examples=50, deadline=None, phases=[Phase.generate])
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.lists(st.integers(0, 40), max_size=15))
def test_weeks_begin_on_monday_and_a_missing_one_cuts_the_line(
    day: date, offsets: list[int]
) -> None:
    monday = date.fromisoformat(week_of(day))
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7
    assert typed_week(day.isoformat(), day) == week_of(day)
    weeks = {(monday + timedelta(weeks=offset)).isoformat() for offset in offsets}
    cut = runs(weeks)
    assert sorted(weeks) == [week for run in cut for week in run]
    for run in cut:
        days = [date.fromisoformat(week) for week in run]
        assert all(after - before == timedelta(weeks=1) for before, after in pairwise(days))
    for before, after in pairwise(cut):
        assert date.fromisoformat(after[0]) - date.fromisoformat(before[-1]) > timedelta(weeks=1)


def test_a_week_is_told_by_any_of_its_days_once_it_has_begun() -> None:
    assert typed_week(" 2026-05-17 ", date(2026, 5, 13)) == "2026-05-11"
    with pytest.raises(InvalidInputError, match="look at the year"):
        typed_week("0026-03-02", date(2026, 5, 13))
    with pytest.raises(InvalidInputError, match="has not begun"):
        typed_week("2026-05-18", date(2026, 5, 13))
    with pytest.raises(InvalidInputError, match="no day"):
        typed_week("last week", date(2026, 5, 13))


def test_says_what_has_not_moved_plainly_and_what_cannot_be_said() -> None:
    other = replace(_SIGNAL, id="t", baseline=None)
    readings = _readings(7, 6, 8, 7)
    (still,) = unmoved([_SIGNAL, other], readings, _TODAY)
    assert still.signal is _SIGNAL
    told = movement_words(still)
    assert told.startswith("It has not moved. The last readings, until the week of 2026-03-23, are")
    assert "6, 8 and 7; the baseline is 7, and lower is better." in told
    (open_one,) = unsaid([_SIGNAL, other], readings, _TODAY)
    assert open_one.signal is other
    assert "no baseline" in movement_words(open_one)
    few = standing(_SIGNAL, _readings(7, 6), _TODAY)
    assert movement_words(few).endswith("it takes 4 since the baseline, there are 2.")


def test_a_group_is_five_or_more() -> None:
    check_group(5)
    with pytest.raises(InvalidInputError, match="a group of 5 people or more"):
        check_group(4)


def test_proposes_every_signal_of_the_playbook_in_our_words() -> None:
    expected = [f"LM-S{number}" for number in range(1, 9)] + [f"TR-K{n}" for n in range(1, 7)]
    assert [proposal.item for proposal in PROPOSALS] == expected
    assert all(HOW.values())
    assert all(proposal.better for proposal in PROPOSALS)


def test_reads_what_is_pasted_or_names_the_line_that_cannot_be_read() -> None:
    today = date(2026, 3, 31)
    text = "week;value;words\n2026-03-04;3;fewer, they say\n\n2026-03-09;;none heard\n2026-03-16;0"
    read = pasted(text, _SIGNAL, today)
    assert [(one.week, one.value, one.words) for one in read] == [
        ("2026-03-02", 3.0, "fewer, they say"),
        ("2026-03-09", None, "none heard"),
        ("2026-03-16", 0.0, ""),
    ]
    in_words = pasted("2026-03-02,quiet", replace(_SIGNAL, scale=Scale.WORDS), today)
    assert in_words[0].words == "quiet"
    for bad, problem in (
        ("2026-03-02,3\n2026-03-03,4", "Line 2: the week of 2026-03-02 is there twice"),
        ("2026-03-02,three", "Line 1: “three” is no number"),
        ("2026-03-02,-1", "Line 1: A count is"),
        ("2026-03-02,nan", "Line 1: A count is"),
        ("soon,3", "Line 1: “soon” is no day"),
    ):
        with pytest.raises(InvalidInputError, match=problem):
            pasted(bad, _SIGNAL, today)
    assert pasted("", _SIGNAL, today) == []
    (many,) = pasted("2026-03-02;1234567", _SIGNAL, today)
    assert number_words(many.value) == "1234567"
    with pytest.raises(InvalidInputError, match="whole number from 1 to 5"):
        typed_value("6", Scale.LEVEL)


def test_a_chart_has_gaps_and_the_days_of_repairs_and_says_all_of_it_in_words() -> None:
    done = Repair("a", "c", state=RepairState.DONE, done_us=1_773_230_400_000_000)  # 2026-03-11
    due = Repair("b", "c", due="2026-04-20")
    dropped = Repair("d", "c", due="2026-03-20", state=RepairState.DROPPED)
    far = Repair("e", "c", due="2027-03-20")
    numbers = {"a": "R1", "b": "R2", "d": "R3", "e": "R4"}
    readings = _readings(8, 7, None, 6, 3)
    chart = chart_of(
        standing(_SIGNAL, readings, _TODAY), [done, due, dropped, far], numbers, UTC_ZONE
    )
    assert [point.week.isoformat() for point in chart.points] == [each.week for each in readings]
    assert [(one.number, one.day.isoformat(), one.done) for one in chart.repairs] == [
        ("R1", "2026-03-11", True),
        ("R2", "2026-04-20", False),
    ]
    for sentence in (
        "Before the repair: 7.",
        "Week of 2026-03-23: 6.",
        "Without a reading: 2026-03-16.",
        "R1 done on 2026-03-11.",
        "R2 due on 2026-04-20.",
    ):
        assert sentence in chart.words
    assert chart
    unshown = chart_of(standing(_SIGNAL, readings, _TODAY), [done], {}, UTC_ZONE)
    assert unshown.repairs == ()  # a repair that its readers do not see
    assert not chart_of(standing(_SIGNAL, [], _TODAY), [done], numbers, UTC_ZONE)
