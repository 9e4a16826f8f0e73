"""What the assist suggested, kept beside the draft until it is answered or not found any more.

It holds quotes of evidence, so it goes with the items that it rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, insert, select, update

from app.casebook import schema
from app.casebook.rows import new_rowid
from app.casebook.suggestion_tables import (
    suggestion_answers,
    suggestion_items,
    suggestion_runs,
    suggestions,
)
from app.domain.assist.suggestions import Provenance, Quote, Suggestion, SuggestionKind
from app.domain.drafts import Certainty, EntryKind
from app.domain.moments import Precision

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an engine over a case.

    ``at_us`` is when it ended, ``scope`` what was chosen for it, by name, ``dropped`` how many of
    its suggestions fell for which fault.
    """

    case_id: str
    at_us: int
    scope: Mapping[str, object]
    origin: Provenance
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A suggestion as it is kept, with its id, what made it and when."""

    id: str
    suggestion: Suggestion
    origin: Provenance
    run_us: int


def keep(connection: Connection, run: Run, found: Sequence[Suggestion]) -> set[str]:
    """Keep what a run found; returns the ids of what was not there before.

    What is there already gets the newer origin. What rests on an item that is not shown any more
    is left out: it may have been erased while the engine worked.
    """
    inserted = connection.execute(
        insert(suggestion_runs).values(
            case_id=run.case_id,
            at_us=run.at_us,
            scope=_json(dict(run.scope)),
            provenance=_json(asdict(run.origin)),
            dropped=_json(dict(run.dropped)),
        )
    )
    run_id = new_rowid(inserted)
    times = _times(connection, run.case_id, {item for one in found for item in one.items})
    # An id is worked out of all items, which may be many, so that is done once.
    by_id = {one.id: one for one in found if all(item in times for item in one.items)}
    ids = list(by_id)
    before = _those(connection, run.case_id, ids)
    _remove(connection, run.case_id, ids)
    rows = [_row(one_id, one, run.case_id, run_id) for one_id, one in by_id.items()]
    if rows:
        connection.execute(insert(suggestions), rows)
    resting = [
        {"case_id": run.case_id, "suggestion_id": one_id, "item_id": item, "utc_us": times[item]}
        for one_id, one in by_id.items()
        for item in dict.fromkeys(one.items)
    ]
    if resting:
        connection.execute(insert(suggestion_items), resting)
    return set(ids) - set(before)


def let_go(
    connection: Connection, case_id: str, read: Iterable[int], found: Iterable[Suggestion]
) -> None:
    """Remove what nobody answered, rests on items that were ``read`` alone, and was not found.

    What rests on no item, a question, was looked for by every run.
    """
    listed = func.json_each(_json(list(read))).table_valued("value")
    resting = suggestion_items
    outside = exists().where(
        _of(resting.c.suggestion_id),
        resting.c.case_id == case_id,
        resting.c.item_id.not_in(select(listed.c.value)),
    )
    answered = exists().where(
        _of(suggestion_answers.c.suggestion_id), suggestion_answers.c.case_id == case_id
    )
    gone = select(suggestions.c.id).where(suggestions.c.case_id == case_id, ~outside, ~answered)
    again = {one.id for one in found}
    _remove(connection, case_id, [one for one in connection.scalars(gone) if one not in again])
    _drop_idle_runs(connection)


def kept(connection: Connection, case_id: str) -> list[Kept]:
    """What a case has, in the order of time; without what rests on evidence not shown any more.

    Nor what rests on evidence that was timed anew since: its words may name the old times.
    """
    resting, items, settings = suggestion_items, schema.items, schema.source_settings
    stands = (
        select(items.c.id)
        .join(settings, settings.c.source_id == items.c.source_id)
        .where(
            items.c.id == resting.c.item_id, items.c.utc_us.is_not_distinct_from(resting.c.utc_us)
        )
    )
    moved = exists().where(
        resting.c.case_id == case_id, _of(resting.c.suggestion_id), ~stands.exists()
    )
    rows = connection.execute(
        _KEPT.where(suggestions.c.case_id == case_id, ~moved).order_by(
            suggestions.c.start_us.is_(None), suggestions.c.start_us, suggestions.c.id
        )
    )
    origins: dict[str, Provenance] = {}
    return [_kept(row, origins) for row in rows]


def one(connection: Connection, case_id: str, suggestion_id: str) -> Kept | None:
    """One that is kept, or None."""
    of_case = _KEPT.where(suggestions.c.case_id == case_id, suggestions.c.id == suggestion_id)
    row = connection.execute(of_case).first()
    return None if row is None else _kept(row, {})


def forget_source(connection: Connection, source_id: int) -> None:
    """Remove every suggestion that rests on an item of a source; no word of it is left."""
    resting = suggestion_items
    rows = connection.execute(
        select(resting.c.case_id, resting.c.suggestion_id).where(_within(source_id)).distinct()
    ).all()
    for case_id in {row.case_id for row in rows}:
        ids = [row.suggestion_id for row in rows if row.case_id == case_id]
        _remove(connection, case_id, ids)
    if rows:
        _drop_idle_runs(connection)


def forget_scopes(connection: Connection) -> None:
    """Forget what runs were narrowed to: a search may hold any words."""
    connection.execute(update(suggestion_runs).values(scope="{}"))


def count_of_source(connection: Connection, source_id: int) -> int:
    """How many suggestions rest on an item of a source."""
    resting = suggestion_items
    return connection.execute(
        select(func.count(resting.c.suggestion_id.distinct())).where(_within(source_id))
    ).scalar_one()


def _within(source_id: int) -> ColumnElement[bool]:
    # Not by the index of sources: few items of a source are suggested, however many it has.
    items = schema.items
    return exists().where(
        items.c.id == suggestion_items.c.item_id, items.c.source_id + 0 == source_id
    )


_KEPT = select(
    suggestions.c.id,
    suggestions.c.payload,
    suggestion_runs.c.provenance,
    suggestion_runs.c.at_us,
).join(suggestion_runs, suggestion_runs.c.id == suggestions.c.run_id)


def _of(column: ColumnElement[str]) -> ColumnElement[bool]:
    return column == suggestions.c.id


def _times(connection: Connection, case_id: str, ids: set[int]) -> dict[int, int | None]:
    """The times of those of the items that the case shows."""
    items, settings = schema.items, schema.source_settings
    listed = func.json_each(_json(sorted(ids))).table_valued("value")
    rows = connection.execute(
        select(items.c.id, items.c.utc_us)
        .join(settings, settings.c.source_id == items.c.source_id)
        .where(settings.c.case_id == case_id, items.c.id.in_(select(listed.c.value)))
    )
    return {row.id: row.utc_us for row in rows}


def _those(connection: Connection, case_id: str, ids: Sequence[str]) -> list[str]:
    listed = func.json_each(_json(ids)).table_valued("value")
    there = select(suggestions.c.id).where(
        suggestions.c.case_id == case_id, suggestions.c.id.in_(select(listed.c.value))
    )
    return list(connection.scalars(there))


def _remove(connection: Connection, case_id: str, ids: Sequence[str]) -> None:
    for part in _parts(ids):
        connection.execute(
            delete(suggestions).where(suggestions.c.case_id == case_id, suggestions.c.id.in_(part))
        )


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _drop_idle_runs(connection: Connection) -> None:
    """A run is kept for the origin of what it found."""
    used = exists().where(suggestions.c.run_id == suggestion_runs.c.id)
    connection.execute(delete(suggestion_runs).where(~used))


# -- as JSON --------------------------------------------------------------------------------------


def _row(found_id: str, found: Suggestion, case_id: str, run_id: int) -> dict[str, object]:
    return {
        "case_id": case_id,
        "id": found_id,
        "run_id": run_id,
        "kind": found.kind.value,
        "start_us": found.start_us,
        "payload": _json(asdict(found)),
    }


def _kept(row: Row[*tuple[Any, ...]], origins: dict[str, Provenance]) -> Kept:
    if row.provenance not in origins:
        origins[row.provenance] = _origin(row.provenance)
    return Kept(row.id, _suggestion(row.payload), origins[row.provenance], row.at_us)


def _suggestion(stored: str) -> Suggestion:
    fields = json.loads(stored)
    event = fields["event"]
    return Suggestion(
        **fields
        | {
            "kind": SuggestionKind(fields["kind"]),
            "certainty": Certainty(fields["certainty"]),
            "precision": Precision(fields["precision"]),
            "event": None if event is None else EntryKind(event),
            "items": tuple(fields["items"]),
            "shown": tuple(fields["shown"]),
            "reasons": tuple(fields["reasons"]),
            "quotes": tuple(Quote(**quote) for quote in fields["quotes"]),
        }
    )


def _origin(stored: str) -> Provenance:
    fields = json.loads(stored)
    parameters = tuple((str(name), str(value)) for name, value in fields.pop("parameters"))
    return Provenance(**fields, parameters=parameters)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
