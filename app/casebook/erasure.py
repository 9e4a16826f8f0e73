"""Erasing for good: a row or a source together with its history, until no byte of it is left.

Deleted pages are overwritten (``secure_delete``, also in the full-text index), and the
write-ahead log is folded into the file and emptied, as it would still hold the old pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, func, select, update

from app.casebook import journal, leaving, schema
from app.casebook.editing import Edit
from app.domain.folding import folded
from app.domain.people import NameAnswer

_journal = schema.journal
_citations = schema.citations
_POINTING = (schema.citations, schema.bookmarks)
"""What points at items."""


def forget_earlier(connection: Connection, table: str, row_id: str) -> None:
    """Remove the recorded versions of a row, and of the citations that hang on it."""
    connection.execute(
        delete(_journal).where(_journal.c.table_name == table, _journal.c.row_id == row_id)
    )
    hanging = _journal.c.table_name == _citations.name
    for side in (_journal.c.before, _journal.c.after):
        target = func.json_extract(side, "$.target_id")
        connection.execute(delete(_journal).where(hanging, target == row_id))


def forget_pointers(connection: Connection, source_id: int) -> None:
    """Remove every recorded citation and bookmark of a source, also of those taken away before."""
    items = select(schema.items.c.id).where(schema.items.c.source_id == source_id)
    pointing = _journal.c.table_name.in_([table.name for table in _POINTING])
    for side in (_journal.c.before, _journal.c.after):
        item = func.json_extract(side, "$.item_id")
        connection.execute(delete(_journal).where(pointing, item.in_(items)))


def forget_people(edit: Edit, case_id: str, source_id: int) -> Mapping[str, Sequence[str]]:
    """Remove the names that a source gave, people known from nowhere else, and their versions.

    What was answered in the case about such a name goes too. Returns what is gone, by table.
    """
    gone = leaving.let_go(edit, source_id)
    answers = [
        answer.id for answer in edit.of_case(NameAnswer, case_id) if _holds(answer, gone.names)
    ]
    for answer_id in answers:
        edit.remove(NameAnswer, answer_id)
    rows = {**gone.rows, schema.name_answers.name: answers}
    for table, row_ids in rows.items():
        recorded = journal.of_rows(table, row_ids)
        told = select(_journal.c.transaction_id).where(recorded)
        if table == schema.name_answers.name:  # their labels quote the words
            edit.connection.execute(
                update(schema.transactions)
                .where(schema.transactions.c.id.in_(told), schema.transactions.c.kind != "barrier")
                .values(label="Answer about a name")
            )
        edit.connection.execute(delete(_journal).where(recorded))
    return rows


def _holds(answer: NameAnswer, names: Iterable[str]) -> bool:
    """Whether an answer is about a name, or keeps one in what it recognises its place by."""
    kept = {_letters(text) for text in (answer.words, answer.instead, answer.reason)}
    around = _letters(answer.before), _letters(answer.after)
    for name in names:
        parts = {_letters(name), *map(_letters, re.split(r"[\W_]+", name))} - {""}
        if any(part in text for part in parts if len(part) > 3 for text in (*kept, *around)):
            return True
        if kept & parts:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))


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
    return _pointing_into(connection, schema.citations, source_id)


def bookmarks_of_source(connection: Connection, source_id: int) -> Sequence[str]:
    """The ids of the bookmarks in a source."""
    return _pointing_into(connection, schema.bookmarks, source_id)


def _pointing_into(connection: Connection, table: Table, source_id: int) -> Sequence[str]:
    return list(
        connection.execute(
            select(table.c.id)
            .join(schema.items, schema.items.c.id == table.c.item_id)
            .where(schema.items.c.source_id == source_id)
        ).scalars()
    )
