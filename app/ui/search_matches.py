"""Where the words of a search stand in a text, to mark them. What matches is decided elsewhere."""

from __future__ import annotations

import re

from app.domain.errors import InvalidInputError
from app.domain.query import Term, parse_query

_MOST = 200


def pattern_of(query: str) -> re.Pattern[str] | None:
    """A pattern for the words and phrases of a query; None where there is nothing to mark."""
    try:
        terms = parse_query(query, day_of_us=0).terms
    except InvalidInputError:
        return None
    parts = [part for term in terms if not term.negated and (part := _part(term))]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _part(term: Term) -> str:
    words = re.findall(r"[^\W_]+", term.text)
    if not words:
        return ""
    phrase = r"[\W_]+".join(map(re.escape, words))
    # A word ends where the word index ends one: at everything but letters and digits.
    return rf"(?<![^\W_]){phrase}" + ("" if term.prefix else r"(?![^\W_])")


def spans(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    """The first matches, as spans of code points."""
    if pattern is None:
        return []
    found = []
    for match in pattern.finditer(text):
        found.append(match.span())
        if len(found) == _MOST:
            break
    return found
