"""Broken and hostile variants of every sample: none crashes, hangs, swells or writes anything.

``make mutants`` reads 10,000 of each format; the suite a few.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.importers.registry import FORMATS

ROOT = Path(__file__).parents[3]
RUN = "tests.unit.importers.mutant_run"
MUTANTS = int(os.environ.get("GOLDSEAM_MUTANTS", "40"))
FIRST = int(os.environ.get("GOLDSEAM_FIRST_MUTANT", "0"))


def harm_of(format_id: str) -> list[str]:
    """What the mutants of a format did; one that kills its process is named, the others go on."""
    found: list[str] = []
    first, end = FIRST, FIRST + MUTANTS
    while first < end:
        done = subprocess.run(
            [sys.executable, "-m", RUN, format_id, str(first), str(end - first)],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"},
            capture_output=True,
            text=True,
            check=False,
        )
        told = [json.loads(line) for line in done.stdout.splitlines()]
        found += [json.dumps(line) for line in told if "harm" in line]
        begun = max((line["done"] for line in told if "done" in line), default=first)
        if done.returncode or begun < end:
            found.append(
                f"mutant {begun} ended the process ({done.returncode}): {done.stderr[-300:]}"
            )
            begun += 1
        first = max(begun, first + 1)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory and time as Linux does")
@pytest.mark.parametrize("format_id", [importer.format for importer in FORMATS])
def test_no_mutant_does_harm(format_id: str) -> None:
    assert harm_of(format_id) == []
