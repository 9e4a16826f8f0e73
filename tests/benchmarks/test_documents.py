"""How long a Word file of 500 entries takes, against pandoc from the same Markdown.

pandoc comes from a package that is no part of the tests: it is fetched once into an environment
of its own below .cache, and where it cannot be, the comparison is skipped. Ours does more: the
picture, notes that refer to each other, the list of contents.
"""

from __future__ import annotations

import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.review import review_of
from app.exporters.html import render_html
from app.exporters.manifest import document
from app.exporters.markdown import render_markdown
from app.exporters.picture import picture_png
from app.exporters.word import render_docx
from tests.benchmarks.conftest import PrintTable
from tests.unit.review_samples import NOW, large_case

ROOT = Path(__file__).parents[2]
PANDOC = ROOT / ".cache" / "pandoc"
PACKAGE = "pypandoc_binary==1.17"
ENTRIES = 500
_TIMES = 5

_WHOLE_PROCESS = """
import sys
from app.domain.review import review_of
from app.exporters.manifest import document
from app.exporters.word import render_docx
from tests.unit.review_samples import NOW, large_case
data = render_docx(review_of(*large_case(int(sys.argv[1])), NOW), document("incident-review"))
open(sys.argv[2], "wb").write(data)
"""


@pytest.fixture(scope="module")
def pandoc() -> Path:
    """The program; skips where it cannot be fetched."""
    python = PANDOC / "bin" / "python"
    if not python.exists():
        venv.create(PANDOC, with_pip=True)
    wanted = [str(python), "-m", "pip", "install", "--quiet", "--only-binary=:all:", PACKAGE]
    if subprocess.run(wanted, capture_output=True, check=False).returncode:
        pytest.skip(f"{PACKAGE} cannot be fetched")
    where = [str(python), "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
    return Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())


def test_a_word_file_against_pandoc(pandoc: Path, tmp_path: Path, print_table: PrintTable) -> None:
    view = review_of(*large_case(ENTRIES), NOW)
    markdown = tmp_path / "review.md"
    markdown.write_text(render_markdown(view, document("incident-review")), encoding="utf-8")
    ours, theirs = tmp_path / "ours.docx", tmp_path / "theirs.docx"

    def make() -> None:
        ours.write_bytes(render_docx(view, document("incident-review")))

    def make_in_a_process() -> None:
        command = [sys.executable, "-c", _WHOLE_PROCESS, str(ENTRIES), str(ours)]
        subprocess.run(command, check=True, cwd=ROOT)

    def convert() -> None:
        command = [str(pandoc), "--from=commonmark", str(markdown), "-o", str(theirs)]
        subprocess.run(command, check=True)

    # Taken in turns, so that what else the machine does falls on all of them.
    times = [[seconds(work) for work in (make, make_in_a_process, convert)] for _ in range(_TIMES)]
    made, in_a_process, converted = (
        sorted(column)[_TIMES // 2] for column in zip(*times, strict=True)
    )
    print_table(
        f"A Word file of {ENTRIES} entries (medians of {_TIMES})",
        [
            ("", "goldseam s", "pandoc s", "ratio"),
            row("in the running program; pandoc with its start", made, converted),
            row("both with their start", in_a_process, converted),
        ],
    )
    assert made <= converted


def test_what_each_format_takes(print_table: PrintTable) -> None:
    rows: list[tuple[str, ...]] = [("", "500 entries s", "2,000 entries s")]
    views = [review_of(*large_case(count), NOW) for count in (500, 2000)]
    template = document("incident-review")
    for name, make in (
        ("Markdown", lambda view: render_markdown(view, template)),
        ("Word", lambda view: render_docx(view, template)),
        ("HTML", lambda view: render_html(view, template)),
        ("picture, PNG", picture_png),
    ):
        times = [
            sorted(seconds(lambda make=make, view=view: make(view)) for _ in range(3))[1]
            for view in views
        ]
        rows.append((name, *(f"{each:.2f}" for each in times)))
    print_table("The incident review (medians of 3)", rows)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(label: str, ours: float, theirs: float) -> tuple[str, ...]:
    return (label, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f} x")
