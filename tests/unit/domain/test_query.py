"""Reading what is typed into the search field."""

from __future__ import annotations

from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInputError
from app.domain.moments import DAY_US, MINUTE_US
from app.domain.query import Query, Term, parse_query

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("pool", [Term("pool", prefix=True)]),
        ("pool ", [Term("pool")]),
        ("pool exh", [Term("pool"), Term("exh", prefix=True)]),
        ('"pool exhausted"', [Term("pool exhausted")]),
        ("“pool exhausted” „pool“ ", [Term("pool exhausted"), Term("pool")]),
        ('"pool exh', [Term("pool exh")]),
        ('say "pool exhausted" n', [Term("say"), Term("pool exhausted"), Term("n", prefix=True)]),
        ("-debug ", [Term("debug", negated=True)]),
        ('-"health check" ', [Term("health check", negated=True)]),
        ("-/healthz ", [Term("/healthz", negated=True)]),
        ("-> ", [Term("->")]),
        ("- ", [Term("-")]),
        ("--verbose ", [Term("--verbose")]),
        ("a-b ", [Term("a-b")]),
        ("http://orders ", [Term("http://orders")]),
        ("pool_fromage: ", [Term("pool_fromage:")]),
        ("“pool” ", [Term("pool")]),
        ("", []),
        ("   ", []),
        ('""', []),
    ],
)
def test_words_and_phrases(typed: str, terms: list[Term]) -> None:
    assert parse_query(typed) == Query(terms=tuple(terms))


def test_names_and_sources() -> None:
    query = parse_query('from:ana FROM:"Ana Lopes" source:#inc-412 -from:bot -source:debug.log ')
    assert [(term.text, term.negated) for term in query.who] == [
        ("ana", False),
        ("Ana Lopes", False),
        ("bot", True),
    ]
    assert [(term.text, term.negated) for term in query.sources] == [
        ("#inc-412", False),
        ("debug.log", True),
    ]
    assert query.terms == ()


def test_clocks_fall_on_the_first_day_of_the_evidence_in_the_shown_zone() -> None:
    day = 19_812 * DAY_US  # 2024-03-30
    query = parse_query("after:02:40 before:03:00", BERLIN, day + 5 * MINUTE_US)
    assert query.since_us == day + 100 * MINUTE_US
    assert query.until_us == day + 120 * MINUTE_US


def test_full_times_need_no_day() -> None:
    query = parse_query('after:2024-03-30 before:"2024-03-31 10:00" pool')
    assert query.since_us == 19_812 * DAY_US
    assert query.until_us == 19_813 * DAY_US + 600 * MINUTE_US
    assert query.terms == (Term("pool", prefix=True),)


@pytest.mark.parametrize(
    "typed", ["after:noon", "before:25:00", "after:2024-02-30", "before:02:40"]
)
def test_a_time_that_cannot_be_read_is_named(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_query(typed)
    assert typed.partition(":")[2] in str(refused.value)
    assert "before:02:40" in str(refused.value)


def test_the_opposite_of_a_bound_is_the_other_bound() -> None:
    with pytest.raises(InvalidInputError, match="after:"):
        parse_query("-before:02:40")


@given(st.text(max_size=60))
def test_anything_can_be_typed(typed: str) -> None:
    with suppress(InvalidInputError):
        query = parse_query(typed, BERLIN, 0)
        assert all(term.text for term in (*query.terms, *query.who, *query.sources))
