"""“What could be seen at 02:55”: a case as it stood at the moment of a decision, and nothing later.

No item, edit or entry after the moment gets into this view, whichever way its time is read: the
latest reading counts. What people write today about the decision is not shown here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from app.domain.drafts import Case, Entry
from app.domain.evidence import Item, Source
from app.domain.moments import MINUTE_US, Precision, day, to_the_second, zone_named
from app.domain.people import NOBODY, People
from app.domain.practice.context import DecisionPoint
from app.domain.practice.context_rules import moment_clock
from app.domain.readings import latest_us
from app.domain.review import by_day, dated, heading_words, lines_of, status_words, title_words
from app.domain.review_words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    counted,
    known_words,
    moment_words,
    quote_words,
    time_words,
    utc_moment,
    utc_words,
)
from app.domain.timeline import CitedEntry, as_of, in_order
from app.domain.views import TimelineDay, TimelineRow

MOST_ITEMS = 12
"""How many of the last items of each source are shown, besides those that are cited."""

_TELLS_AFTERWARDS = {"document"}
"""Formats whose text tells of times, and was as a rule written after them."""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """One item of evidence that was there."""

    PLACE: ClassVar[str] = "what the evidence held"

    time: str
    """When it was written, in UTC, to the second at most."""
    place: str
    """Where it was said or logged; may be empty."""
    who: str
    """Who wrote it, as a role; may be empty."""
    text: str
    """What it says; empty where its wording at the time is not known."""
    marks: tuple[str, ...]
    """What is to be known about it, such as that the draft cites it."""


@dataclass(frozen=True, slots=True)
class SeenSource:
    """What one source held at the moment."""

    title: str
    """What it is called."""
    items: tuple[SeenItem, ...]
    """The items that are cited, and the last ones before the moment, in time order."""
    notes: tuple[str, ...]
    """How many earlier items are not shown, and what else is to be known."""


@dataclass(frozen=True, slots=True)
class MomentView:
    """What a page about one decision point shows: what had happened, and was known, by then."""

    title: str
    """The title of the case."""
    preliminary: bool
    """Whether the case is still preliminary, rather than published."""
    status: str
    """“Preliminary, as of …, causes not analysed”, or when it was published."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    zone: str
    """The time zone of the case, such as Europe/Copenhagen."""
    heading: str
    """“What could be seen at 02:55”; says so, too, where the decision has no time."""
    decision: str
    """What the decision is called."""
    role: str
    """The role that decided; may be empty."""
    moment: str
    """The moment in full, with its zone and in UTC; empty where nobody has said."""
    guide: tuple[str, ...]
    """Sentences that say how to read the page."""
    timeline: tuple[TimelineDay, ...]
    """The entries that had happened, and were known, by then."""
    sources: tuple[SeenSource, ...]
    """The evidence that was there, source by source."""
    left_out: tuple[str, ...]
    """What is left out, counted: later entries and items, those without a time."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""


@dataclass(frozen=True, slots=True)
class SourceThen:
    """A source with items that may be shown, and how many more it has.

    Which of ``items`` may be shown is decided here again. ``earlier``, ``later`` and ``undated``
    count those that are not among them.
    """

    source: Source
    items: Sequence[Item]
    earlier: int = 0
    later: int = 0
    undated: int = 0


def moment_view(
    case: Case,
    point: DecisionPoint,
    entries: Sequence[CitedEntry],
    sources: Sequence[SourceThen],
    now_us: int,
    cited_ids: Iterable[int] = (),
    people: People = NOBODY,
) -> MomentView:
    """The page of a decision point at ``now_us``; ``cited_ids`` are the items that people cite.

    An item that stands for several occurrences does not say so: the others may be later.
    A decision point without a time has a page that shows nothing. Raises `InvalidInputError`
    where the case names a zone that does not exist.
    """
    zone = zone_named(case.zone)
    dated_us = dated(case, now_us)
    drafted = [cited for cited in entries if not cited.entry.private]
    seen = _Seen(point.at_us, zone, frozenset(cited_ids), people)
    shown = in_order(as_of(drafted, point.at_us, zone)) if point.at_us is not None else []
    return MomentView(
        title=title_words(case),
        preliminary=case.published_us is None,
        status=status_words(case, dated_us, zone),
        as_of_day=day(dated_us, zone),
        zone=zone.key,
        heading=heading(point, zone),
        decision=" ".join(point.title.split()) or "Untitled decision",
        role=point.role.strip(),
        moment="" if point.at_us is None else moment_words(point.at_us, zone),
        guide=_guide(point, zone),
        timeline=by_day(
            (heading_words(one.entry, zone), _row(n, one.entry, zone))
            for n, one in enumerate(shown, start=1)
        ),
        sources=tuple(found for one in sources if (found := seen.source(one)).items),
        left_out=tuple(_left_out(drafted, shown, sources, seen)),
        missing_sources=lines_of(case.missing_sources),
    )


def heading(point: DecisionPoint, zone: ZoneInfo) -> str:
    """What the page is called."""
    if point.at_us is None:
        return "What could be seen: no time is given yet"
    return f"What could be seen at {moment_clock(point.at_us, zone)}"


def _guide(point: DecisionPoint, zone: ZoneInfo) -> tuple[str, ...]:
    if point.at_us is None:
        return ("Give the decision its time; until then this page cannot show anything.",)
    when = moment_clock(point.at_us, zone)
    return (
        f"This page shows what had happened, and was known, by {when} in {zone.key}.",
        "It shows what the gathered evidence held; what was said elsewhere is not in it.",
        f"Of each source it shows what people cite, and the last {MOST_ITEMS} items.",
    )


def _row(number: int, entry: Entry, zone: ZoneInfo) -> TimelineRow:
    known = known_words(entry, zone)
    return TimelineRow(
        number=number,
        time=time_words(entry.time, zone),
        utc=utc_words(entry.time, zone),
        kind=KIND_WORDS[entry.kind],
        text=entry.text.strip(),
        marks=tuple(part for part in (CERTAINTY_WORDS[entry.certainty], known) if part),
        notes=(),
    )


class _Seen:
    """Decides which items stood there at the moment, and puts them into words."""

    def __init__(
        self, at_us: int | None, zone: ZoneInfo, cited: frozenset[int], people: People
    ) -> None:
        self._at_us = at_us
        self._zone = zone
        self._cited = cited
        self._people = people

    def was_there(self, item: Item) -> bool:
        """Whether it was there by the latest reading of its time."""
        latest = latest_us(item, self._zone)
        return self._at_us is not None and latest is not None and latest <= self._at_us

    def source(self, one: SourceThen) -> SeenSource:
        """The items of a source that stood there: the cited ones, and the last of the others."""
        there = sorted(
            (item for item in one.items if self.was_there(item)),
            key=lambda item: (item.utc_us or 0, item.id),
        )
        last = {item.id for item in there[-MOST_ITEMS:]}
        shown = [item for item in there if item.id in last or item.id in self._cited]
        earlier = one.earlier + len(there) - len(shown)
        notes = []
        if earlier:
            notes.append(f"{counted(earlier, 'earlier item')} not shown.")
        if one.source.receipt.format in _TELLS_AFTERWARDS:
            notes.append("This source tells of these times; it may have been written later.")
        return SeenSource(one.source.title, tuple(map(self._item, shown)), tuple(notes))

    def reworded(self, item: Item) -> bool:
        """Whether the item was edited, and not shown to have been so by then."""
        if item.edited_us is None:
            return item.edited_text is not None
        return self._at_us is None or item.edited_us > self._at_us

    def _may_follow(self, item: Item) -> bool:
        """Whether a stamp without seconds names the very minute of the moment."""
        if self._at_us is None or item.utc_us is None or item.precision is not Precision.MINUTE:
            return False
        return self._at_us - item.utc_us < MINUTE_US

    def _item(self, item: Item) -> SeenItem:
        reworded = self.reworded(item)
        marks = ["cited"] if item.id in self._cited else []
        if self._may_follow(item):
            marks.append("given to the minute, so perhaps written just after")
        if reworded:
            marks.append("its wording at the time is not in the evidence")
        elif item.edited_us is not None:
            marks.append(f"edited at {utc_moment(item.edited_us, Precision.SECOND)}")
        return SeenItem(
            time=utc_moment(*to_the_second(item.utc_us or 0, item.precision)),
            place=item.place.strip() if item.place != item.source_title else "",
            who=self._people.in_document(item.source_id, item.author, item.who),
            text="" if reworded else quote_words(item.text, whole=True),
            marks=tuple(marks),
        )


def _left_out(
    drafted: Sequence[CitedEntry],
    shown: Sequence[CitedEntry],
    sources: Sequence[SourceThen],
    seen: _Seen,
) -> list[str]:
    undated = sum(one.entry.start_us is None for one in drafted)
    later = len(drafted) - len(shown) - undated
    held = [item for one in sources for item in one.items if not seen.was_there(item)]
    bare = sum(one.undated for one in sources) + sum(item.utc_us is None for item in held)
    after = sum(one.later for one in sources) + sum(item.utc_us is not None for item in held)
    lines = (
        (later, "entry", "entries", "happened, or became known, later"),
        (undated, "entry", "entries", "without a known time"),
        (after, "item", "items", "later, or perhaps later"),
        (bare, "item", "items", "without a time"),
    )
    return [f"{counted(count, one, many)} {words}" for count, one, many, words in lines if count]
