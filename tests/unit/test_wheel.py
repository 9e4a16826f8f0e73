"""The built package carries what the program reads at run time, and its command."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", folder], cwd=ROOT, capture_output=True, check=True)
    return zipfile.Path(next(folder.glob("*.whl")))


@pytest.mark.parametrize("folder", ["resources", "templates", "models"])
def test_the_data_is_inside(wheel: zipfile.Path, folder: str) -> None:
    source = [path for path in (ROOT / folder).rglob("*") if path.is_file()]

    assert source
    for path in source:
        name = path.relative_to(ROOT).as_posix()
        assert wheel.joinpath("app/_data", name).read_bytes() == path.read_bytes(), name


def test_it_brings_the_command_and_no_tests(wheel: zipfile.Path) -> None:
    scripts = wheel.joinpath("goldseam-0.1.0.dist-info/entry_points.txt")

    assert "goldseam = app.__main__:main" in scripts.read_text(encoding="utf-8")
    assert {each.name for each in wheel.iterdir()} == {"app", "goldseam-0.1.0.dist-info"}
