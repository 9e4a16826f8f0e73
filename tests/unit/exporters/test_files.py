"""Names that every file system takes, and files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import resource
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ExportError
from app.domain.moments import UTC_ZONE
from app.domain.practice.digest import digest_of
from app.domain.practice.process_card import process_card
from app.domain.review import review_of
from app.exporters.files import file_name, write_whole
from app.exporters.manifest import document
from tests.unit.review_samples import CASE, NOW

TEMPLATE = document("incident-review")


def name_of(title: str, published_us: int | None = None) -> str:
    case = replace(CASE, title=title, published_us=published_us)
    return file_name(review_of(case, [], [], NOW), TEMPLATE, "docx")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_name_says_preliminary_until_published():
    assert name_of("Orders API down") == (
        "Orders API down – incident review – preliminary as of 2024-04-01, causes not analysed.docx"
    )
    assert name_of("Orders API down", NOW) == (
        "Orders API down – incident review – published 2024-04-01.docx"
    )


def test_what_tells_of_no_case_says_only_its_day():
    card = process_card(None, NOW, UTC_ZONE)
    assert file_name(card, document("process-card"), "md") == (
        "Incident response – process card – as of 2024-04-01.md"
    )
    digest = digest_of([], {}, "2024-Q2", NOW, UTC_ZONE)
    assert file_name(digest, document("digest"), "md", "April to June 2024") == (
        "Incident reviews – digest of the quarter, April to June 2024 – as of 2024-04-01.md"
    )


@pytest.mark.parametrize(
    ("title", "start"),
    [
        ("../../etc/passwd", "etc passwd –"),
        ("Release 4.4.1: down?", "Release 4.4.1 down –"),
        ("CON.x", "CON x –"),
        (".hidden", "hidden –"),
        ("-rf", "rf –"),
        ("", "Untitled case –"),
        ("🧯", "Untitled case –"),
        ("数据库", "数据库 –"),
    ],
)
def test_a_title_becomes_a_name(title, start):
    assert name_of(title).startswith(start)


@given(st.text())
def test_any_title_becomes_a_safe_name(title):
    name = name_of(title)

    assert len(name.encode("utf-8")) <= 255
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', name)
    assert name.strip(" .") == name
    assert not name.startswith("-")


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "review.docx"
    write_whole(target, b"old")

    assert write_whole(target, b"new") == target.resolve()
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == {"home", "review.docx"}


def test_a_link_is_followed_not_replaced(tmp_path):
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")

    write_whole(tmp_path / "link.md", b"new")

    assert (tmp_path / "real.md").read_bytes() == b"new"
    assert (tmp_path / "link.md").is_symlink()


def test_the_file_gets_the_rights_that_files_get(tmp_path):
    plain = tmp_path / "plain"
    plain.touch()

    assert write_whole(tmp_path / "new.md", b"").stat().st_mode == plain.stat().st_mode


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(ExportError, match="is a folder; give the document a file name in it"):
        write_whole(tmp_path, b"x")


def test_an_absent_folder_is_named(tmp_path):
    with pytest.raises(ExportError, match="that folder does not exist"):
        write_whole(tmp_path / "absent" / "review.md", b"x")


def test_a_name_that_is_too_long_is_named(tmp_path):
    with pytest.raises(ExportError, match="that name is too long"):
        write_whole(tmp_path / ("x" * 300), b"x")


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "that disk can only be read"),
        (errno.EACCES, "you may not write there"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path, monkeypatch, code, cause):
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "review.md"
    target.write_bytes(b"old")

    def refuse(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(ExportError, match=cause):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(folder) == {"review.md"}


def test_a_file_that_cannot_be_finished_is_not_begun(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(ExportError, match="too large for that disk"):
            write_whole(tmp_path / "review.md", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert names(tmp_path) == {"home"}


def test_a_device_or_pipe_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(ExportError, match="is not an ordinary file"):
        write_whole(pipe, b"x")
    assert pipe.is_fifo()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)

    with pytest.raises(ExportError, match="you may not write there"):
        write_whole(folder / "review.md", b"x")
