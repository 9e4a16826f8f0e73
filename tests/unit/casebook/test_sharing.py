"""What an export reads through: nothing private, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from app.casebook import Casebook, schema
from app.casebook.sharing import SharedDrafts
from app.domain.drafts import Case, Entry
from app.domain.errors import NotFoundError
from app.domain.timeline import Span
from app.operations import cases, desk, exports, history, timeline
from tests.unit.casebook.conftest import Stored, record

MakeEntry = Callable[..., Entry]
SECRET = "quixotically"


@pytest.fixture
def shown(casebook: Casebook, case: Case, entry: MakeEntry, store: Stored) -> Entry:
    """An entry to be shared, beside secrets in every place that holds any."""
    store([record("pool exhausted", 1), record("cited by the private entry alone", 2, 2)])
    private = entry(f"private: {SECRET}", private=True, known_by=SECRET)
    timeline.add_entry(casebook, private, [Span(2)])
    once_private = timeline.add_entry(casebook, entry(f"was {SECRET}", private=True)).entry
    timeline.save_entry(casebook, replace(once_private, text="worded for all", private=False))
    deleted = timeline.add_entry(casebook, entry(f"deleted {SECRET}")).entry
    timeline.delete_entry(casebook, deleted.id)
    cases.update_case(casebook, replace(case, private_notes=f"notes: {SECRET}"))
    desk.remember(casebook, "half-typed", SECRET)
    return timeline.add_entry(casebook, entry("The pool was exhausted"), [Span(1)]).entry


def test_what_is_to_be_shared_can_be_read(casebook: Casebook, case: Case, shown: Entry) -> None:
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        assert shared.case(case.id) == case
        entries = shared.entries(case.id)
        assert {each.text for each in entries} == {"worded for all", "The pool was exhausted"}
        assert [each.target_id for each in shared.citations(case.id)] == [shown.id]
        with pytest.raises(NotFoundError):
            shared.case("no such case")


QUERIES = [
    "SELECT * FROM entries",
    "SELECT text FROM entries WHERE private = 0",
    "SELECT count(*) FROM entries",
    "SELECT rowid FROM entries",
    "SELECT e.text FROM shared_entries JOIN entries AS e ON e.id <> shared_entries.id",
    "SELECT (SELECT group_concat(text) FROM entries) FROM shared_cases",
    "SELECT text FROM shared_entries UNION SELECT text FROM entries",
    "SELECT text FROM (SELECT * FROM entries) AS shared_entries",
    "WITH shared_entries AS (SELECT * FROM entries) SELECT text FROM shared_entries",
    "with\tshared_entries as materialized (select * from entries) select * from shared_entries",
    "SELECT * FROM (WITH shared_cases AS (SELECT * FROM entries) SELECT * FROM shared_cases)",
    "SELECT private_notes FROM cases",
    "SELECT * FROM cases",
    "SELECT title FROM cases",
    "SELECT * FROM citations",
    "SELECT * FROM dismissals",
    "SELECT reason FROM dismissals",
    "SELECT count(*) FROM dismissals",
    "SELECT e.text FROM shared_entries AS e JOIN dismissals AS d ON d.target_id = e.id",
    "SELECT * FROM shared_dismissals",
    "SELECT * FROM suggestion_answers",
    "SELECT payload FROM suggestions",
    "SELECT item_id FROM suggestion_items",
    "SELECT scope FROM suggestion_runs",
    "SELECT before, after FROM journal",
    "SELECT label FROM transactions",
    "SELECT * FROM current_transaction",
    "SELECT value FROM desk",
    "SELECT * FROM items_fts WHERE items_fts MATCH 'pool'",
    "SELECT * FROM items_fts_data",
    "SELECT sql FROM sqlite_master",
    "SELECT * FROM pragma_table_info('entries')",
    "PRAGMA table_info(entries)",
    "PRAGMA query_only",
    "ATTACH ':memory:' AS other",
    "EXPLAIN SELECT * FROM entries",
    "CREATE TEMP VIEW shared_all AS SELECT * FROM entries",
    "CREATE TEMP TABLE copy AS SELECT * FROM entries",
    "INSERT INTO desk SELECT id, text FROM entries",
    "UPDATE entries SET private = 0",
    "DELETE FROM entries",
    "DROP VIEW shared_entries",
]


@pytest.mark.parametrize("query", QUERIES)
def test_nothing_private_can_be_asked_for(casebook: Casebook, shown: Entry, query: str) -> None:
    with casebook.read_shared() as connection, pytest.raises((DatabaseError, ValueError)):
        connection.exec_driver_sql(query).all()


@pytest.mark.parametrize("view", ["shared_cases", "shared_entries", "shared_citations"])
def test_the_views_themselves_hold_nothing_private(
    casebook: Casebook, shown: Entry, view: str
) -> None:
    with casebook.read_shared() as connection:
        rows = connection.exec_driver_sql(f"SELECT * FROM {view}").all()
    assert rows
    assert SECRET not in repr(rows)


def test_a_view_has_all_columns_of_its_table(casebook: Casebook) -> None:
    with casebook.read() as connection:
        for table in (schema.cases, schema.entries, schema.citations):
            found = connection.exec_driver_sql(f"PRAGMA table_info(shared_{table.name})").all()
            assert {row[1] for row in found} == set(table.columns.keys())


def test_the_restriction_ends_with_the_connection(casebook: Casebook, shown: Entry) -> None:
    for _ in range(6):
        with casebook.read_shared() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM shared_entries").all()
        with casebook.read() as connection:
            assert SECRET in repr(connection.execute(select(schema.entries.c.text)).all())


def test_the_restriction_ends_after_a_refusal_too(casebook: Casebook, shown: Entry) -> None:
    with pytest.raises(DatabaseError), casebook.read_shared() as connection:
        connection.exec_driver_sql("SELECT * FROM entries")
    with casebook.read() as connection:
        assert SECRET in repr(connection.execute(select(schema.entries.c.text)).all())


def test_no_document_holds_anything_private(casebook: Casebook, case: Case, shown: Entry) -> None:
    history.undo_label(casebook, case.id)
    said = exports.preview(casebook, case.id)
    assert "The pool was exhausted" in said
    assert SECRET not in said
    assert "cited by the private entry alone" not in said
