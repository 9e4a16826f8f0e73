"""Human context: decision points, the evidence that explains them, and what came to light later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from app.casebook import Casebook, Connection, Drafts, evidence
from app.domain.drafts import Case, Citation, Entry, new_id
from app.domain.errors import NotFoundError
from app.domain.moments import to_the_second, zone_named
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.practice.context_rules import EntryFlag, Explained, entry_flags, hindsight, in_order
from app.domain.readings import latest_us
from app.domain.timeline import CitedEntry, CitedItem, with_citations
from app.operations import drafting

R = TypeVar("R", DecisionPoint, Entry)

_LONGEST_TITLE = 90


class Rows(Protocol):
    """Whatever hands out drafted rows: all of them, or for an export only what may leave."""

    connection: Connection

    def of_case(self, kind: type[R], case_id: str) -> list[R]:
        """The rows of a kind in a case."""


def points(casebook: Casebook, case_id: str) -> list[Explained]:
    """The decision points of a case in order, as they stand. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        return explained_in(drafts, case, drafting.cited_in(drafts, case_id))


def explained_in(
    rows: Rows, case: Case, cited: Mapping[str, Sequence[CitedItem]]
) -> list[Explained]:
    """The same from rows at hand; ``cited`` is what each drafted thing cites."""
    found = in_order(rows.of_case(DecisionPoint, case.id))
    if not found:
        return []
    entries = _entries(rows, case.id, cited)
    ids = {item.citation.item_id for point in found for item in cited.get(point.id, ())}
    zone = zone_named(case.zone)
    latest = {
        item.id: latest_us(item, zone) for item in evidence.items(rows.connection, sorted(ids))
    }
    return [
        Explained(
            point,
            tuple(cited.get(point.id, ())),
            hindsight(point, cited.get(point.id, ()), latest, entries),
        )
        for point in found
    ]


def flags_in(drafts: Drafts, case_id: str) -> dict[str, EntryFlag]:
    """Entries known only later that an earlier decision is explained by, by their id."""
    found = drafts.of_case(DecisionPoint, case_id)
    if not found:
        return {}
    cited = drafting.cited_in(drafts, case_id)
    return entry_flags(_entries(drafts, case_id, cited), found, cited)


def _entries(
    rows: Rows, case_id: str, cited: Mapping[str, Sequence[CitedItem]]
) -> list[CitedEntry]:
    items = (item for found in cited.values() for item in found)
    return with_citations(rows.of_case(Entry, case_id), items)


def add(casebook: Casebook, case_id: str, title: str = "") -> DecisionPoint:
    """A new decision point, its moment still to be said."""
    added = DecisionPoint(new_id(), case_id, title.strip())
    drafting.add(casebook, case_id, added, "Add decision point")
    return added


def add_from_entry(casebook: Casebook, case_id: str, entry_id: str) -> DecisionPoint:
    """A new decision point at the time of a timeline entry, named by its words.

    What the entry cites is not taken over: which of it people saw at the moment, only they know.
    Raises `NotFoundError`.
    """
    with casebook.drafts() as drafts:
        entry = drafts.get(Entry, entry_id)
        at_us = _moment_of(drafts, entry)
    words = " ".join(entry.text.split())
    if len(words) > _LONGEST_TITLE:
        words = f"{words[:_LONGEST_TITLE].rsplit(maxsplit=1)[0]} …"
    added = DecisionPoint(
        new_id(), case_id, words, at_us, certainty=entry.certainty, entry_id=entry_id
    )
    drafting.add(casebook, case_id, added, "Add decision point")
    return added


def _moment_of(drafts: Drafts, entry: Entry) -> int | None:
    """When an entry was: it stands at a whole second, its evidence perhaps a little after that."""
    cited = evidence.cited_items(drafts.connection, drafts.citations_of(entry.id)).values()
    at_once = [
        item.item_utc_us
        for item in cited
        if item.item_utc_us is not None
        and to_the_second(item.item_utc_us, item.precision)[0] == entry.start_us
    ]
    return max(at_once, default=entry.start_us)


def of_entry(casebook: Casebook, case_id: str, entry_id: str) -> DecisionPoint:
    """The decision point at a timeline entry: the one that is there, else a new one.

    Raises `NotFoundError`.
    """
    for point in in_order(drafting.of_case(casebook, DecisionPoint, case_id)):
        if point.entry_id == entry_id:
            return point
    return add_from_entry(casebook, case_id, entry_id)


def change(casebook: Casebook, case_id: str, point_id: str, changes: Mapping[str, object]) -> None:
    """Change some fields of a decision point. Raises `NotFoundError`."""
    drafting.change(casebook, DecisionPoint, case_id, point_id, changes, "Edit decision point")


def remove(casebook: Casebook, case_id: str, point_id: str) -> None:
    """Remove a decision point with its citations. Raises `NotFoundError`."""
    drafting.remove(casebook, DecisionPoint, case_id, [point_id], "Remove decision point")


def move_to_now(casebook: Casebook, case_id: str, citation_id: str) -> None:
    """Let what a field of the moment cites stand in “What we know now” instead.

    Where that cites the same words already, nothing stands there twice. Raises `NotFoundError`.
    """
    with casebook.edit("Move to what we know now", case_id) as edit:
        moving = edit.get(Citation, citation_id)
        if moving.case_id != case_id:
            raise NotFoundError(f"There is no citation “{citation_id}” in this case.")
        edit.get(DecisionPoint, moving.target_id)
        there = {
            (one.item_id, one.start, one.end)
            for one in edit.citations_of(moving.target_id)
            if one.part == NOW
        }
        if (moving.item_id, moving.start, moving.end) in there:
            edit.remove(Citation, moving.id)
        else:
            edit.save(replace(moving, part=NOW))
