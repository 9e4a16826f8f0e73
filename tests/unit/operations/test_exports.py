"""Writing documents: where they may not go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.errors import ExportError
from app.operations import cases, exports


@pytest.mark.parametrize("name", ["orders.casebook", "orders.casebook-wal", "link", "backup"])
def test_a_document_never_replaces_the_casebook(
    casebook: Casebook, case: Case, name: str, tmp_path: Path
) -> None:
    backup = casebook.back_up(date(2026, 2, 26))
    assert backup is not None
    (tmp_path / "link").symlink_to(casebook.path)
    target = backup if name == "backup" else tmp_path / name

    with pytest.raises(ExportError, match="belongs to the casebook itself"):
        exports.export(casebook, case.id, exports.INCIDENT_REVIEW, "md", target)

    assert backup.read_bytes()[:8] == b"GOLDSEAM"
    casebook.close()
    with Casebook.open(casebook.path, "a seam of gold") as again:
        assert cases.cases(again) == [case]
