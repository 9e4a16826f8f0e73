"""The picture of the failure chain leaves as documents do: by role, and only through the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, new_id
from app.domain.errors import ExportError
from app.domain.practice.chain import Factor, FactorLink
from app.operations import drafting, pictures
from app.operations.pictures import Drawing
from tests.unit.operations.chat import take_in_with


def add(casebook: Casebook, case: Case, text: str, rank: int) -> Factor:
    factor = Factor(new_id(), case.id, text, rank=rank)
    drafting.add(casebook, case.id, factor, "Add factor")
    return factor


def test_a_chain_is_drawn_with_roles_in_place_of_names(
    casebook: Casebook, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    one = add(casebook, case, "The switch that Mira Olsen set was never tried before", 0)
    other = add(casebook, case, "The pool was full", 1)
    link = FactorLink(new_id(), case.id, one.id, other.id, note="as Mira Olsen saw")
    drafting.add(casebook, case.id, link, "Add link")

    written = pictures.export_picture(casebook, case.id, Drawing.CHAIN, "svg", tmp_path)

    assert "failure chain" in written.name
    svg = written.read_text(encoding="utf-8")
    assert "The switch that [participant A] set" in svg
    assert "Olsen" not in svg
    assert "F1 causes F2 (+)." in svg
    drawn = pictures.picture_of(casebook, case.id, Drawing.CHAIN, "png")
    assert drawn.data.startswith(b"\x89PNG")
    assert not drawn.leaks


def test_without_a_factor_nothing_is_drawn(casebook: Casebook, case: Case, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no factor to draw yet"):
        pictures.export_picture(casebook, case.id, Drawing.CHAIN, "svg", tmp_path)

    assert list(tmp_path.glob("*.svg")) == []
