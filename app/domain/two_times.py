"""Two times for one event, stated in two places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.moments import DAY_US, MINUTE_US, SECOND_US, Precision, clock, in_zone
from app.domain.review_words import duration_words
from app.domain.same_event import Rarity, Words, are_same_event, words_of
from app.domain.stated_times import StatedClock, clocks_in
from app.domain.stated_zones import offset_minutes
from app.domain.statements import Contradiction, ContradictionKind, Statement, Voice, at_of, told

_PLANS = re.compile(
    r"\b(?:next|will|plan|planned|scheduled|tomorrow|until|deadline|by|review|meeting|eta|expect\w*"
    r"|should|would|every|daily|usually|still|since|if|due|call|sync|standup)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:next|will|plan|planned|scheduled|tomorrow|deadline|eta|expect\w*|should|would)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]*[^.!?\s](?:[.:]\d[^.!?\n]*)*[.!?]*")
_LEAST_US = MINUTE_US
_ABOUT_US = 15 * MINUTE_US
_MOST_US = 3 * 60 * MINUTE_US
_MOST_ZONE_US = 14 * 60 * MINUTE_US
_HOUR_US = 60 * MINUTE_US
_MOST_SAID_US = 90 * MINUTE_US
_MOST_ALIKE = 40


@dataclass(frozen=True, slots=True)
class _Event:
    """What a statement tells of, and the instants at which it may say that it was."""

    statement: Statement
    words: Words
    instants: tuple[int, ...]
    quote: str
    is_mention: bool
    about: bool
    shown: str


def two_times(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Statements that read as one event and stand at two times."""
    events = [event for one in statements for event in _events(one)]
    rarity = Rarity(event.words for event in events)
    alike: dict[tuple[int, str], list[int]] = defaultdict(list)
    pairs: list[tuple[int, int]] = []
    for one, other in _candidates(events, rarity):
        if _are_alike(events[one], events[other], rarity):
            pairs.append((one, other))
            alike[one, events[other].statement.source].append(other)
            alike[other, events[one].statement.source].append(one)
    for one, other in pairs:
        first, second = events[one], events[other]
        alone = (
            len(alike[one, second.statement.source]) == 1
            and len(alike[other, first.statement.source]) == 1
        )
        if alone and _differ(first, second):
            yield told(
                ContradictionKind.TWO_TIMES,
                _two_times_words(first, second),
                (first.statement, first.quote),
                (second.statement, second.quote),
            )


def against_quote(entry: Statement, quote: Statement) -> Iterator[Contradiction]:
    """An entry of the draft at another time than the one that its quoted words state."""
    if entry.at_us is None or quote.at_us is None:
        return
    if entry.about or not 0 < entry.precision.step_us <= MINUTE_US:
        return
    tells_the_message = abs(entry.at_us - quote.at_us) <= 2 * MINUTE_US
    if tells_the_message or next(clocks_in(entry.text), None) is not None:
        return  # it tells that somebody said so, then; or it states a time of its own
    shown = _shown(entry.at_us, entry.zone)
    drafted = _Event(entry, words_of(entry.text), (entry.at_us,), entry.text, False, False, shown)
    mentions = list(_mentions(quote))
    if len(mentions) != 1 or mentions[0].about:
        return
    said = mentions[0]
    if drafted.words.telling & said.words.telling and _differ(drafted, said):
        why = (
            f"The entry stands at {shown}, and the words that it cites say {said.shown}: "
            f"{duration_words(_gap(drafted, said))} apart."
        )
        yield told(ContradictionKind.TWO_TIMES, why, (quote, said.quote), (entry, entry.text))


def _shown(instant_us: int, zone: ZoneInfo) -> str:
    """A time of day with the zone that it is told in: ``03:47 CET``."""
    return f"{clock(instant_us, zone, Precision.MINUTE)} {in_zone(instant_us, zone).tzname()}"


def _events(one: Statement) -> Iterator[_Event]:
    if one.at_us is None or one.voice is Voice.ALERT:
        return
    if one.voice is Voice.MESSAGE:
        yield from _mentions(one)
        return
    fine = 0 < one.precision.step_us <= MINUTE_US
    if fine and not _AHEAD.search(one.text[:200]) and len(one.text) < 600:
        shown = _shown(one.at_us, one.zone)
        yield _Event(one, words_of(one.text), (one.at_us,), one.text, False, one.about, shown)


def _mentions(one: Statement) -> Iterator[_Event]:
    """What a message says was at a time: sentences with one past time, no plan and no range."""
    for found in _SENTENCE.finditer(one.text[:4_000]):
        sentence = found[0]
        clocks = list(clocks_in(sentence))
        if len(clocks) != 1 or _PLANS.search(sentence) or sentence.rstrip().endswith("?"):
            continue
        instants = _instants(one, clocks[0])
        if instants:
            shown = sentence[clocks[0].start : clocks[0].end]
            words = words_of(sentence)
            yield _Event(one, words, instants, sentence.strip(), True, clocks[0].about, shown)


def _instants(one: Statement, stated: StatedClock) -> tuple[int, ...]:
    """When a time of day in a message was, at the latest before it was written, in likely zones."""
    named = offset_minutes(stated.zone.upper().strip("()")) if stated.zone else None
    shifts = {named} if named is not None else {0, _shift_of(one)}
    found = []
    for minutes in shifts:
        written = at_of(one) + minutes * MINUTE_US
        instant = written // DAY_US * DAY_US + stated.second * SECOND_US
        if instant > written + 2 * MINUTE_US:
            instant -= DAY_US
        found.append(instant - minutes * MINUTE_US)
    return tuple(sorted(set(found)))


def _shift_of(one: Statement) -> int:
    shift = in_zone(at_of(one), one.zone).utcoffset()
    return 0 if shift is None else round(shift.total_seconds()) // 60


def _candidates(events: Sequence[_Event], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs that share a rare word; not all pairs, of which there are too many."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for word in event.words.telling:
            if rarity.is_rare(word):
                by_word[word].append(number)
    pairs = {
        (one, other)
        for numbers in by_word.values()
        if len(numbers) <= _MOST_ALIKE
        for place, one in enumerate(numbers)
        for other in numbers[place + 1 :]
    }
    yield from sorted(pairs)


def _are_alike(one: _Event, other: _Event, rarity: Rarity) -> bool:
    first, second = one.statement, other.statement
    gap = _gap(one, other)
    if first is second or gap > (_MOST_US if gap % _HOUR_US else _MOST_ZONE_US):
        return False
    if first.source != second.source:
        return are_same_event(one.words, other.words, rarity, 0.6 if gap <= _MOST_US else 0.8)
    if one.is_mention and other.is_mention:
        return are_same_event(one.words, other.words, rarity, 0.75)
    # What one document or draft tells twice in the order of time may well have happened twice.
    told_back = (first.order < second.order) != (at_of(first) < at_of(second))
    soon = first.voice is Voice.ENTRY and gap <= 30 * MINUTE_US
    return (told_back or soon) and are_same_event(one.words, other.words, rarity, 0.8, 3)


def _gap(one: _Event, other: _Event) -> int:
    return min(abs(first - second) for first in one.instants for second in other.instants)


def _differ(one: _Event, other: _Event) -> bool:
    gap = _gap(one, other)
    in_another_zone = gap > _MOST_SAID_US or gap % (30 * MINUTE_US) == 0
    if in_another_zone and (one.is_mention or other.is_mention):
        return False
    return gap > (_ABOUT_US if one.about or other.about else _LEAST_US)


def _two_times_words(one: _Event, other: _Event) -> str:
    gap = _gap(one, other)
    whole = gap % _HOUR_US == 0
    zone = "; by whole hours, so that one may be in another zone" if whole else ""
    return (
        f"They read as the same event, at {one.shown} and at {other.shown}: "
        f"{duration_words(gap)} apart{zone}."
    )
