"""Certainty that rose with nothing new cited, as the journal tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.casebook import Casebook
from app.casebook.certainties import raised_certainties
from app.domain.drafts import Case, Certainty, Entry
from app.domain.timeline import Span
from app.operations import history, timeline
from tests.unit.casebook.conftest import Stored, record

MakeEntry = Callable[..., Entry]


def raised(casebook: Casebook, case: Case) -> dict[str, tuple[Certainty, Certainty]]:
    with casebook.drafts() as drafts:
        found = raised_certainties(drafts.connection, case.id)
    return {row_id: judged for (_, row_id), judged in found.items()}


def judge(casebook: Casebook, entry: Entry, *certainties: Certainty) -> Entry:
    for certainty in certainties:
        entry = replace(entry, certainty=certainty)
        timeline.save_entry(casebook, entry)
    return entry


def test_a_first_judgement_is_no_raise(casebook: Casebook, case: Case, entry: MakeEntry) -> None:
    made = timeline.add_entry(casebook, entry("the pool was full")).entry
    judge(casebook, made, Certainty.CONFIRMED)
    assert raised(casebook, case) == {}


def test_a_raise_without_evidence_is_told_with_both_ends(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    made = timeline.add_entry(casebook, entry("the pool was full")).entry
    judge(casebook, made, Certainty.UNCERTAIN, Certainty.CONFIRMED)
    assert raised(casebook, case) == {made.id: (Certainty.UNCERTAIN, Certainty.CONFIRMED)}


def test_lowering_is_no_raise(casebook: Casebook, case: Case, entry: MakeEntry) -> None:
    made = timeline.add_entry(casebook, entry("the pool was full")).entry
    judge(casebook, made, Certainty.CONFIRMED, Certainty.PROBABLE)
    assert raised(casebook, case) == {}


def test_a_raise_that_was_taken_back_is_none(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    made = timeline.add_entry(casebook, entry("the pool was full")).entry
    judge(casebook, made, Certainty.PROBABLE, Certainty.CONFIRMED)
    history.undo(casebook, case.id)
    assert raised(casebook, case) == {}
    history.redo(casebook, case.id)
    assert set(raised(casebook, case)) == {made.id}


def test_new_evidence_before_or_after_the_raise_grounds_it(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    store([record("pool: 100 of 100 in use")])
    with casebook.drafts() as drafts:
        item = next(iter(drafts.connection.exec_driver_sql("SELECT id FROM items").scalars()))
    made = timeline.add_entry(casebook, entry("the pool was full")).entry
    judge(casebook, made, Certainty.UNCERTAIN, Certainty.CONFIRMED)
    timeline.cite(casebook, made.id, [Span(item)])
    assert raised(casebook, case) == {}
