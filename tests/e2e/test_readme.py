"""What README tells people to type works as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_commands_run_as_they_stand(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"

    done = subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": programs},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "The flag live-capacity went from 10 % to 100 %." in done.stdout
    assert "began to see" not in done.stdout
    review = (tmp_path / "review.md").read_text(encoding="utf-8")
    assert "**about 10:05** (09:05 UTC) · Impact" in review
    assert (tmp_path / "timeline.svg").read_text(encoding="utf-8").startswith("<svg")
    assert len(list(tmp_path.glob("No delivery times at checkout*preliminary*.docx"))) == 1
