"""A few rules over the shipped words, so that a test need not know the rules that are shipped."""

from __future__ import annotations

from app.domain.candour.findings import Group, Scope
from app.lint.rule_files import shipped
from app.lint.rules import Rule, RuleSet

RULES = RuleSet(
    (
        Rule("should-have", Group.HINDSIGHT, "Says what should have been.", "?", ("should have",)),
        Rule(
            "surely",
            Group.CERTAINTY,
            "Calls it certain.",
            "What shows it?",
            ("definitely",),
            scopes=frozenset({Scope.CLAIM}),
        ),
        Rule(
            "vague",
            Group.GENERIC_ACTION,
            "Would fit any incident.",
            "Which guard?",
            ("be more careful",),
            scopes=frozenset({Scope.ACTION}),
        ),
    ),
    shipped().lists,
    shipped().phrases,
)
