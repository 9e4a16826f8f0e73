"""The rules that the README shows as an example are rules as they stand."""

from __future__ import annotations

from pathlib import Path

from app.lint.checker import Checker
from app.lint.rule_files import with_own

README = Path(__file__).parents[3] / "README.md"


def test_the_rules_in_the_readme_can_be_used(tmp_path: Path) -> None:
    _, shown = README.read_text(encoding="utf-8").split("```yaml\n", 1)
    own = tmp_path / "own.yaml"
    own.write_text(shown.split("```", 1)[0], encoding="utf-8")
    rules, broken = with_own([own])
    assert broken == ()
    assert "our-gremlins" in {rule.id for rule in rules.rules}
    assert "hero" not in {rule.id for rule in rules.rules}
    found = Checker(rules).check("Many franchisees went without; some gremlins, we hear.")
    assert "our-gremlins" in {one.rule for one in found}
