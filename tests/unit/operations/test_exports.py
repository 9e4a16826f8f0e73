"""Writing documents: where they may not go, and under which names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.errors import ExportError
from app.domain.leaks import LeakError
from app.operations import answers, cases, exports, pictures
from tests.unit.operations.chat import take_in_with


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


def test_a_name_typed_as_the_file_name_is_answered_once(
    casebook: Casebook, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)
    typed = tmp_path / "review of Mira Olsen.md"

    with pytest.raises(LeakError) as found:
        exports.export(casebook, case.id, exports.INCIDENT_REVIEW, "md", typed)
    assert [leak.place for leak in found.value.leaks] == ["the file name"]
    answers.replace_all(casebook, case.id, found.value.leaks)

    written = exports.export(casebook, case.id, exports.INCIDENT_REVIEW, "md", typed)
    assert written.name == "review of participant A.md"
    assert written.exists()
    assert not typed.exists()

    with pytest.raises(ExportError, match="is there already"):
        exports.export(casebook, case.id, exports.INCIDENT_REVIEW, "md", typed)


def test_a_picture_is_not_called_by_a_name(
    casebook: Casebook, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_with(monkeypatch, casebook)(case)

    with pytest.raises(LeakError):
        pictures.export_picture(
            casebook, case.id, pictures.Drawing.TIMELINE, "svg", tmp_path / "Mira Olsen.svg"
        )

    assert not (tmp_path / "Mira Olsen.svg").exists()
