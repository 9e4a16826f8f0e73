"""Erasing for good: a row or a source together with its history, until no byte of it is left.

Deleted pages are overwritten (``secure_delete``, also in the full-text index), and the
write-ahead log is folded into the file and emptied, as it would still hold the old pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from sqlalchemy import Connection, Table, and_, delete, func, select, update

from app.casebook import journal, leaving, practice_tables, schema, suggestion_tables, trust_tables
from app.casebook.editing import Edit
from app.domain.folding import folded
from app.domain.people import NameAnswer
from app.domain.publication import Publication

_journal = schema.journal
_VERSIONS = practice_tables.publications.name
_POINTING = (schema.citations, schema.bookmarks)
"""What points at items."""
_HANGING: Mapping[Table, Sequence[str]] = {
    schema.citations: ("target_id",),
    schema.audience_choices: ("target_id",),
    practice_tables.playbook_answers: ("target_id",),
    practice_tables.factor_links: ("from_id", "to_id"),
    practice_tables.meeting_notes: ("meeting_id",),
    trust_tables.claims: ("statement_id",),
    trust_tables.repair_targets: ("repair_id", "break_id"),
    trust_tables.signal_readings: ("signal_id",),
    trust_tables.packet_pieces: ("packet_id", "target_id"),
    suggestion_tables.suggestion_answers: ("target_id",),
}
"""What holds words about another row, and the columns that say which."""


def forget_earlier(connection: Connection, table: str, row_id: str) -> None:
    """Remove the recorded versions of a row, and of what hangs on it or once did.

    What was dismissed about any of it goes altogether, as it quotes their words; so this is to be
    called within an edit.
    """
    concerned = {row_id}
    connection.execute(
        delete(_journal).where(_journal.c.table_name == table, _journal.c.row_id == row_id)
    )
    for hanging, columns in _HANGING.items():
        for side, column in product((_journal.c.before, _journal.c.after), columns):
            owner = func.json_extract(side, f"$.{column}")
            hung = and_(_journal.c.table_name == hanging.name, owner == row_id)
            concerned.update(connection.execute(select(_journal.c.row_id).where(hung)).scalars())
            connection.execute(delete(_journal).where(hung))
    _forget_dismissed(connection, concerned)


def _forget_dismissed(connection: Connection, target_ids: Iterable[str]) -> None:
    dismissals = schema.dismissals
    listed = func.json_each(json.dumps(list(target_ids))).table_valued("value")
    about = select(listed.c.value)
    connection.execute(delete(dismissals).where(dismissals.c.target_id.in_(about)))
    for side in (_journal.c.before, _journal.c.after):
        target = func.json_extract(side, "$.target_id")
        recorded = _journal.c.table_name == dismissals.name
        connection.execute(delete(_journal).where(recorded, target.in_(about)))


def forget_pointers(connection: Connection, source_id: int) -> None:
    """Remove every recorded citation and bookmark of a source, also of those taken away before."""
    items = select(schema.items.c.id).where(schema.items.c.source_id == source_id)
    pointing = _journal.c.table_name.in_([table.name for table in _POINTING])
    for side in (_journal.c.before, _journal.c.after):
        item = func.json_extract(side, "$.item_id")
        connection.execute(delete(_journal).where(pointing, item.in_(items)))


def published_with(connection: Connection, case_id: str, table: str, row_id: str) -> Sequence[str]:
    """The ids of the versions of a review that may show a row: published since it was there.

    Those whose publishing was undone count too, for the journal keeps their words. What was
    private from the first was never shown.
    """
    recorded = select(_journal.c.id).where(
        _journal.c.table_name == table, _journal.c.row_id == row_id, _journal.c.after.is_not(None)
    )
    since = None
    if connection.execute(recorded.limit(1)).first() is not None:
        private = func.coalesce(func.json_extract(_journal.c.after, "$.private"), 0)
        first = select(func.min(_journal.c.transaction_id)).where(
            _journal.c.id.in_(recorded), private == 0
        )
        since = connection.execute(first).scalar()
        if since is None:
            return []
    image = func.coalesce(_journal.c.after, _journal.c.before)
    versions = (
        select(_journal.c.row_id)
        .distinct()
        .where(_journal.c.table_name == _VERSIONS, func.json_extract(image, "$.case_id") == case_id)
    )
    if since is not None:
        versions = versions.where(func.json_extract(image, "$.transaction_id") >= since)
    return list(connection.execute(versions).scalars())


def forget_published(edit: Edit, case_id: str, table: str, row_id: str) -> Sequence[str]:
    """Empty the versions of a review that may show a row, and what is recorded of them.

    That they were published, when, and the hash of their words stays. Returns their ids.
    """
    found = published_with(edit.connection, case_id, table, row_id)
    shown = [one for one in edit.of_case(Publication, case_id) if one.id in set(found)]
    edit.save_all(replace(version, text="") for version in shown)
    edit.connection.execute(delete(_journal).where(journal.of_rows(_VERSIONS, found)))
    return found


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
