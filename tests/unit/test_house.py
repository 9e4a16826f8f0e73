"""The rules of the house hold, and each check is shown to bite on a planted fault."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "pyproject.toml"

# What each contract in pyproject.toml must catch: its name, a module to plant, what that imports.
PLANTED = [
    ("Imports go one way through the rooms", "app/domain/planted.py", "app.operations"),
    ("Imports go one way through the rooms", "app/importers/planted.py", "app.casebook"),
    ("Imports go one way through the rooms", "app/lint/planted.py", "app.exporters"),
    ("Imports go one way through the rooms", "app/operations/planted.py", "app.ui"),
    ("Imports go one way through the rooms", "app/planted.py", "os"),
    ("Imports go one way through the rooms", "app/confined.py", "app.crash"),
    ("Only the window knows Qt", "app/operations/planted.py", "PySide6.QtCore"),
    ("Only the casebook knows the database", "app/operations/planted.py", "sqlalchemy"),
    ("The domain is standard library only", "app/domain/planted.py", "yaml"),
    ("Imports go one way through the rooms", "app/assist/planted.py", "app.casebook"),
    ("Only the child process of a model knows llama.cpp", "app/operations/planted.py", "llama_cpp"),
    ("Nothing opens a network connection", "app/assist/planted.py", "socket"),
]


def check(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a checker of this environment: `ruff check`, say, as a module of its own process."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False
    )


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    # Not `-m`: import-linter has no module of that kind, only this command.
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--config", str(CONFIG), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def passed(result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of app to plant a fault in."""
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "app", tmp_path / "copy" / "app", ignore=caches)
    return tmp_path / "copy"


def test_imports_go_one_way() -> None:
    passed(lint_imports(ROOT))


@pytest.mark.parametrize(("contract", "module", "imported"), PLANTED)
def test_an_import_the_other_way_is_caught(
    copy: Path, contract: str, module: str, imported: str
) -> None:
    (copy / module).write_text(f"import {imported}\n", encoding="utf-8")

    result = lint_imports(copy)

    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout
    assert module.removesuffix(".py").replace("/", ".") in result.stdout


def test_ruff_finds_nothing() -> None:
    passed(check("ruff", "check"))


def test_ruff_is_shown_to_bite(copy: Path) -> None:
    (copy / "app" / "planted.py").write_text('"""Planted."""\n\nimport os\n', encoding="utf-8")

    result = check("ruff", "check", "--no-cache", "--config", CONFIG, copy)

    assert result.returncode == 1
    assert "F401" in result.stdout


def test_every_file_is_formatted() -> None:
    passed(check("ruff", "format", "--check"))


def test_an_unformatted_file_is_caught(copy: Path) -> None:
    planted = copy / "app" / "planted.py"
    planted.write_text("ANSWER = [1,2]\n", encoding="utf-8")

    result = check("ruff", "format", "--check", "--no-cache", "--config", CONFIG, planted)

    assert result.returncode == 1
    assert "would be reformatted" in result.stdout


def test_types_are_sound() -> None:
    passed(check("mypy"))


def test_a_wrong_type_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def size(text) -> int:\n    return str(text)\n", encoding="utf-8")

    result = check("mypy", "--cache-dir", tmp_path / "cache", planted)

    assert result.returncode == 1
    assert "[no-untyped-def]" in result.stdout
    assert "[return-value]" in result.stdout


def test_no_type_is_waved_through() -> None:
    for module in (ROOT / "app").rglob("*.py"):
        assert "type: ignore" not in module.read_text(encoding="utf-8"), module
