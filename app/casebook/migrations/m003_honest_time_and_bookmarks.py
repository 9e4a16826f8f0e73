"""What a stamp said of its zone and left out, bookmarks, and evidence of a million items.

An item no longer repeats its case, nor the part of its record that its text and stamp make up;
the times of a source can be read in one piece, and its words be indexed after it is shown.
"""

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
    "DROP INDEX items_by_time",
    "ALTER TABLE items DROP COLUMN case_id",
    "ALTER TABLE items ADD COLUMN raw_before TEXT",
    "ALTER TABLE items ADD COLUMN raw_after TEXT",
    "CREATE INDEX items_by_place ON items (source_id, place) WHERE place != ''",
    "ALTER TABLE sources ADD COLUMN words_to INTEGER",
    """
    CREATE TABLE item_times (
        source_id INTEGER NOT NULL,
        zone TEXT NOT NULL,
        offset_us INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (source_id),
        FOREIGN KEY(source_id) REFERENCES sources (id)
    )
    """,
    "DROP TRIGGER items_fts_delete",
    # A delete of words that were never indexed would damage the index.
    """
    CREATE TRIGGER items_fts_delete AFTER DELETE ON items
    WHEN OLD.id <= coalesce((SELECT words_to FROM sources WHERE id = OLD.source_id), OLD.id)
    BEGIN
        INSERT INTO items_fts (items_fts, rowid, text, who, place)
        VALUES ('delete', OLD.id, OLD.text, OLD.who, OLD.place);
    END
    """,
)


def migrate(connection: Connection) -> None:
    """Add the columns and the table."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
