"""What the assist is shown: the evidence of a chosen scope, and what the playbook still asks.

No draft, no private note, no bookmark and no answer goes into a request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.casebook import Casebook, Drafts, shown
from app.casebook import evidence as stored
from app.domain.assist.requests import Asked, Manner, Request, Shown
from app.domain.drafts import Case, CaseKind, Entry, EntryKind
from app.domain.errors import InvalidInputError
from app.domain.evidence import Source
from app.domain.moments import Caveat, Precision
from app.domain.practice import completeness
from app.domain.practice.completeness import Presence
from app.domain.practice.context import DecisionPoint
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.query import EVERYTHING, EvidenceFilter
from app.domain.stated_times import end_of
from app.operations import evidence
from app.operations.assist.manners import manner_of

QUIET = NoProgress()
MOST: Final = 300_000
"""As many items as an engine is shown at once."""
_AT_ONCE = 5_000

_PARTS: Mapping[EntryKind, str] = {
    EntryKind.DETECTION: "How was it noticed, and when?",
    EntryKind.ESCALATION: "Who was called in, and when?",
    EntryKind.MITIGATION: "What was done to limit the harm, and when?",
    EntryKind.ROLLBACK: "Was anything rolled back, and when?",
    EntryKind.COMMUNICATION: "What were users told, and when?",
}
_IMPACT = Asked("IR-1.1", "Who felt it, and from when to when?", (EntryKind.IMPACT,))
_DECISION = Asked("IR-3.1", "What was decided, and on what grounds?", (EntryKind.DECISION,))


def request_of(
    casebook: Casebook,
    case_id: str,
    scope: EvidenceFilter = EVERYTHING,
    progress: Progress = QUIET,
) -> Request:
    """The items of a scope, as an engine is shown them.

    Raises `InvalidInputError` where there are none or too many, or the query cannot be read,
    `NotFoundError`, `CancelledError`.
    """
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        asked = tuple(asked_in(drafts, case))
    ids = evidence.item_ids(casebook, case_id, scope, progress=progress)
    if not ids:
        raise InvalidInputError("There is no evidence in this scope; choose a wider one.")
    if len(ids) > MOST:
        raise InvalidInputError(
            f"These are {len(ids):,} items, and the assist reads {MOST:,} at most; choose a "
            "narrower scope, such as a window of time or fewer sources."
        )
    with casebook.read() as connection:
        sources = {source.id: source for source in stored.sources(connection, case_id)}
        formats = {source.id: _Formats(source) for source in sources.values()}
        items: list[Shown] = []
        for start in range(0, len(ids), _AT_ONCE):
            stop_if_cancelled(progress)
            progress.report(len(items), len(ids), "Reading the evidence")
            part = ids[start : start + _AT_ONCE]
            items += _in_order(shown.rows(connection, part), part, formats)
    read = {item.source for item in items}
    titles = tuple((source.id, source.title) for source in sources.values() if source.id in read)
    return Request(tuple(items), titles, asked, case.zone)


class _Formats:
    """By which format each file of a source was read."""

    def __init__(self, source: Source) -> None:
        self._whole = source.receipt.format
        self._members = {member.path: member.format for member in source.receipt.members}

    def of(self, path: str) -> str:
        return self._members.get(path, self._whole)


def _in_order(
    rows: Iterator[shown.ShownRow], ids: Sequence[int], formats: Mapping[int, _Formats]
) -> list[Shown]:
    # What was hidden since the ids were found is left out.
    found = {
        row.id: _shown(row, formats[row.source_id]) for row in rows if row.source_id in formats
    }
    return [found[item_id] for item_id in ids if item_id in found]


def _shown(row: shown.ShownRow, formats: _Formats) -> Shown:
    manner = manner_of(formats.of(row.path), row.text, row.who)
    stated = row.time_text if manner is Manner.DOCUMENT else None
    return Shown(
        id=row.id,
        source=row.source_id,
        manner=manner,
        text=row.text,
        at_us=row.utc_us,
        end_us=end_of(stated, row.utc_us) if stated and row.utc_us is not None else None,
        precision=Precision(row.precision),
        about=Caveat.ABOUT in row.caveats.split(","),
        who=row.who or "",
        place=row.place,
        thread=row.thread or "",
        key=row.key,
        path=row.path,
        order=row.id,  # ids rise in the order in which a source is read
        weight=row.weight,
    )


# -- what is asked --------------------------------------------------------------------------------


def asked_in(drafts: Drafts, case: Case) -> Iterator[Asked]:
    """What a review asks for and nothing in its draft tells yet; nobody asks that of trust."""
    if case.kind is not CaseKind.INCIDENT:
        return
    entries = drafts.of_case(Entry, case.id)
    kinds = {entry.kind for entry in entries}
    for part in completeness.parts(entries, drafts.of_case(PlaybookAnswer, case.id)):
        if part.presence is Presence.MISSING:
            yield Asked(completeness.item_of(part.kind), _PARTS[part.kind], (part.kind,))
    if EntryKind.IMPACT not in kinds and not case.impact.strip():
        yield _IMPACT
    if EntryKind.DECISION not in kinds and not drafts.of_case(DecisionPoint, case.id):
        yield _DECISION
