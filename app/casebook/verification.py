"""Checking a casebook from end to end: pages, journal, quotations, originals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import zstandard
from sqlalchemy import Connection, Select, Table, func, select
from sqlalchemy.exc import DatabaseError

from app.casebook import evidence, schema
from app.casebook.engine import is_damage
from app.casebook.practice_tables import publications
from app.domain.drafts import quote_hash
from app.domain.progress import Progress, stop_if_cancelled
from app.domain.verification import VerifyReport

_BACKUP = "Open the newest backup."

_Looked = tuple[int, str]
"""How many things were looked at, and what is wrong with them ("" for nothing)."""


def verify(connection: Connection, progress: Progress) -> VerifyReport:
    """Everything that can be checked without a person."""
    problems: list[str] = []
    checked: dict[str, int] = {}
    checks = (
        ("pages", _pages),
        ("drafted rows", _journal),
        ("quotations", _quotations),
        ("published versions", _versions),
        ("items", _items),
        ("originals", _originals),
    )
    for number, (name, check) in enumerate(checks):
        progress.report(number, len(checks), f"Checking {name}")
        checked[name] = 0
        try:
            for count, problem in check(connection):
                stop_if_cancelled(progress)
                checked[name] += count
                if problem:
                    problems.append(problem)
        except DatabaseError as error:
            if not is_damage(error):
                raise
            problems.append(f"The file is damaged: checking {name} broke off. {_BACKUP}")
    return VerifyReport(tuple(problems), checked)


def _pages(connection: Connection) -> Iterator[_Looked]:
    """Each page's authentication code, then SQLite's own check of its structure."""
    yield int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()), ""
    for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield 0, f"The file is damaged: {row[0]}. {_BACKUP}"
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        yield 0, "" if row[0] == "ok" else f"The file is damaged: {row[0]}. {_BACKUP}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield 0, f"A row of “{row[0]}” points at nothing in “{row[2]}”."


def _journal(connection: Connection) -> Iterator[_Looked]:
    """The last recorded version of every drafted row is the row itself."""
    for table in schema.DRAFTED:
        for row in connection.execute(select(table)).mappings():
            recorded = connection.execute(
                select(schema.journal.c.after)
                .where(
                    schema.journal.c.table_name == table.name,
                    schema.journal.c.row_id == row["id"],
                )
                .order_by(schema.journal.c.id.desc())
                .limit(1)
            ).scalar()
            # A row whose earlier versions a person had forgotten has none to compare with.
            # Nor has a column that a later schema added, until the row is edited.
            same = recorded is None or json.loads(recorded).items() <= dict(row).items()
            yield 1, "" if same else f"“{table.name}” {row['id']} differs from its journal."
        for row_id in connection.execute(_vanished(table)).scalars():
            yield 0, f"“{table.name}” {row_id} is gone, and the journal does not say why."


def _vanished(table: Table) -> Select[str]:
    """Rows whose last record says that they are there, and which are not."""
    journal = schema.journal
    last = (
        select(func.max(journal.c.id))
        .where(journal.c.table_name == table.name)
        .group_by(journal.c.row_id)
    )
    return select(journal.c.row_id).where(
        journal.c.id.in_(last),
        journal.c.after.is_not(None),
        journal.c.row_id.not_in(select(table.c.id)),
    )


def _quotations(connection: Connection) -> Iterator[_Looked]:
    citations, items = schema.citations, schema.items
    rows = connection.execute(
        select(citations, items.c.text).join(items, items.c.id == citations.c.item_id)
    )
    for row in rows:
        same = quote_hash(row.text, row.start, row.end) == row.quote_sha256
        yield 1, "" if same else f"The quotation {row.id} differs from item {row.item_id}."


def _versions(connection: Connection) -> Iterator[_Looked]:
    """Every published version has the words it was published with, unless they were erased."""
    for row in connection.execute(select(publications)):
        same = not row.text or hashlib.sha256(row.text.encode()).hexdigest() == row.sha256
        yield 1, "" if same else f"The published version {row.version} differs from its SHA-256."


def _items(connection: Connection) -> Iterator[_Looked]:
    """Every source holds as many items as its receipt says."""
    sources = schema.sources
    held = select(func.count()).where(schema.items.c.source_id == sources.c.id).scalar_subquery()
    statement = select(sources.c.id, sources.c.item_count, held.label("held"))
    for row in connection.execute(statement.where(sources.c.complete)):
        same = row.item_count == row.held
        said = f"Source {row.id} holds {row.held} items; its receipt says {row.item_count}."
        yield row.held, "" if same else said


def _originals(connection: Connection) -> Iterator[_Looked]:
    """Every original is what it was; one that never came in whole goes at the next opening."""
    whole = select(schema.sources.c.id).where(schema.sources.c.complete)
    for source_id in connection.execute(whole).scalars().all():
        for original_id, original in evidence.originals(connection, source_id):
            digest = hashlib.sha256()
            try:
                for piece in evidence.original_bytes(connection, original_id):
                    digest.update(piece)
            except zstandard.ZstdError:
                yield 1, f"The original “{original.path}” cannot be unpacked."
                continue
            same = digest.hexdigest() == original.sha256
            yield 1, "" if same else f"The original “{original.path}” differs from its SHA-256."
