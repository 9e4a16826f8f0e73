"""Facts of made-up cases, small to write down, for the tests of reviews and their documents."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import Case, CaseKind, Certainty, Citation, Entry, EntryKind, Known
from app.domain.evidence import OriginalFile, Receipt, Skip, SkipCode, Source
from app.domain.moments import UTC_ZONE, Precision, TimeKind, ZoneBasis, parse_typed
from app.domain.timeline import CitedEntry, CitedItem


def at(text: str) -> int:
    """UTC microseconds of ``2024-03-30 02:46``."""
    return parse_typed(text, UTC_ZONE)[0]


NOW = at("2024-04-01 09:30:12")
CASE = Case(
    id="case",
    kind=CaseKind.INCIDENT,
    title="Orders API unavailable after release 4412",
    severity="SEV-1",
    incident_class="Database overload",
    started_us=at("2024-03-30 02:41"),
    detected_us=at("2024-03-30 02:46:58"),
    facilitator="Robin Falk",
    summary="The orders API refused three of four requests for 41 minutes.",
    private_notes="SECRET NOTE",
)


def entry(text: str, time: str | None = "2024-03-30 02:46:58", **changes: object) -> Entry:
    """An entry at an exact time, or at none."""
    start, precision = parse_typed(time, UTC_ZONE) if time else (None, Precision.NONE)
    plain = Entry(
        id=text,
        case_id="case",
        text=text,
        time_kind=TimeKind.EXACT if time else TimeKind.UNKNOWN,
        start_us=start,
        time_precision=precision,
    )
    return replace(plain, **changes)


def cited(item_id: int, quote: str, span: tuple[int, int] | None = None, **changes) -> CitedItem:
    """A citation of a chat message, whole or of a span."""
    when = at("2024-03-30 02:47:31.004")
    start, end = span or (None, None)
    citation = Citation(
        id=f"{item_id}{span}",
        case_id="case",
        target_id="entry",
        item_id=item_id,
        quote_sha256="",
        item_utc_us=when,
        start=start,
        end=end,
    )
    plain = CitedItem(
        citation=citation,
        source_title="Slack export",
        place="#inc-412",
        who="ana",
        path="inc-412/2024-03-30.json",
        line=14,
        quote=quote,
        item_utc_us=when,
        precision=Precision.MILLISECOND,
        edited_us=None,
    )
    return replace(plain, **changes)


SOURCE = Source(
    id=1,
    case_id="case",
    title="Slack export",
    zone=None,
    zone_basis=ZoneBasis.DATA,
    clock_offset_us=0,
    items=212,
    first_us=at("2024-03-30 02:40"),
    last_us=at("2024-03-30 03:35"),
    imported_us=NOW,
    receipt=Receipt(
        format="slack-export",
        taken=212,
        undated=0,
        skips=(
            Skip(SkipCode.BROKEN_RECORD, "inc-412/2024-03-30.json", 3),
            Skip(SkipCode.DIRECT_MESSAGES, "dms.json", count=12),
        ),
        originals=(OriginalFile("slack.zip", 1234, "ab12cd34" * 8),),
    ),
)
LOG = replace(
    SOURCE,
    id=2,
    title="orders-api.log",
    zone="Europe/Berlin",
    zone_basis=ZoneBasis.SOURCE,
    clock_offset_us=2_500_000,
    items=1204,
    receipt=Receipt(
        format="text-log",
        taken=1204,
        undated=3,
        skips=(),
        originals=(OriginalFile("orders-api.log", 99, "99" * 32),),
        notes=("The stamps lack a year; 2024 is assumed.",),
    ),
)


def small_case() -> tuple[Case, list[CitedEntry], list[Source]]:
    """An incident with every kind of doubt in it."""
    pool = cited(2, "FATAL pool exhausted: 0 of 200 connections free\n\tat Pool.take(Pool.java:88)")
    pool = replace(pool, source_title="orders-api.log", place="", who=None, path="", line=8112)
    entries = [
        CitedEntry(
            entry(
                "Alert on database CPU pages the on-call engineer; orders API already failing "
                "74% of requests.",
                kind=EntryKind.DETECTION,
                certainty=Certainty.CONFIRMED,
            ),
            (cited(1, "acking. orders is throwing 500s, ~74% of requests"), pool),
        ),
        CitedEntry(
            entry(
                "Memory growth on every pod noticed; the new export feature is suspected.",
                "2024-03-30 02:52",
                time_kind=TimeKind.ABOUT,
                kind=EntryKind.HYPOTHESIS,
                certainty=Certainty.PROBABLE,
            ),
            (
                cited(
                    3, "might be the export feature", (0, 27), edited_us=at("2024-03-30 03:02:05")
                ),
            ),
        ),
        CitedEntry(
            entry(
                "Pods restart one after the other.",
                "2024-03-30 02:53",
                time_kind=TimeKind.RANGE,
                end_us=at("2024-03-30 02:58"),
                kind=EntryKind.SIGNAL,
            )
        ),
        CitedEntry(
            entry(
                "The export query reads 600,214 rows without pagination.",
                "2024-03-30 03:21:48",
                kind=EntryKind.SIGNAL,
                certainty=Certainty.DISPUTED,
                known=Known.LATER,
                known_us=at("2024-03-30 03:28"),
                known_by="service owner",
            ),
            (pool, cited(4, "no pagination", item_utc_us=at("2024-03-30 02:47:29.004"))),
        ),
        CitedEntry(entry("A customer telephones the office.", None, kind=EntryKind.IMPACT)),
    ]
    return CASE, entries, [SOURCE, LOG]


def large_case(count: int = 500) -> tuple[Case, list[CitedEntry], list[Source]]:
    """Many entries over several days, each with a note of its own."""
    step = 7 * 60 * 1_000_000
    entries = [
        CitedEntry(
            entry(
                f"Step {number}: the queue is looked at again and found longer than before.",
                id=f"{number:05}",
                start_us=at("2024-03-30 02:46:58") + number * step,
                kind=list(EntryKind)[number % len(EntryKind)],
            ),
            (cited(number, f"queue_age={number * 3} s on worker {number % 7}"),),
        )
        for number in range(count)
    ]
    return CASE, entries, [SOURCE, LOG]
