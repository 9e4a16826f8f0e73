"""How threads began, without reading what was said in them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select, tuple_

from app.casebook import schema
from app.domain.threads import ThreadOpening

_items = schema.items
_WORDS = 80


def openings(
    connection: Connection, asked: Collection[tuple[int, str]]
) -> dict[tuple[int, str], ThreadOpening]:
    """The openings of threads, each asked for by its source and key; unknown ones are left out.

    The columns beside ``min`` are those of the row that has it.
    Source: https://www.sqlite.org/lang_select.html#bareagg
    """
    if not asked:
        return {}
    rows = connection.execute(
        select(
            _items.c.source_id,
            _items.c.thread,
            func.min(_items.c.utc_us),
            _items.c.id,
            func.substr(_items.c.text, 1, _WORDS),
            func.count(),
        )
        .where(tuple_(_items.c.source_id, _items.c.thread).in_(sorted(asked)))
        .group_by(_items.c.source_id, _items.c.thread)
    )
    return {
        (source_id, thread): ThreadOpening(item_id, first_us, words, count)
        for source_id, thread, first_us, item_id, words, count in rows
    }
