"""What every test stands on: a home of its own, the shared samples, and skips that are named."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# Nothing here is timed; a slow machine is not a failing one.
settings.register_profile("goldseam", deadline=None)
settings.load_profile("goldseam")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addoption(
        "--skipped",
        type=Path,
        metavar="FILE",
        help="remember skipped tests in FILE, and name those of earlier runs at the end too",
    )
    # Without pytest-qt its settings are unknown, and here an unknown setting is an error.
    if not pluginmanager.hasplugin("pytest-qt"):
        for setting in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(setting, "read by pytest-qt, where that is loaded")


def pytest_configure(config: pytest.Config) -> None:
    # A zone that no sample names: whoever reads the machine's zone by mistake is found out.
    os.environ["TZ"] = "Asia/Kathmandu"
    time.tzset()
    os.environ["LC_ALL"] = "C.UTF-8"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if shutil.which(program) is None]
        if missing:
            pytest.skip(f"this machine has no {' and no '.join(missing)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = terminalreporter.stats.get("skipped", [])
    skipped = [(report.longrepr[2].removeprefix("Skipped: "), report.nodeid) for report in reports]
    memory: Path | None = terminalreporter.config.getoption("--skipped")
    if memory is not None:
        skipped = _remember(memory, skipped)
    if skipped:
        terminalreporter.section("skipped tests")
    for reason, test in sorted(skipped):
        terminalreporter.line(f"{test}: {reason}")


def _remember(memory: Path, skipped: list[tuple[str, str]]) -> list[tuple[str, str]]:
    memory.parent.mkdir(parents=True, exist_ok=True)
    with memory.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in skipped)
    lines = memory.read_text(encoding="utf-8").splitlines()
    return [(reason, test) for reason, test in map(json.loads, lines)]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of sample evidence beside the project; a test that needs it is skipped without."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared beside the project")
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home: no test reads or leaves settings of the person who runs it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.delenv("GOLDSEAM_PASSPHRASE", raising=False)
    return folder
