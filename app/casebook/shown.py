"""Items as an engine of the assist is shown them: many at once, and only what it needs of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.casebook import schema

_items = schema.items


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What is stored of an item, as `app.domain.evidence.Item` has it."""

    id: int
    source_id: int
    path: str
    key: str
    text: str
    time_text: str | None
    utc_us: int | None
    precision: str
    caveats: str
    who: str | None
    place: str
    thread: str | None
    weight: int


_ROW = select(*(_items.c[name] for name in ShownRow.__slots__))


def rows(connection: Connection, ids: Sequence[int]) -> Iterator[ShownRow]:
    """The items of these ids that are there, in no particular order."""
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    found = connection.execute(_ROW.where(_items.c.id.in_(select(listed.c.value))))
    return (ShownRow(*row) for row in found)
