"""The connection that an export reads through: it cannot see anything private.

SQLite itself refuses, through its authorizer: private tables not at all, drafted tables only
through the ``shared_`` views, which leave out private rows and private notes. A mistake in a
query, or in a template, therefore fails instead of leaking.
Source: https://www.sqlite.org/c3ref/set_authorizer.html
"""

from __future__ import annotations

import sqlcipher3

_OPEN_TABLES = {"items", "sources", "source_settings", "originals"}
_VIEWS = {"shared_cases", "shared_entries", "shared_citations"}
_THROUGH_VIEWS = {"cases", "entries", "citations"}


def allow_shared_only(connection: sqlcipher3.Connection) -> None:
    """From now on, until the connection goes back to the pool, only shareable things can be read.

    The pool lifts the restriction when the connection is returned.
    """
    connection.set_authorizer(_authorize)


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
