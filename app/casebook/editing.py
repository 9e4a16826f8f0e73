"""Changing drafted rows inside one journalled transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, insert, or_, select, text, update

from app.casebook import journal, schema
from app.casebook.rows import mapped
from app.casebook.suggestion_tables import suggestion_answers
from app.casebook.trust_tables import packet_pieces
from app.domain.assist.answers import SuggestionAnswer
from app.domain.drafted import KIND_NAMES, Draft
from app.domain.drafts import Case, Citation, Entry
from app.domain.errors import NotFoundError

D = TypeVar("D", bound=Draft)

_HANGING = (schema.citations, schema.audience_choices, packet_pieces, suggestion_answers)
"""What goes with the row that its ``target_id`` names."""


class Drafts:
    """Drafted rows as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, kind: type[D], row_id: str) -> D:
        """The row of that id. Raises `NotFoundError`."""
        of = mapped(kind)
        row = self.connection.execute(select(of.table).where(of.table.c.id == row_id)).first()
        if row is None:
            raise NotFoundError(f"There is no {KIND_NAMES[kind]} “{row_id}” in this casebook.")
        return of.value(row._mapping)

    def of_case(self, kind: type[D], case_id: str) -> list[D]:
        """All rows of a case, in no particular order."""
        of = mapped(kind)
        rows = self.connection.execute(select(of.table).where(of.table.c.case_id == case_id))
        return [of.value(row._mapping) for row in rows]

    def holds(self, kinds: Iterable[type[Draft]], case_id: str, row_id: str) -> bool:
        """Whether a case has a row of that id, of any of these kinds."""
        tables = (mapped(kind).table for kind in kinds)
        return any(
            self.connection.execute(
                select(table.c.id).where(table.c.id == row_id, table.c.case_id == case_id)
            ).first()
            for table in tables
        )

    def entries_at(self, case_id: str, start_us: int | None) -> list[Entry]:
        """The entries of a case that start at one instant (None: time unknown), in order."""
        of = mapped(Entry)
        rows = self.connection.execute(
            select(of.table)
            .where(
                of.table.c.case_id == case_id, of.table.c.start_us.is_not_distinct_from(start_us)
            )
            .order_by(of.table.c.rank, of.table.c.id)
        )
        return [of.value(row._mapping) for row in rows]

    def all(self, kind: type[D]) -> list[D]:
        """All rows of a kind that belongs to the casebook, in no particular order."""
        of = mapped(kind)
        return [of.value(row._mapping) for row in self.connection.execute(select(of.table))]

    def private_entries(self) -> list[Entry]:
        """The private entries of all cases, in no particular order."""
        of = mapped(Entry)
        rows = self.connection.execute(select(of.table).where(of.table.c.private))
        return [of.value(row._mapping) for row in rows]

    def cases(self) -> list[Case]:
        """All cases of the casebook, oldest first."""
        rows = self.connection.execute(select(schema.cases).order_by(text("rowid")))
        return [mapped(Case).value(row._mapping) for row in rows]

    def citations_of(self, target_id: str) -> list[Citation]:
        """The citations of one drafted thing, in their order."""
        of = mapped(Citation)
        rows = self.connection.execute(
            select(of.table)
            .where(of.table.c.target_id == target_id)
            .order_by(of.table.c.rank, of.table.c.id)
        )
        return [of.value(row._mapping) for row in rows]

    def origin_of(self, target_id: str) -> SuggestionAnswer | None:
        """The accepted suggestion that a drafted thing began as; None where there was none."""
        of = mapped(SuggestionAnswer)
        row = self.connection.execute(
            select(of.table).where(of.table.c.target_id == target_id).limit(1)
        ).first()
        return None if row is None else of.value(row._mapping)


class Edit(Drafts):
    """An open transaction: what it changes is recorded together, and undone together."""

    @contextmanager
    def observing(self) -> Iterator[None]:
        """What is changed meanwhile was observed, not edited: no undo takes it back."""
        with journal.observing(self.connection):
            yield

    def add(self, value: Draft) -> None:
        """Insert a new row."""
        of = mapped(type(value))
        self.connection.execute(insert(of.table).values(of.row(value)))

    def save(self, value: Draft) -> None:
        """Replace a row by its new value; saving what is already there records nothing.

        Raises `NotFoundError`.
        """
        kind = type(value)
        if self.get(kind, value.id) == value:
            return
        of = mapped(kind)
        self.connection.execute(
            update(of.table).where(of.table.c.id == value.id).values(of.row(value))
        )

    def save_all(self, values: Iterable[Draft]) -> None:
        """Save several rows."""
        for value in values:
            self.save(value)

    def remove(self, kind: type[Draft], row_id: str) -> None:
        """Delete a row with what hangs on it: citations, choices, dismissals, places in packets.

        A suggestion that led to it waits again. Raises `NotFoundError`.
        """
        self.get(kind, row_id)
        choices, dismissed = schema.audience_choices, schema.dismissals.c.target_id
        worded = select(choices.c.id).where(choices.c.target_id == row_id)
        asked = or_(dismissed == row_id, dismissed.in_(worded))
        self.connection.execute(schema.dismissals.delete().where(asked))
        for hanging in _HANGING:
            self.connection.execute(hanging.delete().where(hanging.c.target_id == row_id))
        table = mapped(kind).table
        self.connection.execute(table.delete().where(table.c.id == row_id))
