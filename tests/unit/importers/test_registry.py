"""Formats are recognised by what a file holds; what nobody reads is told what it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.domain.errors import EvidenceError
from app.domain.evidence import NO_CHOICES, Record
from app.importers.base import EvidenceFile, Importer, unreadable
from app.importers.registry import FORMATS, recognise
from tests.unit.importers.conftest import DATA, MakeFolder, MakeZip, files_of

LOG = "2024-03-30 02:46:58 INFO started\n2024-03-30 02:46:59 WARN slow\n"


def format_of(path: Path) -> str:
    return recognise(EvidenceFile.at(path)).format


def refusal(path: Path) -> str:
    with pytest.raises(EvidenceError) as caught:
        recognise(EvidenceFile.at(path))
    return str(caught.value)


def samples(importer: Importer) -> list[Path]:
    folder = DATA / importer.format
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("importer", FORMATS, ids=lambda importer: importer.format)
def test_every_format_has_samples_that_it_recognises_and_reads(importer: Importer) -> None:
    assert samples(importer), f"put a sample into tests/data/{importer.format}/"
    assert importer.label
    for sample in samples(importer):
        source = EvidenceFile.at(sample)
        assert recognise(source).format == importer.format, sample.name
        parts = list(importer.read(source, NO_CHOICES))
        assert any(isinstance(part, Record) for part in parts), sample.name


def test_formats_have_ids_of_their_own() -> None:
    assert len({importer.format for importer in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("top", ["", "Tidewater Slack export Mar 30 2024/"])
def test_a_slack_zip_is_one_whatever_it_is_called(
    make_zip: MakeZip, tidewater: Path, tmp_path: Path, top: str
) -> None:
    path = make_zip(files_of(tidewater, top)).rename(tmp_path / "server.log")
    assert format_of(path) == "slack-export"


def test_a_log_is_one_even_when_called_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_text(LOG)
    assert format_of(path) == "text-log"


def test_json_that_is_no_export_is_not_taken_for_one(make_folder: MakeFolder) -> None:
    folder = make_folder({"channels.json": [{"id": "C1", "name": "general"}]})
    assert format_of(folder) == "bundle"
    assert format_of(folder / "channels.json") != "slack-export"


def test_a_folder_or_zip_of_logs_is_taken_apart(make_folder: MakeFolder, make_zip: MakeZip) -> None:
    assert format_of(make_folder({"a.log": LOG, "2024/2024-03-30.json": "{}"})) == "bundle"
    assert format_of(make_zip({"a.log": LOG})) == "bundle"


def test_a_zip_that_only_holds_harm_holds_nothing(make_zip: MakeZip) -> None:
    assert "no files that may be read" in refusal(make_zip({"../x": "harm"}))


def test_an_office_document_is_not_called_a_zip(make_zip: MakeZip) -> None:
    path = make_zip({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"})
    assert "Office document" in refusal(path)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "“gone.log”" in refusal(tmp_path / "gone.log")


def test_an_empty_file_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty.log").touch()
    (tmp_path / "bare").mkdir()
    assert "“empty.log” is empty" in refusal(tmp_path / "empty.log")
    assert "“bare” holds no files" in refusal(tmp_path / "bare")


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\x1f\x8b\x08\x00\x00", "unpack it first"),
        (b"\x7fELF\x02\x01\x00", "a program"),
        (b"\x00\x01\x02\xfe\xff\x80", "binary data"),
    ],
)
def test_a_binary_file_is_told_what_it_is(tmp_path: Path, start: bytes, what: str) -> None:
    path = tmp_path / "core.log"
    path.write_bytes(start + bytes(range(256)) * 40)
    assert what in refusal(path)
    assert "core.log" in refusal(path)


def test_a_broken_zip(tmp_path: Path) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    assert "damaged or incomplete zip archive" in refusal(path)


def test_no_permission(tmp_path: Path) -> None:
    assert "permissions" in str(unreadable("x.log", PermissionError(13, "Permission denied")))
    if os.geteuid() == 0:
        pytest.skip("an administrator may read every file")
    path = tmp_path / "mine.log"
    path.write_text(LOG)
    path.chmod(0)
    assert "“mine.log” may not be read" in refusal(path)
