"""What a stamp said of its zone and left out, how many occurrences an item is, and bookmarks."""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE items ADD COLUMN zone_offset_us INTEGER",
    "ALTER TABLE items ADD COLUMN caveats TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE items ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
    """
    CREATE TABLE bookmarks (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        item_id INTEGER NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (case_id, item_id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(item_id) REFERENCES items (id)
    )
    """,
    "CREATE INDEX bookmarks_by_item ON bookmarks (item_id)",
)


def migrate(connection: Connection) -> None:
    """Add the columns and the table."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
