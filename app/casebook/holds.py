"""Legal holds: while one lies on a case, nothing that is kept of it may be erased or pruned."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.casebook import schema


def held(connection: Connection) -> frozenset[str]:
    """The ids of the cases under a legal hold."""
    cases = schema.cases
    return frozenset(connection.execute(select(cases.c.id).where(cases.c.legal_hold)).scalars())
