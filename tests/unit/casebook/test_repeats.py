"""What stands in one row: lines that repeat one another, and follow each other soon."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casebook import Casebook
from app.casebook.likeness import masked
from app.domain.drafts import Case
from app.domain.errors import CancelledError
from app.domain.evidence import Record
from app.domain.moments import MINUTE_US, SECOND_US
from app.domain.progress import NoProgress
from app.domain.repeats import Alike, without_numbers
from app.operations import evidence
from app.operations.repeats import repeats
from tests.unit.casebook.conftest import Stored, record

UUID = "3f2a1b4c-0d1e-4f2a-9b3c-abcdefabcdef"


def said(text: str, at_us: int | None, who: str | None = None, place: str = "") -> Record:
    return replace(record(text, at_us), who=who, place=place)


def groups(casebook: Casebook, case: Case, alike: Alike = Alike.EQUAL) -> list[list[str]]:
    """The texts of each group, in the order of their rows."""
    ids = evidence.item_ids(casebook, case.id)
    found = repeats(casebook, case.id, ids, alike)
    if found is None:
        return []
    items = evidence.items(casebook, ids)
    return [[items[at].text for at in found.members(group)] for group in range(len(found))]


def test_equal_lines_are_one_row_whatever_stands_between(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    texts = ["ping", "pool full", "ping", "pool full", "restart", "ping"]
    store([said(text, at * SECOND_US) for at, text in enumerate(texts)])
    assert groups(casebook, case) == [["ping"] * 3, ["pool full"] * 2, ["restart"]]


def test_what_comes_back_after_a_quiet_spell_has_a_row_of_its_own(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([said("pool full", minute * MINUTE_US) for minute in (0, 5, 10, 16, 17)])
    assert [len(group) for group in groups(casebook, case)] == [3, 2]
    found = repeats(casebook, case.id, evidence.item_ids(casebook, case.id), Alike.EQUAL)
    assert found is not None
    assert [found.last_us(group) for group in (0, 1)] == [10 * MINUTE_US, 17 * MINUTE_US]


def test_undated_lines_are_repeats_only_right_after_each_other(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([said(text, None) for text in ("a", "a", "b", "a")])
    assert groups(casebook, case) == [["a", "a"], ["b"], ["a"]]
    found = repeats(casebook, case.id, evidence.item_ids(casebook, case.id), Alike.EQUAL)
    assert found is not None
    assert found.last_us(0) is None


def test_who_said_it_and_where_tell_lines_apart(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    records = [
        said("ok", 1, "Ana", "#inc"),
        said("ok", 2, "Bo", "#inc"),
        said("ok", 3, "Ana", "#other"),
        said("ok", 4, "Ana", "#inc"),
    ]
    store(records)
    store(records, title="another source")
    assert [len(group) for group in groups(casebook, case)] == [2, 2, 1, 1, 1, 1]


def test_lines_that_only_numbers_tell_apart(casebook: Casebook, case: Case, store: Stored) -> None:
    texts = [
        "GET /orders 200 in 12 ms",
        "GET /orders 503 in 4 ms",
        f"request {UUID} failed",
        f"request {UUID.replace('3f2a', 'beef')} failed",
        "retry 3 of 5",
        "retry 3 of 5",
        "two\nlines 1",
        "two\nlines 2",
        "two lines 2",
    ]
    store([said(text, at) for at, text in enumerate(texts)])
    numbers = Alike.BUT_NUMBERS
    assert groups(casebook, case, numbers) == [
        texts[:2], texts[2:4], texts[4:6], texts[6:8], texts[8:],
    ]  # fmt: skip
    assert groups(casebook, case) == [*([text] for text in texts[:4]), texts[4:6], *(
        [text] for text in texts[6:]
    )]  # fmt: skip
    found = repeats(casebook, case.id, evidence.item_ids(casebook, case.id), numbers)
    assert found is not None
    assert [found.numbers_differ(group) for group in range(4)] == [True, True, False, True]


def test_more_lines_than_are_read_at_once(casebook: Casebook, case: Case, store: Stored) -> None:
    store([said(f"line {at % 3}", at) for at in range(45_000)])
    found = groups(casebook, case)
    assert [len(group) for group in found] == [15_000] * 3
    ids = evidence.item_ids(casebook, case.id)
    some = array("q", ids[10::1_000])
    part = repeats(casebook, case.id, some, Alike.BUT_NUMBERS)
    assert part is not None
    assert [part.count(group) for group in range(len(part))] == [len(some)]


def test_a_list_that_is_not_the_case_s_any_more_is_not_grouped(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([said("a", 1)])
    assert repeats(casebook, case.id, array("q", [1, 99]), Alike.EQUAL) is None
    assert repeats(casebook, case.id, array("q"), Alike.EQUAL) is None


def test_grouping_can_be_cancelled_and_begun_again(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    class Impatient(NoProgress):
        cancelled = True

    store([said("a", at) for at in range(9)])
    ids = evidence.item_ids(casebook, case.id)
    with pytest.raises(CancelledError):
        repeats(casebook, case.id, ids, Alike.EQUAL, Impatient())
    assert groups(casebook, case) == [["a"] * 9]


WORDS = st.sampled_from(
    ["a", "7", "é1é", "é", "-", UUID, UUID.upper(), " ", "_", "x9", " 12.5ms", "日本", "😀", "."]
)


@given(st.lists(st.lists(WORDS, max_size=8).map("".join), max_size=6))
def test_many_lines_are_masked_as_each_of_them_is(lines: list[str]) -> None:
    wanted = "\n".join(without_numbers(line) for line in lines)
    assert masked("\n".join(lines).encode()).decode() == wanted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("upstream timed out after 30000 ms", "upstream timed out after # ms"),
        ("10.4.7.12:443 - 0x1F", "#.#.#.#:# - #"),
        (f"id={UUID};", "id=#;"),
        ("node-17 of db_2", "node-# of #"),
        ("no number", "no number"),
        ("", ""),
    ],
)
def test_what_is_shown_in_place_of_numbers(text: str, shown: str) -> None:
    assert without_numbers(text) == shown
