"""The order of a case that is held in memory: always that of the file, however it was read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.casebook import Casebook, schema, timeorder
from app.casebook.timeorder import UNDATED, SourceTimes, TimeOrder
from app.domain.drafts import Case
from app.domain.moments import MINUTE_US
from app.operations import evidence, history, imports
from tests.unit.casebook.conftest import Stored, record

LEAST = np.iinfo(np.int64).min


def ids(casebook: Casebook, case: Case) -> list[int]:
    return list(evidence.item_ids(casebook, case.id))


def keep(casebook: Casebook, source_id: int) -> None:
    with casebook.read() as connection:
        times = timeorder.times_of(connection, source_id)
    with casebook.batch() as connection:
        timeorder.store(connection, times)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 5_000),
            st.sampled_from([UNDATED, LEAST, 0, -1]) | st.integers(-(10**17), 10**17),
        ),
        max_size=40,
        unique_by=lambda each: each[0],
    )
)
def test_what_is_put_in_order_is_what_sorting_says(items: list[tuple[int, int]]) -> None:
    items.sort()
    halves = [items[::2], items[1::2]]
    columns = [
        SourceTimes(
            source_id,
            "UTC",
            0,
            np.array([item[0] for item in half], np.int64),
            np.array([item[1] for item in half], np.int64),
        )
        for source_id, half in enumerate(halves, 1)
    ]
    order = TimeOrder.of(columns)
    wanted = sorted(
        (time, source_id, item_id)
        for source_id, half in enumerate(halves, 1)
        for item_id, time in half
    )
    found = zip(order.times.tolist(), order.sources.tolist(), order.ids.tolist(), strict=True)
    assert list(found) == wanted
    rows = order.rows_of(np.array([0, *order.ids.tolist(), 9_999]))
    assert rows.tolist() == list(range(len(items)))


def test_times_that_are_kept_are_those_of_the_items(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    # Differences between these do not fit into 64 bits.
    clocks = [0, None, 9_000_000_000_000_000, -60_000_000_000_000_000, None, 1]
    source_id = store([record("a line", clock, line) for line, clock in enumerate(clocks)])
    with casebook.read() as connection:
        read = timeorder.times_of(connection, source_id)
    keep(casebook, source_id)
    with casebook.read() as connection:
        assert connection.execute(select(schema.item_times.c.source_id)).scalars().all() == [1]
        kept = timeorder.times_of(connection, source_id)
    assert kept.ids.tolist() == read.ids.tolist() == [1, 2, 3, 4, 5, 6]
    assert kept.times.tolist() == read.times.tolist()
    assert ids(casebook, case) == [4, 1, 6, 3, 2, 5]


def test_a_source_without_items_is_kept_too(casebook: Casebook, case: Case, store: Stored) -> None:
    keep(casebook, store([]))
    assert ids(casebook, case) == []


@pytest.mark.parametrize("kept", [False, True])
def test_a_clock_that_is_set_right_moves_the_items(
    casebook: Casebook, case: Case, store: Stored, kept: bool
) -> None:
    store([record("second", 10), record("fourth", 30)], title="a.log")
    late = store([record("first", 5), record("third", 20)], title="b.log")
    if kept:
        keep(casebook, late)
    assert ids(casebook, case) == [3, 1, 4, 2]
    for hours, order in ((1, [3, 4, 1, 2]), (-1, [1, 2, 3, 4]), (0, [3, 1, 4, 2])):
        imports.change_source(
            casebook, late, title="b.log", zone=None, clock_offset_us=hours * 60 * MINUTE_US
        )
        assert ids(casebook, case) == order
        if kept:
            keep(casebook, late)
            assert ids(casebook, case) == order


def test_another_source_under_the_number_of_one_that_is_gone(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    def named(text: str, clock: int) -> int:
        return store([replace(record(text, clock), key=text), record("x", 50)], title=text)

    gone = named("gone", 100)
    keep(casebook, gone)
    assert ids(casebook, case) == [2, 1]
    history.undo(casebook, case.id)
    assert ids(casebook, case) == []
    history.redo(casebook, case.id)
    assert ids(casebook, case) == [2, 1]
