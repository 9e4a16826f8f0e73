"""Which drafted rows of a case differ from what they were at a point of its journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select

from app.casebook import schema
from app.casebook.rows import mapped
from app.domain.changes import Row
from app.domain.drafted import Draft
from app.domain.drift import RowChange

_journal = schema.journal
_transactions = schema.transactions
D = TypeVar("D", bound=Draft)

_TABLES = {table.name: table for table in schema.DRAFTED}


def newest_transaction(connection: Connection) -> int:
    """The last step that the journal has; 0 where it has none."""
    return int(connection.execute(select(func.max(_transactions.c.id))).scalar() or 0)


def steps_since(connection: Connection, case_id: str, transaction: int) -> int:
    """How many steps the journal of a case has after that one, undone ones too."""
    later = select(func.count()).where(
        _transactions.c.case_id == case_id, _transactions.c.id > transaction
    )
    return int(connection.execute(later).scalar_one())


def changes_since(connection: Connection, case_id: str, transaction: int) -> Iterator[RowChange]:
    """Every row of a case that is not what it was after that transaction.

    What was changed and changed back differs in nothing, also through an undo.
    """
    first = (
        select(func.min(_journal.c.id).label("id"))
        .join(_transactions, _transactions.c.id == _journal.c.transaction_id)
        .where(_transactions.c.case_id == case_id, _transactions.c.id > transaction)
        .group_by(_journal.c.table_name, _journal.c.row_id)
        .subquery()
    )
    rows = connection.execute(
        select(_journal.c.table_name, _journal.c.row_id, _journal.c.before)
        .join(first, first.c.id == _journal.c.id)
        .order_by(_journal.c.id)
    ).all()
    for row in rows:
        before = None if row.before is None else json.loads(row.before)
        after = _now(connection, _TABLES[row.table_name], row.row_id)
        if before != after:
            yield RowChange(row.table_name, row.row_id, before, after)


def rows_at(connection: Connection, kind: type[D], case_id: str, transaction: int) -> list[D]:
    """The rows of a kind as a case had them after that transaction, in no particular order."""
    of = mapped(kind)
    now = connection.execute(select(of.table).where(of.table.c.case_id == case_id))
    rows = {row.id: of.value(row._mapping) for row in now}
    for change in changes_since(connection, case_id, transaction):
        if change.table != of.table.name:
            continue
        rows.pop(change.row_id, None)
        if change.before is not None:
            rows[change.row_id] = of.value(change.before)
    return list(rows.values())


def _now(connection: Connection, table: Table, row_id: str) -> Row | None:
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return None if row is None else {key: _plain(value) for key, value in row.items()}


def _plain(value: object) -> str | int | float | None:
    """A value as the journal's JSON has it: yes and no are 1 and 0."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} does not stand in a drafted row")
