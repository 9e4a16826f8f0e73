"""Undo and redo over steps of every kind, in any order: all goes, and all comes back."""

from __future__ import annotations

from collections import Counter
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
from tests.unit.operations.any_step import STEPS, AnyStep
from tests.unit.operations.chat import take_in_with

PASSPHRASE = "kite lamp orbit seven"
MOST = 150

Drafted = dict[str, set[tuple[Any, ...]]]


def test_whatever_people_do_is_undone_and_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: Counter[int] = Counter()
    with Casebook.create(tmp_path / "any.casebook", PASSPHRASE) as casebook:
        other = cases.add_case(casebook, CaseKind.INCIDENT, "An earlier one")
        take_in = take_in_with(monkeypatch, casebook)

        @settings(max_examples=120, deadline=None, database=None)
        @given(st.lists(st.integers(0, len(STEPS) - 1), min_size=80, max_size=MOST), st.integers())
        def undo_all(steps: list[int], seed: int) -> None:
            case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders unavailable")
            take_in(case)
            at_first = drafted(casebook)
            some = AnyStep(casebook, case.id, other.id, Random(seed))
            for number in steps:
                before = drafted(casebook)
                try:
                    some.take(number)
                except GoldseamError:
                    assert drafted(casebook) == before, "a refused step left something"
                else:
                    taken[number] += 1
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
        print("NEVER", [n for n in range(len(STEPS)) if not taken[n]], taken.most_common()[-20:])
        assert casebooks.verify(casebook).problems == ()


def drafted(casebook: Casebook) -> Drafted:
    """Every drafted row of the casebook."""
    with casebook.read() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in schema.DRAFTED
        }
