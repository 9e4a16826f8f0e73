"""What the dated statements of the evidence say against each other, as suggestions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from app.assist.wording import cut
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Quote, Suggestion, SuggestionKind
from app.domain.contradictions import contradictions_in
from app.domain.drafts import Certainty
from app.domain.moments import zone_named
from app.domain.statements import Contradiction, ContradictionKind, Statement, Voice

_MOST = 20
_MOST_STATEMENTS = 20_000
_LONGEST = 240
_VOICES = {
    Manner.DOCUMENT: Voice.DOCUMENT,
    Manner.CHAT: Voice.MESSAGE,
    Manner.TICKET: Voice.MESSAGE,
    Manner.ALERT: Voice.ALERT,
}
"""People, and tools for people, tell of events; logs tell none twice."""
_PLAIN = {ContradictionKind.END_FIRST, ContradictionKind.RESOLVED_FIRST}
"""Times alone show these; whether two texts tell of one event is a guess."""


def contradictions_of(request: Request) -> list[Suggestion]:
    """A suggestion for each contradiction, the plain ones first."""
    zone = zone_named(request.zone)
    told = [one for one in request.items if one.manner in _VOICES][:_MOST_STATEMENTS]
    shown = {one.id: one for one in told}
    found = [
        _suggestion(one, shown)
        for one in contradictions_in([_statement(one, zone) for one in told])
    ]
    return sorted(found, key=lambda one: one.doubt)[:_MOST]


def _statement(one: Shown, zone: ZoneInfo) -> Statement:
    voice = _VOICES[one.manner]
    # each document of an archive stands for itself
    where = f"{one.source}:{one.path}" if voice is Voice.DOCUMENT else str(one.source)
    return Statement(
        one.text,
        one.at_us,
        one.precision,
        voice,
        where,
        zone,
        order=one.order,
        item_id=one.id,
        about=one.about,
        thread=one.thread or None,
    )


def _suggestion(found: Contradiction, shown: Mapping[int, Shown]) -> Suggestion:
    plain = found.kind in _PLAIN
    items = tuple(dict.fromkeys(found.items))
    times = sorted(at for one in items if (at := shown[one].at_us) is not None)
    reason = (
        "the times themselves cannot both hold"
        if plain
        else "both could be right, if they tell of two events or of two zones"
    )
    return Suggestion(
        SuggestionKind.CONTRADICTION,
        items,
        found.why,
        Certainty.PROBABLE if plain else Certainty.UNCERTAIN,
        0.15 if plain else 0.45,
        (reason,),
        quotes=tuple(
            dict.fromkeys(
                _exact(words, shown[one])
                for one, words in zip(found.items, found.quotes, strict=False)
            )
        ),
        start_us=times[0] if times else None,
        end_us=times[-1] if len(times) > 1 and times[-1] > times[0] else None,
        precision=shown[items[0]].precision,
        about=any(shown[one].about for one in items),
        verbatim=False,
        why=found.kind.value,
    )


def _exact(words: str, item: Shown) -> Quote:
    """Where the words of a contradiction stand, which have one blank for any gap and may be cut."""
    for part in words.removesuffix(" …").split(" / "):
        at = re.search(r"\s+".join(map(re.escape, part.split())), item.text)
        if at is not None:
            return cut(item, at.start(), at.end(), _LONGEST)
    return cut(item, 0, len(item.text), _LONGEST)
