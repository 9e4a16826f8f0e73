"""Pictures among the evidence: decoded in a child, shown in the detail, never trusted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget

from app.domain.errors import EvidenceError
from app.domain.query import EvidenceFilter
from app.operations import evidence, imports, reading
from app.ui import pictures
from app.ui.widgets.picture_view import PictureView
from tests.ui.evidence_case import evidence_pane, evidence_template, open_case, settling

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]

SAMPLES = Path(__file__).parents[1] / "data" / "picture"


def png(width: int, height: int) -> bytes:
    """A PNG that says it is that large, with the bytes of one row."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 3 * width) * min(height, 4))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("name", ["whiteboard.png", "whiteboard.jpg", "dots.gif"])
def test_pictures_are_decoded(name):
    pixels = pictures.decoded((SAMPLES / name).read_bytes())
    image = pixels.image()
    assert (image.width(), image.height()) == (pixels.width, pixels.height)
    assert not image.isNull()


def test_a_large_picture_comes_at_the_size_it_is_shown_in():
    pixels = pictures.decoded(png(3200, 2))
    assert (pixels.width, pixels.height) == (pictures.LARGEST, 1)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", png(8, 4)[:40], png(60_000, 60_000), b"GIF89a\xff\xff\xff\xff"],
)
def test_what_cannot_be_shown_is_told_in_a_sentence(data):
    with pytest.raises(EvidenceError, match="its original is kept"):
        pictures.decoded(data)


def show(case, path: Path) -> None:
    casebook, case_id = case.session.casebook, case.session.case.id
    source = imports.import_evidence(casebook, case_id, path)
    case.settle()
    ids = evidence.item_ids(casebook, case_id)
    [item] = [item for item in evidence.items(casebook, ids) if item.source_id == source.id]
    case.pane.show_item(item.id)
    case.settle()
    case.settle()


def picture_tab(case) -> bool:
    tabs = case.pane.findChild(QTabWidget, "detail-tabs")
    view = case.pane.findChild(PictureView, "detail-picture")
    return tabs.isTabVisible(tabs.indexOf(view))


def test_a_picture_is_seen_in_the_detail_and_gone_at_the_next_item(case):
    show(case, SAMPLES / "whiteboard.png")
    view = case.pane.findChild(PictureView, "detail-picture")
    assert view.isVisible()
    assert view.image.width() > 0
    case.stand_on("acking")
    assert not picture_tab(case)
    assert case.pane.parts.detail._text.isVisible()


def test_a_damaged_picture_says_so_and_is_kept(case, tmp_path):
    path = tmp_path / "broken.png"
    path.write_bytes((SAMPLES / "whiteboard.png").read_bytes()[:60])
    show(case, path)
    view = case.pane.findChild(PictureView, "detail-picture")
    assert view.image is None
    assert "cannot be shown" in view.sentence
    item = case.pane.item_in_hand
    assert reading.picture(case.session.casebook, item.id) == path.read_bytes()


def test_other_evidence_is_no_picture(case):
    for word in ("acking", "no stamp here"):
        [item_id] = case.ids(word)
        assert reading.picture(case.session.casebook, item_id) is None


def test_a_picture_inside_an_archive_is_found_by_its_path(case, tmp_path):
    path = tmp_path / "evidence.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("whiteboard.png", "dots.gif"):
            packed.write(SAMPLES / name, f"photos/{name}")
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as nested:
            nested.write(SAMPLES / "whiteboard.jpg", "deep/whiteboard.jpg")
        packed.writestr("inner.zip", inner.getvalue())
        packed.writestr("app.log", "2024-03-30T02:40:00Z one\n2024-03-30T02:41:00Z two\n")
    casebook, case_id = case.session.casebook, case.session.case.id
    source = imports.import_evidence(casebook, case_id, path)
    case.settle()
    ids = evidence.item_ids(casebook, case_id, EvidenceFilter(sources=frozenset({source.id})))
    found = {
        item.path.rpartition("/")[2]: reading.picture(casebook, item.id)
        for item in evidence.items(casebook, ids)
    }
    assert found["whiteboard.png"] == (SAMPLES / "whiteboard.png").read_bytes()
    assert found["dots.gif"] == (SAMPLES / "dots.gif").read_bytes()
    assert found["whiteboard.jpg"] == (SAMPLES / "whiteboard.jpg").read_bytes()
    assert found["app.log"] is None
