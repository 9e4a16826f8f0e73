"""How the program starts: headless commands bring in no Qt, and nothing leaks at the edges."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app import __main__ as program

ROOT = Path(__file__).parents[2]


def run(code: str) -> str:
    """The output of a fresh interpreter."""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return result.stdout


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_a_headless_command_brings_in_no_qt(argument: str) -> None:
    output = run(
        "import sys; from app.__main__ import main\n"
        f"try: main([{argument!r}])\n"
        "except SystemExit: pass\n"
        "print('PySide6' in sys.modules)"
    )

    assert output.endswith("False\n")


def test_the_first_screen_brings_in_no_database() -> None:
    output = run(
        "import sys; import app.ui.program\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'sqlalchemy', 'sqlcipher3', 'docx', 'docxtpl', 'jinja2', 'lxml'}))"
    )

    assert output == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_no_core_dumps_and_files_for_their_owner_alone(tmp_path: Path) -> None:
    output = run(
        "import os, resource; from app.__main__ import keep_to_ourselves\n"
        "keep_to_ourselves()\n"
        f"open({str(tmp_path / 'file')!r}, 'w').close()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )

    assert output == "(0, 0)\n"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


def test_every_headless_command_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    from app import cli

    assert cli.main(["--help"]) == 0
    listed = re.findall(r"^    ([a-z-]+)(?: |$)", capsys.readouterr().out, re.MULTILINE)
    assert sorted(listed) == sorted(program.COMMANDS)
    for command in program.COMMANDS:
        assert cli.main([command, "--help"]) == 0
        assert f"goldseam {command}" in capsys.readouterr().out
