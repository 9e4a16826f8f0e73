"""The journal: every change to drafted data, recorded by triggers, grouped into transactions.

It serves undo and redo (also after a restart), refresh, and the history of each statement. An
undo is a new transaction that reverses an earlier one; nothing is ever taken out of the record,
except by a person who erases.

What is *observed*, the people who wrote evidence, belongs to the casebook and not to the undo of a
case. An edit of people can be undone from its own case, unless another case has changed them since.

The state of a transaction: *done*; *undone* (a redo can bring it back); *expired* (undone, then
something new was done); *final* (a barrier: it and all before it cannot be undone).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from app.casebook import practice_tables, schema
from app.casebook.rows import new_rowid
from app.domain.changes import Change, Changed, Row
from app.domain.errors import ConflictError

_TABLES = {table.name: table for table in schema.DRAFTED}
_PEOPLE = {schema.people.name, schema.aliases.name}
_OF_ALL_CASES = _PEOPLE | {practice_tables.process_cards.name}
_transactions = schema.transactions
_journal = schema.journal


class Kind(StrEnum):
    """What a transaction is."""

    EDIT = "edit"
    BARRIER = "barrier"
    UNDO = "undo"
    REDO = "redo"
    OBSERVED = "observed"


class State(StrEnum):
    """What may still become of a transaction."""

    DONE = "done"
    UNDONE = "undone"
    EXPIRED = "expired"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Step:
    """A transaction that can be undone or redone next."""

    id: int
    label: str


def begin(
    connection: Connection, label: str, case_id: str | None, kind: Kind, reverses: int | None = None
) -> int:
    """Open a transaction in the journal; every change until `finish` belongs to it."""
    if kind in {Kind.EDIT, Kind.BARRIER}:
        _expire_redo(connection, case_id)
    if kind is Kind.BARRIER:
        _close_history(connection, case_id)
    state = State.DONE if kind is Kind.EDIT else State.FINAL
    inserted = connection.execute(
        insert(_transactions).values(
            case_id=case_id,
            label=label,
            at_us=time.time_ns() // 1000,
            kind=kind,
            reverses=reverses,
            state=state,
        )
    )
    transaction = new_rowid(inserted)
    _set_current(connection, transaction)
    return transaction


def finish(connection: Connection, transaction: int, case_id: str | None) -> Changed:
    """Close the open transaction and tell what it changed, and what was observed meanwhile."""
    _set_current(connection, None)
    return changed_from(connection, transaction, case_id)


def changed_from(connection: Connection, transaction: int, case_id: str | None) -> Changed:
    """What this transaction and those after it changed."""
    rows = connection.execute(
        select(_journal.c.table_name, _journal.c.row_id).where(
            _journal.c.transaction_id >= transaction
        )
    ).all()
    changed = frozenset((row.table_name, row.row_id) for row in rows)
    return Changed(frozenset(table for table, _ in changed), changed, case_id)


@contextmanager
def observing(connection: Connection) -> Iterator[int]:
    """Record what changes meanwhile as observed, also inside the open transaction of an edit.

    No undo takes it back, and it ends nothing that could be redone. Gives the transaction.
    """
    current = schema.current_transaction.c.transaction_id
    around = connection.execute(select(current)).scalar_one()
    transaction = begin(connection, "Observe people", None, Kind.OBSERVED)
    yield transaction
    _set_current(connection, around)
    recorded = exists().where(_journal.c.transaction_id == transaction)
    connection.execute(delete(_transactions).where(_transactions.c.id == transaction, ~recorded))


def of_rows(table: str, row_ids: Sequence[str]) -> ColumnElement[bool]:
    """What is recorded of these rows, however many they are."""
    listed = func.json_each(json.dumps(row_ids)).table_valued("value")
    return and_(_journal.c.table_name == table, _journal.c.row_id.in_(select(listed.c.value)))


def settle(connection: Connection, table: str, row_ids: Sequence[str]) -> None:
    """Let no case undo or redo what it did to these rows: they are about to go."""
    concerned = (
        select(_transactions.c.case_id, _transactions.c.state, _transactions.c.id)
        .join(_journal, _journal.c.transaction_id == _transactions.c.id)
        .where(of_rows(table, row_ids))
        .subquery()
    )
    first_and_last = select(
        concerned.c.case_id, concerned.c.state, func.min(concerned.c.id), func.max(concerned.c.id)
    ).group_by(concerned.c.case_id, concerned.c.state)
    for case_id, state, first, last in connection.execute(first_and_last).all():
        of_case = update(_transactions).where(
            _transactions.c.case_id == case_id, _transactions.c.state == state
        )
        if state == State.DONE:
            connection.execute(of_case.where(_transactions.c.id <= last).values(state=State.FINAL))
        elif state == State.UNDONE:
            connection.execute(
                of_case.where(_transactions.c.id >= first).values(state=State.EXPIRED)
            )


def _set_current(connection: Connection, transaction: int | None) -> None:
    connection.execute(update(schema.current_transaction).values(transaction_id=transaction))


def _expire_redo(connection: Connection, case_id: str | None) -> None:
    _turn(connection, case_id, State.UNDONE, State.EXPIRED)


def _close_history(connection: Connection, case_id: str | None) -> None:
    _turn(connection, case_id, State.DONE, State.FINAL)


def _turn(connection: Connection, case_id: str | None, old: State, new: State) -> None:
    """Change the state of a case's transactions; without a case (a migration) of all."""
    statement = update(_transactions).where(_transactions.c.state == old)
    if case_id is not None:
        statement = statement.where(_transactions.c.case_id == case_id)
    connection.execute(statement.values(state=new))


def next_undo(connection: Connection, case_id: str) -> Step | None:
    """The transaction that undo would reverse now."""
    return _step(connection, case_id, State.DONE, newest=True)


def next_redo(connection: Connection, case_id: str) -> Step | None:
    """The transaction that redo would bring back now."""
    return _step(connection, case_id, State.UNDONE, newest=False)


def _step(connection: Connection, case_id: str, state: State, *, newest: bool) -> Step | None:
    column = _transactions.c.id
    row = connection.execute(
        select(_transactions.c.id, _transactions.c.label)
        .where(_transactions.c.case_id == case_id, _transactions.c.state == state)
        .order_by(column.desc() if newest else column.asc())
        .limit(1)
    ).first()
    return None if row is None else Step(row.id, row.label)


def reverse(connection: Connection, step: Step, case_id: str, kind: Kind) -> Changed:
    """Undo or redo a step as a transaction of its own.

    Raises `ConflictError` where another case changed a person of the step since.
    """
    undoing = kind is Kind.UNDO
    # A cascade is recorded children first; rows come back before what points at them is checked.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    transaction = begin(connection, step.label, case_id, kind, reverses=step.id)
    order = _journal.c.id.desc() if undoing else _journal.c.id.asc()
    recorded = connection.execute(
        select(_journal.c.table_name, _journal.c.row_id, _journal.c.before, _journal.c.after)
        .where(_journal.c.transaction_id == step.id)
        .order_by(order)
    ).all()
    seen: set[tuple[str, str]] = set()
    for row in recorded:
        left, wanted = (row.after, row.before) if undoing else (row.before, row.after)
        if row.table_name in _OF_ALL_CASES and (row.table_name, row.row_id) not in seen:
            seen.add((row.table_name, row.row_id))
            _refuse_if_changed(connection, _TABLES[row.table_name], row.row_id, left, step, kind)
        _put(connection, _TABLES[row.table_name], row.row_id, wanted)
    state = State.UNDONE if undoing else State.DONE
    connection.execute(
        update(_transactions).where(_transactions.c.id == step.id).values(state=state)
    )
    return finish(connection, transaction, case_id)


def _refuse_if_changed(
    connection: Connection, table: Table, row_id: str, left: str | None, step: Step, kind: Kind
) -> None:
    """What belongs to all cases may not be what this case left behind."""
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    if (None if row is None else dict(row)) != _image(left):
        what = "the person" if table.name in _PEOPLE else "the process card"
        raise ConflictError(
            f"“{step.label}” cannot be {'undone' if kind is Kind.UNDO else 'redone'}: another case "
            f"of this casebook has changed {what} since; undo that there first."
        )


def _put(connection: Connection, table: Table, row_id: str, image: str | None) -> None:
    """Make a row what it was: insert, update or delete (never REPLACE: it hides the deletion)."""
    if image is None:
        connection.execute(table.delete().where(table.c.id == row_id))
        return
    values = json.loads(image)
    done = connection.execute(table.update().where(table.c.id == row_id).values(values))
    if done.rowcount == 0:
        connection.execute(table.insert().values(values))


def history_of(connection: Connection, table: str, row_id: str) -> list[Change]:
    """Every recorded change of a row, oldest first."""
    rows = connection.execute(
        select(
            _transactions.c.at_us,
            _transactions.c.label,
            _transactions.c.kind,
            _journal.c.before,
            _journal.c.after,
        )
        .join(_transactions, _transactions.c.id == _journal.c.transaction_id)
        .where(_journal.c.table_name == table, _journal.c.row_id == row_id)
        .order_by(_journal.c.id)
    ).all()
    return [
        Change(row.at_us, _label(row.kind, row.label), _image(row.before), _image(row.after))
        for row in rows
    ]


def _label(kind: str, label: str) -> str:
    match kind:
        case Kind.UNDO:
            return f"Undo: {label}"
        case Kind.REDO:
            return f"Redo: {label}"
    return label


def _image(text: str | None) -> Row | None:
    if text is None:
        return None
    image: Row = json.loads(text)
    return image
