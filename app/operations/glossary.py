"""The words that are easily taken for trust repair, each told apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from app.paths import RESOURCES


@dataclass(frozen=True, slots=True)
class Term:
    """A word: what it ``means``, and what tells it ``apart`` from trust repair; a sentence each."""

    id: str
    term: str
    means: str
    apart: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order in which they are shown."""
    text = (RESOURCES / "glossary.yaml").read_text(encoding="utf-8")
    return tuple(Term(**row) for row in yaml.safe_load(text))
