"""A finding that a person set aside, and why. It is theirs: no document shows it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.domain.folding import folded


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding set aside, with the reason in a person's own words.

    ``rule`` is the id of the rule, ``target_id`` the drafted thing it spoke of (empty for the case
    as a whole), ``part`` the field of it, ``words`` what was marked. ``context_sha256`` holds it to
    the sentence, or to the state of the case, it was given for: once that changes, the question is
    asked again. ``at_us`` is when.
    """

    id: str
    case_id: str
    rule: str
    target_id: str
    part: str
    words: str
    context_sha256: str
    reason: str
    at_us: int


def context_hash(context: str) -> str:
    """What recognises a sentence again, however its spaces and capitals stand."""
    plain = " ".join(folded(context).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
