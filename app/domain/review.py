"""The incident review as its readers see it, computed from the facts of a case.

Whatever a template shows stands here already in words; a template decides only where it stands.
Private entries and private notes are left out even where they are handed in: the connection that
reads for an export cannot see them, and this is the second line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from app.domain.drafts import Case, Certainty, Entry, Known
from app.domain.evidence import OriginalFile, Source
from app.domain.moments import (
    MINUTE_US,
    Precision,
    TimeKind,
    day,
    zone_named,
)
from app.domain.notes import Notes
from app.domain.people import NOBODY, People
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.domain.review_words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    NOT_STATED,
    counted,
    day_words,
    known_words,
    moment_words,
    offset_words,
    original_words,
    skip_words,
    time_words,
    utc_moment,
    utc_words,
    zone_words,
)
from app.domain.timeline import CitedEntry, in_order
from app.domain.views import (
    Fact,
    ReviewView,
    Section,
    SourceLine,
    TimelineDay,
    TimelinePoint,
    TimelineRow,
)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a review says beyond its timeline and the header of its case.

    ``missing`` joins the sources that are missing; ``cards`` and ``lines`` are the failure chain.
    """

    sections: tuple[Section, ...] = ()
    glance: tuple[Fact, ...] = ()
    notices: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cards: tuple[FactorCard, ...] = ()
    lines: tuple[LinkCard, ...] = ()
    began: tuple[str, ...] = ()
    """Which entries began as suggestions, in a sentence each."""


def review_of(
    case: Case,
    entries: Sequence[CitedEntry],
    sources: Sequence[Source],
    now_us: int,
    format_labels: Mapping[str, str] | None = None,
    people: People = NOBODY,
    beyond: Callable[[Notes], Beyond] | None = None,
) -> ReviewView:
    """The review of a case at the moment ``now_us``, in the zone of the case.

    Authors of evidence appear by role; names within texts are left to `app.domain.wording`.
    ``format_labels`` gives the name that people read for the stable id of each evidence format;
    ``beyond`` words the rest of the review, its quotes numbered after those of the timeline.
    Raises `InvalidInputError` where the case names a zone that does not exist.
    """
    zone = zone_named(case.zone)
    shown = in_order(cited for cited in entries if not cited.entry.private)
    notes = Notes(zone, people)
    timeline = _timeline(shown, notes, zone)
    dated_us = dated(case, now_us)
    rest = Beyond() if beyond is None else beyond(notes)
    return ReviewView(
        title=title_words(case),
        preliminary=case.published_us is None,
        status=status_words(case, dated_us, zone),
        as_of_day=day(dated_us, zone),
        zone=zone.key,
        facts=_facts(case, zone),
        notices=rest.notices,
        glance=rest.glance,
        summary=case.summary.strip(),
        impact=case.impact.strip(),
        safe_now=case.safe_now.strip(),
        changes=case.changes.strip(),
        unknowns=lines_of(case.unknowns),
        next_date="" if case.next_us is None else moment_words(case.next_us, zone),
        next_step=case.next_step.strip(),
        guide=(
            *guide_words([cited.entry for cited in shown], zone, one_day=len(timeline) == 1),
            *rest.began,
        ),
        timeline=timeline,
        points=points_of(cited.entry for cited in shown),
        gaps=_gaps(shown),
        sections=rest.sections,
        cards=rest.cards,
        lines=rest.lines,
        notes=tuple(notes.listed),
        sources=tuple(_source_line(source, case, format_labels or {}) for source in sources),
        missing_sources=(*lines_of(case.missing_sources), *rest.missing),
    )


def title_words(case: Case) -> str:
    """The title of a document, on one line."""
    return " ".join(case.title.split()) or "Untitled case"


def dated(case: Case, now_us: int) -> int:
    """The moment a document speaks of: now, or that of its publication, to the minute."""
    return (now_us if case.published_us is None else case.published_us) // MINUTE_US * MINUTE_US


def status_words(case: Case, dated_us: int, zone: ZoneInfo) -> str:
    """How final the document is."""
    when = moment_words(dated_us, zone)
    if case.published_us is None:
        return f"Preliminary, as of {when}, causes not analysed"
    return f"Published {when}"


def lines_of(text: str) -> tuple[str, ...]:
    """A list that a person wrote, a line each, without their bullets."""
    lines = (line.strip().lstrip("-*•").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def points_of(entries: Iterable[Entry]) -> tuple[TimelinePoint, ...]:
    """Where entries stand in the picture, numbered as their rows are; dated ones only."""
    return tuple(
        TimelinePoint(
            number=number,
            lane=KIND_WORDS[entry.kind],
            start_us=entry.start_us,
            end_us=entry.end_us,
            about=entry.time_kind is TimeKind.ABOUT,
            certainty=entry.certainty,
            later=entry.known is Known.LATER,
        )
        for number, entry in enumerate(entries, start=1)
        if entry.start_us is not None
    )


def _facts(case: Case, zone: ZoneInfo) -> tuple[Fact, ...]:
    def time(instant_us: int | None) -> str:
        return NOT_STATED if instant_us is None else moment_words(instant_us, zone)

    return (
        Fact("Severity", case.severity.strip() or NOT_STATED),
        Fact("Class", case.incident_class.strip() or NOT_STATED),
        Fact("Started", time(case.started_us)),
        Fact("Detected", time(case.detected_us)),
        Fact("Contained", time(case.contained_us)),
        Fact("Facilitator", case.facilitator.strip() or NOT_STATED),
    )


def _timeline(shown: Sequence[CitedEntry], notes: Notes, zone: ZoneInfo) -> tuple[TimelineDay, ...]:
    return by_day(
        (heading_words(cited.entry, zone), _row(number, cited, notes, zone))
        for number, cited in enumerate(shown, start=1)
    )


def by_day(rows: Iterable[tuple[str, TimelineRow]]) -> tuple[TimelineDay, ...]:
    """Rows under the headings of their days; a single day needs none."""
    days = [
        TimelineDay(heading, tuple(row for _, row in group))
        for heading, group in groupby(rows, key=lambda headed: headed[0])
    ]
    return (TimelineDay("", days[0].rows),) if len(days) == 1 else tuple(days)


def heading_words(entry: Entry, zone: ZoneInfo) -> str:
    """The day an entry stands under."""
    return "Time not known" if entry.start_us is None else day_words(entry.start_us, zone)


def _row(number: int, cited: CitedEntry, notes: Notes, zone: ZoneInfo) -> TimelineRow:
    entry = cited.entry
    numbers = notes.numbers(cited.citations)
    return TimelineRow(
        number=number,
        time=time_words(entry.time, zone),
        utc=utc_words(entry.time, zone),
        kind=KIND_WORDS[entry.kind],
        text=entry.text.strip(),
        marks=tuple(dict.fromkeys(_marks(cited, notes, zone))),
        notes=numbers,
    )


def _marks(cited: CitedEntry, notes: Notes, zone: ZoneInfo) -> list[str]:
    marks = [CERTAINTY_WORDS[cited.entry.certainty]]
    if later := known_words(cited.entry, zone):
        marks.append(later)
    return [*marks, *cited.said, *notes.marks(cited.citations)]


def guide_words(entries: Sequence[Entry], zone: ZoneInfo, *, one_day: bool) -> tuple[str, ...]:
    """How to read the timeline: its zone, and the marks that need a word."""
    dated = [entry.start_us for entry in entries if entry.start_us is not None]
    sentences = []
    if dated:
        on_day = f" on {day_words(dated[0], zone)}," if one_day else ""
        utc = "" if zone.key == "UTC" else "; UTC is given too"
        sentences.append(f"Times are{on_day} in {zone.key}{utc}.")
    if any(entry.certainty is Certainty.UNJUDGED for entry in entries):
        sentences.append("“Not yet judged”: nobody has said yet how sure this is.")
    if any(entry.known is Known.LATER for entry in entries):
        sentences.append(
            "“Known only later”: no imported item shows it known before the time given; "
            "it may have been known outside the evidence gathered here."
        )
    return tuple(sentences)


def _gaps(shown: Sequence[CitedEntry]) -> tuple[str, ...]:
    if not shown:
        return ()
    lacking = (
        ("no evidence cited", sum(not cited.citations for cited in shown)),
        ("not yet judged", _certain(shown, Certainty.UNJUDGED)),
        ("uncertain", _certain(shown, Certainty.UNCERTAIN)),
        ("disputed", _certain(shown, Certainty.DISPUTED)),
        ("time not known", sum(cited.entry.time_kind is TimeKind.UNKNOWN for cited in shown)),
        ("evidence moved since it was cited", sum(cited.moved for cited in shown)),
    )
    total = counted(len(shown), "entry", "entries")
    return tuple(f"{words}: {count:,} of {total}" for words, count in lacking if count)


def _certain(shown: Sequence[CitedEntry], certainty: Certainty) -> int:
    return sum(cited.entry.certainty is certainty for cited in shown)


def _source_line(source: Source, case: Case, labels: Mapping[str, str]) -> SourceLine:
    receipt = source.receipt
    label = labels.get(receipt.format, receipt.format.replace("-", " "))
    items = counted(source.items, "item", "items")
    undated = f", {receipt.undated:,} of them without a time" if receipt.undated else ""
    sentences = (
        f"{label[:1].upper()}{label[1:]}, {items}{undated}.",
        _span_words(source),
        zone_words(source, case.zone),
        offset_words(source.clock_offset_us),
        skip_words(receipt.skips, by_choice=False),
        skip_words(receipt.skips, by_choice=True),
        *receipt.notes,
        _originals_kept(receipt.originals),
    )
    return SourceLine(source.title, tuple(sentence for sentence in sentences if sentence))


def _originals_kept(originals: Sequence[OriginalFile]) -> str:
    """The hash of the one original. Of many only the number is told.

    A folder's file names tell of channels and direct conversations that were left out.
    """
    if len(originals) <= 1:
        return original_words(originals)
    return f"Its {len(originals):,} original files are kept with their SHA-256."


def _span_words(source: Source) -> str:
    if source.first_us is None or source.last_us is None:
        return ""
    first = utc_moment(source.first_us, Precision.SECOND)
    return f"From {first} to {utc_moment(source.last_us, Precision.SECOND)}."
