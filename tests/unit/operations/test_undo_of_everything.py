"""Undo and redo over steps of every kind, in any order: all goes, and all comes back.

After each step nothing drafted points at what is not there, and a step that was refused has
changed nothing.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.casebook import Casebook, schema
from app.domain.drafts import CaseKind
from app.domain.errors import GoldseamError
from app.operations import casebooks, cases, exports, history
from tests.unit.operations.any_step import BEGINNING, STEPS, AnyStep
from tests.unit.operations.chat import take_in_with

PASSPHRASE = "kite lamp orbit seven"

Drafted = dict[str, set[tuple[Any, ...]]]

POINTERS = (
    *("playbook_answers.target_id", "milestones.entry_id", "drastic_actions.entry_id"),
    *("factor_links.from_id", "factor_links.to_id", "whys.factor_id", "decision_points.entry_id"),
    *("fair_accounts.person_id", "case_links.other_id", "action_targets.action_id"),
    *("action_targets.target_id", "meeting_notes.meeting_id", "citations.target_id"),
    *("audience_choices.target_id", "dismissals.target_id"),
    *("repair_targets.repair_id", "repair_targets.break_id", "invitations.repair_id"),
    *("invitations.group_id", "group_statements.group_id", "group_statements.paragraph_id"),
    *("claims.statement_id", "signal_readings.signal_id"),
    *("packet_pieces.packet_id", "packet_pieces.target_id", "suggestion_answers.target_id"),
)
"""What names a drafted row; only a note of a meeting outlives what it is about."""


def test_whatever_people_do_is_undone_and_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Casebook.create(tmp_path / "any.casebook", PASSPHRASE) as casebook:
        other = cases.add_case(casebook, CaseKind.INCIDENT, "An earlier one")
        take_in = take_in_with(monkeypatch, casebook)

        @settings(max_examples=6, deadline=None, database=None)
        @given(
            st.lists(st.integers(0, len(STEPS) - 1), min_size=25, max_size=50),
            st.integers(0, 1_000_000),
        )
        def undo_all(numbers: list[int], seed: int) -> None:
            case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders unavailable")
            take_in(case)
            at_first = drafted(casebook)
            some = AnyStep(casebook, case.id, other.id, Random(seed))  # noqa: S311  no secret
            for step in (*BEGINNING, *(STEPS[number] for number in numbers)):
                before = drafted(casebook)
                try:
                    step(some)
                except GoldseamError:
                    assert drafted(casebook) == before, "a refused step left something"
                assert dangling(casebook) == []
            exports.preview(casebook, case.id)
            at_last = drafted(casebook)
            undone = 0
            while drafted(casebook) != at_first:
                assert history.undo(casebook, case.id), "nothing is left to undo"
                undone += 1
            for _ in range(undone):
                assert history.redo(casebook, case.id)
            assert drafted(casebook) == at_last

        undo_all()
        assert casebooks.verify(casebook).problems == ()


def drafted(casebook: Casebook) -> Drafted:
    """Every drafted row of the casebook."""
    with casebook.read() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in schema.DRAFTED
        }


def dangling(casebook: Casebook) -> list[str]:
    """What points at a row that is not there."""
    with casebook.read() as connection:
        ids = {
            row_id
            for table in schema.DRAFTED
            for row_id in connection.execute(select(table.c.id)).scalars()
        }
        tables = {table.name: table for table in schema.DRAFTED}
        found = []
        for pointer in POINTERS:
            table, _, column = pointer.partition(".")
            pointing = connection.execute(select(tables[table].c[column])).scalars()
            found += [f"{pointer} {target}" for target in pointing if target and target not in ids]
    return found
