"""The sample case: a made-up incident with its evidence, and a timeline that is half drafted.

It shows what a case can hold, and leaves enough to do: escalation, communication and recovery
are in the evidence but not yet in the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Certainty, Entry, EntryKind, Known, SourceSettings
from app.domain.evidence import ImportChoices, Item
from app.domain.moments import EventTime, parse_event_time, parse_typed, zone_named
from app.domain.progress import NoProgress, Progress
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.operations import casebooks, cases, evidence, imports, timeline
from app.paths import RESOURCES

QUIET = NoProgress()

FILE_NAME = "Goldseam sample.casebook"
PASSPHRASE = "sample"  # noqa: S105  no secret: the case is made up, and anybody may open it

_ZONE = "Europe/Copenhagen"

_CHAT, _DEPLOYS, _LOG = "Larkfield Slack", "deploys.log", "slots-api-2.log"
_FILES = {_CHAT: "slack", _DEPLOYS: "deploys.log", _LOG: "slots-api-2.log"}

_SUMMARY = """\
From about 10:05 until 11:03 customers of the Larkfield web shop saw no delivery times at \
checkout, and could not finish their order. A rollback of slots-api changed nothing; a restart \
helped for some minutes. Delivery times came back after the flag live-capacity was set to 10 % \
again.

Why reading live capacity filled the connection pool is still open."""

_MISSING = """\
Graphs of capacity-db for the morning (kept for 14 days)
Logs of the other five instances of slots-api
Chats of customer support, with the times at which customers wrote
The account of the colleagues who planned CR-5521"""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Where a citation points: the first item of a source that says ``words``.

    Only those words are quoted, or the whole item.
    """

    source: str
    words: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Sketch:
    """An entry of the sample; without a ``time`` it has that of its earliest evidence."""

    kind: EntryKind
    text: str
    cites: tuple[_Evidence, ...] = ()
    time: str = ""
    certainty: Certainty = Certainty.UNJUDGED
    known_later: str = ""
    known_by: str = ""
    private: bool = False


_TIMELINE = (
    _Sketch(
        EntryKind.OTHER,
        "The flag live-capacity went from 10 % to 100 % of the areas, as planned with CR-5521.",
        (
            _Evidence(_DEPLOYS, "flag=live-capacity from=10% to=100%"),
            _Evidence(_CHAT, "live-capacity: 10 % -> 100 %", whole=True),
        ),
        certainty=Certainty.CONFIRMED,
    ),
    _Sketch(
        EntryKind.IMPACT,
        "Customers began to see no delivery times at checkout.",
        (
            _Evidence(_LOG, "capacity-pool: Connection is not available"),
            _Evidence(_CHAT, "The first one came at 10:06."),
        ),
        time="~2026-02-10 10:05",
        certainty=Certainty.PROBABLE,
    ),
    _Sketch(
        EntryKind.DETECTION,
        "An alert fired: slots-api answered slowly on all six instances.",
        (_Evidence(_CHAT, "FIRING: slots-api p95 above 2 s", whole=True),),
        time="2026-02-10 10:07:12",
        certainty=Certainty.CONFIRMED,
    ),
    _Sketch(
        EntryKind.HYPOTHESIS,
        "The first guess was release 3.18.0 of slots-api, which had gone out 38 minutes "
        "earlier and touched how capacity is read. It was noted at once that it had run well "
        "for 20 minutes.",
        (
            _Evidence(_CHAT, "My first guess is that release"),
            _Evidence(_CHAT, "It ran well for more than 20 minutes before this"),
        ),
        time="2026-02-10 10:19:02",
    ),
    _Sketch(
        EntryKind.ROLLBACK,
        "slots-api was rolled back to 3.17.4, instance by instance. Lookups stayed slow. The chat "
        "and the deploy log differ on when it was finished.",
        (
            _Evidence(_DEPLOYS, "version=3.17.4 state=started"),
            _Evidence(_CHAT, "Rolled back to 3.17.4.", whole=True),
            _Evidence(_DEPLOYS, "version=3.17.4 state=finished"),
        ),
        time="2026-02-10 10:24/2026-02-10 10:32",
        certainty=Certainty.UNCERTAIN,
    ),
    _Sketch(
        EntryKind.DECISION,
        "The incident lead decided to set live-capacity back to 10 %, and to turn it off if "
        "that did not help within 5 minutes.",
        (_Evidence(_CHAT, "Then we set live-capacity back to 10 %."),),
        time="2026-02-10 10:56:20",
        certainty=Certainty.CONFIRMED,
    ),
    _Sketch(
        EntryKind.SIGNAL,
        "Checkout pages that got no delivery times asked again every 2 s, up to 14 times each.",
        (_Evidence(_CHAT, "asks again every 2 s, up to 14 times"),),
        time="2026-02-10 10:05/2026-02-10 11:03",
        certainty=Certainty.PROBABLE,
        known_later="2026-02-11 09:41",
        known_by="web engineer",
    ),
    _Sketch(
        EntryKind.OTHER,
        "The on-call engineer had been paged twice the night before. Ask first whether that "
        "should be in the review at all.",
        time="unknown",
        private=True,
    ),
)


def open_at(path: Path, progress: Progress = QUIET) -> Casebook:
    """The casebook with the sample case at ``path``, made there where there is none yet.

    Raises `CasebookError`; where the making fails or is cancelled, no file remains.
    """
    if path.exists():
        return casebooks.open_casebook(path, PASSPHRASE)
    casebook = casebooks.new_casebook(path, PASSPHRASE)
    try:
        add(casebook, progress)
    except BaseException:
        casebook.close()
        path.unlink(missing_ok=True)
        raise
    return casebook


def add(casebook: Casebook, progress: Progress = QUIET) -> Case:
    """Add the sample case to a casebook.

    Raises `CancelledError`, or `StorageError` where the casebook cannot be written; then nothing
    of the case remains.
    """
    case = cases.add_case(
        casebook, CaseKind.INCIDENT, "No delivery times at checkout (sample)", _ZONE
    )
    try:
        cases.update_case(casebook, _with_header(case))
        sources = {
            title: imports.import_evidence(
                casebook,
                case.id,
                RESOURCES / "sample" / name,
                ImportChoices(title=title),
                progress,
            ).id
            for title, name in _FILES.items()
        }
        for sketch in _TIMELINE:
            _draft(casebook, case.id, sketch, sources)
    except BaseException:
        _take_back(casebook, case.id)
        raise
    return cases.case(casebook, case.id)


def _with_header(case: Case) -> Case:
    return replace(
        case,
        severity="SEV-2",
        incident_class="Availability",
        started_us=_instant("2026-02-10 10:05"),
        detected_us=_instant("2026-02-10 10:07:12"),
        contained_us=_instant("2026-02-10 11:03"),
        facilitator="an engineer from the payments team",
        summary=_SUMMARY,
        missing_sources=_MISSING,
    )


def _instant(text: str) -> int:
    return parse_typed(text, zone_named(_ZONE))[0]


def _draft(casebook: Casebook, case_id: str, sketch: _Sketch, sources: dict[str, int]) -> None:
    found = [_find(casebook, case_id, sources[cite.source], cite) for cite in sketch.cites]
    drafted = timeline.entry_from_items(casebook, case_id, [item.id for item in found])
    if sketch.time:
        drafted = _at(drafted, parse_event_time(sketch.time, zone_named(_ZONE)))
    timeline.add_entry(
        casebook,
        replace(
            drafted,
            text=sketch.text,
            kind=sketch.kind,
            certainty=sketch.certainty,
            known=Known.LATER if sketch.known_later else Known.AT_THE_TIME,
            known_us=_instant(sketch.known_later) if sketch.known_later else None,
            known_by=sketch.known_by,
            private=sketch.private,
        ),
        [_span(item, cite) for item, cite in zip(found, sketch.cites, strict=True)],
    )


def _at(entry: Entry, time: EventTime) -> Entry:
    return replace(
        entry,
        time_kind=time.kind,
        start_us=time.start_us,
        end_us=time.end_us,
        time_precision=time.precision,
    )


def _find(casebook: Casebook, case_id: str, source_id: int, cite: _Evidence) -> Item:
    asked = EvidenceFilter(query=f'"{cite.words}"', sources=frozenset({source_id}))
    ids = evidence.item_ids(casebook, case_id, asked)
    return evidence.item(casebook, ids[0])


def _span(item: Item, cite: _Evidence) -> Span:
    if cite.whole:
        return Span(item.id)
    start = item.text.index(cite.words)
    return Span(item.id, start, start + len(cite.words))


def _take_back(casebook: Casebook, case_id: str) -> None:
    taken = imports.sources(casebook, case_id)
    with casebook.edit("Remove the sample case", case_id, barrier=True) as edit:
        for entry in edit.of_case(Entry, case_id):
            edit.remove(Entry, entry.id)
        for settings in edit.of_case(SourceSettings, case_id):
            edit.remove(SourceSettings, settings.id)
    for source in taken:
        imports.remove_hidden(casebook, source.id)
    with casebook.edit("Remove the sample case", case_id, barrier=True) as edit:
        edit.remove(Case, case_id)
