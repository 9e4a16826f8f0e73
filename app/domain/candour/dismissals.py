"""A finding that a person set aside, and why. It is theirs: no document shows it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from app.domain.folding import folded

_QUOTED = re.compile('“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"')
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_TELLING = 5


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


def own_words(dismissal: Dismissal) -> str:
    """What of a reason is only its author's, so that no document may hold it; a line a sentence.

    What it quotes stands in the draft as well. A sentence of fewer than five words is anybody's,
    such as “It is a quote”.
    """
    own = _QUOTED.sub("\n", dismissal.reason)
    if dismissal.words.strip():
        own = own.replace(dismissal.words, "\n")
    sentences = _SENTENCE_END.split(own)
    return "\n".join(each for each in sentences if len(each.split()) >= _TELLING)


def context_hash(context: str) -> str:
    """What recognises a sentence again, however its spaces and capitals stand."""
    plain = " ".join(folded(context).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
