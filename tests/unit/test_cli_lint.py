"""What an editor or a pipeline gets from the check of files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import cli
from app.lint import rule_files
from app.operations import candour_rules

KEYS = [
    *("file", "line", "column", "end", "end_line", "sentence"),
    *("rule", "group", "text", "message", "question"),
]
RULES = """\
group: passive
question: Which role?
rules:
- id: zz-zebra
  message: Speaks of zebras.
  patterns: [zebra]
  positive: [The zebra left.]
- id: zz-okapi
  group: heroics
  message: Speaks of okapis.
  patterns: [okapi]
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with a review, a clean one and rules, as the current folder; no shipped rules."""
    (tmp_path / "shipped").mkdir()
    shutil.copy(rule_files.FOLDER / rule_files.WORDS, tmp_path / "shipped")
    monkeypatch.setattr(rule_files, "FOLDER", tmp_path / "shipped")
    rule_files.shipped.cache_clear()
    (tmp_path / "zoo.md").write_text("The **zebra** left.\n\n> An okapi did.\n", encoding="utf-8")
    (tmp_path / "calm.txt").write_text("02:14 UTC - the pager fired\n", encoding="utf-8")
    (tmp_path / "own.yaml").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    rule_files.shipped.cache_clear()


def lint(*arguments: str) -> int:
    return cli.main(["lint", "--rules", "own.yaml", *arguments])


def lines(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_a_line_and_a_question_for_each_finding(files, capsys):
    assert lint("zoo.md") == 0
    out, err = capsys.readouterr()
    assert out == (
        "zoo.md:1:7: passive: Speaks of zebras. “zebra”\n    Which role?\n"
        "zoo.md:3:6: heroics: Speaks of okapis. “okapi”\n    Which role?\n"
    )
    assert err == ""


def test_json_is_one_object_a_line(files, capsys):
    assert lint("--json", "zoo.md", "calm.txt") == 0
    found = lines(capsys.readouterr().out)
    assert [list(one) for one in found] == [KEYS, KEYS]
    assert found[0] == {
        "file": "zoo.md",
        "line": 1,
        "column": 7,
        "end": 12,
        "end_line": 1,
        "sentence": "The **zebra** left.",
        "rule": "zz-zebra",
        "group": "passive",
        "text": "zebra",
        "message": "Speaks of zebras.",
        "question": "Which role?",
    }
    assert lint("--json", "calm.txt") == 0
    assert capsys.readouterr().out == ""


def test_what_was_looked_for_where_nothing_was_found(files, capsys):
    assert lint("--strict", "calm.txt", "--group", "heroics", "--group", "passive") == 0
    assert capsys.readouterr().out == (
        "calm.txt: Nothing found. Looked for: rescue by single people instead of support; acts"
        " that nobody seems to have done.\n"
    )


def test_only_some_groups_or_only_the_narrative(files, capsys):
    assert lint("zoo.md", "--json", "--group", "heroics") == 0
    assert [one["rule"] for one in lines(capsys.readouterr().out)] == ["zz-okapi"]
    assert lint("zoo.md", "--json", "--narrative-only") == 0
    assert [one["rule"] for one in lines(capsys.readouterr().out)] == ["zz-zebra"]


def test_findings_end_the_command_with_1_only_where_that_is_wanted(files):
    assert lint("zoo.md") == 0
    assert lint("zoo.md", "--strict") == 1
    assert lint("calm.txt", "--strict") == 0


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_it(files, capsys):
    assert lint("none.md", "zoo.md", "--strict", "--json") == 2
    out, err = capsys.readouterr()
    assert len(lines(out)) == 2
    assert err == "“none.md” cannot be read (No such file or directory).\n"


def test_a_broken_rule_file_is_told_with_line_and_rule(files, capsys):
    (files / "own.yaml").write_text(RULES.replace("The zebra", "The horse"), encoding="utf-8")
    assert lint("calm.txt") == 2
    out, err = capsys.readouterr()
    assert "Nothing found" in out
    assert err == (
        "“own.yaml”, line 7, rule “zz-zebra”: the rule does not mark this positive example:"
        " “The horse left.”.\n"
    )


def test_rules_in_the_folder_of_the_user_count(files, capsys):
    candour_rules.folder().mkdir(parents=True)
    (candour_rules.folder() / "zoo.yaml").write_text(RULES, encoding="utf-8")
    assert cli.main(["lint", "zoo.md", "--strict", "--group", "heroics"]) == 1


@pytest.mark.parametrize("wrong", [[], ["zoo.md", "--group", "zeal"], ["zoo.md", "--sternly"]])
def test_wrong_use(files, capsys, wrong):
    assert lint(*wrong) == 2
    assert capsys.readouterr().err.startswith("goldseam")


def test_it_starts_without_database_window_importers_and_word():
    code = (
        "import sys; from app.__main__ import main\n"
        "assert main(['lint', sys.argv[1]]) == 0\n"
        "print(sorted(name for name in sys.modules if name.startswith('app.importers') or"
        " name.partition('.')[0] in {'sqlalchemy', 'sqlcipher3', 'PySide6', 'docx', 'lxml',"
        " 'numpy', 'jinja2'}))"
    )
    root = Path(__file__).parents[2]
    sample = root / "tests" / "data" / "lint" / "review.md"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(sample)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert ran.stdout.endswith("[]\n")
