"""What the playbook asks and nothing shown answers."""

from __future__ import annotations

from collections.abc import Sequence

from app.assist.wording import EVENT_WORDS
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Suggestion, SuggestionKind
from app.domain.drafts import Certainty
from app.domain.review_words import counted

_READS_AS = 0.6
"""With less doubt than that an item counts as telling of a kind."""


def questions_of(request: Request, entries: Sequence[Suggestion]) -> list[Suggestion]:
    """A suggestion for each question that is asked and has no item that may answer it."""
    least: dict[str, float] = {}
    for one in entries:
        if one.event is not None:
            least[one.event] = min(one.doubt, least.get(one.event, 1.0))
    nothing = f"nothing among {counted(len(request.items), 'item')} reads clearly as"
    found = []
    for asked in request.asked:
        doubt = min((least.get(kind, 1.0) for kind in asked.kinds), default=0.0)
        if not asked.kinds or doubt < _READS_AS or not request.items:
            continue
        kinds = " or ".join(EVENT_WORDS[kind] for kind in asked.kinds)
        found.append(
            Suggestion(
                SuggestionKind.QUESTION,
                (),
                asked.words,
                Certainty.UNCERTAIN,
                round(max(0.1, 1 - doubt), 2),
                (f"{nothing} {kinds}", "people may know, or it was not imported"),
                verbatim=False,
                asks=asked.item,
            )
        )
    return found
