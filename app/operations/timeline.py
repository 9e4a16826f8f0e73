"""The timeline draft of a case: entries, their citations, and what moved beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.casebook import Casebook, Drafts, Edit, evidence
from app.domain.drafts import Case, Citation, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import zone_named
from app.domain.readings import event_time_of
from app.domain.timeline import (
    CitedEntry,
    Span,
    adopted,
    in_order,
    swapped_ranks,
    with_citations,
)
from app.operations import drafting
from app.operations.practice import entry_ties


def entries(casebook: Casebook, case_id: str) -> list[CitedEntry]:
    """All entries of a case in order, each with what its citations point at now."""
    with casebook.drafts() as drafts:
        citations = drafts.of_case(Citation, case_id)
        now = evidence.cited_items(drafts.connection, citations)
        return in_order(with_citations(drafts.of_case(Entry, case_id), now.values()))


def entry(casebook: Casebook, entry_id: str) -> CitedEntry:
    """One entry with its citations. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        return _one(drafts, entry_id)


def _one(drafts: Drafts, entry_id: str) -> CitedEntry:
    now = evidence.cited_items(drafts.connection, drafts.citations_of(entry_id))
    return with_citations([drafts.get(Entry, entry_id)], now.values())[0]


def entry_from_items(casebook: Casebook, case_id: str, item_ids: Sequence[int]) -> Entry:
    """An unsaved entry at the time of the earliest dated item, its text still to write.

    To the second at most: finer stamps stay with the evidence, and no reader is helped by them.
    A clock time that may mean two instants gives the range between them.
    """
    with casebook.drafts() as drafts:
        zone = zone_named(drafts.get(Case, case_id).zone)
        found = evidence.items(drafts.connection, item_ids)
    dated = [item for item in found if item.utc_us is not None]
    if not dated:
        return Entry(new_id(), case_id, "")
    time = event_time_of(min(dated, key=lambda item: item.utc_us or 0), zone)
    return Entry(
        new_id(),
        case_id,
        "",
        time_kind=time.kind,
        start_us=time.start_us,
        end_us=time.end_us,
        time_precision=time.precision,
    )


def add_entry(casebook: Casebook, added: Entry, spans: Sequence[Span] = ()) -> CitedEntry:
    """Save a new entry with its citations, after those of equal time.

    Raises `InvalidInputError` for an empty text, `NotFoundError` for an unknown item.
    """
    with_text(added)
    with casebook.edit("Add entry", added.case_id) as edit:
        return add_entry_in(edit, added, spans)


def add_entry_in(edit: Edit, added: Entry, spans: Sequence[Span]) -> CitedEntry:
    """The same within a transaction, for an entry that has a text."""
    ranked = replace(added, rank=_last_rank(edit, added))
    edit.add(ranked)
    drafting.cite_in(edit, ranked.case_id, ranked.id, spans)
    return _one(edit, ranked.id)


def _last_rank(edit: Edit, added: Entry) -> int:
    same = edit.entries_at(added.case_id, added.start_us)
    return max((entry.rank + 1 for entry in same), default=0)


def save_entry(casebook: Casebook, changed: Entry, label: str = "Edit entry") -> None:
    """Save a changed entry. Raises `InvalidInputError` for an empty text, `NotFoundError`."""
    with_text(changed)
    with casebook.edit(label, changed.case_id) as edit:
        edit.save(changed)


def with_text(checked: Entry) -> None:
    """Raises `InvalidInputError` for an entry without a text."""
    if not checked.text.strip():
        raise InvalidInputError("An entry needs a text: say what happened.")


def delete_entry(casebook: Casebook, entry_id: str) -> None:
    """Delete an entry, its citations and marks; undo brings all back. Raises `NotFoundError`."""
    case_id = entry(casebook, entry_id).entry.case_id
    with casebook.edit("Delete entry", case_id) as edit:
        entry_ties.untie(edit, case_id, entry_id)
        edit.remove(Entry, entry_id)


def cite(casebook: Casebook, entry_id: str, spans: Sequence[Span]) -> None:
    """Add citations to an entry; what it already cites is not cited twice.

    Raises `NotFoundError` for an unknown entry or item.
    """
    case_id = entry(casebook, entry_id).entry.case_id
    drafting.cite(casebook, case_id, entry_id, spans)


def uncite(casebook: Casebook, case_id: str, citation_id: str) -> None:
    """Take a citation away. Raises `NotFoundError`."""
    drafting.uncite(casebook, case_id, citation_id)


def adopt_time(casebook: Casebook, entry_id: str) -> None:
    """Let an entry follow its evidence, which was moved in time. Raises `NotFoundError`."""
    case_id = entry(casebook, entry_id).entry.case_id
    with casebook.edit("Adopt the moved time", case_id) as edit:
        moved, citations = adopted(_one(edit, entry_id))
        edit.save(moved)
        edit.save_all(citations)


def move_entry(casebook: Casebook, entry_id: str, *, later: bool) -> None:
    """Move an entry before or after its neighbour of equal time; at the end nothing changes.

    Raises `NotFoundError`.
    """
    moving = entry(casebook, entry_id).entry
    with casebook.edit("Reorder entries", moving.case_id) as edit:
        same = edit.entries_at(moving.case_id, moving.start_us)
        edit.save_all(swapped_ranks(same, entry_id, later=later))
