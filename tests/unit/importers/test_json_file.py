"""Files of JSON in pieces, in every encoding; times as JSON writes them."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.domain.moments import Precision
from app.importers.base import EvidenceFile, Note
from app.importers.readers import json_file
from app.importers.readers.json_file import JsonFile, any_stamp, epoch_stamp, iso_stamp
from app.importers.readers.json_text import Element, Json


def read(path: Path, data: bytes) -> list[Element | Skip | Note]:
    path.write_bytes(data)
    file = JsonFile(EvidenceFile.at(path))
    assert b"".join(file.pieces()) == data
    return list(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_a_letter_may_lie_across_two_pieces_in_any_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr(json_file, "TEXT_BYTES", 5)
    said = [{"n": "größer 😀 als 2 s"}, {"n": 2}]
    found = read(tmp_path / "a.json", json.dumps(said, ensure_ascii=False).encode(encoding))
    assert [one.value for one in found if isinstance(one, Element)] == said


def test_bytes_that_are_no_text_are_shown_as_such_and_said(tmp_path: Path) -> None:
    element, note = read(tmp_path / "a.json", b'[{"a": "x\xffy"}]')
    assert isinstance(element, Element)
    assert element.value == {"a": "x�y"}
    assert isinstance(note, Note)


def test_a_file_that_holds_nothing_says_so(tmp_path: Path) -> None:
    [skip] = read(tmp_path / "a.json", b" [] ")
    assert isinstance(skip, Skip)
    assert skip.code is SkipCode.EMPTY


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_unpacked_on_the_way(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    [element] = read(tmp_path / "a.json.gz", pack(b'{"a": 1}\n'))
    assert isinstance(element, Element)
    assert element.value == {"a": 1}


def test_of_a_damaged_compressed_file_the_beginning_is_read(tmp_path: Path) -> None:
    text = "\n".join(json.dumps({"n": n, "x": hash(str(n))}) for n in range(2_000)).encode()
    found = read(tmp_path / "a.json.gz", gzip.compress(text)[:-2_000])
    assert isinstance(found[0], Element)
    assert SkipCode.BROKEN_FILE in {one.code for one in found if isinstance(one, Skip)}


def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_file, "RATIO_FREE_BYTES", 1_000_000)
    packed = gzip.compress(b'{"a": "' + b"x" * 20_000_000 + b'"}')
    with pytest.raises(EvidenceError, match="unpack it yourself"):
        read(tmp_path / "a.json.gz", packed)


def test_values_can_be_gone_through_again(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": 1}\n{"a": 2}\n')
    file = JsonFile(EvidenceFile.at(path))
    assert list(file) == list(file)
    assert file.done == path.stat().st_size


@pytest.mark.parametrize(
    ("value", "clock_us", "precision"),
    [
        (1711766821, 1_711_766_821_000_000, Precision.SECOND),
        (1711766821.5, 1_711_766_821_500_000, Precision.MILLISECOND),
        ("1711766821.000100", 1_711_766_821_000_100, Precision.MICROSECOND),
        (1711766821120, 1_711_766_821_120_000, Precision.MILLISECOND),
        ("1711766821120.5", 1_711_766_821_120_500, Precision.MICROSECOND),
        (1711766821120456, 1_711_766_821_120_456, Precision.MICROSECOND),
        (1711766821120456789, 1_711_766_821_120_456, Precision.MICROSECOND),
        (1.711766821e18, 1_711_766_821_000_000, Precision.MICROSECOND),
    ],
)
def test_a_count_tells_its_unit_by_its_size(
    value: Json, clock_us: int, precision: Precision
) -> None:
    stamp = epoch_stamp(value)
    assert stamp is not None
    assert (stamp.clock_us, stamp.precision, stamp.caveats) == (clock_us, precision, "unit")
    assert (stamp.zoned, stamp.offset_us) == (True, 0)


@pytest.mark.parametrize(
    "value", [None, True, 0, -1, 12345, 1e400, "", "x", [], {}, 10**30, "٣" * 10]
)
def test_what_is_no_count_is_none(value: Json) -> None:
    assert epoch_stamp(value) is None


@given(st.floats() | st.integers() | st.text(alphabet="0123456789.eE+-", max_size=60))
def test_any_number_is_a_stamp_or_none(value: Json) -> None:
    any_stamp(value)


@pytest.mark.parametrize(
    ("text", "offset_us"),
    [
        ("2024-03-30T02:46:58Z", 0),
        ("2024-03-30T04:46:58.000+0200", 7_200_000_000),
        ("2024-03-30 04:46:58 +0200", 7_200_000_000),
        ("2024-03-29T21:46:58-05:00", -18_000_000_000),
    ],
)
def test_the_offset_beside_a_time_is_kept(text: str, offset_us: int) -> None:
    stamp = iso_stamp(text)
    assert stamp is not None
    assert (stamp.text, stamp.clock_us, stamp.offset_us) == (
        text,
        1_711_766_818_000_000,
        offset_us,
    )


def test_pages_in_a_list_are_read_as_one_list(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", b'[\n[{"n": 1},\n {"n": 2}],\n[],\n[{"n": 3}]\n]')
    assert [(one.index, one.line, one.value) for one in found if isinstance(one, Element)] == [
        (1, 2, {"n": 1}),
        (2, 3, {"n": 2}),
        (3, 4, []),
        (4, 5, {"n": 3}),
    ]
