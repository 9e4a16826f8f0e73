"""What a fresh machine is told to fetch: every file by its hash, and nothing about from where."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PINS = sorted((ROOT / "packaging" / "requirements").glob("*.txt"))

# Put together here, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "deb" + ".debian.org",
]
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "root", "opt/pypi", "opt/wheels")]


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def pinned(part: str) -> dict[str, list[str]]:
    """Versions by name; more than one where they differ between Pythons or systems."""
    text = (ROOT / "packaging" / "requirements" / f"{part}.txt").read_text(encoding="utf-8")
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def wanted() -> list[tuple[str, str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    groups = project["dependency-groups"]
    parts = {
        "base": [*project["project"]["dependencies"], *groups["build"]],
        "test": [*project["project"]["dependencies"], *extras["test"]],
        "assist": [*project["project"]["dependencies"], *extras["assist"]],
        "assist-build": groups["assist-build"],
        "models": groups["models"],
        "pins": groups["pins"],
        "pip": groups["pip"],
    }
    return [(part, requirement) for part, listed in parts.items() for requirement in listed]


@pytest.mark.parametrize(("part", "requirement"), wanted())
def test_every_requirement_is_pinned_within_its_range(part: str, requirement: str) -> None:
    asked = Requirement(requirement)
    versions = pinned(part).get(canonicalize_name(asked.name))

    assert versions, "run `make requirements`"
    assert all(asked.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("pins", PINS, ids=lambda path: path.stem)
def test_every_pin_has_hashes_and_no_place(pins: Path) -> None:
    text = pins.read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())

    assert requirements
    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert "://" not in text
    assert not re.search(r"--(find-links|index-url|extra-index-url|trusted-host)", text)


def test_the_parts_agree_on_every_version() -> None:
    base, test, assist = (pinned(part) for part in ("base", "test", "assist"))

    for other in (test, assist):
        assert {name: other[name] for name in base.keys() & other.keys()} == {
            name: base[name] for name in base.keys() & other.keys()
        }
    assert all(assist[name] == test[name] for name in assist.keys() & test.keys())


def test_no_tracked_file_names_a_registry_or_a_place_on_one_machine() -> None:
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found = [each for each in (*HOSTS, *MACHINE_PATHS) if each in text]
        assert not found, f"{path} names {found}"
