"""The incident review as its readers see it, computed from the facts of a case.

Whatever a template shows stands here already in words; a template decides only where it stands.
Private entries and private notes are left out even where they are handed in: the connection that
reads for an export cannot see them, and this is the second line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from app.domain.drafts import Case, Certainty, Entry, Known
from app.domain.evidence import OriginalFile, Source
from app.domain.moments import (
    MINUTE_US,
    SECOND_US,
    Precision,
    TimeKind,
    day,
    zone_named,
)
from app.domain.review_words import (
    CERTAINTY_WORDS,
    KIND_WORDS,
    NOT_STATED,
    counted,
    day_words,
    evidence_time_words,
    known_words,
    moment_words,
    offset_words,
    original_words,
    person_words,
    quote_words,
    shift_words,
    skip_words,
    time_words,
    utc_moment,
    utc_words,
    zone_words,
)
from app.domain.timeline import CitedEntry, CitedItem, in_order


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the header: what it is called, and what is known of it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry. ``utc`` is empty where ``time`` is UTC already; ``notes`` are numbers."""

    time: str
    utc: str
    kind: str
    text: str
    marks: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """The entries of one day; ``heading`` is empty where the whole timeline is one day."""

    heading: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: where the evidence stands (``origin``), and what it says (``quote``)."""

    number: int
    origin: tuple[str, ...]
    quote: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that was gathered: its title and sentences about it."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What a review document shows, all of it in words.

    ``as_of_day`` (``2024-03-30``, in the case's zone) is the day of the preliminary document, or
    of its publication. ``guide`` says how to read the timeline, ``gaps`` what it lacks.
    """

    title: str
    preliminary: bool
    status: str
    as_of_day: str
    facts: tuple[Fact, ...]
    summary: str
    guide: tuple[str, ...]
    timeline: tuple[TimelineDay, ...]
    gaps: tuple[str, ...]
    notes: tuple[Note, ...]
    sources: tuple[SourceLine, ...]
    missing_sources: tuple[str, ...]


def review_of(
    case: Case,
    entries: Sequence[CitedEntry],
    sources: Sequence[Source],
    now_us: int,
    format_labels: Mapping[str, str] | None = None,
) -> ReviewView:
    """The review of a case at the moment ``now_us``, in the zone of the case.

    ``format_labels`` gives the name that people read for the stable id of each evidence format.
    Raises `InvalidInputError` where the case names a zone that does not exist.
    """
    zone = zone_named(case.zone)
    shown = in_order(cited for cited in entries if not cited.entry.private)
    notes = _Notes(zone)
    timeline = _timeline(shown, notes, zone)
    preliminary = case.published_us is None
    dated_us = (now_us if case.published_us is None else case.published_us) // MINUTE_US * MINUTE_US
    return ReviewView(
        title=" ".join(case.title.split()) or "Untitled case",
        preliminary=preliminary,
        status=_status(dated_us, zone, preliminary=preliminary),
        as_of_day=day(dated_us, zone),
        facts=_facts(case, zone),
        summary=case.summary.strip(),
        guide=_guide(shown, timeline, zone),
        timeline=timeline,
        gaps=_gaps(shown),
        notes=tuple(notes.listed),
        sources=tuple(_source_line(source, case, format_labels or {}) for source in sources),
        missing_sources=_missing_sources(case),
    )


def _status(dated_us: int, zone: ZoneInfo, *, preliminary: bool) -> str:
    when = moment_words(dated_us, zone)
    return f"Preliminary, as of {when}, causes not analysed" if preliminary else f"Published {when}"


def _facts(case: Case, zone: ZoneInfo) -> tuple[Fact, ...]:
    def time(instant_us: int | None) -> str:
        return NOT_STATED if instant_us is None else moment_words(instant_us, zone)

    return (
        Fact("Severity", case.severity.strip() or NOT_STATED),
        Fact("Class", case.incident_class.strip() or NOT_STATED),
        Fact("Started", time(case.started_us)),
        Fact("Detected", time(case.detected_us)),
        Fact("Contained", time(case.contained_us)),
        Fact("Facilitator", person_words(case.facilitator) or NOT_STATED),
    )


def _missing_sources(case: Case) -> tuple[str, ...]:
    lines = (line.strip().lstrip("-*•").strip() for line in case.missing_sources.splitlines())
    return tuple(line for line in lines if line)


class _Notes:
    """Numbers each distinct quote once, in the order in which the timeline cites them."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.listed: list[Note] = []
        self._zone = zone
        self._numbers: dict[tuple[int, int | None, int | None], int] = {}

    def number(self, cited: CitedItem) -> int:
        citation = cited.citation
        quote = (citation.item_id, citation.start, citation.end)
        if quote not in self._numbers:
            self._numbers[quote] = len(self.listed) + 1
            self.listed.append(self._note(len(self.listed) + 1, cited))
        return self._numbers[quote]

    def _note(self, number: int, cited: CitedItem) -> Note:
        line = "" if cited.line is None else f"line {cited.line}"
        origin = (
            cited.source_title.strip(),
            cited.place.strip(),
            person_words(cited.who),
            evidence_time_words(cited, self._zone),
            ", ".join(part for part in (cited.path, line) if part),
        )
        whole = cited.citation.start is None or cited.citation.end is None
        return Note(
            number=number,
            origin=tuple(part for part in origin if part),
            quote=quote_words(cited.quote, whole=whole),
            marks=() if cited.edited_us is None else (_edited(cited.edited_us),),
        )


def _edited(edited_us: int) -> str:
    fine = Precision.SECOND if edited_us % SECOND_US == 0 else Precision.MILLISECOND
    return f"edited later, at {utc_moment(edited_us, fine)}"


def _timeline(
    shown: Sequence[CitedEntry], notes: _Notes, zone: ZoneInfo
) -> tuple[TimelineDay, ...]:
    days = [
        (heading, tuple(_row(cited, notes, zone) for cited in group))
        for heading, group in groupby(shown, key=lambda cited: _heading(cited.entry, zone))
    ]
    if len(days) == 1:
        return (TimelineDay("", days[0][1]),)
    return tuple(TimelineDay(heading, rows) for heading, rows in days)


def _heading(entry: Entry, zone: ZoneInfo) -> str:
    return "Time not known" if entry.start_us is None else day_words(entry.start_us, zone)


def _row(cited: CitedEntry, notes: _Notes, zone: ZoneInfo) -> TimelineRow:
    entry = cited.entry
    numbers = tuple(dict.fromkeys(notes.number(item) for item in cited.citations))
    return TimelineRow(
        time=time_words(entry.time, zone),
        utc=utc_words(entry.time, zone),
        kind=KIND_WORDS[entry.kind],
        text=entry.text.strip(),
        marks=tuple(dict.fromkeys(_marks(cited, notes, zone))),
        notes=numbers,
    )


def _marks(cited: CitedEntry, notes: _Notes, zone: ZoneInfo) -> list[str]:
    marks = [CERTAINTY_WORDS[cited.entry.certainty]]
    if later := known_words(cited.entry, zone):
        marks.append(later)
    if not cited.citations:
        marks.append("no evidence cited")
    marks += [
        f"evidence {_edited(item.edited_us)} (note {notes.number(item)})"
        for item in cited.citations
        if item.edited_us is not None
    ]
    marks += [
        f"{_moved(item)} since it was cited (note {notes.number(item)})"
        for item in cited.citations
        if item.moved
    ]
    return marks


def _moved(item: CitedItem) -> str:
    before, now = item.citation.item_utc_us, item.item_utc_us
    if before is None or now is None:
        return "evidence lost its time" if now is None else "evidence gained a time"
    return f"evidence moved {shift_words(now - before)}"


def _guide(
    shown: Sequence[CitedEntry], timeline: Sequence[TimelineDay], zone: ZoneInfo
) -> tuple[str, ...]:
    entries = [cited.entry for cited in shown]
    dated = [entry.start_us for entry in entries if entry.start_us is not None]
    sentences = []
    if dated:
        on_day = f" on {day_words(dated[0], zone)}," if len(timeline) == 1 else ""
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
