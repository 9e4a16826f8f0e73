"""What readers outside engineering are shown: fewer facts, to the minute, in words of their own.

What is left out is counted by its reason, so that a shorter account never poses as a whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.domain.assist.answers import SuggestionAnswer
from app.domain.assist.origins import ENTRIES, engine_name, methods_words
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Case, Certainty, Entry, EntryKind, new_id
from app.domain.moments import MINUTE_US, Precision, day, zone_named
from app.domain.names import folded
from app.domain.review import (
    by_day,
    dated,
    guide_words,
    heading_words,
    lines_of,
    points_of,
    status_words,
    title_words,
)
from app.domain.review_words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    NOT_STATED,
    counted,
    known_words,
    moment_words,
    time_words,
    utc_words,
)
from app.domain.timeline import CitedEntry, CitedItem, in_order
from app.domain.views import Fact, LeftOut, StakeholderView, TimelineDay, TimelineRow

TECHNICAL = "technical detail, told in the review for engineers"
UNJUDGED = "nobody has said yet how sure it is"
QUOTING = "its words quote the evidence"

_TOLD = {
    EntryKind.DETECTION,
    EntryKind.MITIGATION,
    EntryKind.ROLLBACK,
    EntryKind.COMMUNICATION,
    EntryKind.IMPACT,
    EntryKind.RECOVERY,
}
_QUOTED_WORDS = 5


def choice_for(cited: CitedEntry, chosen: Mapping[str, AudienceChoice]) -> AudienceChoice:
    """What these readers get of an entry: as a person chose, else as a rule proposes.

    Unchosen, they get what happened to users and what was done about it, once somebody has
    judged it, and only where its words cannot be searched for in the evidence.
    """
    entry = cited.entry
    if entry.id in chosen:
        return chosen[entry.id]
    reason = _reason_against(cited)
    return AudienceChoice(
        new_id(), entry.case_id, entry.id, Audience.STAKEHOLDERS, shown=not reason, reason=reason
    )


def _reason_against(cited: CitedEntry) -> str:
    if cited.entry.kind not in _TOLD:
        return TECHNICAL
    if cited.entry.certainty is Certainty.UNJUDGED:
        return UNJUDGED
    return QUOTING if quotes_any(cited.citations, cited.entry.text) else ""


def quotes_any(citations: Iterable[CitedItem], wording: str) -> bool:
    """Whether five words in a row of a wording stand in evidence."""
    words = folded(wording).split()
    runs = {
        " ".join(words[start : start + _QUOTED_WORDS])
        for start in range(len(words) - _QUOTED_WORDS + 1)
    }
    quotes = [f" {' '.join(folded(item.quote).split())} " for item in citations]
    return any(f" {run} " in quote for run in runs for quote in quotes)


@dataclass(frozen=True, slots=True)
class Beside:
    """What these readers get beside the timeline and the header of the case.

    ``left_out`` joins what they do not get of the timeline, ``missing`` the sources missing.
    ``origins`` say what began as a suggestion.
    """

    facts: tuple[Fact, ...] = ()
    notices: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    origins: Sequence[SuggestionAnswer] = ()


NOTHING_BESIDE = Beside()


def stakeholder_view_of(
    case: Case,
    entries: Sequence[CitedEntry],
    chosen: Mapping[str, AudienceChoice],
    now_us: int,
    beside: Beside = NOTHING_BESIDE,
) -> StakeholderView:
    """What a case tells readers outside engineering at the moment ``now_us``.

    Raises `InvalidInputError` where the case names a zone that does not exist.
    """
    zone = zone_named(case.zone)
    dated_us = dated(case, now_us)
    public = in_order(cited for cited in entries if not cited.entry.private)
    choices = [(cited, choice_for(cited, chosen)) for cited in public]
    shown = [coarse(cited.entry, choice.wording) for cited, choice in choices if choice.shown]
    actions_left_out = sum(left.count for left in beside.left_out)
    left_out = _joined(
        _left_out([choice for _, choice in choices if not choice.shown]), beside.left_out
    )
    timeline = _timeline(shown, zone)
    return StakeholderView(
        title=title_words(case),
        preliminary=case.published_us is None,
        status=status_words(case, dated_us, zone),
        as_of_day=day(dated_us, zone),
        zone=zone.key,
        facts=(*_facts(case, zone), *beside.facts),
        notices=beside.notices,
        impact=case.impact.strip(),
        safe_now=case.safe_now.strip(),
        changes=case.changes.strip(),
        actions=beside.actions,
        unknowns=lines_of(case.unknowns),
        next_date="" if case.next_us is None else moment_words(_minute(case.next_us), zone),
        next_step=case.next_step.strip(),
        guide=(
            *guide_words(shown, zone, one_day=len(timeline) == 1),
            *methods_words(beside.origins, [(ENTRIES, {one.id for one in shown})], engine_name),
        ),
        timeline=timeline,
        points=points_of(shown),
        left_out=left_out,
        left_out_words=_left_out_words(
            left_out, len(public) + len(beside.actions) + actions_left_out
        ),
        missing_sources=(*lines_of(case.missing_sources), *beside.missing),
    )


def _minute(instant_us: int) -> int:
    return instant_us // MINUTE_US * MINUTE_US


def coarse(entry: Entry, wording: str) -> Entry:
    """The entry with these readers' words, its times no finer than a minute.

    A second, like a quotation, leads a reader to the message and so to who wrote it.
    """
    time = entry.time
    finer = time.precision not in {Precision.MINUTE, Precision.DAY}
    return replace(
        entry,
        text=wording.strip() or entry.text,
        start_us=None if entry.start_us is None else _minute(entry.start_us),
        end_us=None if entry.end_us is None else _minute(entry.end_us),
        known_us=None if entry.known_us is None else _minute(entry.known_us),
        time_precision=Precision.MINUTE if finer and time.start_us is not None else time.precision,
    )


def _timeline(shown: Sequence[Entry], zone: ZoneInfo) -> tuple[TimelineDay, ...]:
    return by_day(
        (heading_words(entry, zone), _row(number, entry, zone))
        for number, entry in enumerate(shown, start=1)
    )


def _row(number: int, entry: Entry, zone: ZoneInfo) -> TimelineRow:
    marks = (CERTAINTY_WORDS[entry.certainty], known_words(entry, zone))
    return TimelineRow(
        number=number,
        time=time_words(entry.time, zone),
        utc=utc_words(entry.time, zone),
        kind=KIND_WORDS[entry.kind],
        text=entry.text.strip(),
        marks=tuple(mark for mark in marks if mark),
        notes=(),
    )


def _facts(case: Case, zone: ZoneInfo) -> tuple[Fact, ...]:
    def time(instant_us: int | None) -> str:
        return NOT_STATED if instant_us is None else moment_words(_minute(instant_us), zone)

    return (
        Fact("Started", time(case.started_us)),
        Fact("Detected", time(case.detected_us)),
        Fact("Contained", time(case.contained_us)),
    )


def _left_out(choices: Sequence[AudienceChoice]) -> tuple[LeftOut, ...]:
    reasons = Counter(choice.reason.strip() or "no reason stated" for choice in choices)
    return tuple(LeftOut(reason, count) for reason, count in reasons.most_common())


def _joined(first: Sequence[LeftOut], second: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    counts: Counter[str] = Counter()
    for left in (*first, *second):
        counts[left.reason] += left.count
    return tuple(LeftOut(reason, count) for reason, count in counts.most_common())


def _left_out_words(left_out: Sequence[LeftOut], total: int) -> str:
    number = sum(left.count for left in left_out)
    if total == 0:
        return "No fact has been written down yet."
    if number == 0:
        return f"Nothing is left out: all {counted(total, 'fact')} of the timeline are here."
    reasons = "; ".join(f"{left.count:,} {left.reason}" for left in left_out)
    of_all = f"{number:,} of {counted(total, 'fact')}"
    return f"Left out: {of_all} of the timeline ({reasons})."
