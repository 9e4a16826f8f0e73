"""A legal hold stops erasing and pruning: of the case, its backups, and what was undone in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.casebook import Casebook, intake
from app.casebook.copies import KEPT_BACKUPS
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.errors import InvalidInputError
from app.operations import casebooks, cases, erasing, history, timeline
from tests.unit.casebook.conftest import Stored, record

MakeEntry = Callable[..., Entry]


def hold(casebook: Casebook, case: Case, *, on: bool = True) -> None:
    cases.update_case(casebook, replace(cases.case(casebook, case.id), legal_hold=on))


def test_no_backup_goes_while_any_case_is_held(casebook: Casebook, case: Case) -> None:
    cases.add_case(casebook, CaseKind.TRUST, "After the outage")
    hold(casebook, case)
    days = [date(2026, 2, 1) + timedelta(day) for day in range(KEPT_BACKUPS + 3)]
    made = [casebook.back_up(day) for day in days]
    assert casebook.copies() == made
    hold(casebook, case, on=False)
    casebook.back_up(date(2026, 3, 1))
    assert len(casebook.copies()) == KEPT_BACKUPS


def test_a_hold_on_another_case_keeps_the_copies_that_hold_both(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    source = store([record("pool exhausted", 1)])
    added = timeline.add_entry(casebook, entry("An entry")).entry
    casebooks.back_up(casebook)
    kept = casebook.copies()
    hold(casebook, cases.add_case(casebook, CaseKind.TRUST, "After the outage"))
    for erase in (
        lambda: erasing.erase(casebook, Entry, added.id),
        lambda: erasing.forget_earlier_versions(casebook, Entry, added.id),
        lambda: erasing.erase_source(casebook, source),
    ):
        with pytest.raises(InvalidInputError, match="Another case") as refused:
            erase()
        assert "After" not in str(refused.value)
    assert casebook.copies() == kept
    assert history.history(casebook, "entries", added.id)


def test_an_undone_import_keeps_its_evidence_until_the_hold_is_lifted(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    hold(casebook, case)
    source = store([record("pool exhausted", 1)])
    never_ended = store([record("cut off", 1)], reveal=False)
    history.undo(casebook, case.id)
    timeline.add_entry(casebook, entry("Something new"))  # nothing to redo any more
    casebooks.tidy(casebook)
    with casebook.read() as connection:
        assert intake.leftovers(connection) == []
        rows = connection.exec_driver_sql("SELECT source_id FROM items").scalars().all()
    assert rows == [source]
    assert never_ended != source
    hold(casebook, case, on=False)
    casebooks.tidy(casebook)
    with casebook.read() as connection:
        assert not connection.exec_driver_sql("SELECT count(*) FROM items").scalar()
