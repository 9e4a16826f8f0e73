"""Where a person was: half-typed text, selection, scroll. Encrypted, never exported."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.casebook.schema import desk


def put(connection: Connection, key: str, value: str) -> None:
    """Remember a value; an empty one is forgotten."""
    if not value:
        connection.execute(delete(desk).where(desk.c.key == key))
        return
    statement = insert(desk).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def get(connection: Connection, key: str) -> str | None:
    """What was remembered, or None."""
    return connection.execute(select(desk.c.value).where(desk.c.key == key)).scalar()


def clear(connection: Connection, but: str) -> None:
    """Forget everything but the value of one key."""
    connection.execute(delete(desk).where(desk.c.key != but))
