"""Text files as they come: compressed, oddly encoded, broken, hostile."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import EvidenceError
from app.domain.evidence import SkipCode
from app.importers.base import EvidenceFile
from app.importers.readers import plaintext
from app.importers.readers.plaintext import BLOCK_BYTES, MAX_LINE_BYTES
from tests.unit.importers.textlogs import read, read_text

LINE = "2024-03-30 02:46:58 café geöffnet\n"
LOG = LINE * 3


def refusal(data: bytes) -> str:
    with pytest.raises(EvidenceError) as caught:
        read_text(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (LOG.encode(), ""),
        (LOG.encode("utf-8-sig"), ""),
        (LOG.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + LOG.encode("utf-16-be"), "UTF-16"),
        (LOG.encode("utf-16-le"), "UTF-16"),
        (LOG.encode("cp1252"), "Windows-1252"),
        (LOG.replace("\n", "\r\n").encode(), ""),
        (LOG.replace("\n", "\r").encode(), ""),
        (LOG.replace("\n", "\r\n").encode("utf-16"), "UTF-16"),
    ],
    ids=["utf8", "bom", "utf16", "utf16be", "utf16-bare", "cp1252", "crlf", "cr", "utf16-crlf"],
)
def test_encodings_and_line_ends(data: bytes, note: str) -> None:
    reading = read_text(data)
    assert reading.texts == ["café geöffnet"] * 3
    assert reading.bytes == data
    assert [record.line for record in reading.records] == [1, 2, 3]
    assert reading.noted(note) if note else reading.notes == []


def test_broken_bytes_are_shown_and_counted() -> None:
    reading = read_text(LOG.encode() + b"2024-03-30 02:46:59 \xff\x80 hit\n")
    assert reading.texts[3] == "\\xff\\x80 hit"
    assert reading.noted("in 2 places")


def test_one_bad_byte_in_a_late_block_changes_nothing_before_it() -> None:
    early = LINE.encode() * (BLOCK_BYTES // len(LINE.encode()) + 10)
    reading = read_text(early + b"2024-03-30 02:46:59 caf\xe9\n")
    assert reading.texts[0] == "café geöffnet"
    assert reading.texts[-1] == "caf\\xe9"


def test_western_text_is_recognised_late() -> None:
    early = b"2024-03-30 02:46:58 plain\n" * (BLOCK_BYTES // 26 + 10)
    reading = read_text(early + b"2024-03-30 02:46:59 caf\xe9 ge\xf6ffnet\n")
    assert reading.texts[-1] == "café geöffnet"


def test_a_hole_of_nul_bytes_is_left_out_and_said() -> None:
    reading = read_text(b"\0" * 400_000 + LOG.encode())
    assert reading.texts == ["café geöffnet"] * 3
    assert reading.noted("400,000")
    assert len(reading.bytes) == 400_000 + len(LOG.encode())


@pytest.mark.parametrize("size", [MAX_LINE_BYTES + 1, MAX_LINE_BYTES + 3 * BLOCK_BYTES + 17])
@pytest.mark.parametrize("last", [True, False])
def test_a_line_that_is_too_long_is_skipped_with_its_place_and_size(
    size: int, *, last: bool
) -> None:
    after = "" if last else "\n" + LOG
    reading = read_text(LOG + "x" * size + after)
    (skip,) = reading.skips
    assert (skip.code, skip.line, skip.count) == (SkipCode.TOO_LONG, 4, 1)
    assert f"{size:,} bytes" in skip.detail
    assert [record.line for record in reading.records] == [1, 2, 3] + [5, 6, 7] * (not last)


def test_a_line_of_just_the_limit_is_kept() -> None:
    reading = read_text("y" * MAX_LINE_BYTES + "\nshort\n")
    assert [len(text) for text in reading.texts] == [MAX_LINE_BYTES, 5]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_logs_are_read_and_kept_as_they_are(pack: Callable[[bytes], bytes]) -> None:
    data = pack(LOG.encode())
    reading = read_text(data, "orders.log.gz")
    assert reading.texts == ["café geöffnet"] * 3
    assert reading.bytes == data
    (original,) = reading.originals
    assert (original.path, original.size) == ("orders.log.gz", len(data))
    assert original.sha256 == hashlib.sha256(data).hexdigest()


def test_a_log_rotated_into_one_gzip_is_read_to_its_end() -> None:
    assert len(read_text(gzip.compress(LOG.encode()) * 2).records) == 6


def test_a_truncated_gzip_gives_what_it_has_and_says_so() -> None:
    lines = "".join(
        f"2024-03-30 02:46:58 {hash(number):x} {number * 7919}\n" for number in range(200_000)
    )
    data = gzip.compress(lines.encode())
    reading = read_text(data[: len(data) // 2])
    assert len(reading.records) > 1000
    assert [skip.code for skip in reading.skips] == [SkipCode.BROKEN_FILE]
    assert reading.bytes == data[: len(data) // 2]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_is_refused(pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaintext, "RATIO_FREE_BYTES", BLOCK_BYTES)
    assert "unpacks to far more" in refusal(pack(LINE.encode() * 100_000))


def test_a_log_that_packs_well_is_no_bomb() -> None:
    assert len(read_text(gzip.compress(LINE.encode() * 50_000)).records) == 50_000


def test_an_empty_file() -> None:
    assert "“orders.log” is empty" in refusal(b"")
    assert "“orders.log” unpacks to nothing" in refusal(gzip.compress(b""))
    assert "“orders.log” unpacks to nothing" in refusal(gzip.compress(LOG.encode())[:9])


@pytest.mark.parametrize("data", [bytes(range(256)) * 50, gzip.compress(bytes(range(256)) * 50)])
def test_a_binary_file(data: bytes) -> None:
    assert "“orders.log” is not a text file" in refusal(data)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"gone\.log"):
        read(EvidenceFile.at(tmp_path / "gone.log"))


def test_an_unpacked_original_has_its_own_hash(tmp_path: Path) -> None:
    path = tmp_path / "orders.log"
    path.write_bytes(LOG.encode() * 50_000)
    reading = read(EvidenceFile.at(path))
    assert reading.originals[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert reading.bytes == path.read_bytes()
    assert len(reading.positions) > 3
