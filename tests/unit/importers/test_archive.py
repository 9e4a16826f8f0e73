"""Folders and zip archives are read without trust: what could do harm is left out, and named."""

from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

import pytest

from app.domain.errors import EvidenceError
from app.domain.evidence import SkipCode
from app.importers.archive import Archive, Limits, UnreadableMemberError
from app.importers.base import EvidenceFile
from tests.unit.importers.conftest import MakeFolder, MakeZip

MB = 1024 * 1024


def opened(path: Path, limits: Limits | None = None) -> Archive:
    return Archive(EvidenceFile.at(path), limits)


def test_a_zip_and_a_folder_give_the_same_files(make_zip: MakeZip, make_folder: MakeFolder) -> None:
    files = {"a/one.json": "[1]", "b.json": "[2]", "a/z/deep.txt": "x"}
    for path in (make_zip(files), make_folder(files)):
        with opened(path) as archive:
            found = {member.path: archive.read(member.path, MB) for member in archive.members}
        assert found == {"a/one.json": b"[1]", "a/z/deep.txt": b"x", "b.json": b"[2]"}


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/etc/x", "C:/x", "C:x", "a\\x", "..\\x", "a//x", "./x", "a/\x01x"],
)
def test_a_path_that_leads_elsewhere_is_left_out_and_named(
    make_zip: MakeZip, tmp_path: Path, name: str
) -> None:
    path = make_zip({name: "harm", "fine.json": "[]"})
    before = sorted(tmp_path.parent.rglob("*"))
    with opened(path) as archive:
        assert [member.path for member in archive.members] == ["fine.json"]
        assert [(skip.code, skip.path) for skip in archive.skips] == [(SkipCode.UNSAFE_PATH, name)]
        assert archive.read("fine.json", MB) == b"[]"
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_member_without_a_name_is_left_out(make_zip: MakeZip) -> None:
    path = make_zip({"x": "harm", "fine.json": "[]"})
    data = path.read_bytes()
    entry = data.index(b"PK\x01\x02")
    assert data[entry + 46 : entry + 47] == b"x"
    path.write_bytes(data[: entry + 46] + b"\0" + data[entry + 47 :])  # zipfile cuts a name at NUL
    with opened(path) as archive:
        assert [member.path for member in archive.members] == ["fine.json"]
        assert [skip.code for skip in archive.skips] == [SkipCode.UNSAFE_PATH]


def test_a_link_in_a_zip_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "links.zip"
    link = zipfile.ZipInfo("link.json")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("fine.json", "[]")
    with opened(path) as read:
        assert [member.path for member in read.members] == ["fine.json"]
        assert read.skips[0].code is SkipCode.UNSAFE_PATH


def test_links_and_pipes_in_a_folder_are_left_out(make_folder: MakeFolder, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.json").write_text("[]")
    folder = make_folder({"fine.json": "[]"})
    (folder / "file.json").symlink_to(outside / "secret.json")
    (folder / "folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.json")
    with opened(folder) as archive:
        assert [member.path for member in archive.members] == ["fine.json"]
        assert {skip.path for skip in archive.skips} == {"file.json", "folder", "loop", "pipe.json"}
        assert {skip.code for skip in archive.skips} == {SkipCode.UNSAFE_PATH}


def test_folders_without_end_are_not_followed(make_folder: MakeFolder) -> None:
    folder = make_folder({"x/" * 110 + "deep.json": "[]", "fine.json": "[]"})
    with opened(folder) as archive:
        assert [member.path for member in archive.members] == ["fine.json"]
        assert archive.skips[0].code is SkipCode.UNSAFE_PATH


def test_a_bomb_is_not_unpacked_and_the_rest_is_read(make_zip: MakeZip) -> None:
    path = make_zip({"bomb.json": b" " * (64 * MB), "noise.bin": os.urandom(MB), "fine.json": "[]"})
    with opened(path) as archive:
        with pytest.raises(UnreadableMemberError) as caught:
            archive.read("bomb.json", 1024 * MB)
        assert caught.value.skip.code is SkipCode.TOO_LONG
        assert caught.value.skip.path == "bomb.json"
        assert archive.read("fine.json", MB) == b"[]"


def test_many_small_bombs_are_one_bomb(make_zip: MakeZip) -> None:
    path = make_zip({f"{number}.json": b" " * MB for number in range(20)})
    with opened(path, Limits(ratio_from=4 * MB)) as archive:
        paths = [member.path for member in archive.members]
        with pytest.raises(EvidenceError, match=r"“made.zip” unpacks to more than 200 times"):
            _ = [archive.read(path, 2 * MB) for path in paths]


def test_a_declared_size_is_not_believed(make_zip: MakeZip) -> None:
    """A bomb that declares a harmless size is cut off there, and fails its checksum."""
    path = make_zip({"liar.json": b" " * (32 * MB)})
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    with opened(path) as archive, pytest.raises(UnreadableMemberError) as caught:
        archive.read("liar.json", MB)
    assert caught.value.skip.code is SkipCode.BROKEN_FILE


def test_a_member_longer_than_asked_for_is_too_long(make_folder: MakeFolder) -> None:
    folder = make_folder({"long.json": b"x" * 3000})
    with opened(folder) as archive, pytest.raises(UnreadableMemberError) as caught:
        archive.read("long.json", 2000)
    assert caught.value.skip.code is SkipCode.TOO_LONG


def test_too_many_members(make_zip: MakeZip, make_folder: MakeFolder) -> None:
    files = {f"{number}.json": "[]" for number in range(6)}
    for path in (make_zip(files), make_folder(files)):
        with pytest.raises(EvidenceError, match="more than 5 files"):
            opened(path, Limits(members=5))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_of_one_name_the_last_counts(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", "[1]")
        archive.writestr("a.json", "[2]")
    with opened(path) as read:
        assert read.read("a.json", MB) == b"[2]"
        assert [(skip.code, skip.path) for skip in read.skips] == [(SkipCode.DUPLICATE, "a.json")]


def test_a_damaged_member_is_named(make_zip: MakeZip) -> None:
    path = make_zip({"a.json": "[" + "1," * 5000 + "1]", "b.json": "[]"})
    data = bytearray(path.read_bytes())
    data[40:60] = bytes(20)
    path.write_bytes(data)
    with opened(path) as archive:
        with pytest.raises(UnreadableMemberError) as caught:
            archive.read("a.json", MB)
        assert caught.value.skip.code is SkipCode.BROKEN_FILE
        assert archive.read("b.json", MB) == b"[]"


def test_a_truncated_zip_is_one_sentence(make_zip: MakeZip) -> None:
    path = make_zip({"a.json": "[1]", "b.json": "[2]"})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(EvidenceError, match=r"“made.zip” is a damaged or incomplete zip archive"):
        opened(path)


def test_a_locked_zip_is_one_sentence_and_a_locked_member_a_skip(make_zip: MakeZip) -> None:
    path = make_zip({"a.json": "[1]", "b.json": "[2]"})
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1
    path.write_bytes(data)
    with opened(path) as archive:
        assert [member.path for member in archive.members] == ["b.json"]
        assert [(skip.code, skip.path) for skip in archive.skips] == [
            (SkipCode.BROKEN_FILE, "a.json")
        ]
    data[data.index(b"PK\x01\x02", first + 4) + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(EvidenceError, match="locked with a password"):
        opened(path)


def test_a_zip_in_memory_is_read_like_one_on_disk(make_zip: MakeZip) -> None:
    data = make_zip({"a.json": "[1]"}).read_bytes()
    with Archive(EvidenceFile("pasted", None, data)) as archive:
        assert archive.read("a.json", MB) == b"[1]"
