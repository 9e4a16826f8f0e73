"""What an engine answered, held to what it was shown: the last word before anything is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.assist.requests import Request, Shown
from app.domain.assist.suggestions import (
    CERTAINTIES,
    LABEL_WORDS,
    Answer,
    Quote,
    Suggestion,
    SuggestionKind,
)

_LABEL_SIGNS = 200


class Fault(StrEnum):
    """Why a suggestion was dropped."""

    UNKNOWN_ITEM = "unknown_item"
    ALTERED_QUOTE = "altered_quote"
    FOREIGN_TIME = "foreign_time"
    TOO_SURE = "too_sure"
    NO_REASON = "no_reason"
    NOT_ASKED = "not_asked"
    LONG_LABEL = "long_label"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Checked:
    """The suggestions that hold, in their order, and how many fell for which fault."""

    kept: tuple[Suggestion, ...]
    dropped: Mapping[Fault, int]


def checked(answer: Answer, request: Request) -> Checked:
    """The suggestions that rest on nothing but what was shown."""
    shown = {item.id: item for item in request.items}
    asked = {one.item for one in request.asked}
    kept: dict[str, Suggestion] = {}
    dropped: Counter[Fault] = Counter()
    for one in answer.suggestions:
        fault = _fault(one, shown, asked)
        if fault is None and one.id in kept:
            fault = Fault.TWICE
        if fault is None:
            kept[one.id] = one
        else:
            dropped[fault] += 1
    return Checked(tuple(kept.values()), dict(dropped))


def _fault(one: Suggestion, shown: Mapping[int, Shown], asked: set[str]) -> Fault | None:
    if any(item not in shown for item in (*one.items, *one.shown)):
        return Fault.UNKNOWN_ITEM  # the other checks look items up
    is_question = one.kind is SuggestionKind.QUESTION
    found = {
        Fault.UNKNOWN_ITEM: not one.items and not is_question,
        Fault.ALTERED_QUOTE: not _is_quoted(one, shown),
        Fault.FOREIGN_TIME: not _is_timed(one, shown),
        Fault.TOO_SURE: one.certainty not in CERTAINTIES or not 0 <= one.doubt <= 1,
        Fault.NO_REASON: not one.reasons or not all(one.reasons),
        Fault.NOT_ASKED: one.asks not in asked if is_question else bool(one.asks),
        Fault.LONG_LABEL: len(one.label.split()) > LABEL_WORDS or len(one.label) > _LABEL_SIGNS,
    }
    return next((fault for fault, broken in found.items() if broken), None)


def _is_quoted(one: Suggestion, shown: Mapping[int, Shown]) -> bool:
    if one.verbatim and one.text not in {quote.text for quote in one.quotes}:
        return False
    return all(_stands(quote, one, shown) for quote in one.quotes)


def _is_timed(one: Suggestion, shown: Mapping[int, Shown]) -> bool:
    if one.start_us is not None and one.end_us is not None and one.end_us < one.start_us:
        return False
    times = {at for item in one.items for at in (shown[item].at_us, shown[item].end_us)}
    return {one.start_us, one.end_us} <= {*times, None}


def _stands(quote: Quote, one: Suggestion, shown: Mapping[int, Shown]) -> bool:
    if quote.item not in one.items or not 0 <= quote.start < quote.end:
        return False
    return shown[quote.item].text[quote.start : quote.end] == quote.text != ""
