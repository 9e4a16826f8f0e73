"""Erasing for good: a row or a source together with its history, until no byte of it is left.

Deleted pages are overwritten (``secure_delete``, also in the full-text index), and the
write-ahead log is folded into the file and emptied, as it would still hold the old pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select

from app.casebook import journal, leaving, schema
from app.casebook.editing import Edit
from app.casebook.leaving import Rows

_journal = schema.journal
_citations = schema.citations


def forget_earlier(connection: Connection, table: str, row_id: str) -> None:
    """Remove the recorded versions of a row, and of the citations that hang on it."""
    connection.execute(
        delete(_journal).where(_journal.c.table_name == table, _journal.c.row_id == row_id)
    )
    hanging = _journal.c.table_name == _citations.name
    for side in (_journal.c.before, _journal.c.after):
        target = func.json_extract(side, "$.target_id")
        connection.execute(delete(_journal).where(hanging, target == row_id))


def forget_citations(connection: Connection, source_id: int) -> None:
    """Remove every recorded citation of a source, also of those that were taken away before."""
    items = select(schema.items.c.id).where(schema.items.c.source_id == source_id)
    for side in (_journal.c.before, _journal.c.after):
        cited = func.json_extract(side, "$.item_id")
        connection.execute(
            delete(_journal).where(_journal.c.table_name == _citations.name, cited.in_(items))
        )


def forget_people(edit: Edit, source_id: int) -> Rows:
    """Remove the names that a source gave, people known from nowhere else, and their versions."""
    gone = leaving.let_go(edit, source_id)
    for table, row_ids in gone.items():
        edit.connection.execute(delete(_journal).where(journal.of_rows(table, row_ids)))
    return gone


def people_of_source(connection: Connection, source_id: int) -> int:
    """How many people are known from this source alone."""
    aliases = schema.aliases
    met = select(aliases.c.person_id).where(aliases.c.source_id == source_id)
    elsewhere = select(aliases.c.person_id).where(aliases.c.source_id != source_id)
    return connection.execute(
        select(func.count(aliases.c.person_id.distinct())).where(
            aliases.c.person_id.in_(met), aliases.c.person_id.not_in(elsewhere)
        )
    ).scalar_one()


def citations_of_source(connection: Connection, source_id: int) -> Sequence[str]:
    """The ids of the citations that point into a source."""
    return list(
        connection.execute(
            select(_citations.c.id)
            .join(schema.items, schema.items.c.id == _citations.c.item_id)
            .where(schema.items.c.source_id == source_id)
        ).scalars()
    )
