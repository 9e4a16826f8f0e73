"""Chat, logs, alerts, changes, updates: which few of many items could stand in a timeline.

Nobody has counted how often such an item ends up in one, so nothing here is called measured: what
is told are the cues in its words and its form. Of what repeats, only the first is looked at, and a
flood of one kind cannot drown the others.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.assist.entries.candidates import Candidate
from app.assist.entries.cues import Told, cues
from app.assist.spans import LONGEST, opening, spans_of
from app.assist.wording import quote_of
from app.domain.assist.requests import Manner, Shown
from app.domain.assist.suggestions import Cluster
from app.domain.drafts import EntryKind
from app.domain.moments import MINUTE_US
from app.domain.progress import Progress, stop_if_cancelled


@dataclass(frozen=True, slots=True)
class Custom:
    """What is usual for a manner.

    ``usual`` is the share of items that tell of an event, ``most`` how many of them are offered at
    most, besides the square root of how many there are: what somebody adds to make noise should
    not push out what is there.
    """

    usual: float
    most: int


CUSTOMS: Mapping[Manner, Custom] = {
    Manner.LOG: Custom(0.15, 12),
    Manner.METRIC: Custom(0.3, 8),
    Manner.CHAT: Custom(0.15, 30),
    Manner.ALERT: Custom(0.85, 24),
    Manner.CHANGE: Custom(0.6, 24),
    Manner.STATUS: Custom(0.9, 40),
    Manner.TICKET: Custom(0.3, 20),
}
_LEAST = 0.2
"""What is less likely is not offered, however much room there is."""
_FORESHADOW_US = 120 * MINUTE_US
"""A change this shortly before an alert is worth a look."""
_SPANS = 12
_SHAPE = 160
_READ = 400
_EVERY = 2_000

_CHANGING = re.compile(r"\w*\d\w*")
_RESOLVED = re.compile(
    r"\b(?:resolved|cleared|recovered|closed|ok|end|back to normal)\b", re.IGNORECASE
)
_BEGUN = re.compile(r"^\W*(?:firing|triggered|alerting|problem)\b\W", re.IGNORECASE)
_NOTICE = re.compile(
    r"^\W*(?:firing|triggered|alerting|problem|resolved|recovered|recovery)\b\W", re.IGNORECASE
)
"""How a monitoring system opens what it posts into a chat."""
_ACKNOWLEDGED = re.compile(r"\backnowledg|\bassigned\b|\bescalated\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Picked:
    """An item that stands for all that are like it, and why it does."""

    item: Shown
    reason: str = ""


def records(
    items: Sequence[Shown], reduced: Iterable[Cluster], progress: Progress
) -> Iterator[Candidate]:
    """The likeliest items of each manner."""
    by_manner: dict[Manner, list[_Picked]] = defaultdict(list)
    for picked in _picked(items, reduced):
        by_manner[picked.item.manner].append(picked)
    fired = sorted(
        picked.item.at_us or 0
        for picked in by_manner[Manner.ALERT]
        if _alert(picked.item) is EntryKind.SIGNAL
    )
    for manner, custom in CUSTOMS.items():
        looked = by_manner[manner]
        likely: list[Candidate] = []
        for done, picked in enumerate(looked):
            if done % _EVERY == 0:
                stop_if_cancelled(progress)
                progress.report(done, len(looked), "Looking for events")
            candidate = _candidate(picked, custom, fired)
            if candidate.chance >= _LEAST:
                likely.append(candidate)
        likely.sort(key=lambda one: (-one.chance, one.item.id))
        yield from map(_quoted, likely[: most_of(len(looked), custom)])


def most_of(looked: int, custom: Custom) -> int:
    """How many of so many items are offered at most."""
    return custom.most + math.isqrt(looked)


# -- of what repeats, one -------------------------------------------------------------------------


def _picked(items: Sequence[Shown], reduced: Iterable[Cluster]) -> Iterator[_Picked]:
    shown = {item.id: item for item in items if item.at_us is not None}
    records = {Manner.LOG, Manner.METRIC}
    seen: set[int] = set()
    for cluster in reduced:
        like = [
            shown[one] for one in cluster.items if one in shown and shown[one].manner in records
        ]
        seen.update(item.id for item in like)
        yield from _beginnings(like, cluster.bursts)
    alike: dict[tuple[Manner, int, str], list[Shown]] = defaultdict(list)
    for item in shown.values():
        if item.id not in seen and item.manner in CUSTOMS:
            alike[item.manner, item.source, _shape(item)].append(item)
    for (manner, _source, _told), like in alike.items():
        many = f"{len(like):,} like it"
        if manner is Manner.ALERT and _alert(like[0]) is EntryKind.RECOVERY:
            yield _Picked(like[-1], f"the last of {many}" if len(like) > 1 else "")
        else:
            yield _Picked(like[0], f"the first of {many}" if len(like) > 1 else "")


def _beginnings(like: Sequence[Shown], bursts: Iterable[tuple[int, int]]) -> Iterator[_Picked]:
    """The first record of a template, and where they suddenly come often."""
    if not like:
        return
    often = f"the first of {len(like):,} like it"
    yield _Picked(like[0], often if len(like) > 1 else "it came only once")
    times = [item.at_us or 0 for item in like]
    for start_us, _end_us in bursts:
        place = bisect_left(times, start_us)
        if 0 < place < len(like):
            yield _Picked(like[place], "from here on they come far more often")
            return


def _shape(item: Shown) -> str:
    return _CHANGING.sub("0", item.text[:_SHAPE])


# -- how likely -----------------------------------------------------------------------------------


def _candidate(picked: _Picked, custom: Custom, fired: Sequence[int]) -> Candidate:
    item = picked.item
    told = cues().told(_words(item))
    chance = told.where_usual(custom.usual)
    reasons = [picked.reason] if picked.reason else []
    event = None
    match item.manner:
        case Manner.ALERT:
            event = _alert(item)
        case Manner.CHAT if _NOTICE.match(item.text):
            event = _alert(item)
        case Manner.STATUS:
            event = EntryKind.COMMUNICATION
        case Manner.CHANGE:
            before = _minutes_before(item, fired)
            if before is not None:
                chance += (1 - chance) / 2
                reasons.append(f"{before} before an alert")
    return Candidate(item, told, chance, 0, 0, tuple(reasons), event=event)


def _words(item: Shown) -> str:
    """What an item says; of a record, without the time and the level before it."""
    return quote_of(item, _READ).text if item.manner is Manner.LOG else item.text


def _alert(item: Shown) -> EntryKind:
    first = item.text[:_SHAPE]
    if _BEGUN.match(first):
        return EntryKind.SIGNAL
    if _RESOLVED.search(first):
        return EntryKind.RECOVERY
    return EntryKind.ESCALATION if _ACKNOWLEDGED.search(first) else EntryKind.SIGNAL


def _minutes_before(item: Shown, fired: Sequence[int]) -> str | None:
    at_us = item.at_us or 0
    place = bisect_left(fired, at_us)
    if place == len(fired) or fired[place] - at_us > _FORESHADOW_US:
        return None
    minutes = (fired[place] - at_us) // MINUTE_US
    return "less than a minute" if not minutes else f"{minutes} minute{'s' * (minutes > 1)}"


# -- what to quote --------------------------------------------------------------------------------


def _quoted(candidate: Candidate) -> Candidate:
    """With the sentence that tells most; of what machines say, the beginning."""
    item = candidate.item
    if item.manner in {Manner.CHAT, Manner.TICKET} and len(item.text) > LONGEST:
        start, end = _most_telling(item.text, candidate.told)
    else:
        start, end = opening(item.text, LONGEST)
    if item.manner is Manner.LOG:
        quote = quote_of(item, LONGEST)
        start, end = quote.start, quote.end
    return replace(candidate, start=start, end=end)


def _most_telling(text: str, told: Told) -> tuple[int, int]:
    first, _second = told.likeliest
    learned = cues()
    spans = spans_of(text)[:_SPANS]
    return max(
        spans,
        key=lambda span: learned.told(text[span[0] : span[1]]).shares[first],
        default=(0, 0),
    )
