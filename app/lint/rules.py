"""A rule on language, as a YAML file states it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.candour.findings import Group, Scope

EVERYWHERE = frozenset(Scope)


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for, when it counts, and what to ask then.

    ``patterns`` (any of them) and ``unless`` (none of them, anywhere in the sentence) are written
    in the language of `app.lint.patterns`. ``when`` names conditions of `app.lint.conditions`; all
    must hold. ``scopes`` are the kinds of text it looks at. ``positive`` and ``negative`` are
    sentences that it must and must not mark: its tests.
    """

    id: str
    group: Group
    message: str
    question: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    scopes: frozenset[Scope] = EVERYWHERE
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules, with the lists of words and the phrases that their patterns name as ``<name>``."""

    rules: tuple[Rule, ...]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)
    phrases: Mapping[str, str] = field(default_factory=dict, hash=False)

    def without(self, ids: Iterable[str]) -> RuleSet:
        """The same without these rules."""
        gone = frozenset(ids)
        return RuleSet(
            tuple(rule for rule in self.rules if rule.id not in gone), self.lists, self.phrases
        )
