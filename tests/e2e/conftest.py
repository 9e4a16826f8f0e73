"""A screen of its own for the real program, and a picture of it where a test fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.prepared import few_keys, ready_casebooks, ready_children

__all__ = ["few_keys", "ready_casebooks", "ready_children"]

PICTURES = Path(__file__).parents[2] / ".cache" / "screenshots"

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


@pytest.fixture(scope="session")
def display_server() -> Iterator[str]:
    """The name of an X display that only these tests use, like `:99`."""
    if shutil.which("Xvfb") is None:
        pytest.skip("this machine has no Xvfb")
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[write_end], stderr=subprocess.DEVNULL
    )
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()
    if not number:
        server.wait()
        pytest.fail("Xvfb has not started")
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def display(display_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is started in this test opens its windows on a real, unseen screen of 1280 × 800."""
    monkeypatch.setenv("DISPLAY", display_server)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    for name in ("WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
        monkeypatch.delenv(name, raising=False)
    return display_server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed and "display" in getattr(item, "funcargs", {}):
        report.sections.append(("screen", _take_picture(item.name)))
    return report


def _take_picture(name: str) -> str:
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = PICTURES / (re.sub(r"[^\w-]+", "-", name) + ".png")
    grab = subprocess.run(
        [sys.executable, "-c", _GRAB, picture], capture_output=True, text=True, check=False
    )
    return f"saved as {picture}" if grab.returncode == 0 else f"not saved: {grab.stderr}"
