"""Where findings in files stand, in every kind of file, and what cannot be checked."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from app.domain.candour.findings import Group
from app.lint.checker import Checker
from app.lint.rule_files import shipped
from app.lint.rules import Rule, RuleSet
from app.operations import candour_rules, linting
from app.operations.linting import FileFinding, UncheckableError, lint_file

SAMPLES = Path(__file__).parents[2] / "data" / "lint"
CHECKER = Checker(
    RuleSet(
        (
            Rule("wish", Group.HINDSIGHT, "A wish.", "Seen when?", ("should have <any>",)),
            Rule("care", Group.GENERIC_ACTION, "Care.", "Which guard?", ("be more careful",)),
        ),
        shipped().lists,
    )
)


def found(path: Path, *, narrative_only: bool = False) -> list[FileFinding]:
    return lint_file(path, CHECKER, narrative_only=narrative_only)


def places(path: Path, *, narrative_only: bool = False) -> list[tuple[int, int, int, str]]:
    every = found(path, narrative_only=narrative_only)
    return [(one.line, one.column, one.end, one.text) for one in every]


def write(folder: Path, data: str | bytes, name: str = "review.md") -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_a_review_in_markdown():
    every = found(SAMPLES / "review.md")

    assert [(one.line, one.text) for one in every] == [
        (10, "should have seen"),
        (15, "should have told"),
        (20, "should have rung"),
        (23, "should have stopped"),
        (26, "should have stayed"),
        (28, "should have been"),
        (29, "should have been"),
        (44, "Be more careful"),
        (50, "should have printed"),
    ]
    first = every[0]
    assert first.sentence == (
        "Parcels went out with the wrong labels until 11:40; **the night operator** should have"
        " seen the second lease, as the [hand-over note](https://wiki.example/should-have-known)"
        " says."
    )
    assert (first.rule, first.group, first.message) == ("wish", Group.HINDSIGHT, "A wish.")
    assert first.question == "Seen when?"


def test_without_quoted_evidence():
    lines = [one.line for one in found(SAMPLES / "review.md", narrative_only=True)]
    assert lines == [10, 28, 29, 44, 50]


def test_places_count_from_one_in_code_points(tmp_path):
    path = write(tmp_path, "\ufeff🙂 Ärger\r\n\r\n> Zoë **should have\r\n> gone** there.\r\n")

    assert places(path) == [(3, 9, 7, "should have gone")]
    assert found(path)[0].sentence == "Zoë **should have gone** there."
    assert found(path)[0].file == str(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(tmp_path, end):
    path = write(tmp_path, f"One.{end}{end}They should have gone.{end}", "review.txt")
    assert places(path) == [(3, 6, 22, "should have gone")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding(tmp_path, encoding):
    text = "Über die Ärmel, größer: they should have gone.\n" * 8
    path = write(tmp_path, text.encode(encoding), "review.txt")
    assert [place[0] for place in places(path)] == list(range(1, 9))
    assert places(path)[0][1:] == (30, 46, "should have gone")


def test_a_review_in_word(tmp_path):
    document = docx.Document()
    document.add_heading("Labels printed twice", level=1)
    document.add_paragraph("")
    told = document.add_paragraph("The operator ")
    told.add_run("should have").bold = True
    told.add_run(" looked.")
    document.add_paragraph("You should have rung me.", style="Intense Quote")
    document.add_heading("Action items", level=2)
    document.add_paragraph("Be more careful.", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 1).text = "Who"
    table.cell(1, 0).text = "First line\nThe lead should have gone."
    document.add_paragraph("[10:52] jo: it should have stopped")
    document.styles.add_style("Source Code", 1)
    document.add_paragraph("lease should have ended", style="Source Code")
    path = tmp_path / "review.docx"
    document.save(str(path))

    assert places(path) == [
        (3, 14, 32, "should have looked"),
        (4, 5, 21, "should have rung"),
        (6, 1, 16, "Be more careful"),
        (9, 21, 37, "should have gone"),
        (11, 16, 35, "should have stopped"),
    ]
    assert [place[0] for place in places(path, narrative_only=True)] == [3, 6, 9]


def test_text_of_any_other_name_is_plain_text(tmp_path):
    assert len(found(write(tmp_path, "# They should have gone", "REVIEW"))) == 1


UNREADABLE = [
    ("none.md", None, "cannot be read (No such file or directory)"),
    ("bytes.md", b"\x00\x01\x02\x03" * 40, "holds binary data"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe" * 9, "holds binary data"),
    ("review.docx", b"They should have gone.", "is damaged or no Word document"),
    ("review.docx", b"", "is damaged or no Word document"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password or is of an old kind"),
    ("review.pdf", b"%PDF-1.7", "is of a kind that is not read here"),
]


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE)
def test_a_file_that_cannot_be_checked_is_told(tmp_path, name, data, words):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UncheckableError) as told:
        found(path)
    assert words in str(told.value)
    assert f"“{path}”" in str(told.value)


def test_a_folder_or_a_file_of_any_size_is_told(tmp_path, monkeypatch):
    with pytest.raises(UncheckableError, match="is a folder"):
        found(tmp_path)
    monkeypatch.setattr(linting, "MOST_BYTES", 10)
    with pytest.raises(UncheckableError, match="is larger than"):
        found(write(tmp_path, "They should have gone."))


def test_rules_of_ones_own_count_once_they_lie_in_their_folder():
    folder = candour_rules.folder()
    shipped = candour_rules.rules()
    assert candour_rules.own_files() == ()

    folder.mkdir(parents=True)
    rule = "rules:\n- {id: zz-own, group: blame, message: m, question: q, patterns: [zebra]}\n"
    (folder / "own.yaml").write_text(rule, encoding="utf-8")
    (folder / ".own.yaml.swp").write_text("{", encoding="utf-8")
    assert candour_rules.rules().rules[-1].id == "zz-own"
    assert candour_rules.broken() == ()

    (folder / "own.yaml").write_text(rule + "off: [nothing]\n", encoding="utf-8")
    assert candour_rules.rules() == shipped
    assert [error.line for error in candour_rules.broken()] == [3]
