"""Who may see a piece of a trust case, in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.audiences import AudienceChoice
from app.domain.trust.pieces import READER_WORDS

PRIVATE = "Private"


def shown_words(choices: Sequence[AudienceChoice]) -> str:
    """``Private``, or ``Shown to the team and leadership; leadership in other words``."""
    if not choices:
        return PRIVATE
    readers = [READER_WORDS[each.audience] for each in choices]
    otherwise = [READER_WORDS[each.audience] for each in choices if each.wording.strip()]
    words = f"Shown to {_listed(readers)}"
    if otherwise == readers:
        return f"{words}, in other words"
    return f"{words}; {_listed(otherwise)} in other words" if otherwise else words


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
