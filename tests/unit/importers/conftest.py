"""Slack exports as files: the samples, and small ones that a test makes up."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
Files = Mapping[str, object]
MakeZip = Callable[[Files], Path]
MakeFolder = Callable[[Files], Path]


def content(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else json.dumps(value, indent=4).encode()


@pytest.fixture
def tidewater() -> Path:
    """A whole export with every trap that we know of, as a folder."""
    return DATA / "slack-export" / "tidewater"


@pytest.fixture
def grid() -> Path:
    """An Enterprise Grid export with two workspaces."""
    return DATA / "slack-export" / "grid"


@pytest.fixture
def make_zip(tmp_path: Path) -> MakeZip:
    def make(files: Files) -> Path:
        path = tmp_path / "made.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, value in files.items():
                archive.writestr(name, content(value))
        return path

    return make


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    def make(files: Files) -> Path:
        folder = tmp_path / "made"
        for name, value in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content(value))
        return folder

    return make


def files_of(folder: Path, top: str = "") -> dict[str, object]:
    """The files of a folder, to be zipped, as if below a folder called ``top``."""
    return {
        top + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
