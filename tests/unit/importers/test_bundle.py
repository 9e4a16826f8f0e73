"""A folder or archive of many files is taken apart: each file by its own format, none forgotten."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from app.domain.errors import EvidenceError
from app.domain.evidence import NO_CHOICES, MemberReceipt, OriginalFile, Record, Skip, SkipCode
from app.domain.people import Author
from app.importers.base import EvidenceFile, Note, Part
from app.importers.batches import batches
from app.importers.registry import recognise
from tests.unit.importers.conftest import DATA, MakeFolder, MakeZip, files_of

NIGHT = DATA / "bundle" / "ferry-night"
LOG = "2024-03-30 02:46:58 INFO started\n2024-03-30 02:46:59 WARN slow\n"
FORMATS = {
    "alerts.json": "alertmanager",
    "logs/quay.log": "text-log",
    "logs/tickets.log": "text-log",
    "mail": "mail",
}


def parts_of(path: Path) -> list[Part]:
    source = EvidenceFile.at(path)
    importer = recognise(source)
    assert importer.format == "bundle"
    parts = list(importer.read(source, NO_CHOICES))
    list(batches("bundle", iter(parts)))  # originals are closed and true
    records = [part for part in parts if isinstance(part, Record)]
    assert len({record.key for record in records}) == len(records)
    return parts


def of(kind: type, parts: list[Part]) -> list[Part]:
    return [part for part in parts if isinstance(part, kind)]


def tar_of(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def test_each_file_of_a_folder_is_read_by_its_own_format() -> None:
    parts = parts_of(NIGHT)
    members = [part for part in parts if isinstance(part, MemberReceipt)]
    assert {member.path: member.format for member in members} == FORMATS
    assert sum(member.taken for member in members) == len(of(Record, parts)) == 8
    originals = {part.path for part in parts if isinstance(part, OriginalFile)}
    assert originals == {"alerts.json", "logs/quay.log", "logs/tickets.log", "mail/1.eml"}
    where = {part.path for part in parts if isinstance(part, Record)}
    assert where == {"alerts.json", "logs/quay.log", "logs/tickets.log", "mail/1.eml"}


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_an_archive_holds_the_same_and_is_kept_whole(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"night.{kind}"
    files = {name: bytes(data) for name, data in files_of(NIGHT).items() if isinstance(data, bytes)}
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    else:
        tar_of(path, files, "w:" + kind.removeprefix("tar").removeprefix("."))
    parts = parts_of(path)
    inside = {part.text for part in parts_of(NIGHT) if isinstance(part, Record)}
    assert {part.text for part in parts if isinstance(part, Record)} == inside
    assert [part.path for part in parts if isinstance(part, OriginalFile)] == [path.name]


def test_inspecting_lists_the_files_and_asks_for_the_zone() -> None:
    source = EvidenceFile.at(NIGHT)
    found = recognise(source).inspect(source, lambda _position: None)
    assert dict(found.members) == FORMATS
    assert not found.has_zone  # quay.log names none
    assert found.first_us is not None


def test_what_no_format_fits_is_kept_and_named(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {"a.log": LOG, "core": b"\x7fELF\x02\x01" + bytes(range(256)), "empty.log": b""}
    )
    parts = parts_of(folder)
    skips = {part.path: part for part in parts if isinstance(part, Skip)}
    assert skips["core"].code is SkipCode.BINARY
    assert "a program" in skips["core"].detail
    assert skips["empty.log"].code is SkipCode.EMPTY
    kept = {part.path for part in parts if isinstance(part, OriginalFile)}
    assert kept == {"a.log", "core", "empty.log"}
    assert len(of(Record, parts)) == 2


def test_what_systems_leave_behind_is_not_evidence(make_zip: MakeZip) -> None:
    parts = parts_of(make_zip({"a.log": LOG, "__MACOSX/._a.log": b"\0\5\x16\7", ".DS_Store": "x"}))
    skips = {part.path: part.code for part in parts if isinstance(part, Skip)}
    assert skips == dict.fromkeys(["__MACOSX/._a.log", ".DS_Store"], SkipCode.NOT_EVIDENCE)


def test_archives_inside_are_taken_apart_too_but_not_without_end(
    make_zip: MakeZip, tmp_path: Path
) -> None:
    for _ in range(2):
        inner = make_zip({"a.log": LOG})
    data = inner.read_bytes()
    parts = parts_of(make_zip({"inner.zip": data}))
    assert {part.path for part in parts if isinstance(part, Record)} == {"inner.zip/a.log"}
    deep = data
    for _ in range(5):
        deep = make_zip({"inner.zip": deep}).read_bytes()
    (skip,) = of(Skip, parts_of(make_zip({"deep.zip": deep})))
    assert isinstance(skip, Skip)
    assert skip.code is SkipCode.BROKEN_FILE or "unpack it first" in skip.detail


def test_a_slack_export_beside_a_log_stays_one_export(
    make_folder: MakeFolder, tidewater: Path
) -> None:
    folder = make_folder({**files_of(tidewater, "slack/"), "app.log": LOG})
    members = {
        part.path: part.format for part in parts_of(folder) if isinstance(part, MemberReceipt)
    }
    assert members == {"app.log": "text-log", "slack": "slack-export"}


def test_writers_of_two_formats_are_not_one_person_for_an_equal_id() -> None:
    authors = [part for part in parts_of(NIGHT) if isinstance(part, Author)]
    assert [author.key for author in authors] == ["ida@ferry.example"]


def test_notes_say_which_file_they_are_about(make_folder: MakeFolder) -> None:
    folder = make_folder({"a.log": "Mar 30 02:46:58 host app: x\n" * 3, "b.log": LOG})
    notes = [part.sentence for part in parts_of(folder) if isinstance(part, Note)]
    assert any(note.startswith("a.log: The time stamps have no year") for note in notes)


def test_a_tar_that_leads_elsewhere_or_links_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "harm.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("../x", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("./a.log")
        info.size = len(LOG)
        archive.addfile(info, io.BytesIO(LOG.encode()))
    parts = parts_of(path)
    skips = {part.path: part.code for part in parts if isinstance(part, Skip)}
    assert skips == dict.fromkeys(["../x", "link"], SkipCode.UNSAFE_PATH)
    assert {part.path for part in parts if isinstance(part, Record)} == {"a.log"}


def test_a_tar_bomb_is_refused(tmp_path: Path) -> None:
    path = tar_of(tmp_path / "bomb.tar.gz", {"zeros.log": bytes(256 * 1024 * 1024)})
    with pytest.raises(EvidenceError, match=r"“bomb.tar.gz” unpacks to more than 200 times"):
        parts_of(path)


def test_a_tar_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    whole = tar_of(tmp_path / "whole.tar", {"a.log": LOG.encode(), "b.log": LOG.encode()}, "w")
    path = tmp_path / "cut.tar"
    path.write_bytes(whole.read_bytes()[:1400])
    parts = parts_of(path)
    assert len(of(Record, parts)) == 2


def test_a_damaged_member_does_not_stop_the_others(make_zip: MakeZip) -> None:
    path = make_zip({"a.log": LOG * 200, "b.log": LOG})
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    parts = parts_of(path)
    assert [part.path for part in parts if isinstance(part, Skip)] == ["a.log"]
    assert len(of(Record, parts)) == 2
