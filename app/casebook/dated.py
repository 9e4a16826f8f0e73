"""The dated texts of a source in bulk, for rules that compare many of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from app.casebook import schema
from app.domain.evidence import Item
from app.domain.moments import MINUTE_US, Caveat, Precision

_items = schema.items
_NIGHT_US = 180 * MINUTE_US


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


@dataclass(frozen=True, slots=True)
class Told:
    """An item as far as rules about statements look at it."""

    id: int
    path: str
    utc_us: int | None
    precision: Precision
    text: str
    thread: str | None
    caveats: str
    zone_offset_us: int | None


def told(connection: Connection, source_id: int, limit: int) -> list[Told]:
    """The first items of a source in their order there, also those without a time."""
    columns = (
        _items.c.id,
        _items.c.path,
        _items.c.utc_us,
        _items.c.precision,
        _items.c.text,
        _items.c.thread,
        _items.c.caveats,
        _items.c.zone_offset_us,
    )
    rows = connection.execute(
        select(*columns).where(_items.c.source_id == source_id).order_by(_items.c.id).limit(limit)
    )
    return [Told(row[0], row[1], row[2], Precision(row[3]), *row[4:]) for row in rows]


def outside(
    connection: Connection, source_id: int, since_us: int, until_us: int, limit: int
) -> tuple[int, list[tuple[int, str]]]:
    """How many dated items of a source lie outside a span, and the first: ids and stamps."""
    is_outside = and_(
        _items.c.source_id == source_id,
        or_(_items.c.utc_us < since_us, _items.c.utc_us >= until_us),
    )
    count = connection.execute(select(func.count()).where(is_outside)).scalar_one()
    if not count:
        return 0, []
    rows = connection.execute(
        select(_items.c.id, _items.c.time_text).where(is_outside).order_by(_items.c.id).limit(limit)
    )
    return count, [(row[0], row[1] or "") for row in rows]


def median_us(connection: Connection, source_id: int, dated: int) -> int | None:
    """The time in the middle of a source's ``dated`` items."""
    return connection.execute(
        select(_items.c.utc_us)
        .where(_items.c.source_id == source_id, _items.c.utc_us.is_not(None))
        .order_by(_items.c.utc_us)
        .limit(1)
        .offset(dated // 2)
    ).scalar()


def is_set_back_after(connection: Connection, item: Item, within: int = 200_000) -> bool:
    """Whether the clock of an item's source steps back after it, in so many items that follow.

    Only a step from near the item's own clock time counts, the one of the same night.
    """
    if item.clock_us is None:
        return False
    found = connection.execute(
        select(_items.c.id)
        .where(
            _items.c.source_id == item.source_id,
            _items.c.id > item.id,
            _items.c.id <= item.id + within,
            _items.c.caveats.contains(Caveat.SET_BACK),
            _items.c.clock_us.between(item.clock_us - _NIGHT_US, item.clock_us + _NIGHT_US),
        )
        .limit(1)
    )
    return found.first() is not None
