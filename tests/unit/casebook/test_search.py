"""Finding evidence: which items, in which order, and none that are not to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.errors import CancelledError
from app.domain.evidence import Record
from app.domain.moments import MINUTE_US, SECOND_US
from app.domain.progress import NoProgress
from app.domain.query import EVERYTHING, EvidenceFilter
from app.domain.timeline import Span
from app.operations import cases, evidence, history, imports, timeline
from tests.unit.casebook.conftest import Stored, record

MakeEntry = Callable[..., Entry]
DAY = 1_711_756_800 * SECOND_US  # 2024-03-30T00:00Z


def said(text: str, minute: int | None, who: str | None = None, place: str = "") -> Record:
    at = None if minute is None else DAY + minute * MINUTE_US
    return replace(record(text, at), who=who, place=place)


@pytest.fixture
def filled(casebook: Casebook, store: Stored) -> Casebook:
    """Nine items: a chat of five, a log of four; ids in the order of these lines."""
    store(
        [
            said("Pool is exhausted, paging Ana", 165, "Ana Lopes", "#inc-412"),
            said("pooling connections -> 40", 160, "Élodie", "#inc-412"),
            said("exhausted myself; the pool of orders-db is fine", 170, "deploy-bot", "#random"),
            said("100% of requests fail", 171, "ana", "#inc-412"),
            said("ghost of a message without a time", None, "Bo", "#inc-412"),
        ],
        title="Slack export",
    )
    store(
        [
            said("ERROR pool exhausted", 164),
            said("DEBUG pool check: ok", 164),
            said("naïve café naive", 200),
            said("no stamp at all", None),
        ],
        title="orders-api.log",
    )
    return casebook


def found(casebook: Casebook, case: Case, query: str = "", **asked: object) -> list[int]:
    return list(
        evidence.item_ids(casebook, case.id, EvidenceFilter(query, **asked))  # type: ignore[arg-type]
    )


def test_everything_is_in_time_order_and_undated_comes_last(filled: Casebook, case: Case) -> None:
    assert found(filled, case) == [2, 6, 7, 1, 3, 4, 8, 5, 9]


def test_or_in_the_order_of_the_sources(filled: Casebook, case: Case) -> None:
    ids = evidence.item_ids(filled, case.id, EVERYTHING, by_source=True)
    assert list(ids) == list(range(1, 10))


QUERIES = [
    ("pool ", [6, 7, 1, 3]),
    ("pool", [2, 6, 7, 1, 3]),  # the last word may still be being typed
    ("POOL exhausted ", [6, 1, 3]),
    ('"pool exhausted"', [6]),
    ('"exhausted pool"', []),
    ("pool -debug ", [6, 1, 3]),
    ('pool -"pool exhausted" ', [7, 1, 3]),
    ("-pool -pooling ", [4, 8, 5, 9]),
    ("cafe ", [8]),
    ("NAÏVE ", [8]),
    ("from:ana ", [1, 4]),
    ("from:lopes ", [1]),
    ('from:"Ana Lopes" ', [1]),
    ("from:élodie ", [2]),
    ("from:ÉLODIE ", [2]),
    ("from:elodie ", [2]),
    ("from:eploy ", [3]),
    ("-from:ana ", [2, 6, 7, 3, 8, 5, 9]),
    ("from:ana from:lopes ", [1]),
    ("source:slack ", [2, 1, 3, 4, 5]),
    ("source:inc-412 exhausted ", [1]),
    ("source:orders-api pool ", [6, 7]),
    ("-source:slack pool ", [6, 7]),
    ("after:02:44 before:02:50 ", [6, 7, 1]),
    ("after:2024-03-30T02:50Z ", [3, 4, 8]),
    ("before:02:44 ", [2]),
    ("-> ", [2]),
    ("% ", [4]),
    ('"%" ', [4]),
    ("100% ", [4]),
    ("_ ", []),
    ("orders-db ", [3]),
    ("* ", []),
    ("NEAR(pool, 3) ", []),
    ('text:pool" OR "a ', []),
    ("' OR 1=1 -- ", []),
    ("nothing such ", []),
]


@pytest.mark.parametrize(("query", "ids"), QUERIES)
def test_queries(filled: Casebook, case: Case, query: str, ids: list[int]) -> None:
    assert found(filled, case, query) == ids


@pytest.mark.parametrize("words_to", [0, 2, 5, 7])
def test_words_that_are_not_indexed_yet_are_found_all_the_same(
    filled: Casebook, case: Case, words_to: int
) -> None:
    forget_words_after(filled, words_to)
    for query, ids in QUERIES:
        assert found(filled, case, query) == ids, query


def forget_words_after(casebook: Casebook, item_id: int) -> None:
    """As it is while the words of a large import are still being indexed."""
    with casebook.batch() as connection:
        connection.exec_driver_sql("INSERT INTO items_fts (items_fts) VALUES ('delete-all')")
        connection.exec_driver_sql(
            "INSERT INTO items_fts (rowid, text, who, place) "
            "SELECT id, text, who, place FROM items WHERE id <= ?",
            (item_id,),
        )
        connection.exec_driver_sql("UPDATE sources SET words_to = ?", (item_id,))


def test_a_search_that_nobody_waits_for_any_more_gives_up(filled: Casebook, case: Case) -> None:
    class Left(NoProgress):
        cancelled = True

    with filled.batch() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more LIMIT 5000) "
            "INSERT INTO items (source_id, key, path, zoned, precision, text, place, edited_zoned) "
            "SELECT 2, n, '', 0, 'none', 'line', '', 0 FROM more"
        )
    with pytest.raises(CancelledError):
        evidence.item_ids(filled, case.id, EvidenceFilter("->"), progress=Left())
    assert found(filled, case, "-> ") == [2], "the connection is as good as before"


def test_every_beginning_of_a_word_finds_it(filled: Casebook, case: Case) -> None:
    word = "exhausted"
    for length in range(1, len(word) + 1):
        assert {1, 3, 6} <= set(found(filled, case, word[:length]))


def test_people_sources_and_time_narrow_the_list(filled: Casebook, case: Case) -> None:
    assert found(filled, case, people=frozenset({"Bo", "ana"})) == [4, 5]
    assert found(filled, case, sources=frozenset({2})) == [6, 7, 8, 9]
    assert found(filled, case, sources=frozenset()) == []
    since, until = DAY + 164 * MINUTE_US, DAY + 170 * MINUTE_US
    assert found(filled, case, since_us=since, until_us=until) == [6, 7, 1]
    assert found(filled, case, "pool", people=frozenset({"ana", "Ana Lopes"})) == [1]


def test_only_what_nothing_cites(filled: Casebook, case: Case, entry: MakeEntry) -> None:
    added = timeline.add_entry(filled, entry("Pool exhausted"), [Span(6), Span(1, 0, 4)])
    assert found(filled, case, "pool ", uncited_only=True) == [7, 3]
    assert evidence.cited_item_ids(filled, case.id) == {1, 6}
    timeline.uncite(filled, case.id, added.citations[0].citation.id)
    assert found(filled, case, "pool ", uncited_only=True) == [6, 7, 3]


def test_a_source_that_is_not_revealed_is_never_found(
    filled: Casebook, case: Case, store: Stored
) -> None:
    store([said("pool exhausted, half imported", 100, "Ana Lopes")], reveal=False)
    assert 10 not in found(filled, case)
    assert 10 not in found(filled, case, "pool")
    assert 10 not in found(filled, case, "from:ana")
    assert 10 not in found(filled, case, "-nothing ")
    assert evidence.span(filled, case.id) == (DAY + 160 * MINUTE_US, DAY + 200 * MINUTE_US)


def test_an_import_that_was_undone_is_not_found_until_it_is_redone(
    filled: Casebook, case: Case
) -> None:
    history.undo(filled, case.id)
    assert found(filled, case, "pool ") == [1, 3]
    assert evidence.writers(filled, case.id) == ["ana", "Ana Lopes", "Bo", "deploy-bot", "Élodie"]
    history.redo(filled, case.id)
    assert found(filled, case, "pool ") == [6, 7, 1, 3]


def test_the_evidence_of_another_case_is_never_found(filled: Casebook, case: Case) -> None:
    other = cases.add_case(filled, CaseKind.INCIDENT, "Another")
    Stored(filled, other)([said("pool exhausted elsewhere", 100, "Ana Lopes")])
    assert found(filled, other, "pool") == [10]
    for query in ("", "pool", "from:ana", "source:orders", "-nothing ", '"elsewhere"'):
        assert 10 not in found(filled, case, query)
    assert 10 not in found(filled, case, sources=frozenset({1, 2, 3}))
    assert found(filled, other, "exhausted", sources=frozenset({1, 2})) == []


def test_the_histogram_counts_what_is_found(filled: Casebook, case: Case) -> None:
    histogram = evidence.histogram(filled, case.id, EvidenceFilter("pool"), 4)
    assert histogram is not None
    assert sum(histogram.counts) == len(found(filled, case, "pool"))
    assert histogram.start_us == DAY + 160 * MINUTE_US
    assert histogram.end_us > DAY + 200 * MINUTE_US
    for number, count in enumerate(histogram.counts):
        width = (histogram.end_us - histogram.start_us) // 4
        start = histogram.start_us + number * width
        assert count == len(found(filled, case, "pool", since_us=start, until_us=start + width))


def test_how_much_each_source_holds_of_what_is_found(filled: Casebook, case: Case) -> None:
    def counts(query: str, **asked: object) -> dict[int, int]:
        return evidence.counts_by_source(filled, case.id, EvidenceFilter(query, **asked))  # type: ignore[arg-type]

    assert counts("") == {1: 5, 2: 4}
    assert counts("pool ") == {1: 2, 2: 2}
    assert counts("cafe ") == {2: 1}
    assert counts("nothing such ") == {}
    assert counts("", until_us=DAY + 164 * MINUTE_US) == {1: 1}


def test_a_case_without_dated_evidence_has_no_histogram(casebook: Casebook, case: Case) -> None:
    assert evidence.histogram(casebook, case.id, EVERYTHING, 10) is None


def test_many_items_at_once(casebook: Casebook, case: Case, store: Stored) -> None:
    store([said(f"line {number}", number) for number in range(40_000)])
    ids = evidence.item_ids(casebook, case.id)
    assert len(evidence.items(casebook, ids)) == 40_000


def test_an_instant_that_no_calendar_holds_is_no_time(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    end_us = 253_402_300_799_000_000  # 9999-12-31T23:59:59Z
    source = store([record("soon", 0, zoned=False), record("never", end_us, 2, zoned=False)])
    imports.change_source(casebook, source, title="log", zone="America/New_York", clock_offset_us=0)
    found = evidence.items(casebook, evidence.item_ids(casebook, case.id))
    assert [item.utc_us is None for item in found] == [False, True]
