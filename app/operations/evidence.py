"""Reading and searching the evidence of a case."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from app.casebook import Casebook, search
from app.casebook import evidence as stored
from app.casebook.stopping import stoppable
from app.domain.drafts import Case
from app.domain.evidence import Histogram, Item
from app.domain.moments import zone_named
from app.domain.progress import NoProgress, Progress
from app.domain.query import EVERYTHING, EvidenceFilter, Query, parse_query

QUIET = NoProgress()


def item_ids(
    casebook: Casebook,
    case_id: str,
    asked: EvidenceFilter = EVERYTHING,
    *,
    by_source: bool = False,
    progress: Progress = QUIET,
) -> array[int]:
    """The ids of the matching items in time order, undated ones last, 8 bytes each.

    With ``by_source`` they come in the order of their sources instead. Raises
    `InvalidInputError` where the query cannot be read, `CancelledError`.
    """
    found = _find(casebook, case_id, asked, progress)
    return found.ids_by_source() if by_source else found.ids()


def counts_by_source(
    casebook: Casebook, case_id: str, asked: EvidenceFilter, progress: Progress = QUIET
) -> dict[int, int]:
    """How many matching items each source has; sources without any are left out.

    Raises as `item_ids` does.
    """
    return _find(casebook, case_id, asked, progress).counts_by_source()


def span_of(
    casebook: Casebook, case_id: str, asked: EvidenceFilter, progress: Progress = QUIET
) -> tuple[int, int] | None:
    """The first and last time among the matching items, None where none is dated.

    Raises as `item_ids` does.
    """
    return _find(casebook, case_id, asked, progress).span()


def _find(
    casebook: Casebook, case_id: str, asked: EvidenceFilter, progress: Progress
) -> search.Found:
    query = _read(casebook, case_id, asked)
    with casebook.read() as connection, stoppable(connection, progress):
        order = casebook.time_orders.of(connection, case_id)
        return search.find(connection, case_id, order, asked, query)


def _read(casebook: Casebook, case_id: str, asked: EvidenceFilter) -> Query:
    if ":" not in asked.query:
        return parse_query(asked.query)
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
    zone = zone_named(asked.zone or case.zone)
    return parse_query(asked.query, zone, usual_day(casebook, case))


def usual_day(casebook: Casebook, case: Case) -> int | None:
    """An instant on the day that a clock without a date means, None where nothing tells it.

    The incident's own day where its header says when it began, else the evidence's first: a log
    often reaches further back than what it is about.
    """
    if case.started_us is not None:
        return case.started_us
    whole = span(casebook, case.id)
    return None if whole is None else whole[0]


def items(casebook: Casebook, ids: Sequence[int]) -> list[Item]:
    """The items of these ids, in the same order."""
    with casebook.read() as connection:
        return stored.items(connection, ids)


def item(casebook: Casebook, item_id: int) -> Item:
    """One item. Raises `NotFoundError`."""
    with casebook.read() as connection:
        return stored.item(connection, item_id)


def raw_record(casebook: Casebook, item_id: int) -> str:
    """The record as it stood in its source. Raises `NotFoundError`."""
    with casebook.read() as connection:
        return stored.raw_record(connection, item_id)


def thread(casebook: Casebook, item_id: int) -> list[Item]:
    """The conversation an item belongs to, in time order; empty where it belongs to none."""
    with casebook.read() as connection:
        return stored.thread(connection, item_id)


def cited_item_ids(casebook: Casebook, case_id: str) -> frozenset[int]:
    """The items that something drafted in the case cites."""
    with casebook.read() as connection:
        return stored.cited_item_ids(connection, case_id)


def writers(casebook: Casebook, case_id: str) -> list[str]:
    """The names shown for those who wrote something, in alphabetical order; never how much."""
    with casebook.read() as connection:
        return stored.writers(connection, case_id)


def span(casebook: Casebook, case_id: str) -> tuple[int, int] | None:
    """The first and last time in the evidence of a case, None where nothing is dated."""
    with casebook.read() as connection:
        return stored.span(connection, case_id)


def histogram(
    casebook: Casebook,
    case_id: str,
    asked: EvidenceFilter,
    slices: int,
    span_us: tuple[int, int] | None = None,
    progress: Progress = QUIET,
) -> Histogram | None:
    """How many matching items fall into each of ``slices`` equal parts of a span of time.

    The span is the whole case's unless given. None where nothing is dated. Raises as `item_ids`
    does.
    """
    whole = span_us or span(casebook, case_id)
    if whole is None:
        return None
    start, end = whole
    width = (end - start) // slices + 1
    counts = _find(casebook, case_id, asked, progress).slice_counts(start, width, slices)
    return Histogram(start, start + width * slices, counts)
