"""How the window words a suggestion of the assist, and what an entry made from it begins with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import Provenance, Suggestion, SuggestionKind
from app.domain.assist.validation import Fault
from app.domain.drafts import Certainty, Entry, EntryKind, new_id
from app.domain.moments import EventTime, Precision, TimeKind, day
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, counted, shortened
from app.domain.timeline import Span
from app.ui import entry_words
from app.ui.evidence_words import short_day

if TYPE_CHECKING:
    from app.operations.assist.running import Ran, Reads
    from app.operations.assist.tray import Waiting

SUGGESTION_WORDS: Mapping[SuggestionKind, str] = {
    SuggestionKind.ENTRY: "Timeline entry",
    SuggestionKind.CLUSTER: "Symptoms together",
    SuggestionKind.CORROBORATION: "Sources agree",
    SuggestionKind.CONTRADICTION: "Sources disagree",
    SuggestionKind.GAP: "Nothing imported",
    SuggestionKind.CONDITION: "A condition",
    SuggestionKind.QUESTION: "Open question",
}
"""Every kind of suggestion, as its chip says it."""

DECISION_WORDS: Mapping[Decision, str] = {
    Decision.ACCEPTED: "accepted",
    Decision.DISMISSED: "dismissed",
    Decision.UNSURE: "not sure",
}

FAULT_WORDS: Mapping[Fault, str] = {
    Fault.UNKNOWN_ITEM: "pointed at evidence that was not shown",
    Fault.ALTERED_QUOTE: "quoted wrongly",
    Fault.FOREIGN_TIME: "had a time that its evidence does not have",
    Fault.TOO_SURE: "claimed to be surer than a suggestion may be",
    Fault.NO_REASON: "gave no reason",
    Fault.NOT_ASKED: "asked what no playbook asks",
    Fault.LONG_LABEL: "had a name that was too long",
    Fault.TWICE: "came twice",
}

MOST_QUOTES = 2
"""So many quotes stand on a card, and begin an entry."""
_MOST_CITED = 20
"""So many items are cited where nothing is quoted; nobody reads more citations."""
_LONGEST = 220
"""So many letters of quotes are shown on a card."""
_LITTLE, _SOME = 0.2, 0.5
"""Up to which measured doubt it is called little, and some."""


# -- on the card ----------------------------------------------------------------------------------


def kind_words(suggestion: Suggestion) -> str:
    """The kind; of an entry, what it would tell."""
    words = SUGGESTION_WORDS[suggestion.kind]
    told = suggestion.event
    if suggestion.kind is SuggestionKind.ENTRY and told not in (None, EntryKind.OTHER):
        return KIND_WORDS[told]
    return words


def time_of(suggestion: Suggestion) -> EventTime:
    """When it was, as the evidence has it."""
    start, end = suggestion.start_us, suggestion.end_us
    if start is None:
        return EventTime(TimeKind.UNKNOWN)
    fine = suggestion.precision
    fine = Precision.SECOND if fine is Precision.NONE else fine
    if end is not None and end > start:
        return EventTime(TimeKind.RANGE, start, end, fine)
    return EventTime(TimeKind.ABOUT if suggestion.about else TimeKind.EXACT, start, None, fine)


def time_words(
    suggestion: Suggestion, zone: ZoneInfo, day_zone: ZoneInfo, *, dated: bool = False
) -> str:
    """``02:53:00 – 02:58:10``; ``dated`` puts the day of a clock time before it.

    Empty for a question, which has no time.
    """
    time = time_of(suggestion)
    if suggestion.kind is SuggestionKind.QUESTION and time.kind is TimeKind.UNKNOWN:
        return ""
    shown = entry_words.zone_of(time, zone, day_zone)
    words = entry_words.time_words(time, shown)
    if dated and time.start_us is not None and time.precision is not Precision.DAY:
        return f"{short_day(time.start_us, shown)} {words}"
    return words


def are_of_several_days(waiting: list[Waiting], zone: ZoneInfo) -> bool:
    """Whether a clock alone does not tell when a suggestion belongs."""
    starts = [each.suggestion.start_us for each in waiting]
    return len({day(start, zone) for start in starts if start is not None}) > 1


def own_words(suggestion: Suggestion) -> str:
    """What is said around counts and times; empty where the quotes say it all.

    The times of a gap stand beside it, in the zone that a person chose; its first reason says
    what is silent.
    """
    if suggestion.kind is SuggestionKind.GAP:
        return f"Nothing was imported between these two moments: {suggestion.reasons[0]}."
    return "" if suggestion.verbatim and suggestion.quotes else suggestion.text


def quoted_words(text: str, longest: int = _LONGEST) -> str:
    """A quote in its marks, on one line, as much of it as there is room for."""
    return f"“{shortened(text, longest)}”"


def card_lines(suggestion: Suggestion, places: Sequence[str]) -> list[str]:
    """What stands on a card; ``places`` says of the quotes, in their order, where they stand."""
    words = own_words(suggestion)
    lines = [words] if words else []
    if "“" in words:
        return lines  # they are quoted there
    quotes = suggestion.quotes[:MOST_QUOTES]
    for number, quote in enumerate(quotes):
        where = places[number] if number < len(places) else ""
        lines.append(
            quoted_words(quote.text, _LONGEST // len(quotes)) + (f" · {where}" if where else "")
        )
    if (more := len(suggestion.quotes) - MOST_QUOTES) > 0:
        lines.append(f"and {counted(more, 'more quote')}")
    return lines


def line_words(suggestion: Suggestion) -> str:
    """The suggestion on one line of a list."""
    own = own_words(suggestion)
    if "“" in own:
        return own
    quotes = (quoted_words(one.text) for one in suggestion.quotes[:MOST_QUOTES])
    return " · ".join(words for words in (own, *quotes) if words)


def doubt_words(suggestion: Suggestion) -> str:
    """How much doubt was measured, and what it rests on; a question is none to be doubted.

    What is called uncertain is never said to have little.
    """
    reasons = "; ".join(suggestion.reasons)
    if suggestion.kind is SuggestionKind.QUESTION:
        return reasons[:1].upper() + reasons[1:]
    doubt, sure = suggestion.doubt, suggestion.certainty is Certainty.PROBABLE
    much = "Little" if sure and doubt <= _LITTLE else "Some" if doubt <= _SOME else "Much"
    return f"{much} doubt: {reasons}"


def engine_words(origin: Provenance) -> str:
    """``built-in engine``, or the model that was asked."""
    return f"model {origin.model}" if origin.model else "built-in engine"


def foot_words(waiting: Waiting, cited: Collection[int] = ()) -> str:
    """Why it is suggested, by what, on how much evidence, and whether the draft cites all of it."""
    found = waiting.suggestion
    items = counted(len(found.items), "item") if found.items else ""
    if found.items and all(item in cited for item in found.items):
        items += ", cited in the draft already"
    parts = (doubt_words(found), engine_words(waiting.origin), items)
    return " · ".join(part for part in parts if part)


def spoken_words(waiting: Waiting, zone: ZoneInfo, day_zone: ZoneInfo) -> str:
    """The whole suggestion in one sentence, for a screen reader."""
    found = waiting.suggestion
    decided = "" if waiting.decision is None else DECISION_WORDS[waiting.decision]
    parts = (
        f"Suggested, not in the record: {kind_words(found)}",
        decided,
        time_words(found, zone, day_zone, dated=True),
        CERTAINTY_WORDS[found.certainty],
        line_words(found),
        foot_words(waiting),
    )
    return ", ".join(part for part in parts if part)


# -- what an entry begins with --------------------------------------------------------------------


def opening_text(suggestion: Suggestion) -> str:
    """The quotes an entry begins with, for a person to word; never a word of the assist."""
    quotes = dict.fromkeys(" ".join(one.text.split()) for one in suggestion.quotes)
    return "\n".join(f"“{quote}”" for quote in list(quotes)[:MOST_QUOTES])


def opening_entry(suggestion: Suggestion, case_id: str) -> Entry:
    """An unsaved entry to be worded; a single instant is left to the evidence that it cites."""
    entry = Entry(new_id(), case_id, opening_text(suggestion))
    if suggestion.event is not None:
        entry = replace(entry, kind=suggestion.event)
    time = time_of(suggestion)
    if time.kind is not TimeKind.RANGE:
        return entry
    return replace(
        entry,
        time_kind=time.kind,
        start_us=time.start_us,
        end_us=time.end_us,
        time_precision=time.precision,
    )


def spans_of(suggestion: Suggestion) -> tuple[Span, ...]:
    """What an entry would cite: the quotes, else the items themselves."""
    if suggestion.quotes:
        return tuple(Span(one.item, one.start, one.end) for one in suggestion.quotes)
    return tuple(Span(item) for item in suggestion.items[:_MOST_CITED])


# -- a run ----------------------------------------------------------------------------------------


def reads_words(reads: Reads, span: str) -> str:
    """What a run will read; ``span`` is the time it covers, in words."""
    if not reads.items:
        return "There is nothing to read here."
    most = [f"{title} {items:,}" for title, items in reads.sources[:4]]
    more = len(reads.sources) - len(most)
    told = ", ".join(most) + (f" and {counted(more, 'other')}" if more else "")
    when = f", {span}" if span else ""
    sources = counted(len(reads.sources), "source")
    return f"It will read {counted(reads.items, 'item')} of {sources}{when}: {told}."


def ran_words(ran: Ran) -> str:
    """What came of a run, with what was dropped and why."""
    said = "Nothing to suggest"
    if ran.suggestions:
        said = counted(ran.suggestions, "suggestion")
        if ran.new < ran.suggestions:
            said += f", {ran.new:,} of them new" if ran.new else ", none of them new"
    for fault, times in sorted(ran.dropped.items()):
        said += f", {times:,} dropped since {_they(times)} {FAULT_WORDS[fault]}"
    where = ("They wait under the draft (F9).",) if ran.suggestions else ()
    return " ".join((f"{said}.", *where, *ran.notes))


def _they(times: int) -> str:
    return "it" if times == 1 else "they"
