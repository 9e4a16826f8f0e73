"""Triggers generated from the schema: the journal, and the immutability of evidence.

They are dropped and made anew after every migration, so that they always fit the tables.
"""

from __future__ import annotations

from string import Template

from sqlalchemy import Connection, Table, text

from app.casebook import schema

_JOURNAL = Template(
    "CREATE TRIGGER generated_${table}_$event AFTER $event ON $table BEGIN "
    "INSERT INTO journal (transaction_id, table_name, row_id, before, after) "
    "SELECT transaction_id, '$table', $row.id, $before, $after FROM current_transaction; END"
)


def install(connection: Connection) -> None:
    """Replace all generated triggers by those of the present schema."""
    drop(connection)
    for table in schema.DRAFTED:
        for statement in _journal_triggers(table):
            connection.execute(text(statement))
    connection.execute(text(_IMMUTABLE))


def drop(connection: Connection) -> None:
    """Remove all generated triggers; a migration does so before it changes a table."""
    names = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'generated_%'")
    ).scalars()
    for name in list(names):
        connection.execute(text(f'DROP TRIGGER "{name}"'))


def _image(table: Table, row: str) -> str:
    pairs = ", ".join(f"'{column.name}', {row}.\"{column.name}\"" for column in table.columns)
    return f"json_object({pairs})"


def _journal_triggers(table: Table) -> list[str]:
    # A change outside a transaction finds no current one: NULL, which the journal refuses.
    # Nothing drafted can therefore change unrecorded.
    images = {
        "INSERT": ("NEW", "NULL", _image(table, "NEW")),
        "UPDATE": ("NEW", _image(table, "OLD"), _image(table, "NEW")),
        "DELETE": ("OLD", _image(table, "OLD"), "NULL"),
    }
    return [
        _JOURNAL.substitute(table=table.name, event=event, row=row, before=before, after=after)
        for event, (row, before, after) in images.items()
    ]


_DERIVED = {"utc_us", "edited_us"}
_FROZEN = ", ".join(f'"{c.name}"' for c in schema.items.columns if c.name not in _DERIVED)
_IMMUTABLE = (
    f"CREATE TRIGGER generated_items_immutable BEFORE UPDATE OF {_FROZEN} ON items "
    "BEGIN SELECT RAISE(ABORT, 'evidence is immutable'); END"
)
