"""Taking over what the review of an incident shows: timeline, factors, actions, and its document.

The incident may stand in another casebook. Nothing private comes along, names stand as roles, and
every row keeps its certainty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, drift, evidence
from app.casebook.sharing import SharedDrafts
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.errors import AlreadyImportedError, InvalidInputError
from app.domain.evidence import ImportChoices, Item
from app.domain.leaks import LeakError
from app.domain.practice.ranking import next_rank
from app.domain.progress import NoProgress, Progress
from app.domain.publication import Publication
from app.domain.trust.pulled import (
    KINDS,
    TEXTS,
    Offer,
    PulledRow,
    SharedReview,
    offers,
    spans_of,
)
from app.domain.wording import Wording
from app.exporters.leak_gate import leaks
from app.operations import cases, drafting, exports, imports
from app.operations.drifting import versions
from app.operations.secret_texts import secrets_of

QUIET = NoProgress()
LABEL = "Pull in from the incident review"
_FORMAT = "document"


def incidents(casebook: Casebook) -> list[tuple[Case, int]]:
    """The incident cases of a casebook, the newest first, each with its published version or 0."""
    found = [case for case in cases.cases(casebook) if case.kind is CaseKind.INCIDENT]
    return [(case, _version(casebook, case.id)) for case in reversed(found)]


def _version(casebook: Casebook, case_id: str) -> int:
    return max((one.version for one in versions(casebook, case_id)), default=0)


def review(casebook: Casebook, case_id: str, progress: Progress = QUIET) -> SharedReview:
    """What the newest published version shows; where none is published, what could be shared now.

    Raises `InvalidInputError` for a case that is no incident, `LeakError` where its document would
    show what must not leave, `NotFoundError`.
    """
    case = cases.case(casebook, case_id)
    if case.kind is not CaseKind.INCIDENT:
        raise InvalidInputError("Only the review of an incident can be pulled in.")
    published = next(iter(versions(casebook, case_id)), None)
    secrets = secrets_of(casebook, case_id)
    if published is None:
        rendered = exports.render(casebook, case_id, exports.INCIDENT_REVIEW, "md", progress)
        if rendered.leaks:
            raise LeakError(rendered.leaks)
        text = rendered.data.decode()
    else:
        text = published.text
        if found := leaks(text.encode(), "md", "", secrets):
            raise LeakError(found)
    wording = Wording(secrets)
    rows = [_worded(wording, row) for row in _shared(casebook, case_id, published)]
    return SharedReview(
        case_id=case_id,
        title=wording.text(case.title),
        version=published.version if published else 0,
        text=text,
        rows=tuple(sorted(rows, key=_reading_order)),
    )


def _shared(casebook: Casebook, case_id: str, published: Publication | None) -> Iterable[PulledRow]:
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        now: list[PulledRow] = [row for kind in KINDS for row in shared.of_case(kind, case_id)]
    if published is None:
        return now
    with casebook.drafts() as drafts:
        private = {row.id for row in drafts.of_case(Entry, case_id) if row.private}
    with casebook.read() as connection:
        then: list[PulledRow] = [
            row
            for kind in KINDS
            for row in drift.rows_at(connection, kind, case_id, published.transaction_id)
        ]
    # What has become private since stays behind, too.
    return [row for row in then if not getattr(row, "private", False) and row.id not in private]


def _worded(wording: Wording, row: PulledRow) -> PulledRow:
    texts: dict[str, Any] = {name: wording.text(getattr(row, name)) for name in TEXTS[type(row)]}
    return replace(row, **texts)


def _reading_order(row: PulledRow) -> tuple[int, float, int, str]:
    start_us = row.start_us if isinstance(row, Entry) else None
    instant = float("inf") if start_us is None else start_us
    return KINDS.index(type(row)), instant, row.rank, row.id


# -- into the trust case --------------------------------------------------------------------------


def offered(casebook: Casebook, case_id: str, found: SharedReview) -> tuple[Offer, ...]:
    """What a trust case does not have of a review, or has otherwise."""
    with casebook.drafts() as drafts:
        present = {row.id: row for kind in KINDS for row in drafts.of_case(kind, case_id)}
    return offers(case_id, found.rows, present)


def pull(
    casebook: Casebook,
    case_id: str,
    found: SharedReview,
    chosen: Collection[str] | None = None,
    progress: Progress = QUIET,
) -> int:
    """Take over what is new, or the rows of these ids; returns how many.

    The document comes in as evidence, and each row cites the passage of it that holds its words.
    What stands otherwise in the trust case is replaced only where its id is among ``chosen``.
    Raises `CancelledError`, `EvidenceError`; then no row was taken over.
    """
    taken = [
        offer
        for offer in offered(casebook, case_id, found)
        if (offer.is_new if chosen is None else offer.row.id in chosen)
    ]
    passages = _document(casebook, case_id, found, progress) if taken or chosen is None else []
    if not taken:
        return 0
    with casebook.edit(LABEL, case_id) as edit:
        ranks = {kind: next_rank(edit.of_case(kind, case_id)) for kind in KINDS}
        for offer in taken:
            kind = type(offer.row)
            # Cited first: calling a row surer later needs evidence beyond this.
            drafting.cite_in(edit, case_id, offer.row.id, spans_of(offer.row.text, passages))
            if offer.is_new:
                edit.add(replace(offer.row, **_place(offer.row, ranks[kind])))
                ranks[kind] += 1
            else:
                edit.save(offer.row)
    return len(taken)


def _place(row: PulledRow, rank: int) -> dict[str, Any]:
    """Where a new row stands; a factor is laid out anew, beside those that are there."""
    place: dict[str, Any] = {"rank": rank}
    return place | {"x": None, "y": None} if hasattr(row, "x") else place


def _document(
    casebook: Casebook, case_id: str, found: SharedReview, progress: Progress
) -> Sequence[Item]:
    """The passages of the document, taken in as evidence unless it is there already."""
    if not found.text:
        return []
    title = found.source_title
    choices = ImportChoices(title=title, format=_FORMAT, undated=True)
    try:
        source_id = imports.import_text(
            casebook, case_id, found.text, f"{title}.md", choices, progress
        ).id
    except AlreadyImportedError:
        source_id = _present(casebook, case_id, found.text)
    with casebook.read() as connection:
        return evidence.items_of(connection, source_id)


def _present(casebook: Casebook, case_id: str, text: str) -> int:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return next(
        source.id
        for source in imports.sources(casebook, case_id)
        if any(original.sha256 == sha256 for original in source.receipt.originals)
    )
