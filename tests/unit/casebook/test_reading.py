"""Finding one's way: the item nearest to a moment, threads and their openings, places, matches."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.evidence import Record
from app.domain.moments import MINUTE_US
from app.domain.query import EvidenceFilter
from app.domain.threads import LATE_US, ThreadOpening, late_by, thread_of
from app.operations import evidence, reading
from tests.unit.casebook.conftest import Stored, record


def at(minute: int | None, text: str = "said", **fields: str) -> Record:
    made = record(text, None if minute is None else minute * MINUTE_US, (minute or 0) + 1)
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minute", "within", "row", "following"),
    [
        (0, 0, 0, 0),
        (10, 0, 0, 0),
        (11, 0, 0, 1),
        (15, 0, 1, 1),  # equally near: what follows
        (16, 0, 1, 1),
        (20, 0, 1, 1),
        (21, 0, 1, 2),
        (500, 0, 2, 3),
        (11, 10, 1, 1),  # the first inside the stretch that was meant
        (11, 9, 0, 1),
    ],
)
def test_the_nearest_item(
    casebook: Casebook,
    case: Case,
    store: Stored,
    minute: int,
    within: int,
    row: int,
    following: int,
) -> None:
    store([at(20), at(10), at(None), at(40)])
    ids = evidence.item_ids(casebook, case.id)
    found = reading.nearest(casebook, ids, minute * MINUTE_US, within * MINUTE_US)
    assert found is not None
    assert (found.row, found.following) == (row, following)
    assert found.utc_us == (10, 20, 40)[row] * MINUTE_US


def test_nothing_dated_has_no_nearest(casebook: Casebook, case: Case, store: Stored) -> None:
    store([at(None)])
    assert reading.nearest(casebook, evidence.item_ids(casebook, case.id), 5) is None
    assert reading.nearest(casebook, array("q"), 5) is None


def test_threads_and_places_can_be_listed_alone(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    chat = store([at(1, place="#a", thread="t"), at(2, place="#b"), at(90, place="#a", thread="t")])
    store([at(1, place="#a", thread="t")], title="another")

    def found(asked: EvidenceFilter) -> list[int]:
        return list(evidence.item_ids(casebook, case.id, asked))

    assert found(EvidenceFilter(thread=(chat, "t"))) == [1, 3]
    assert found(EvidenceFilter(place="#a")) == [1, 4, 3]
    assert found(EvidenceFilter(place="#")) == []


def test_a_thread_says_how_it_began_and_which_replies_are_late(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    late = LATE_US // MINUTE_US
    chat = store(
        [
            at(late + 1, "late", thread="t"),
            at(1, "it began", thread="t"),
            at(late, "in time", thread="t"),
            at(5, "alone"),
            at(None, "unknown", thread="t"),
        ]
    )
    items = evidence.items(casebook, [1, 2, 3, 4, 5])
    assert [thread_of(item) for item in items] == [(chat, "t")] * 3 + [None, (chat, "t")]
    [(thread, opening)] = reading.thread_openings(casebook, [(chat, "t"), (chat, "x")]).items()
    assert thread == (chat, "t")
    assert opening == ThreadOpening(2, MINUTE_US, "it began", 4)
    assert [late_by(item, opening) for item in items] == [LATE_US, None, None, None, None]


def test_rows_of_matches() -> None:
    ids = array("q", [5, 3, 9, 1])
    assert list(reading.where_found(ids, array("q", [1, 3, 77]))) == [1, 3]
    assert list(reading.where_found(ids, array("q"))) == []
    assert list(reading.where_found(array("q"), ids)) == []
