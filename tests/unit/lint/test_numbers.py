"""Which numbers of a sentence count something."""

from __future__ import annotations

import pytest

from app.lint.language import numbers
from tests.unit.lint.marked import marked, reading_of


@pytest.mark.parametrize(
    "sentence",
    [
        "[12] customers wrote.",
        "It fell to [9,400] messages.",
        "[Three] of them wrote.",
        "At [7] % it stopped.",
        "It grew by [40%] there.",
        "Alert above [300] s.",
        "After [90] seconds it was back.",
    ],
)
def test_a_count_or_a_measure_counts(sentence: str) -> None:
    assert numbers.is_count(*marked(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "At [10:05] it stopped.",
        "On [14] March it stopped.",
        "By March [14] it is done.",
        "In [2026] it stopped.",
        "On [2026-05-14] it stopped.",
        "After the [8.14] update it stopped.",
        "With [1.27.3] it stopped.",
        "On the [3rd] try it worked.",
        "See #[1103] for it.",
        "[Hundreds] of people wrote.",
        "[Many] people wrote.",
    ],
)
def test_a_time_a_date_or_a_version_does_not(sentence: str) -> None:
    assert not numbers.is_count(*marked(sentence))


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Several [customers] (12, by the tickets) asked for it.", True),
        ("Some 40 [customers] asked for it.", True),
        ("Many [customers] were hit, 7 % of all.", True),
        ("Many [customers] could not pay between 10:05 and 11:50.", False),
        ("Throughput fell [sharply], and two of the windows went by.", False),
    ],
)
def test_a_count_answers_only_what_stands_beside_it(sentence: str, counted: bool) -> None:
    reading, at = marked(sentence)
    assert numbers.counted(reading, at, at + 1) is counted


@pytest.mark.parametrize(
    ("sentence", "concrete"),
    [
        ("Improve the alerts.", False),
        ("Improve the alerts by 14 March 2027.", False),
        ("Improve the alert on `queue_age`.", True),
        ("Improve the check so that CI rejects it.", True),
        ("Improve the alert to 5 minutes.", True),
    ],
)
def test_code_a_count_or_an_enforced_check_is_concrete(sentence: str, concrete: bool) -> None:
    assert numbers.is_concrete(reading_of(sentence)) is concrete


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Done by 14 March.", True),
        ("Done by March 2027.", True),
        ("Done on 2027-03-14.", True),
        ("Done at 10:05.", False),
        ("Done next sprint.", False),
    ],
)
def test_a_day_is_named_by_month_or_year(sentence: str, day: bool) -> None:
    assert numbers.names_day(reading_of(sentence)) is day
