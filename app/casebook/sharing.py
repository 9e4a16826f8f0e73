"""The connection that an export reads through: it cannot see anything private.

SQLite itself refuses, through its authorizer: private tables not at all, drafted tables only
through the ``shared_`` views, which leave out private rows and private notes. A mistake in a
query, or in a template, therefore fails instead of leaking.
Source: https://www.sqlite.org/c3ref/set_authorizer.html

The authorizer is told through which view a table is read, but also the name of a WITH clause in
the place of a view; so statements with such a clause are refused before SQLite sees them.
"""

from __future__ import annotations

import re
from typing import TypeVar

import sqlcipher3
from sqlalchemy import Connection, column, event, select, table

from app.casebook.rows import mapped
from app.domain.audiences import AudienceChoice
from app.domain.drafts import Case, Citation, Draft, Entry
from app.domain.errors import NotFoundError

D = TypeVar("D", bound=Draft)

_OPEN_TABLES = {"items", "sources", "source_settings", "originals"}
_VIEWS = {"shared_cases", "shared_entries", "shared_citations", "shared_audience_choices"}
_THROUGH_VIEWS = {"cases", "entries", "citations", "audience_choices"}

_WITH = re.compile(r"\bWITH\b", re.IGNORECASE)


def allow_shared_only(connection: Connection, driver: sqlcipher3.Connection) -> None:
    """From now on, until the connection goes back to the pool, only shareable things can be read.

    The pool lifts the restriction from the ``driver`` connection when it is returned.
    """
    driver.set_authorizer(_authorize)
    event.listen(connection, "before_cursor_execute", _refuse_shadowing)


def _refuse_shadowing(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    if _WITH.search(statement):
        raise ValueError("An export's query has a WITH clause, which could pose as a shared view.")


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, via: str | None
) -> int:
    del second
    if action == sqlcipher3.SQLITE_READ:
        return _may_read(first or "", via)
    if action in {
        sqlcipher3.SQLITE_SELECT,
        sqlcipher3.SQLITE_FUNCTION,
        sqlcipher3.SQLITE_TRANSACTION,
    }:
        return sqlcipher3.SQLITE_OK
    return sqlcipher3.SQLITE_DENY


def _may_read(table: str, via: str | None) -> int:
    if table in _OPEN_TABLES or table in _VIEWS or (table in _THROUGH_VIEWS and via in _VIEWS):
        return sqlcipher3.SQLITE_OK
    return sqlcipher3.SQLITE_DENY


class SharedDrafts:
    """Drafted rows as an export sees them: private ones do not exist."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def case(self, case_id: str) -> Case:
        """The header of a case, its private notes empty. Raises `NotFoundError`."""
        found = self._rows(Case, "shared_cases", "id", case_id)
        if not found:
            raise NotFoundError(f"There is no case “{case_id}” in this casebook.")
        return found[0]

    def entries(self, case_id: str) -> list[Entry]:
        """The entries of a case that are not private."""
        return self._rows(Entry, "shared_entries", "case_id", case_id)

    def citations(self, case_id: str) -> list[Citation]:
        """The citations that hang on those entries."""
        return self._rows(Citation, "shared_citations", "case_id", case_id)

    def audience_choices(self, case_id: str) -> list[AudienceChoice]:
        """What was chosen for each audience, of the things that are not private."""
        return self._rows(AudienceChoice, "shared_audience_choices", "case_id", case_id)

    def _rows(self, kind: type[D], view: str, key: str, value: str) -> list[D]:
        of = mapped(kind)
        shared = table(view, *(column(stored.name) for stored in of.table.columns))
        rows = self.connection.execute(select(shared).where(shared.c[key] == value))
        return [of.value(row._mapping) for row in rows]
