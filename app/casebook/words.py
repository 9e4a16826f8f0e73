"""The index of words: filled after the items are stored, in batches between which edits go first.

``sources.words_to`` says how far it is. A crash or a closed window loses nothing of it: what is
missing is found again by `wordless`.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select, update

from app.casebook import schema

WORDS_A_BATCH = 1_000

_items = schema.items
_sources = schema.sources
# One statement for many rows: a trigger would write the index anew for every single one.
_INDEX = (
    "INSERT INTO items_fts (rowid, text, who, place) "
    "SELECT id, text, who, place FROM items WHERE source_id = ? AND id > ? AND id <= ?"
)


def index_page(connection: Connection, source_id: int) -> bool:
    """Index the words of the next items of a source; False once all of them are in the index."""
    done = connection.execute(
        select(_sources.c.words_to).where(_sources.c.id == source_id)
    ).scalar_one_or_none()
    if done is None:
        return False
    page = (
        select(_items.c.id)
        .where(_items.c.source_id == source_id, _items.c.id > done)
        .order_by(_items.c.id)
        .limit(WORDS_A_BATCH)
        .subquery()
    )
    last = connection.execute(select(func.max(page.c.id))).scalar()
    if last is not None:
        connection.exec_driver_sql(_INDEX, (source_id, done, last))
    connection.execute(update(_sources).where(_sources.c.id == source_id).values(words_to=last))
    return last is not None


def wordless(connection: Connection) -> list[tuple[int, int]]:
    """The whole sources whose words are not all indexed yet, and how many items each has."""
    pending = _sources.c.complete & _sources.c.words_to.is_not(None)
    found = connection.execute(select(_sources.c.id, _sources.c.item_count).where(pending))
    return [(row.id, row.item_count) for row in found]
