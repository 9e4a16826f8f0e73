"""The dated texts of a source in bulk, for rules that compare many of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from app.casebook import schema
from app.domain.moments import Precision

_items = schema.items


def texts(
    connection: Connection, source_id: int, since_us: int, until_us: int, limit: int
) -> Iterator[tuple[int, int, Precision, str]]:
    """Id, time, precision and text of a source's items within a span, in their order there."""
    rows = connection.execute(
        select(_items.c.id, _items.c.utc_us, _items.c.precision, _items.c.text)
        .where(_items.c.source_id == source_id, _items.c.utc_us.between(since_us, until_us))
        .order_by(_items.c.id)
        .limit(limit)
    )
    for item_id, utc_us, precision, text in rows:
        yield item_id, utc_us, Precision(precision), text
