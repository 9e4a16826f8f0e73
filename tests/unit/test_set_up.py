"""Set-up asks for exactly what is missing, does nothing twice, and recovers from being cut off."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"

# Stands for python3: it makes a virtual environment with itself as its interpreter, and writes down
# what it was asked for. It fails when asked for a file that is named in FAIL_ON.
PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in *"${FAIL_ON:-nothing at all}"*) exit 1 ;; esac
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
"""


class Machine:
    """A pretended machine: the programs that it has, and what has been asked of them."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.project = folder / "project"
        self.calls_file = folder / "calls"
        shutil.copytree(PACKAGING, self.project / "packaging")
        (self.project / "pyproject.toml").touch()
        for name in ("sh", "cat", "cksum", "cp", "dirname", "mkdir", "rm"):
            self.programs.joinpath(name).symlink_to(str(shutil.which(name)))

    def add(self, program: str, script: str) -> None:
        path = self.programs / program
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    def run(self, script: str, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        return subprocess.run(
            [self.programs / "sh", self.project / "packaging" / script, *args],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": str(self.programs), "CALLS": str(self.calls_file), **env},
        )

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text(encoding="utf-8").splitlines()

    @property
    def installed(self) -> list[str]:
        """The names of the pin files that pip was asked to install, in order."""
        return [Path(call.split()[-1]).stem for call in self.calls if "--require-hashes" in call]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.add("python3", PYTHON)
    return machine


def test_set_up_installs_each_part_once(machine: Machine) -> None:
    first = machine.run("set-up.sh", "base", "test")
    assert first.returncode == 0, first.stderr
    assert machine.installed == ["pip", "base", "test"]

    machine.run("set-up.sh", "base", "test", "assist")
    assert machine.installed == ["assist-build", "assist"]

    machine.run("set-up.sh", "base", "test", "assist")
    assert machine.installed == []


def test_set_up_installs_only_the_part_whose_pins_changed(machine: Machine) -> None:
    machine.run("set-up.sh", "base", "test")
    with (machine.project / "packaging/requirements/test.txt").open("a") as pins:
        pins.write("another==1\n")

    machine.run("set-up.sh", "base", "test")

    assert machine.installed == ["test"]


def test_a_set_up_that_was_cut_off_is_begun_afresh(machine: Machine) -> None:
    machine.run("set-up.sh", "base")
    # What a set-up that is killed at this moment leaves behind.
    (machine.project / ".venv/unfinished").touch()

    machine.run("set-up.sh", "base")

    assert "-m venv .venv" in machine.calls
    assert machine.installed == ["pip", "base"]
    assert not (machine.project / ".venv/unfinished").exists()


def test_a_part_that_fails_is_tried_again_and_leaves_the_others(machine: Machine) -> None:
    failed = machine.run("set-up.sh", "base", "test", FAIL_ON="test.txt")
    assert failed.returncode != 0

    machine.run("set-up.sh", "base", "test")

    assert machine.installed == ["test"]


def test_a_python_that_is_too_old_is_refused(machine: Machine) -> None:
    refused = machine.run("set-up.sh", "base", FAIL_ON="version_info <")

    assert refused.returncode == 1
    assert "Python 3.11 or later" in refused.stderr
    assert not (machine.project / ".venv").exists()


@pytest.fixture
def debian(machine: Machine) -> Machine:
    """A Debian that lacks one library and one program."""
    script = (PACKAGING / "system-packages.sh").read_text(encoding="utf-8")
    table = script.split('window_libraries="')[1].split('"')[0].split()
    present = [library for library in table[::2] if library != "libxcb-cursor.so.0"]
    machine.add("ldconfig", "#!/bin/sh\necho '" + "\n".join(f" {x} (libc6)" for x in present) + "'")
    for program in ("Xvfb", "pdftotext", "xdotool"):
        machine.add(program, "#!/bin/sh\n")
    machine.add("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\nexit ${APT_STATUS:-0}\n')
    machine.add("id", "#!/bin/sh\necho 0\n")
    return machine


def test_without_root_the_missing_packages_are_named(debian: Machine) -> None:
    debian.add("id", "#!/bin/sh\necho 1000\n")

    named = debian.run("system-packages.sh", "window", "tests")

    assert named.returncode == 0
    assert debian.calls == []
    assert named.stderr.splitlines()[-1].split() == [
        *("sudo", "apt-get", "install", "--no-install-recommends"),
        *("libxcb-cursor0", "libreoffice-writer-nogui"),
    ]


def test_root_installs_what_is_missing_and_no_more(debian: Machine) -> None:
    installed = debian.run("system-packages.sh", "window")

    assert installed.returncode == 0
    assert debian.calls[-1].endswith("--no-install-recommends libxcb-cursor0")


def test_where_apt_fails_the_packages_are_named(debian: Machine) -> None:
    named = debian.run("system-packages.sh", "window", APT_STATUS="100")

    assert named.returncode == 0
    assert "libxcb-cursor0" in named.stderr


def test_where_nothing_is_missing_nothing_is_said(debian: Machine) -> None:
    script = (debian.programs / "ldconfig").read_text(encoding="utf-8")
    debian.add("ldconfig", script.replace(" libEGL", " libxcb-cursor.so.0 (libc6)\n libEGL"))

    silent = debian.run("system-packages.sh", "window")

    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")
    assert debian.calls == []
