"""What all drafted things have in common: list them, add, change and remove one, cite evidence.

Rules that hold for one kind only stand with its own operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from app.casebook import Casebook, Drafts, Edit, evidence
from app.domain.drafted import KIND_NAMES, Draft, Statement, case_of
from app.domain.drafts import Citation, Entry, new_id, quote_hash
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.evidence import Item
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import Lesson
from app.domain.practice.response import DrasticAction, StatusUpdate
from app.domain.timeline import CitedItem, Span
from app.domain.trust.account import Paragraph
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repairs import Repair

D = TypeVar("D", bound=Draft)
S = TypeVar("S", bound=Statement)

CITING: tuple[type[Draft], ...] = (
    *(Entry, DrasticAction, StatusUpdate, Factor, FactorLink, Why),
    *(DecisionPoint, Lesson, CorrectiveAction),
    *(AffectedGroup, Paragraph, Claim, TrustBreak, Repair),
)
"""What can cite evidence."""


def of_case(casebook: Casebook, kind: type[D], case_id: str) -> list[D]:
    """All rows of a kind in a case, in no particular order."""
    with casebook.drafts() as drafts:
        return drafts.of_case(kind, case_id)


def one(casebook: Casebook, kind: type[D], row_id: str) -> D:
    """One drafted row. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        return drafts.get(kind, row_id)


def one_of_case(drafts: Drafts, kind: type[S], case_id: str, row_id: str) -> S:
    """One statement of a case, within a transaction.

    Raises `NotFoundError`, also for a statement of another case.
    """
    found = drafts.get(kind, row_id)
    if case_of(found) != case_id:
        raise NotFoundError(f"This {KIND_NAMES[kind]} belongs to another case.")
    return found


def add(casebook: Casebook, case_id: str, added: Draft, label: str) -> None:
    """Add a row as a step of its own that a person can undo."""
    with casebook.edit(label, case_id) as edit:
        edit.add(added)


def change(
    casebook: Casebook,
    kind: type[Draft],
    case_id: str,
    row_id: str,
    changes: Mapping[str, object],
    label: str,
) -> None:
    """Change some fields of a row; what is as it was records nothing. Raises `NotFoundError`.

    Only the named fields change, so what somebody else wrote into the others meanwhile stays.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit(label, case_id) as edit:
        edit.save(replace(edit.get(kind, row_id), **fields))


def remove(
    casebook: Casebook, kind: type[Draft], case_id: str, row_ids: Iterable[str], label: str
) -> None:
    """Remove rows with their citations in one step. Raises `NotFoundError`."""
    with casebook.edit(label, case_id) as edit:
        for row_id in row_ids:
            edit.remove(kind, row_id)


# -- citations ------------------------------------------------------------------------------------


def cited(casebook: Casebook, case_id: str) -> dict[str, list[CitedItem]]:
    """What each drafted thing of a case cites now, in order, by the thing's id."""
    with casebook.drafts() as drafts:
        return cited_in(drafts, case_id)


def cited_in(drafts: Drafts, case_id: str) -> dict[str, list[CitedItem]]:
    """The same within a transaction."""
    return by_target(
        evidence.cited_items(drafts.connection, drafts.of_case(Citation, case_id)).values()
    )


def by_target(cited_items: Iterable[CitedItem]) -> dict[str, list[CitedItem]]:
    """Citations by the id of what they hang on, in their order."""
    found: dict[str, list[CitedItem]] = {}
    for item in sorted(cited_items, key=lambda item: (item.citation.rank, item.citation.id)):
        found.setdefault(item.citation.target_id, []).append(item)
    return found


def cite(
    casebook: Casebook, case_id: str, target_id: str, spans: Sequence[Span], part: str = ""
) -> None:
    """Let a drafted thing, or a field of it, cite evidence; nothing is cited twice.

    Raises `NotFoundError` for an unknown item, or one of another case, and where the thing is not
    there any more.
    """
    with casebook.edit("Attach evidence", case_id) as edit:
        if not edit.holds(CITING, case_id, target_id):
            raise NotFoundError(
                "What was to cite this evidence is not in the case any more; nothing was attached."
            )
        cite_in(edit, case_id, target_id, spans, part)


def cite_in(
    edit: Edit, case_id: str, target_id: str, spans: Sequence[Span], part: str = ""
) -> None:
    """The same within a transaction."""
    present = edit.citations_of(target_id)
    already = {(c.item_id, c.start, c.end, c.part) for c in present}
    rank = max((c.rank + 1 for c in present), default=0)
    for offset, span in enumerate(spans):
        if (span.item_id, span.start, span.end, part) not in already:
            edit.add(_citation(edit, case_id, target_id, span, rank + offset, part))


def uncite(casebook: Casebook, case_id: str, citation_id: str) -> None:
    """Take a citation away. Raises `NotFoundError`."""
    with casebook.edit("Remove citation", case_id) as edit:
        edit.remove(Citation, citation_id)


def _citation(
    edit: Edit, case_id: str, target_id: str, span: Span, rank: int, part: str
) -> Citation:
    item = evidence.item(edit.connection, span.item_id)
    if evidence.settings_of(edit.connection, item.source_id).case_id != case_id:
        raise NotFoundError(f"There is no item {item.id} in this case; it is evidence of another.")
    _within(item, span)
    return Citation(
        id=new_id(),
        case_id=case_id,
        target_id=target_id,
        item_id=item.id,
        quote_sha256=quote_hash(item.text, span.start, span.end),
        item_utc_us=item.utc_us,
        start=span.start,
        end=span.end,
        rank=rank,
        part=part,
    )


def _within(item: Item, span: Span) -> None:
    if span.start is None and span.end is None:
        return
    start, end = span.start, span.end
    if start is None or end is None or not 0 <= start < end <= len(item.text):
        raise InvalidInputError(f"The quoted span does not lie within item {item.id}.")
