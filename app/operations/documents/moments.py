"""The page of one decision point: what could be seen at its moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.casebook import as_of, evidence
from app.domain import timeline
from app.domain.errors import NotFoundError
from app.domain.evidence import Item
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.practice.context_rules import in_order, moment_clock
from app.domain.practice.moment_view import MOST_ITEMS, MomentView, SourceThen, moment_view
from app.domain.readings import latest_us
from app.operations.documents.beginning import start_of
from app.operations.documents.reading import Reading, Subject
from app.operations.practice import context


def subjects(reading: Reading) -> Sequence[Subject]:
    """The decision points in order, each by its time and title."""
    return [Subject(point.id, _label(point, reading)) for point in _points(reading)]


def view_of(reading: Reading, subject_id: str) -> MomentView:
    """What could be seen at the moment of a decision point. Raises `NotFoundError`."""
    for point in _points(reading):
        if point.id == subject_id:
            cited = _cited_then(reading, point)
            view = moment_view(
                reading.case,
                point,
                reading.entries,
                [] if point.at_us is None else _sources(reading, point.at_us, cited),
                reading.now_us,
                cited,
                reading.people,
            )
            missing = (*view.missing_sources, *start_of(reading).missing)
            return replace(view, missing_sources=missing)
    raise NotFoundError("This decision point is not in the case any more.")


def _cited_then(reading: Reading, point: DecisionPoint) -> set[int]:
    """What is cited by entries that were known by then, and for the moment itself.

    What only later knowledge points at does not stand out on this page.
    """
    if point.at_us is None:
        return set()
    explained = context.explained_in(reading.shared, reading.case, reading.cited)
    own = [one for one in explained if one.point.id == point.id]
    known = [
        *(
            item
            for one in timeline.as_of(reading.entries, point.at_us, reading.zone)
            for item in one.citations
        ),
        *(item for one in own for item in one.cited if item.citation.part != NOW),
    ]
    late = {citation_id for one in own for citation_id in one.hindsight}
    return {item.citation.item_id for item in known if item.citation.id not in late}


def _points(reading: Reading) -> list[DecisionPoint]:
    return in_order(reading.of_case(DecisionPoint))


def _label(point: DecisionPoint, reading: Reading) -> str:
    title = " ".join(point.title.split()) or "Untitled decision"
    when = "" if point.at_us is None else moment_clock(point.at_us, reading.zone)
    return f"{when} {title}".strip()


def _sources(reading: Reading, at_us: int, cited_ids: set[int]) -> list[SourceThen]:
    connection, zone = reading.shared.connection, reading.zone
    cited = [
        item
        for item in evidence.items(connection, sorted(cited_ids))
        if (latest := latest_us(item, zone)) is not None and latest <= at_us
    ]
    found = []
    for source in reading.sources:
        held = as_of.held(connection, source.id, at_us, MOST_ITEMS, zone)
        last = {item.id for item in held.items}
        further: list[Item] = [
            item for item in cited if item.source_id == source.id and item.id not in last
        ]
        found.append(
            SourceThen(
                source,
                (*held.items, *further),
                earlier=held.earlier - len(further),
                later=held.later,
                undated=held.undated,
            )
        )
    return found
