"""Two made-up cases to try a template with: one with nothing in it, one with a little of all.

The texts hold the characters that Markdown, HTML and Word act on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.drafts import Case, CaseKind, Certainty, Citation, Entry, EntryKind, Known
from app.domain.evidence import OriginalFile, Receipt, Skip, SkipCode, Source
from app.domain.moments import MINUTE_US, UTC_ZONE, Precision, TimeKind, ZoneBasis, parse_typed
from app.domain.notes import Notes
from app.domain.practice.chain import FactorPart, FactorSide, LinkKind, Sign
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.domain.practice.process_card import process_card
from app.domain.practice.response import ProcessCard
from app.domain.review import Beyond, review_of
from app.domain.stakeholders import Beside, stakeholder_view_of
from app.domain.timeline import CitedEntry, CitedItem
from app.domain.trust.document import VIEWS as TRUST
from app.domain.views import DocumentView, Fact, Section, Statement, StatementGroup
from app.exporters.sample_digest import digests
from app.exporters.sample_meetings import fair_pages, minutes, sheets
from app.exporters.sample_moments import pages
from app.exporters.sample_trust import trust_views

_START_US, _ = parse_typed("2026-02-14 09:30", UTC_ZONE)
_NOW_US = _START_US + 5 * 60 * MINUTE_US
_MARKS = "a & b <c> *d* _e_ `f` {{ g }} “h”"

_EMPTY = Case("sample", CaseKind.INCIDENT, "")
_FILLED = Case(
    id="sample",
    kind=CaseKind.INCIDENT,
    title=f"Sample title: {_MARKS}",
    zone="Europe/Copenhagen",
    severity="Sample severity",
    incident_class="Sample class",
    started_us=_START_US,
    detected_us=_START_US + 4 * MINUTE_US,
    contained_us=_START_US + 50 * MINUTE_US,
    facilitator="Sample facilitator",
    summary=f"Sample summary: {_MARKS}\n\nIts second paragraph.\nAnd a line.",
    missing_sources="- Sample source that is missing\n- Another one",
    impact="Sample words on impact.",
    safe_now="Sample words on what is safe now.",
    changes="Sample words on what changes.",
    unknowns="First sample unknown\nSecond sample unknown",
    next_step="Sample next step.",
    next_us=_NOW_US + 60 * MINUTE_US,
)
_SOURCE = Source(
    id=1,
    case_id="sample",
    title="sample.log",
    zone="UTC",
    zone_basis=ZoneBasis.SOURCE,
    clock_offset_us=40_000_000,
    items=120,
    first_us=_START_US,
    last_us=_NOW_US,
    imported_us=_NOW_US,
    receipt=Receipt(
        format="text-log",
        taken=120,
        undated=1,
        skips=(Skip(SkipCode.BROKEN_RECORD, "sample.log", 7),),
        originals=(OriginalFile("sample.log", 4_096, "ab" * 32),),
        notes=("A sample note about how its times were read.",),
    ),
)


def sample_views(view: str) -> tuple[DocumentView, DocumentView]:
    """What the two cases show in a view: the empty one, then the filled one."""
    return _SAMPLES[view]()


def _reviews() -> tuple[DocumentView, DocumentView]:
    filled = review_of(_FILLED, _entries(), [_SOURCE], _NOW_US, beyond=_beyond)
    return review_of(_EMPTY, [], [], _NOW_US), filled


def _beyond(notes: Notes) -> Beyond:
    cited = notes.numbers([_cited(1)])
    facts = (Fact("Sample fact", f"Sample words: {_MARKS}"),)
    marks = ("confirmed", f"sample mark: {_MARKS}")
    named = Statement("F1", f"Sample factor: {_MARKS}\nIts second line.", facts, marks, cited)
    said = Statement("", f"Sample statement without a name: {_MARKS}", (), (), ())
    groups = (StatementGroup("Sample group", (named,)), StatementGroup("", (said,)))
    section = Section(
        "chain", "Sample section", ("A sample sentence.",), groups, ("A sample open point.",)
    )
    return Beyond(
        sections=(section,),
        glance=(Fact("Sample line", f"Sample words at a glance: {_MARKS}"),),
        notices=(f"A sample notice: {_MARKS}",),
        missing=("A sample account that was not heard.",),
        cards=(
            _card("F1", FactorPart.TRIGGER, marked=True),
            _card("F2", FactorPart.ENABLING, closed_by=("A1",)),
        ),
        lines=(LinkCard("L1", "F2", "F1", LinkKind.ENABLE, Sign.LESS, note=_MARKS),),
    )


def _card(
    number: str, part: FactorPart, *, marked: bool = False, closed_by: tuple[str, ...] = ()
) -> FactorCard:
    return FactorCard(
        id=number,
        number=number,
        text=f"Sample factor: {_MARKS}",
        part=part,
        side=FactorSide.TECHNICAL,
        certainty=Certainty.PROBABLE,
        closed_by=closed_by,
        marked=marked,
    )


def _stakeholders() -> tuple[DocumentView, DocumentView]:
    return (
        stakeholder_view_of(_EMPTY, [], {}, _NOW_US),
        stakeholder_view_of(
            _FILLED,
            _entries(),
            {},
            _NOW_US,
            Beside(
                notices=(f"A sample notice: {_MARKS}",), actions=(f"A sample action: {_MARKS}",)
            ),
        ),
    )


def _entries() -> list[CitedEntry]:
    return [
        CitedEntry(_entry(0, TimeKind.EXACT, EntryKind.DETECTION), (_cited(1),)),
        CitedEntry(_entry(9, TimeKind.ABOUT, EntryKind.HYPOTHESIS)),
        CitedEntry(_entry(20, TimeKind.RANGE, EntryKind.IMPACT), (_cited(1), _cited(2))),
        CitedEntry(_entry(24 * 60, TimeKind.EXACT, EntryKind.RECOVERY, later=True)),
        CitedEntry(_entry(None, TimeKind.UNKNOWN, EntryKind.COMMUNICATION)),
    ]


def _entry(
    minutes: int | None, time_kind: TimeKind, kind: EntryKind, *, later: bool = False
) -> Entry:
    start_us = None if minutes is None else _START_US + minutes * MINUTE_US
    return Entry(
        id=f"{kind}",
        case_id="sample",
        text=f"Sample statement on {kind}: {_MARKS}\nIts second line.",
        time_kind=time_kind,
        start_us=start_us,
        end_us=_NOW_US if time_kind is TimeKind.RANGE else None,
        time_precision=Precision.NONE if minutes is None else Precision.SECOND,
        kind=kind,
        certainty=Certainty.DISPUTED if later else Certainty.CONFIRMED,
        known=Known.LATER if later else Known.AT_THE_TIME,
        known_us=_NOW_US if later else None,
        known_by="sample role" if later else "",
    )


def _cited(number: int) -> CitedItem:
    citation = Citation(f"{number}", "sample", "", number, "", _START_US)
    return CitedItem(
        citation=citation,
        source_title="sample.log",
        place="#sample",
        who="sample author",
        path="sample.log",
        line=number,
        quote=f"Sample quote {number}: {_MARKS}\n\tits second line",
        item_utc_us=_START_US,
        precision=Precision.MILLISECOND,
        edited_us=_NOW_US if number == 2 else None,
    )


def _process_cards() -> tuple[DocumentView, DocumentView]:
    card = ProcessCard("card", "Sample lead", f"Sample: {_MARKS}", "#sample", 15, "One\nTwo")
    empty = process_card(None, _NOW_US, UTC_ZONE)
    return empty, process_card(card, _NOW_US, UTC_ZONE)


def _trust() -> tuple[DocumentView, DocumentView]:
    notes = Notes(UTC_ZONE)
    notes.numbers([_cited(1), _cited(2)])
    return trust_views(_MARKS, notes.listed)


_SAMPLES: Mapping[str, Callable[[], tuple[DocumentView, DocumentView]]] = {
    "review": _reviews,
    "stakeholders": _stakeholders,
    "digest": lambda: digests(_FILLED, _NOW_US),
    "facilitator-sheet": lambda: sheets(_EMPTY, _FILLED, _entries(), _NOW_US),
    "meeting-notes": lambda: minutes(_EMPTY, _FILLED, _entries(), _NOW_US),
    "fair-account": lambda: fair_pages(_EMPTY, _FILLED, _NOW_US),
    "process-card": _process_cards,
    **dict.fromkeys(TRUST, _trust),
    "moment": lambda: pages(_EMPTY, _FILLED, _entries(), _SOURCE, _NOW_US),
}
"""By the name that a manifest gives the view."""
