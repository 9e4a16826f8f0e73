"""What a suggestion is worded with: exact quotes, and words of ours around counts and times."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.assist.spans import spans_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.assist.suggestions import Quote
from app.domain.drafts import EntryKind
from app.domain.moments import MINUTE_US, Precision, clock, day, in_zone, zone_named

_FRONT = re.compile(
    r"(?:\s*(?:\[[^\]\n]{0,40}\]|\([^)\n]{0,40}\)|[\d:.,TZ/+-]{4,}|(?:TRACE|DEBUG|INFO|NOTICE|WARN"
    r"(?:ING)?|ERROR|ERR|FATAL|CRITICAL|SEVERE)\b:?|[-|*#>]+(?=\s))\s*)*"
)
"""What stands before the words of a record: times, brackets, a level."""
SHORT = 90

EVENT_WORDS: Mapping[EntryKind, str] = {
    EntryKind.DETECTION: "a detection",
    EntryKind.ESCALATION: "an escalation",
    EntryKind.SIGNAL: "a signal",
    EntryKind.HYPOTHESIS: "a hypothesis",
    EntryKind.DECISION: "a decision",
    EntryKind.MITIGATION: "a mitigation",
    EntryKind.ROLLBACK: "a rollback",
    EntryKind.COMMUNICATION: "communication",
    EntryKind.IMPACT: "impact",
    EntryKind.RECOVERY: "recovery",
    EntryKind.OTHER: "a change",
}
"""Each kind of event, as it stands in a reason."""


def quote_of(item: Shown, longest: int = SHORT) -> Quote:
    """The first sentence or line of an item that says something, cut behind a word if need be.

    Of a record, without the time and the level before it.
    """
    start, end = next(iter(spans_of(item.text)), (0, len(item.text)))
    if item.manner in {Manner.LOG, Manner.METRIC, Manner.CHANGE}:
        front = _FRONT.match(item.text, start, end)
        if front is not None and front.end() < end:
            start = front.end()
    return cut(item, start, end, longest)


def cut(item: Shown, start: int, end: int, longest: int = SHORT) -> Quote:
    """A span of an item as a quote, cut behind a word where it is longer."""
    if end - start > longest:
        gap = item.text.rfind(" ", start + longest // 2, start + longest)
        end = gap if gap > 0 else start + longest
    return Quote(item.id, start, end, item.text[start:end])


def shown_quote(quote: Quote, of: Shown) -> str:
    """A quote on one line in quotation marks, with a sign where the text goes on."""
    rest = of.text[quote.end :].split("\n", 1)[0].strip(" .;,")
    goes_on = rest and quote.text[-1] not in ".!?…"
    return f"“{' '.join(quote.text.split())}{'…' if goes_on else ''}”"


class Places:
    """What sources are called, and the clock of the case."""

    def __init__(self, request: Request) -> None:
        self._titles: Mapping[int, str] = dict(request.titles)
        self._zone = zone_named(request.zone)

    def name(self, item: Shown) -> str:
        """Where an item stands: its channel, or the title of its source."""
        if item.manner is Manner.CHAT and item.place:
            return item.place
        return self._titles.get(item.source) or f"source {item.source}"

    def between(self, first_us: int, last_us: int) -> str:
        """``between 02:58 and 03:09 UTC``, with days where they are two."""
        fine = Precision.MINUTE if last_us - first_us >= 2 * MINUTE_US else Precision.SECOND
        first, last = (clock(one, self._zone, fine) for one in (first_us, last_us))
        if day(first_us, self._zone) != day(last_us, self._zone):
            first = f"{day(first_us, self._zone)} {first}"
            last = f"{day(last_us, self._zone)} {last}"
        return f"between {first} and {last} {in_zone(last_us, self._zone).tzname()}"


def listed(words: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
