"""The digest of a quarter: what the published reviews of a casebook show together.

It goes to readers who know none of the cases. A case without a published review is counted, and
neither its title nor anything else of it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.domain.moments import day, zone_named
from app.domain.practice.follow_through import action_line, still_open
from app.domain.practice.lessons import GOES_INTO_WORDS, Lesson, LessonKind, in_order
from app.domain.practice.lessons_section import case_words
from app.domain.practice.metrics import CaseRecord, measures
from app.domain.review_words import CERTAINTY_WORDS

_MONTHS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, slots=True)
class DigestCase:
    """A review that was published in the quarter."""

    title: str
    """The title of the case."""
    about: str
    """When it began, its class, and when its review was published."""
    lessons: tuple[str, ...]
    """What should change guidance, how sure people are, and where it goes."""


@dataclass(frozen=True, slots=True)
class DigestAction:
    """An open action of a published review."""

    case: str
    """The title of the case."""
    text: str
    """What is to be done."""
    owner: str
    """The role that owns it."""
    due: str
    """When it is due, and whether that day has passed."""


@dataclass(frozen=True, slots=True)
class DigestMeasure:
    """One thing that the published reviews show together."""

    title: str
    """What it is called."""
    sentence: str
    """What was counted."""
    lines: tuple[str, ...]
    """Single themes or classes; may be empty."""
    counted_so: str
    """How it was counted; may be empty."""


@dataclass(frozen=True, slots=True)
class DigestView:
    """What the digest of a quarter shows."""

    title: str
    """What it is about."""
    preliminary: None
    """Nothing: it does not tell how final the review of a case is."""
    status: str
    """The quarter, and the day that it speaks of."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case in hand."""
    cases: tuple[DigestCase, ...]
    """The reviews that were published in the quarter, in their order."""
    measures: tuple[DigestMeasure, ...]
    """What all published reviews show together."""
    actions: tuple[DigestAction, ...]
    """The open actions of all published reviews, case by case."""
    untold: str
    """How many cases have no published review yet; empty where each has one."""


TITLE = "Incident reviews"


def quarter_of(instant_us: int, zone: ZoneInfo) -> str:
    """The quarter of an instant, such as ``2026-Q4``."""
    then = date.fromisoformat(day(instant_us, zone))
    return f"{then.year}-Q{(then.month + 2) // 3}"


def quarter_words(quarter: str) -> str:
    """``October to December 2026``."""
    year, _, number = quarter.partition("-Q")
    return f"{_MONTHS[int(number) - 1]} {year}"


def quarters(records: Iterable[CaseRecord], now_us: int, zone: ZoneInfo) -> list[str]:
    """The present quarter and every one in which a review was published, the latest first."""
    found = {quarter_of(now_us, zone)} | {_published_in(record) for record in records} - {""}
    return sorted(found, reverse=True)


def digest_of(
    records: Sequence[CaseRecord],
    lessons: Mapping[str, Sequence[Lesson]],
    quarter: str,
    now_us: int,
    zone: ZoneInfo,
) -> DigestView:
    """The digest; ``lessons`` by the id of their case. ``zone`` is that of the document's day."""
    published = sorted(
        (record for record in records if record.published_us is not None),
        key=lambda record: (record.published_us or 0, record.case.id),
    )
    today = day(now_us, zone)
    return DigestView(
        title=TITLE,
        preliminary=None,
        status=f"{quarter_words(quarter)}, as of {today}",
        as_of_day=today,
        cases=tuple(
            _case(record, lessons.get(record.case.id, ()))
            for record in published
            if _published_in(record) == quarter
        ),
        measures=_measures(records, published, now_us),
        actions=tuple(each for record in published for each in _actions(record, today)),
        untold=_untold(len(records) - len(published)),
    )


def _published_in(record: CaseRecord) -> str:
    if record.published_us is None:
        return ""
    return quarter_of(record.published_us, zone_named(record.case.zone))


def _measures(
    records: Sequence[CaseRecord], published: Sequence[CaseRecord], now_us: int
) -> tuple[DigestMeasure, ...]:
    """The first is the share of cases with a review; the others look at published ones only.

    What nothing can be told of yet is left out.
    """
    shown = (*measures(records, now_us)[:1], *measures(published, now_us)[1:])
    return tuple(
        DigestMeasure(each.title, each.sentence, each.lines, each.counted_so)
        for each in shown
        if each.told
    )


def _case(record: CaseRecord, lessons: Sequence[Lesson]) -> DigestCase:
    when = day(record.published_us or 0, zone_named(record.case.zone))
    words = case_words(record.case)
    return DigestCase(
        title=record.title,
        about=f"{words[:1].upper()}{words[1:]}; published {when}.",
        lessons=tuple(
            _lesson(lesson)
            for lesson in in_order(lessons)
            if lesson.kind is LessonKind.GUIDANCE and lesson.text.strip()
        ),
    )


def _lesson(lesson: Lesson) -> str:
    goes = f"goes into: {GOES_INTO_WORDS[lesson.goes_into]}"
    return f"{' '.join(lesson.text.split())} ({CERTAINTY_WORDS[lesson.certainty]}; {goes})"


def _actions(record: CaseRecord, today: str) -> Iterable[DigestAction]:
    for action in still_open(record.actions):
        yield DigestAction(
            case=record.title,
            text=" ".join(action.text.split()),
            owner=action.owner.strip() or "nobody yet",
            due=action_line(action, today).mark,
        )


def _untold(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "1 incident case has no published review yet; nothing of it is told here."
    return f"{count:,} incident cases have no published review yet; nothing of them is told here."
