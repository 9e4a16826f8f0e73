"""The watch over what a test leaves behind is shown to bite."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CONFIG = HERE.parents[1] / "pyproject.toml"

HEAD = """
import threading
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget
"""


def run(folder: Path, body: str) -> str:
    """The outcome of one planted test under a copy of this folder's conftest."""
    conftest = (HERE / "conftest.py").read_text(encoding="utf-8")
    conftest = conftest.replace("GRACE_SECONDS = 5", "GRACE_SECONDS = 0")
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_planted.py").write_text(
        f"{HEAD}\ndef test_planted(qapp):\n    {body}\n", encoding="utf-8"
    )
    pytest_here = [sys.executable, "-m", "pytest", "-c", CONFIG]
    result = subprocess.run(
        [*pytest_here, "--rootdir", folder, "-o", f"cache_dir={folder}", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout


@pytest.mark.parametrize(
    ("left", "body"),
    [
        ("QTimer", "qapp.kept = QTimer(); qapp.kept.start(60_000)"),
        ("QThread", "qapp.kept = QThread(); qapp.kept.start()"),
        ("QWidget", "qapp.kept = QWidget()"),
        ("Thread", "threading.Thread(target=threading.Event().wait, daemon=True).start()"),
    ],
)
def test_what_is_left_behind_fails_the_test(tmp_path: Path, left: str, body: str) -> None:
    output = run(tmp_path, body)

    assert re.search(rf"left behind: .*\b{left}\b", output)
    assert re.search(r"1 passed, 1 error", output)


def test_a_qt_warning_fails_the_test(tmp_path: Path) -> None:
    output = run(tmp_path, 'qWarning("the model is not sound")')

    assert "the model is not sound" in output
    assert "1 failed" in output


def test_what_is_cleaned_up_passes(tmp_path: Path) -> None:
    output = run(tmp_path, "widget = QWidget(); timer = QTimer(); timer.start(60_000)")

    assert "1 passed" in output
    assert "error" not in output
