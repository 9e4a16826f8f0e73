"""A check that finds what is wrong, and says nothing where all is well."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from app.casebook import Casebook
from app.domain.drafts import Case, Entry
from app.domain.errors import CancelledError, CasebookError
from app.domain.timeline import Span
from app.operations import casebooks, history, publishing, timeline
from tests.unit.casebook.conftest import PASSPHRASE, Stored, record

MakeEntry = Callable[..., Entry]


@pytest.fixture
def filled(casebook: Casebook, entry: MakeEntry, store: Stored) -> Casebook:
    store([record(f"line {number} of the log", number, number) for number in range(1, 400)])
    for number in range(1, 6):
        timeline.add_entry(casebook, entry(f"statement {number}"), [Span(number, 0, 4)])
    publishing.publish(casebook, store.case.id)
    return casebook


def tampered(casebook: Casebook, *statements: str) -> tuple[str, ...]:
    """What is found after somebody with the passphrase changed the file by other means."""
    with casebook.batch() as connection:
        for statement in statements:
            connection.execute(text(statement))
    return casebooks.verify(casebook).problems


def test_a_sound_casebook_has_no_problem_and_everything_was_looked_at(
    filled: Casebook, case: Case
) -> None:
    timeline.delete_entry(filled, timeline.entries(filled, case.id)[0].entry.id)
    history.undo(filled, case.id)
    report = casebooks.verify(filled)
    assert report.problems == ()
    assert report.checked["quotations"] == 5
    assert report.checked["originals"] == 1
    assert report.checked["drafted rows"] == 1 + 5 + 5 + 1 + 1
    assert all(report.checked.values())


def test_a_published_version_changed_with_its_journal(filled: Casebook) -> None:
    words = "replace(text, 'statement 3', 'statement 9')"
    [problem] = tampered(
        filled,
        "DROP TRIGGER generated_publications_UPDATE",
        f"UPDATE publications SET text = {words}",
        "DELETE FROM journal WHERE table_name = 'publications'",
    )
    assert problem == "The published version 1 differs from its SHA-256."


def test_a_statement_changed_past_the_journal(filled: Casebook, case: Case) -> None:
    changed = timeline.entries(filled, case.id)[0].entry.id
    [problem] = tampered(
        filled,
        "DROP TRIGGER generated_entries_UPDATE",
        f"UPDATE entries SET text = 'as it suits' WHERE id = '{changed}'",
    )
    assert changed in problem


def test_a_statement_removed_past_the_journal(filled: Casebook, case: Case) -> None:
    removed = timeline.entries(filled, case.id)[0]
    [problem] = tampered(
        filled,
        "DROP TRIGGER generated_entries_DELETE",
        f"DELETE FROM entries WHERE id = '{removed.entry.id}'",
    )
    assert removed.entry.id in problem


def test_evidence_changed_under_a_quotation(filled: Casebook) -> None:
    problems = tampered(
        filled,
        "DROP TRIGGER generated_items_immutable",
        "UPDATE items SET text = 'LINE 2 of the log' WHERE id = 2",
    )
    assert [problem for problem in problems if "item 2" in problem]


def test_items_that_are_missing(filled: Casebook) -> None:
    [problem] = tampered(filled, "DELETE FROM items WHERE id = 300")
    assert "398" in problem
    assert "399" in problem


@pytest.mark.parametrize(
    "change", ["data = x'28b52ffd00'", "data = zeroblob(40)", "data = substr(data, 1, 60)"]
)
def test_an_original_that_is_damaged(filled: Casebook, change: str) -> None:
    [problem] = tampered(filled, f"UPDATE original_chunks SET {change}")
    assert "orders-api.log" in problem


def test_an_original_that_lost_a_piece(filled: Casebook) -> None:
    [problem] = tampered(filled, "DELETE FROM original_chunks")
    assert "orders-api.log" in problem


def problems_of(path: Path) -> tuple[str, ...]:
    """What a check finds, or why there can be none."""
    try:
        with Casebook.open(path, PASSPHRASE) as again:
            return casebooks.verify(again).problems
    except CasebookError as refused:  # the damage hit a part of the schema
        return (str(refused),)


def test_one_flipped_bit_in_the_middle_of_the_file(filled: Casebook) -> None:
    filled.close()
    data = bytearray(filled.path.read_bytes())
    found = 0
    for page in range(4, len(data) // 4096, 7):
        damaged = bytearray(data)
        damaged[page * 4096 + 1000] ^= 1
        filled.path.write_bytes(damaged)
        problems = problems_of(filled.path)
        assert problems
        assert all("backup" in problem for problem in problems if "damaged" in problem)
        found += 1
    assert found


def test_it_can_be_cancelled(filled: Casebook) -> None:
    class Impatient:
        def __init__(self) -> None:
            self.asked = threading.Event()

        def report(self, done: int, total: int, what: str) -> None:
            if done:
                self.asked.set()

        @property
        def cancelled(self) -> bool:
            return self.asked.is_set()

    with pytest.raises(CancelledError):
        casebooks.verify(filled, Impatient())
