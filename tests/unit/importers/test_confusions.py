"""No format is taken for another: whatever a sample is called, and however it was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.importers.base import EvidenceFile
from app.importers.registry import FORMATS, recognise
from tests.unit.importers.conftest import DATA
from tests.unit.importers.mutants import sample_bytes


def samples() -> Iterator[tuple[str, Path]]:
    for importer in FORMATS:
        folder = DATA / importer.format
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            yield importer.format, path


SAMPLES = list(samples())
NAMES = [f"{format_id}-{path.name}" for format_id, path in SAMPLES]


def is_text(path: Path) -> bool:
    if path.is_dir():
        return False
    data = path.read_bytes()
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data and b"\n" in data


TEXTS = [(format_id, path) for format_id, path in SAMPLES if is_text(path)]


@pytest.mark.parametrize(("format_id", "path"), SAMPLES, ids=NAMES)
def test_a_file_is_told_by_what_it_holds(format_id: str, path: Path) -> None:
    data = sample_bytes(path)
    for name in ("export", "readme.txt", "data.json", "server.log", "table.csv", "mail.eml"):
        assert recognise(EvidenceFile(name, None, data)).format == format_id, name


@pytest.mark.parametrize(("format_id", "path"), TEXTS, ids=[path.name for _, path in TEXTS])
def test_how_a_text_was_saved_does_not_matter(format_id: str, path: Path) -> None:
    data = path.read_bytes()
    saved = {
        "with a mark": b"\xef\xbb\xbf" + data,
        "with line ends of Windows": data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        "without its last line end": data.rstrip(b"\n"),
        "with blank lines at the end": data + b"\n\n",
    }
    for how, changed in saved.items():
        assert recognise(EvidenceFile("export", None, changed)).format == format_id, how
