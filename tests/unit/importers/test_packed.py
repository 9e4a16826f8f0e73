"""One file taken out of an archive again: found by its path, never trusted."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.domain.errors import EvidenceError
from app.importers.packed import MOST_BYTES, Packed, unpacked


def packed(**files: bytes) -> bytes:
    """A zip archive; ``__`` in a name stands for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def found(data: bytes, path: str) -> bytes | None:
    return unpacked(Packed("evidence.zip", data, path))


def test_a_file_is_found_by_its_path_also_in_an_archive_inside() -> None:
    inner = packed(deep__b=b"inside")
    outer = packed(photos__a=b"outside", inner=inner)
    assert found(outer, "photos/a") == b"outside"
    assert found(outer, "inner/deep/b") == b"inside"


@pytest.mark.parametrize("path", ["", "b", "photos", "../photos/a", "photos//a"])
def test_what_is_not_there_is_none(path: str) -> None:
    assert found(packed(photos__a=b"outside", b__c=b""), path) is None


def test_what_is_too_large_is_none() -> None:
    assert found(packed(a=bytes(MOST_BYTES + 1)), "a") is None


def test_a_damaged_file_is_none() -> None:
    data = bytearray(packed(a=bytes(range(256)) * 40))
    data[60:90] = b"\xff" * 30
    assert found(bytes(data), "a") is None


@pytest.mark.parametrize(
    "data", [b"", b"no archive", packed(a=b"x")[:20]], ids=["empty", "text", "cut off"]
)
def test_what_is_no_archive_is_told(data: bytes) -> None:
    with pytest.raises(EvidenceError):
        found(data, "a")


def test_a_way_through_what_is_no_archive_is_told() -> None:
    with pytest.raises(EvidenceError, match="“a”"):
        found(packed(a=b"text"), "a/b")
