"""A casebook with one case, as the operations see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind
from app.operations import casebooks, cases

PASSPHRASE = "a seam of gold"


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with casebooks.new_casebook(tmp_path / "orders.casebook", PASSPHRASE) as made:
        yield made


@pytest.fixture
def case(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable", "Europe/Berlin")
