"""Suggestions of entries: each with a verbatim quote, its doubt, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.assist.entries.agreement import Agreement, Sources
from app.assist.entries.candidates import Candidate
from app.assist.entries.documents import statements
from app.assist.entries.records import records
from app.assist.wording import EVENT_WORDS
from app.domain.assist.requests import Manner, Request
from app.domain.assist.suggestions import Cluster, Quote, Suggestion, SuggestionKind
from app.domain.drafts import Certainty, EntryKind
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

QUIET = NoProgress()
MOST_DOUBT = 0.2
"""What is measured and no more doubtful is called probable."""
_AGREED = 0.6
"""Each further source takes so much of the doubt of an estimate away, or leaves so much."""
_NOT_COUNTED = 0.25
"""An estimate is never less doubtful than this: nobody has counted."""
_SAID_ONCE = 0.4
"""What one message says, and nothing else, is never less doubtful than this."""
_APPROXIMATE = 0.05
_ALSO = 0.5
"""Another kind of event is named where it is at least half as likely."""
_CLEAR = 0.2
"""Less of what its words tell than this is no kind of event."""
_EVERY = 500


def entries_of(
    request: Request, reduced: Sequence[Cluster] = (), progress: Progress = QUIET
) -> list[Suggestion]:
    """Items that could stand in the timeline, the least doubtful first.

    All dated statements of documents; of other sources the likeliest, a few dozen in all.
    ``reduced`` are the templates of the records; without them, what differs only in words with
    digits is taken for one. Raises `CancelledError`.
    """
    sources = Sources(request.items)
    found: list[Suggestion] = []
    for done, candidate in enumerate(_candidates(request, reduced, progress)):
        if done % _EVERY == 0:
            stop_if_cancelled(progress)
        if candidate.start < candidate.end:
            found.append(_suggestion(candidate, sources.on(candidate.item)))
    return sorted(found, key=lambda one: (one.doubt, one.start_us or 0, one.items))


def _candidates(
    request: Request, reduced: Sequence[Cluster], progress: Progress
) -> Iterator[Candidate]:
    yield from statements(request.items, progress)
    yield from records(request.items, reduced, progress)


def _suggestion(candidate: Candidate, agreement: Agreement) -> Suggestion:
    item = candidate.item
    doubt = _doubt(candidate, agreement)
    sure = candidate.measured and doubt <= MOST_DOUBT
    said = item.text[candidate.start : candidate.end]
    event, others = _event(candidate)
    return Suggestion(
        kind=SuggestionKind.ENTRY,
        items=(item.id,),
        text=said,
        certainty=Certainty.PROBABLE if sure else Certainty.UNCERTAIN,
        doubt=doubt,
        reasons=(*candidate.reasons, *_reasons(candidate, agreement), *others),
        quotes=(Quote(item.id, candidate.start, candidate.end, said),),
        start_us=item.at_us,
        end_us=item.end_us,
        precision=item.precision,
        about=item.about,
        event=event,
    )


def _doubt(candidate: Candidate, agreement: Agreement) -> float:
    """What was counted stays as counted; an estimate gains by sources that agree."""
    doubt = 1 - candidate.chance
    if not candidate.measured:
        once = candidate.item.manner is Manner.CHAT and agreement.sources == 1
        least = _SAID_ONCE if once else _NOT_COUNTED
        doubt = max(doubt * _AGREED ** (agreement.sources - 1), least)
    if candidate.item.about:
        doubt += _APPROXIMATE
    return round(min(doubt, 1.0), 3)


def _event(candidate: Candidate) -> tuple[EntryKind, tuple[str, ...]]:
    """What it tells, and what else it could be, in words."""
    told = candidate.told
    first, second = told.likeliest
    if candidate.event is not None:
        other = first.event
        if other in {candidate.event, EntryKind.OTHER} or told.shares[first] < _ALSO:
            return candidate.event, ()
        return candidate.event, (f"could also be {EVENT_WORDS[other]}",)
    if told.shares[first] < _CLEAR * told.event:
        return EntryKind.OTHER, ("its words do not tell what kind of event it is",)
    if told.shares[second] >= _ALSO * told.shares[first]:
        return first.event, (f"could also be {EVENT_WORDS[second.event]}",)
    return first.event, ()


def _reasons(candidate: Candidate, agreement: Agreement) -> Iterator[str]:
    item = candidate.item
    if item.about:
        yield "the time is approximate"
    if agreement.sources > 1:
        near = "about then" if item.about else "within a minute"
        silent = ", chat is silent" if agreement.chat_is_silent else ""
        yield f"{agreement.sources} sources tell it {near}{silent}"
    elif item.manner is Manner.CHAT:
        yield "only one message says it"
    else:
        yield "no other source tells it"
