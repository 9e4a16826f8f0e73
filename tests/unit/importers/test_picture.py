"""Pictures: one item without a time each, the bytes kept as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import EvidenceError
from app.importers.base import EvidenceFile
from app.importers.documents import picture
from app.importers.documents.picture import Picture
from app.importers.registry import FORMATS, probe
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "picture"


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("whiteboard.png", "PNG picture, 64 × 40 pixels"),
        ("whiteboard.jpg", "JPEG picture, 64 × 40 pixels"),
        ("whiteboard.webp", "WebP picture, 64 × 40 pixels"),
        ("dots.gif", "GIF picture, 2 × 2 pixels"),
    ],
)
def test_a_picture_is_one_item_that_a_person_dates(name: str, about: str) -> None:
    reading = Reading(Picture(), SAMPLES / name)
    [record] = reading.records
    assert record.text == f"{name}\n{about}"
    assert (record.stamp, record.path, record.line) == (None, "", None)
    assert not reading.notes


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_only_pictures_are_taken_for_pictures(path: Path) -> None:
    probed = probe(EvidenceFile.at(path))
    assert [one.format for one in FORMATS if one.score(probed) > 0] == ["picture"]


@pytest.mark.parametrize("name", ["whiteboard.png", "whiteboard.jpg", "whiteboard.webp"])
def test_a_picture_that_is_cut_off_is_kept_and_said_to_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / "cut.bin"
    path.write_bytes((SAMPLES / name).read_bytes()[:20])
    reading = Reading(Picture(), path)
    assert len(reading.records) == 1
    assert "pixels" not in reading.texts()[0]
    assert "cut off" in reading.notes[0]


def test_a_picture_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_BYTES", 10)
    with pytest.raises(EvidenceError, match="make it smaller"):
        Reading(Picture(), SAMPLES / "whiteboard.png")


def test_what_is_no_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("no picture")
    with pytest.raises(EvidenceError, match="no picture"):
        Reading(Picture(), path)
