"""The index of words follows the items: in pages, after a crash, and whatever is removed."""

from __future__ import annotations

import pytest

from app.casebook import Casebook, intake, words
from app.domain.drafts import Case
from app.domain.errors import CancelledError
from app.domain.progress import NoProgress
from app.domain.query import EvidenceFilter
from app.operations import casebooks, evidence, history, imports
from tests.unit.casebook.conftest import Stored, record

RECORDS = [record(f"pool {number} exhausted", number, number) for number in range(1, 2_501)]


def found(casebook: Casebook, case: Case, query: str) -> int:
    return len(evidence.item_ids(casebook, case.id, EvidenceFilter(query)))


def in_index(casebook: Casebook, word: str) -> int:
    with casebook.read() as connection:
        return int(
            connection.exec_driver_sql(
                "SELECT count(*) FROM items_fts WHERE items_fts MATCH ?", (word,)
            ).scalar_one()
        )


def index_one_page(casebook: Casebook, source: int) -> None:
    with casebook.batch() as connection:
        assert words.index_page(connection, source)


def is_whole(casebook: Casebook) -> bool:
    """Whether the index holds the words of exactly the items that it should."""
    with casebook.batch() as connection:
        connection.exec_driver_sql("INSERT INTO items_fts (items_fts) VALUES ('integrity-check')")
    return casebooks.verify(casebook).problems == ()


class Impatient(NoProgress):
    """Cancels at the second look."""

    def __init__(self) -> None:
        self._looks = 0

    @property
    def cancelled(self) -> bool:
        self._looks += 1
        return self._looks > 1


def test_words_come_after_the_items(casebook: Casebook, case: Case, store: Stored) -> None:
    store(RECORDS, words_too=False)
    assert in_index(casebook, "exhausted") == 0
    assert found(casebook, case, "exhausted") == 2_500
    imports.index_words(casebook)
    assert in_index(casebook, "exhausted") == 2_500
    assert found(casebook, case, "exhausted") == 2_500
    assert is_whole(casebook)


def test_what_was_stopped_goes_on_where_it_was(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store(RECORDS, words_too=False)
    with pytest.raises(CancelledError):
        imports.index_words(casebook, Impatient())
    assert in_index(casebook, "exhausted") == words.WORDS_A_BATCH
    assert found(casebook, case, "exhausted") == 2_500
    casebooks.tidy(casebook)
    assert in_index(casebook, "exhausted") == 2_500
    with casebook.read() as connection:
        assert words.wordless(connection) == []


def test_a_half_indexed_source_leaves_the_index_whole(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    kept = store([record("pool of another log")])
    half = store(RECORDS, words_too=False)
    index_one_page(casebook, half)
    history.undo(casebook, case.id)
    assert found(casebook, case, "exhausted") == 0
    imports.remove_hidden(casebook, half)
    assert in_index(casebook, "exhausted") == 0
    assert in_index(casebook, "pool") == 1
    assert is_whole(casebook)
    with casebook.read() as connection:
        assert intake.leftovers(connection) == []
    assert [source.id for source in imports.sources(casebook, case.id)] == [kept]


def test_a_source_that_is_shown_again_is_indexed_to_its_end(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    half = store(RECORDS, words_too=False)
    index_one_page(casebook, half)
    history.undo(casebook, case.id)
    imports.index_words(casebook)
    history.redo(casebook, case.id)
    assert found(casebook, case, "exhausted") == 2_500
    assert in_index(casebook, "exhausted") == 2_500
    assert is_whole(casebook)


def test_sources_side_by_side_are_indexed_each_for_itself(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    first = store(RECORDS, words_too=False)
    second = store(RECORDS[:1_500], words_too=False)
    index_one_page(casebook, second)
    index_one_page(casebook, first)
    index_one_page(casebook, second)
    assert found(casebook, case, "exhausted") == 4_000
    imports.index_words(casebook)
    assert in_index(casebook, "exhausted") == 4_000
    assert is_whole(casebook)
