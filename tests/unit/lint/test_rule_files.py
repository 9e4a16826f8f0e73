"""Rules out of files: what an organisation adds and switches off, and how a broken file is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain.candour.findings import Group, Scope
from app.lint import rule_files
from app.lint.checker import Checker
from app.lint.rule_files import shipped, with_own
from app.lint.rule_nodes import MOST_BYTES, RuleFileError

GOOD = """\
group: heroics
question: What support was missing?
rules:
  - id: our-firefighter
    message: Praises somebody for putting out a fire.
    patterns: ["<acclaim> firefighter|firefighting"]
    unless: ["fire brigade"]
    scopes: [file, narrative]
    positive: ["Thanks to superb firefighting the depot opened."]
    negative: ["The fire brigade did superb firefighting.", "No firefighting was needed."]
  - id: our-slip
    group: blame
    question: What made it easy?
    message: Calls it a slip.
    patterns: [slip of the finger]
off: [taken-words]
lists:
  acclaim: superb stellar
"""
SHIPPED = """\
group: blame
question: What made this easy?
rules:
  - id: taken-words
    message: Names it.
    patterns: ["<someone> blundered"]
    positive: ["The operator blundered."]
    negative: ["The pod blundered."]
"""


@pytest.fixture(autouse=True)
def few_rules(tmp_path, monkeypatch):
    """A shipped rule that these tests know, with the shipped words."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    shutil.copy(rule_files.FOLDER / rule_files.WORDS, folder)
    (folder / "blame.yaml").write_text(SHIPPED, encoding="utf-8")
    monkeypatch.setattr(rule_files, "FOLDER", folder)
    shipped.cache_clear()
    yield folder
    shipped.cache_clear()


def own(tmp_path: Path, text: str, name: str = "house.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def problem(tmp_path: Path, text: str) -> RuleFileError:
    """What is wrong with a file; nothing of it counts then."""
    rules, broken = with_own([own(tmp_path, text)])
    assert rules == shipped()
    assert len(broken) == 1
    return broken[0]


def test_a_file_adds_rules_and_words_and_switches_rules_off(tmp_path):
    rules, broken = with_own([own(tmp_path, GOOD)])

    assert broken == ()
    assert [rule.id for rule in rules.rules] == ["our-firefighter", "our-slip"]
    fire, slip = rules.rules
    assert fire.group is Group.HEROICS
    assert fire.question == "What support was missing?"
    assert fire.scopes == {Scope.FILE, Scope.NARRATIVE}
    assert (slip.group, slip.question) == (Group.BLAME, "What made it easy?")
    assert slip.scopes == frozenset(Scope)
    checker = Checker(rules)
    assert [found.rule for found in checker.check("A slip of the finger did it.")] == ["our-slip"]
    assert checker.check("The operator blundered.") == []


def test_words_of_ones_own_join_the_shipped_ones(tmp_path):
    more = "lists:\n  person: [Courier, packers movers]\n"
    rules, broken = with_own([own(tmp_path, more)])

    assert broken == ()
    assert {"courier", "packers", "movers", "engineer"} <= rules.lists["person"]
    assert Checker(rules).check("The courier blundered.")


def test_a_broken_file_does_not_keep_the_others_from_counting(tmp_path):
    wrong = own(tmp_path, GOOD.replace("our-slip", "Our Slip"), "a.yaml")
    right = own(tmp_path, "off: [taken-words]", "b.yaml")

    rules, broken = with_own([wrong, right])

    assert [error.path.name for error in broken] == ["a.yaml"]
    assert rules.rules == ()


def test_what_yaml_makes_of_a_word_does_not_matter(tmp_path):
    text = GOOD.replace("[slip of the finger]", "[no, 2024-01-02, yes]") + "  yes: [on, off, no]\n"
    rules, broken = with_own([own(tmp_path, text)])

    assert broken == ()
    assert rules.rules[1].patterns == ("no", "2024-01-02", "yes")
    assert rules.lists["yes"] == {"on", "off", "no"}


BROKEN = [
    # what is changed in the good file, into what, the line, the rule, words of the sentence
    ("group: heroics", "group: [heroics", 2, "", "not YAML"),
    ("group: heroics", "group: heroes", 1, "our-firefighter", "no group “heroes”"),
    ("question: What support was missing?", "", 4, "our-firefighter", "“question” is missing"),
    ("    message: Calls it a slip.", "", 11, "our-slip", "“message” is missing"),
    ("Calls it a slip.", "''", 14, "our-slip", "“message” is empty"),
    ("    patterns: [slip of the finger]", "", 11, "our-slip", "“patterns” is missing"),
    ("[slip of the finger]", "[]", 15, "our-slip", "“patterns” is empty"),
    ("[slip of the finger]", "{a: b}", 15, "our-slip", "a text is expected"),
    ("[slip of the finger]", '["slip (of"]', 15, "our-slip", "“)” is missing"),
    ("[slip of the finger]", "[slip, <nolist> a]", 15, "our-slip", "no list of words"),
    ("[slip of the finger]", '["[slip]"]', 15, "our-slip", "names no word"),
    ("[slip of the finger]", f"[{'very ' * 200}]", 15, "our-slip", "at most 500"),
    ("[slip of the finger]", '["a *9 b *9 c *9 d *9 e *9 f"]', 15, "our-slip", "too much open"),
    ("[slip of the finger]", f'["{"[so] " * 20}slip"]', 15, "our-slip", "too much open"),
    ("[slip of the finger]", f'["{"(a|a a) " * 20}slip"]', 15, "our-slip", "too much open"),
    ("    unless:", "    unles:", 7, "our-firefighter", "“unles” means nothing"),
    ('["fire brigade"]', '["fire {brigade"]', 7, "our-firefighter", "“}” is missing"),
    ("[file, narrative]", "[file, novel]", 8, "our-firefighter", "no scope “novel”"),
    (
        "[file, narrative]",
        "[file]\n    when: [rains]",
        9,
        "our-firefighter",
        "no condition “rains”",
    ),
    ("Thanks to superb", "Thanks to poor", 9, "our-firefighter", "does not mark this positive"),
    ("The fire brigade did", "The crew did", 10, "our-firefighter", "marks this negative"),
    ("id: our-slip", "id: our-firefighter", 11, "our-firefighter", "a rule of that id already"),
    ("id: our-slip", "id: taken-words", 11, "taken-words", "a rule of that id already"),
    ("id: our-slip", "id: Our Slip", 11, "Our Slip", "an id is made of"),
    ("  - id: our-slip\n    group", "  - group", 11, "", "a rule needs an id"),
    ("    group: blame", "    message: twice", 14, "our-slip", "stands here twice"),
    ("off: [taken-words]", "off: [taken-words, nobody]", 16, "", "no rule “nobody” to switch off"),
    ("off: [taken-words]", "of: [taken-words]", 16, "", "“of” means nothing here"),
    ("  acclaim: superb stellar", "  - superb", 18, "", "keys and values are expected"),
    ("  acclaim: superb stellar", "  praise: &a superb\n  more: *a", 18, "", "anchors"),
    ("  acclaim: superb stellar", "  praise: !!python/name:os.system x", 18, "", "the tag"),
    ("group: heroics", "group: heroics\t\x01", 1, "", "does not allow"),
    (GOOD, "- a list\n", 1, "", "keys and values are expected"),
    (GOOD, "[" * 5_000, 0, "", "nested too deep"),
    (GOOD, f"lists: {{a: {'[' * 20}{']' * 20}}}", 1, "", "nested too deep"),
    (GOOD, "#" * (MOST_BYTES + 1), 0, "", "larger than 256 KB"),
]


@pytest.mark.parametrize(("what", "into", "line", "rule", "words"), BROKEN)
def test_a_broken_file_is_told_with_its_line_and_rule(tmp_path, what, into, line, rule, words):
    assert what in GOOD
    error = problem(tmp_path, GOOD.replace(what, into, 1))

    assert words in str(error)
    assert (error.line, error.rule) == (line, rule)
    assert "“house.yaml”" in str(error)
    assert f"line {line}" in str(error) or not line
    assert f"rule “{rule}”" in str(error) or not rule


def test_a_file_that_is_missing_a_folder_or_not_utf_8_is_told(tmp_path):
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("off: []\n# Über\n".encode("latin-1"))

    _, broken = with_own([tmp_path / "none.yaml", tmp_path, latin])

    told = [str(error) for error in broken]
    assert "“none.yaml”: the file cannot be read" in told[0]
    assert "this is no file" in told[1]
    assert "“latin.yaml”, line 2: this is not UTF-8" in told[2]


def test_an_empty_file_changes_nothing(tmp_path):
    assert with_own([own(tmp_path, ""), own(tmp_path, "# nothing yet\n", "b.yaml")]) == (
        shipped(),
        (),
    )
